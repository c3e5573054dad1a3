//! Parses a course completely, and finds every fault in the structure of its files.

mod activity;
mod borrowed;
mod claims_file;
mod course_toml;
mod formula_lab;
mod inline;
mod lab_file;
mod lesson_text;
mod lesson_toml;
mod markdown;
mod math;
mod misconceptions_file;
mod open_code;
mod pre_post_test;
mod prose_limits;
mod source;
mod source_map;
mod toml_file;
mod toml_leaves;
mod toml_reader;
mod variants;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

use self::course_toml::Entry;
use self::source::LessonFolder;
pub use self::source::{CourseSource, FileStamps, builtin_files};
use self::toml_file::TomlFile;
pub(in crate::lesson) use self::toml_leaves::{TomlLeaf, toml_leaves, toml_places};
use super::model::{BUILTIN_MARK, Claims, Course, Fault, Lesson, Misconception, Term, Texts};
use crate::locale::Lang;
use crate::nn::parallel;

/// The terms of the glossary by language and name.
type Glossary = BTreeMap<Lang, BTreeMap<String, Term>>;

/// The words of misconceptions by language and code.
type Misconceptions = BTreeMap<Lang, BTreeMap<String, Misconception>>;

/// Parses the course in `source`, its lessons on all cores.
///
/// # Errors
/// Every fault in the structure of the files, by location.
pub fn load(source: &CourseSource) -> Result<Course, Vec<Fault>> {
    match load_partly(source) {
        (Some(course), faults) if faults.is_empty() => Ok(course),
        (Some(_) | None, faults) => Err(faults),
    }
}

/// The course in `source` as far as it can be read, and every fault in the structure of its files, by location.
pub fn load_partly(source: &CourseSource) -> (Option<Course>, Vec<Fault>) {
    let mut faults = Vec::new();
    let course = course(source, &mut faults);
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    (course, faults)
}

/// Whether `text` is TOML without faults that has a value at each of `paths`.
pub(super) fn has_values(text: &str, mut paths: impl Iterator<Item = String>) -> bool {
    let (places, faults) = TomlFile::parse("", text).finish();
    faults.is_empty() && paths.all(|path| places.contains_key(&path))
}

fn course(source: &CourseSource, faults: &mut Vec<Fault>) -> Option<Course> {
    let text = read(source, course_toml::FILE, faults)?;
    let file = TomlFile::parse(course_toml::FILE, &text);
    let root = file.root();
    let titles = course_toml::titles(&root);
    let lessons = lessons(source, &course_toml::entries(&root), faults);
    let survey = pre_post_test::survey(&root, &lessons);
    let description = course_toml::description(&root);
    let moved = course_toml::moved(&root);
    let literals = root.named_texts("literals", "check.no-reason");
    let is_reviewed = root.boolean("reviewed").unwrap_or_default();
    root.report_unknown_keys(&course_toml::KEYS);
    let (places, mut found) = file.finish();
    faults.append(&mut found);
    let mut glossary = terms_in(source, "glossary", faults);
    let mut misconceptions = misconceptions_in(source, misconceptions_file::FOLDER, faults);
    let borrowed = lessons.iter().map(|lesson| &**lesson);
    let borrowed: Vec<_> = borrowed.filter(|lesson| lesson.is_builtin()).collect();
    borrowed::add_terms(source, &borrowed, &mut glossary);
    borrowed::add_misconceptions(source, &borrowed, &mut misconceptions);
    Some(Course {
        titles,
        description,
        moved,
        lessons,
        survey,
        glossary,
        left_out_terms: BTreeMap::new(),
        literals,
        is_reviewed,
        claims: claims(source, faults),
        misconceptions,
        places,
    })
}

/// The text of the file at `path`; a file that cannot be read is a fault.
fn read(source: &CourseSource, path: &str, faults: &mut Vec<Fault>) -> Option<String> {
    source.read(path).map_err(|fault| faults.push(fault)).ok()
}

