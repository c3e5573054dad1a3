//! From files to a course: every fault of their structure at once.

mod activity;
mod claims_file;
mod inline;
mod lesson_text;
mod lesson_toml;
mod markdown;
mod pre_post_test;
mod source;
mod source_map;
mod toml_reader;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

pub use self::source::CourseSource;
use self::toml_reader::{Reader, TomlFile};
use super::model::{Claims, Course, Fault, Lesson, LessonRole, Term, Texts};
use crate::locale::{Lang, Phrase};
use crate::nn::parallel;

/// Parses the course that `source` holds. The error is every fault in the structure of its files, by place.
pub fn load(source: &CourseSource) -> Result<Course, Vec<Fault>> {
    let mut faults = Vec::new();
    let course = course(source, &mut faults);
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    match course {
        Some(course) if faults.is_empty() => Ok(course),
        Some(_) | None => Err(faults),
    }
}

fn course(source: &CourseSource, faults: &mut Vec<Fault>) -> Option<Course> {
    let text = source
        .read("course.toml")
        .map_err(|fault| faults.push(fault))
        .ok()?;
    let file = TomlFile::parse("course.toml", &text, faults);
    let root = file.root();
    let titles = titles(&root);
    let folders = root.strings("lessons");
    if folders.is_empty() && root.is_list("lessons") {
        root.fault(root.place_in("lessons"), Phrase::key("check.no-lessons"));
    }
    let listed = listed(&root, &folders);
    let mut entries = Vec::new();
    for (at, (path, folder, role)) in listed.iter().enumerate() {
        let place = root.place_of(path);
        let before = listed[..at].iter().map(|(_, folder, _)| folder.as_str());
        match numbered(folder) {
            None => {
                let what = Phrase::key("check.folder-name").with("folder", folder.as_str());
                root.fault(place, what);
            }
            Some((number, name)) if is_taken(before, number, name) => {
                let what = Phrase::key("check.same-lesson").with("folder", folder.as_str());
                root.fault(place, what);
            }
            Some((number, name)) => {
                entries.push(Entry {
                    folder,
                    number,
                    name,
                    role: *role,
                });
            }
        }
    }
    let lessons = lessons(source, &entries, faults);
    let survey = pre_post_test::survey(&root, &lessons);
    let literals = lesson_toml::reasons(&root, "literals", "check.no-reason");
    root.finish(&["lessons", "quiz", "play", "test", "title", "literals"]);
    let places = file.places();
    faults.extend(file.into_faults());
    let glossary = glossary(source, faults);
    let claims = claims_of(source, faults);
    Some(Course {
        titles,
        lessons,
        survey,
        glossary,
        literals,
        claims,
        places,
    })
}

/// What `course.toml` lists: where it stands there, the folder, and what it is for.
fn listed(root: &Reader<'_, '_>, folders: &[String]) -> Vec<(String, String, LessonRole)> {
    let lessons = folders.iter().enumerate();
    let lessons =
        lessons.map(|(at, folder)| (format!("lessons.{at}"), folder.clone(), LessonRole::Lesson));
    let behind = [("quiz", LessonRole::Quiz), ("play", LessonRole::Play)];
    let behind = behind.into_iter().filter_map(|(name, role)| {
        let folder = root.string(name)?;
        Some((name.to_owned(), folder, role))
    });
    lessons.chain(behind).collect()
}

/// The titles of the course; English is the language that every course has.
fn titles(root: &Reader<'_, '_>) -> BTreeMap<Lang, String> {
    let mut titles = BTreeMap::new();
    if let Some(table) = root.required_table("title") {
        let english = Lang::english();
        if !table.has(english.tag()) {
            table.missing(english.tag());
        }
        for (lang, _) in table.entries() {
            if let Some(title) = table.string(&lang) {
                titles.insert(Lang::of(&lang), title);
            }
        }
    }
    titles
}

/// Whether one of `folders` has this number or this name.
fn is_taken<'f>(mut folders: impl Iterator<Item = &'f str>, number: u32, name: &str) -> bool {
    folders
        .by_ref()
        .filter_map(numbered)
        .any(|taken| taken.0 == number || taken.1 == name)
}

