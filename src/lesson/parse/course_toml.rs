//! The titles, the texts and the list of lessons from `course.toml`.

use std::collections::BTreeMap;

use super::toml_reader::TableReader;
use crate::lesson::model::{CourseDescription, LessonRole};
use crate::locale::{Lang, Phrase};
use crate::text::width;

/// The path from the course's folder.
pub(super) const FILE: &str = "course.toml";

/// The limit of lessons of a course.
const MOST_LESSONS: usize = 500;

/// The limit for the introduction and the closing text in columns: seven lines above the list of lessons.
const MOST_COLUMNS: usize = 500;

/// The possible keys.
pub(super) const KEYS: [&str; 12] = [
    "lessons", "quiz", "play", "test", "reviewed", "authors", "licence", "title", "intro", "end",
    "literals", "moved",
];

/// A lesson that `course.toml` lists.
pub(super) struct Entry {
    pub(super) folder: String,
    /// The number at the start of the folder's name.
    pub(super) number: u32,
    /// The rest of the folder's name.
    pub(super) name: String,
    pub(super) role: LessonRole,
}

/// The titles of the course by language. One is required, of any language.
pub(super) fn titles(root: &TableReader<'_, '_>) -> BTreeMap<Lang, String> {
    let mut titles = BTreeMap::new();
    if let Some(table) = root.required_table("title") {
        let english = Lang::english();
        if table.entries().is_empty() {
            table.report_missing(english.tag());
        }
        for (lang, _) in table.entries() {
            if let Some(title) = table.string(&lang) {
                titles.insert(Lang::of(&lang), title);
            }
        }
    }
    titles
}

/// The introduction, the closing text, the authors and the licence; a course may lack each of them.
pub(super) fn description(root: &TableReader<'_, '_>) -> CourseDescription {
    // Both spellings are English.
    let (licence, license) = (root.string("licence"), root.string("license"));
    CourseDescription {
        intro: texts(root, "intro"),
        end: texts(root, "end"),
        authors: root.strings("authors"),
        licence: licence.or(license),
    }
}

/// The texts under `key` by language, each on one line. An empty or long text is a fault.
fn texts(root: &TableReader<'_, '_>, key: &str) -> BTreeMap<Lang, String> {
    let mut texts = BTreeMap::new();
    let Some(table) = root.table(key) else {
        return texts;
    };
    for (lang, _) in table.entries() {
        let Some(text) = table.string(&lang) else {
            continue;
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let columns = width(&text);
        let message = match columns {
            0 => Phrase::key("check.empty-course-text"),
            1..=MOST_COLUMNS => {
                texts.insert(Lang::of(&lang), text);
                continue;
            }
            _ => Phrase::key("check.long-course-text")
                .with("count", columns)
                .with("most", MOST_COLUMNS),
        };
        table.report(table.place_in(&lang), message);
    }
    texts
}

/// The lessons to which steps moved, by the names of the steps.
pub(super) fn moved(root: &TableReader<'_, '_>) -> BTreeMap<String, String> {
    let Some(table) = root.table("moved") else {
        return BTreeMap::new();
    };
    let moved = table.entries().into_iter().filter_map(|(step, _)| {
        let lesson = table.string(&step)?;
        Some((step, lesson))
    });
    moved.collect()
}

/// The lessons, the quiz and the playground. A folder whose name, number or lesson name is not valid or not
/// unique is a fault and left out.
pub(super) fn entries(root: &TableReader<'_, '_>) -> Vec<Entry> {
    let folders = folders(root);
    let mut entries = Vec::new();
    for (at, (path, folder, role)) in folders.iter().enumerate() {
        let is_taken = |number: u32, name: &str| {
            let mut before = folders[..at].iter();
            before.any(|(_, folder, _)| {
                split_folder_name(folder)
                    .is_some_and(|(other, other_name)| other == number || other_name == name)
            })
        };
        let message = match split_folder_name(folder) {
            None => Phrase::key("check.folder-name"),
            Some((number, name)) if is_taken(number, name) => Phrase::key("check.same-lesson"),
            Some((number, name)) => {
                entries.push(Entry {
                    folder: folder.clone(),
                    number,
                    name: name.to_owned(),
                    role: *role,
                });
                continue;
            }
        };
        let message = message.with("folder", folder.as_str());
        root.report(root.place_of(path), message);
    }
    entries
}

/// The listed folders, each with its path in `course.toml` and its role.
fn folders(root: &TableReader<'_, '_>) -> Vec<(String, String, LessonRole)> {
    let lessons = root.required_strings("lessons");
    if lessons.is_empty() && root.is_list("lessons") {
        root.report(root.place_in("lessons"), Phrase::key("check.no-lessons"));
    }
    if lessons.len() > MOST_LESSONS {
        let message = Phrase::key("check.too-many-lessons")
            .with("count", lessons.len())
            .with("most", MOST_LESSONS);
        root.report(root.place_in("lessons"), message);
    }
    let lessons = lessons.into_iter().take(MOST_LESSONS).enumerate();
    let lessons = lessons.map(|(at, folder)| (format!("lessons.{at}"), folder, LessonRole::Lesson));
    let others = [("quiz", LessonRole::Quiz), ("play", LessonRole::Play)];
    let others = others.into_iter().filter_map(|(key, role)| {
        let folder = root.string(key)?;
        Some((key.to_owned(), folder, role))
    });
    lessons.chain(others).collect()
}

/// The number and the name in `03-bias-moves-the-kink`.
fn split_folder_name(folder: &str) -> Option<(u32, &str)> {
    let (number, name) = folder.split_once('-')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    Some((number.parse().ok().filter(|_| is_name)?, name))
}