/// Parses the lessons of `entries` on all cores. A lesson without a readable `lesson.toml` is left out.
fn lessons(source: &CourseSource, entries: &[Entry], faults: &mut Vec<Fault>) -> Vec<Arc<Lesson>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut parsed: Vec<_> = (entries.iter())
        .map(|entry| (entry, None, Vec::new()))
        .collect();
    parallel::for_each(&mut parsed, cores, |(entry, lesson, faults)| {
        *lesson = parse_lesson(source, entry, faults);
    });
    let lessons = parsed.into_iter().filter_map(|(_, lesson, mut found)| {
        faults.append(&mut found);
        lesson.map(Arc::new)
    });
    lessons.collect()
}

/// Parses one lesson: its `lesson.toml` and its prose in every language.
fn parse_lesson(source: &CourseSource, entry: &Entry, faults: &mut Vec<Fault>) -> Option<Lesson> {
    let path = format!("{}/lesson.toml", entry.folder);
    let text = read(source, &path, faults)?;
    let file = TomlFile::parse(&path, &text);
    let folder = LessonFolder {
        source,
        name: &entry.folder,
    };
    let mut lesson = lesson_toml::lesson(&file.root(), &folder);
    if entry.folder.starts_with(BUILTIN_MARK) {
        borrowed::mark_codes(&mut lesson);
    }
    let (places, mut found) = file.finish();
    faults.append(&mut found);
    Some(Lesson {
        number: entry.number,
        name: entry.name.clone(),
        role: entry.role,
        texts: texts(source, &entry.folder, faults),
        places,
        ..lesson
    })
}

/// The prose in `folder` by language.
fn texts(source: &CourseSource, folder: &str, faults: &mut Vec<Fault>) -> Texts {
    let mut texts = Texts::default();
    for (tag, path) in markdown_files(source, folder) {
        if tag != "README"
            && let Some(text) = read(source, &path, faults)
        {
            let text = lesson_text::lesson_text(&path, &text, faults);
            texts.insert(Lang::of(&tag), text);
        }
    }
    texts
}

/// The terms in the files of `folder`.
fn terms_in(source: &CourseSource, folder: &str, faults: &mut Vec<Fault>) -> Glossary {
    let mut glossary = BTreeMap::new();
    for (tag, path) in markdown_files(source, folder) {
        if let Some(text) = read(source, &path, faults) {
            let terms = lesson_text::glossary(&path, &text, faults);
            glossary.insert(Lang::of(&tag), terms);
        }
    }
    glossary
}

/// The words of misconceptions in the files of `folder`.
fn misconceptions_in(
    source: &CourseSource,
    folder: &str,
    faults: &mut Vec<Fault>,
) -> Misconceptions {
    let mut misconceptions = BTreeMap::new();
    for (tag, path) in files_of(source, folder, ".toml") {
        if let Some(text) = read(source, &path, faults) {
            let words = misconceptions_file::misconceptions(&path, &text, faults);
            misconceptions.insert(Lang::of(&tag), words);
        }
    }
    misconceptions
}

/// The claims that the course answers; a course may lack them.
fn claims(source: &CourseSource, faults: &mut Vec<Fault>) -> Option<Claims> {
    if !source.has(claims_file::FILE) {
        return None;
    }
    let text = read(source, claims_file::FILE, faults)?;
    Some(claims_file::claims(&text, faults))
}

/// The Markdown files in `folder`, each as its name without the extension and its path.
fn markdown_files(source: &CourseSource, folder: &str) -> Vec<(String, String)> {
    files_of(source, folder, ".md")
}

/// The files in `folder` with this extension, each as its name without it and its path.
fn files_of(source: &CourseSource, folder: &str, extension: &str) -> Vec<(String, String)> {
    let files = source.files(folder).into_iter();
    let files = files.filter_map(|file| {
        let stem = file.strip_suffix(extension)?;
        Some((stem.to_owned(), format!("{folder}/{file}")))
    });
    files.collect()
}
