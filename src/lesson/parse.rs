//! From files to a course: every fault of their structure at once.

mod beat;
mod claims;
mod markdown;
mod page;
mod prose;
mod reader;
mod structure;
mod survey;
mod text;

use std::collections::BTreeMap;

use self::reader::{Reader, TomlFile};
use super::{
    Claims, Course, CourseSource, Fault, Late, Lesson, LessonBody, LessonRole, Location, Term,
    Texts,
};
use crate::locale::{Lang, Phrase};

/// How much of a course is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// Every word, and where each value stands.
    Whole,
    /// What it takes to open it; prose is read when it is first asked for.
    AsNeeded,
}

impl Reading {
    /// As much of a file as is read when a course is opened.
    fn top(self, source: &CourseSource, path: &str) -> Result<String, Fault> {
        match self {
            Self::Whole => source.read(path),
            Self::AsNeeded => source.beginning(path),
        }
    }
}

/// The course that `source` holds, or all that is wrong with the structure of its files, by place. Of the built-in course,
/// which is checked before it is built in, only as much is read as it takes to open it.
pub fn load(source: &CourseSource) -> Result<Course, Vec<Fault>> {
    read(
        source,
        match source {
            CourseSource::Builtin => Reading::AsNeeded,
            CourseSource::Folder(_) => Reading::Whole,
        },
    )
}

/// As [`load`], with every word of it: what a check needs.
pub fn load_whole(source: &CourseSource) -> Result<Course, Vec<Fault>> {
    read(source, Reading::Whole)
}

fn read(source: &CourseSource, reading: Reading) -> Result<Course, Vec<Fault>> {
    let mut faults = Vec::new();
    let course = course(source, reading, &mut faults);
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    match course {
        Some(course) if faults.is_empty() => Ok(course),
        Some(_) | None => Err(faults),
    }
}

fn course(source: &CourseSource, reading: Reading, faults: &mut Vec<Fault>) -> Option<Course> {
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
    let mut lessons: Vec<Lesson> = Vec::new();
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
                let named = (number, name, *role);
                lessons.extend(lesson(source, reading, folder, named, faults));
            }
        }
    }
    let survey = survey::survey(&root, reading, &lessons);
    let literals = structure::reasons(&root, "literals", "check.no-reason");
    root.finish(&["lessons", "quiz", "play", "test", "title", "literals"]);
    let places = file.places();
    faults.extend(file.into_faults());
    let glossary = glossary(source, reading, faults);
    let claims = match reading {
        Reading::Whole => claims_of(source, faults),
        Reading::AsNeeded => None,
    };
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

fn lesson(
    source: &CourseSource,
    reading: Reading,
    folder: &str,
    (number, name, role): (u32, &str, LessonRole),
    faults: &mut Vec<Fault>,
) -> Option<Lesson> {
    let path = format!("{folder}/lesson.toml");
    let text = reading
        .top(source, &path)
        .map_err(|fault| faults.push(fault))
        .ok()?;
    let mut lesson = Lesson {
        number,
        name: name.to_owned(),
        role,
        minutes: 0,
        texts: Texts::default(),
        place: Location {
            file: path.as_str().into(),
            line: 1,
            column: 1,
        },
        body: LessonBody::default().into(),
    };
    match reading {
        Reading::Whole => {
            let file = TomlFile::parse(&path, &text, faults);
            let root = file.root();
            lesson.minutes = structure::minutes(&root);
            let body = LessonBody {
                places: file.places(),
                ..structure::body(&root)
            };
            lesson.body = body.into();
            faults.extend(file.into_faults());
        }
        Reading::AsNeeded => {
            let file = TomlFile::parse(&path, structure::head(&text), faults);
            lesson.minutes = structure::minutes(&file.root());
            faults.extend(file.into_faults());
            let (source, path) = (source.clone(), path);
            lesson.body = Late::new(move || {
                let text = source.read(&path).unwrap_or_default();
                structure::body(&TomlFile::parse(&path, &text, &mut Vec::new()).root())
            });
        }
    }
    texts(source, reading, folder, &mut lesson.texts, faults);
    Some(lesson)
}

/// Adds the prose in `folder`, language by language.
fn texts(
    source: &CourseSource,
    reading: Reading,
    folder: &str,
    texts: &mut Texts,
    faults: &mut Vec<Fault>,
) {
    for file in source.files(folder) {
        if let Some(tag) = file.strip_suffix(".md").filter(|tag| *tag != "README") {
            let path = format!("{folder}/{file}");
            match reading.top(source, &path) {
                Ok(prose) => match reading {
                    Reading::Whole => {
                        let text = text::lesson_text(&path, &prose, faults);
                        texts.insert(Lang::of(tag), text);
                    }
                    Reading::AsNeeded => {
                        let title = title_of(&prose).to_owned();
                        let source = source.clone();
                        let read = move || {
                            let prose = source.read(&path).unwrap_or_default();
                            text::lesson_text(&path, &prose, &mut Vec::new())
                        };
                        texts.insert_later(Lang::of(tag), title, read);
                    }
                },
                Err(fault) => faults.push(fault),
            }
        }
    }
}

/// The title that a lesson's prose begins with.
fn title_of(prose: &str) -> &str {
    let titles = prose.lines().filter_map(|line| line.strip_prefix("# "));
    titles.map(str::trim).next().unwrap_or_default()
}

/// `03-bias-moves-the-kink` as 3 and `bias-moves-the-kink`.
fn numbered(folder: &str) -> Option<(u32, &str)> {
    let (number, name) = folder.split_once('-')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    Some((number.parse().ok().filter(|_| is_name)?, name))
}

/// The claims that the course answers; a course may do without.
fn claims_of(source: &CourseSource, faults: &mut Vec<Fault>) -> Option<Claims> {
    if !source.has(claims::FILE) {
        return None;
    }
    let text = source
        .read(claims::FILE)
        .map_err(|fault| faults.push(fault))
        .ok()?;
    Some(claims::claims(&text, faults))
}

/// The terms that a course explains, by language and name.
type Glossary = BTreeMap<Lang, Late<BTreeMap<String, Term>>>;

fn glossary(source: &CourseSource, reading: Reading, faults: &mut Vec<Fault>) -> Glossary {
    let mut glossary = BTreeMap::new();
    for file in source.files("glossary") {
        if let Some(tag) = file.strip_suffix(".md") {
            let path = format!("glossary/{file}");
            let terms = match reading {
                Reading::Whole => match source.read(&path) {
                    Ok(prose) => text::glossary(&path, &prose, faults).into(),
                    Err(fault) => {
                        faults.push(fault);
                        continue;
                    }
                },
                Reading::AsNeeded => {
                    let source = source.clone();
                    Late::new(move || {
                        let prose = source.read(&path).unwrap_or_default();
                        text::glossary(&path, &prose, &mut Vec::new())
                    })
                }
            };
            glossary.insert(Lang::of(tag), terms);
        }
    }
    glossary
}