/// A lesson that `course.toml` lists.
struct Entry<'a> {
    folder: &'a str,
    number: u32,
    name: &'a str,
    role: LessonRole,
}

/// Parses the lessons of `entries` on all cores; one without a readable `lesson.toml` is left out.
fn lessons(
    source: &CourseSource,
    entries: &[Entry<'_>],
    faults: &mut Vec<Fault>,
) -> Vec<Arc<Lesson>> {
    let lessons = map_on_all_cores(entries, |entry| {
        let mut faults = Vec::new();
        let lesson = lesson(source, entry, &mut faults);
        (lesson, faults)
    });
    let lessons = lessons.into_iter().filter_map(|(lesson, mut found)| {
        faults.append(&mut found);
        lesson.map(Arc::new)
    });
    lessons.collect()
}

/// Applies `parse` to every item, on all cores; the results are in the order of the items.
fn map_on_all_cores<T: Sync, R: Send>(items: &[T], parse: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut slots: Vec<(&T, Option<R>)> = items.iter().map(|item| (item, None)).collect();
    parallel::for_each(&mut slots, cores, |(item, result)| {
        *result = Some(parse(item));
    });
    slots.into_iter().filter_map(|(_, result)| result).collect()
}

/// Parses one lesson: its `lesson.toml` and its prose in every language.
fn lesson(source: &CourseSource, entry: &Entry<'_>, faults: &mut Vec<Fault>) -> Option<Lesson> {
    let path = format!("{}/lesson.toml", entry.folder);
    let text = source
        .read(&path)
        .map_err(|fault| faults.push(fault))
        .ok()?;
    let file = TomlFile::parse(&path, &text, faults);
    let lesson = lesson_toml::lesson(&file);
    faults.extend(file.into_faults());
    Some(Lesson {
        number: entry.number,
        name: entry.name.to_owned(),
        role: entry.role,
        texts: texts(source, entry.folder, faults),
        ..lesson
    })
}

/// The prose in `folder` by language.
fn texts(source: &CourseSource, folder: &str, faults: &mut Vec<Fault>) -> Texts {
    let mut texts = Texts::default();
    for file in source.files(folder) {
        if let Some(tag) = file.strip_suffix(".md").filter(|tag| *tag != "README") {
            let path = format!("{folder}/{file}");
            match source.read(&path) {
                Ok(prose) => {
                    texts.insert(
                        Lang::of(tag),
                        lesson_text::lesson_text(&path, &prose, faults),
                    );
                }
                Err(fault) => faults.push(fault),
            }
        }
    }
    texts
}

/// `03-bias-moves-the-kink` as 3 and `bias-moves-the-kink`.
fn numbered(folder: &str) -> Option<(u32, &str)> {
    let (number, name) = folder.split_once('-')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    Some((number.parse().ok().filter(|_| is_name)?, name))
}

/// The claims that the course answers; a course may do without.
fn claims_of(source: &CourseSource, faults: &mut Vec<Fault>) -> Option<Claims> {
    if !source.has(claims_file::FILE) {
        return None;
    }
    let text = source
        .read(claims_file::FILE)
        .map_err(|fault| faults.push(fault))
        .ok()?;
    Some(claims_file::claims(&text, faults))
}

/// The terms that a course explains, by language and name.
type Glossary = BTreeMap<Lang, BTreeMap<String, Term>>;

fn glossary(source: &CourseSource, faults: &mut Vec<Fault>) -> Glossary {
    let mut glossary = BTreeMap::new();
    for file in source.files("glossary") {
        if let Some(tag) = file.strip_suffix(".md") {
            let path = format!("glossary/{file}");
            match source.read(&path) {
                Ok(prose) => {
                    glossary.insert(Lang::of(tag), lesson_text::glossary(&path, &prose, faults));
                }
                Err(fault) => faults.push(fault),
            }
        }
    }
    glossary
}
