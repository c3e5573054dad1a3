//! The titles, the texts and the list of lessons from `course.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::source::builtin_folders;
use super::toml_reader::TableReader;
use crate::lesson::model::{BUILTIN_MARK, CourseDescription, LessonRole};
use crate::locale::{Lang, Phrase};
use crate::text::{nearest_names, width};

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
    /// The path of its folder; one of the built-in course begins with [`BUILTIN_MARK`].
    pub(super) folder: String,
    /// The number at the start of the folder's name. A built-in lesson has the next free one where another lesson has its own.
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
    let american = root.string("license");
    CourseDescription {
        intro: texts(root, "intro"),
        end: texts(root, "end"),
        authors: root.strings("authors"),
        licence: root.string("licence").or(american),
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
    let numbered = folders
        .iter()
        .filter_map(|(_, folder, _)| split_folder_name(folder));
    let mut numbers: BTreeSet<u32> = numbered.map(|(number, _)| number).collect();
    let mut entries: Vec<Entry> = Vec::new();
    for (path, folder, role) in folders {
        let found = match folder.strip_prefix(BUILTIN_MARK) {
            Some(wanted) => builtin_entry(wanted, role),
            None => own_entry(&folder, role),
        };
        let message = match found {
            Err(message) => message,
            Ok(mut entry) => {
                let is_builtin = folder.starts_with(BUILTIN_MARK);
                if is_builtin && !numbers.insert(entry.number) {
                    let above = entries.last().map_or(0, |last| last.number);
                    let mut free = (above.saturating_add(1)..).filter(|at| !numbers.contains(at));
                    entry.number = free.next().unwrap_or(u32::MAX);
                    numbers.insert(entry.number);
                }
                let mut others = entries.iter();
                if !others.any(|other| other.number == entry.number || other.name == entry.name) {
                    entries.push(entry);
                    continue;
                }
                Phrase::key("check.same-lesson")
            }
        };
        root.report(root.place_of(&path), message.with("folder", folder));
    }
    entries
}

/// The lesson in a folder of the course.
fn own_entry(folder: &str, role: LessonRole) -> Result<Entry, Phrase> {
    let (number, name) =
        split_folder_name(folder).ok_or_else(|| Phrase::key("check.folder-name"))?;
    Ok(Entry {
        folder: folder.to_owned(),
        number,
        name: name.to_owned(),
        role,
    })
}

/// The lesson of the built-in course that is called `wanted`, with or without its number.
fn builtin_entry(wanted: &str, role: LessonRole) -> Result<Entry, Phrase> {
    let folders = builtin_folders();
    let mut entries = folders
        .iter()
        .filter_map(|folder| own_entry(folder, role).ok());
    let is_wanted = |entry: &Entry| entry.folder == wanted || entry.name == wanted;
    if let Some(entry) = entries.clone().find(is_wanted) {
        return Ok(Entry {
            folder: format!("{BUILTIN_MARK}{}", entry.folder),
            ..entry
        });
    }
    let names: Vec<_> = entries
        .by_ref()
        .flat_map(|entry| [entry.folder, entry.name])
        .collect();
    let names = nearest_names(wanted, names.iter().map(String::as_str));
    let names: Vec<_> = names
        .iter()
        .map(|name| format!("{BUILTIN_MARK}{name}"))
        .collect();
    Err(Phrase::key("check.no-builtin-lesson").with("names", names.join(", ")))
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
