//! The record of what an author has read: `reviewed.toml` in the folder of the course and of each lesson.
//!
//! No model can check a principle, a negation or a citation. So the record has a hash of every paragraph and of every element
//! of the TOML files, and `check` reports what changed since it was last read, as translators mark changed texts as fuzzy. A
//! course without any record is not checked in this way, unless its `course.toml` has `reviewed = true`.

mod change;
mod hash;
mod piece;
mod prose;
mod record;
mod structure;

use std::collections::BTreeSet;

pub use self::change::ReviewChange;
use self::change::ReviewChangeKind;
use self::piece::{ReviewPiece, hash_of};
use self::record::ReviewRecord;
use super::model::{Course, Fault, Location};
use super::parse::CourseSource;
use crate::locale::Phrase;

/// The key of `course.toml` that wants a record of each folder.
const KEY: &str = "reviewed";
/// The name of the course's own folder for `relutor check --reviewed`.
pub const COURSE_FOLDER: &str = "course";
/// Files in the course's own folder that state something.
const COURSE_FILES: [&str; 2] = ["course.toml", "claims.md"];
/// Folders of such files.
const COURSE_FOLDERS: [&str; 2] = ["glossary", "misconceptions"];

/// The folders of a course, with what their records say.
#[derive(Debug)]
pub struct Review {
    folders: Vec<ReviewedFolder>,
    /// Where `course.toml` wants a record of each folder, if it does.
    wanted: Option<Location>,
}

/// A folder with a record of its own.
#[derive(Debug)]
struct ReviewedFolder {
    /// The name of the lesson, or [`COURSE_FOLDER`].
    name: String,
    /// The path from the course's folder; empty for that folder itself.
    path: String,
    /// Its files, each with its pieces.
    files: Vec<(String, Vec<ReviewPiece>)>,
    state: RecordState,
}

/// The record of a folder.
#[derive(Debug, PartialEq)]
enum RecordState {
    Missing,
    Unreadable,
    Read(ReviewRecord),
}

/// A record to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewUpdate {
    /// The path of the file from the course's folder.
    pub file: String,
    /// Its new text.
    pub text: String,
    /// The pieces that it records anew.
    pub changes: Vec<ReviewChange>,
}

impl Review {
    /// Reads the pieces and the records of `course`, which was loaded from `source`.
    pub fn read(source: &CourseSource, course: &Course) -> Self {
        let mut folders = vec![ReviewedFolder::course(source)];
        let lessons = course.lessons.iter().filter(|lesson| !lesson.is_builtin());
        folders.extend(lessons.map(|lesson| {
            let file = &*lesson.place.file;
            let path = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            ReviewedFolder::lesson(source, &lesson.name, path)
        }));
        let wanted = course.is_reviewed.then(|| course.place_of(KEY));
        Self { folders, wanted }
    }

    /// Whether the course has a record.
    pub fn is_kept(&self) -> bool {
        self.folders
            .iter()
            .any(|folder| folder.state != RecordState::Missing)
    }

    /// Reports each piece that changed since it was read, and records that are missing: beside others, or where `course.toml`
    /// wants them.
    pub fn faults(&self) -> Vec<Fault> {
        if !self.is_kept() {
            let wanted = self.wanted.iter();
            let faults = wanted.map(|place| Fault {
                place: place.clone(),
                message: Phrase::key("check.review.no-records"),
            });
            return faults.collect();
        }
        let mut faults = Vec::new();
        for folder in &self.folders {
            let key = match &folder.state {
                RecordState::Missing => "check.review.no-record",
                RecordState::Unreadable => "check.review.unreadable",
                RecordState::Read(_) => {
                    faults.extend(folder.changes().into_iter().map(ReviewChange::into_fault));
                    continue;
                }
            };
            let place = Location::start_of(&folder.path_of(record::FILE));
            faults.push(Fault {
                place,
                message: Phrase::key(key).with("name", folder.name.as_str()),
            });
        }
        faults
    }

    /// The records to be written for the folders called `names`, or for all if there is no name.
    pub fn updates(&self, names: &[String]) -> Vec<ReviewUpdate> {
        let wanted = self
            .folders
            .iter()
            .filter(|folder| names.is_empty() || names.contains(&folder.name));
        let updates = wanted.filter_map(|folder| {
            let record = ReviewRecord::of(&folder.files);
            let is_written = matches!(&folder.state, RecordState::Read(old) if *old == record);
            (!is_written).then(|| ReviewUpdate {
                file: folder.path_of(record::FILE),
                text: record.to_string(),
                changes: folder.changes(),
            })
        });
        updates.collect()
    }

    /// The number of pieces.
    pub fn piece_count(&self) -> usize {
        let files = self.folders.iter().flat_map(|folder| &folder.files);
        files.map(|(_, pieces)| pieces.len()).sum()
    }
}

impl ReviewedFolder {
    fn course(source: &CourseSource) -> Self {
        let in_folder = |folder: &'static str| {
            let files = source.files(folder).into_iter();
            files.map(move |file| format!("{folder}/{file}"))
        };
        let folders = COURSE_FOLDERS.into_iter().flat_map(in_folder);
        let files = COURSE_FILES.into_iter().map(str::to_owned).chain(folders);
        Self::read(
            source,
            COURSE_FOLDER,
            "",
            files.filter(|file| source.has(file)),
        )
    }

    fn lesson(source: &CourseSource, name: &str, path: &str) -> Self {
        let files = source.files(path).into_iter();
        Self::read(
            source,
            name,
            path,
            files.filter(|file| file != "README.md" && file != record::FILE),
        )
    }

    fn read(
        source: &CourseSource,
        name: &str,
        path: &str,
        files: impl Iterator<Item = String>,
    ) -> Self {
        let mut folder = Self {
            name: name.to_owned(),
            path: path.to_owned(),
            files: Vec::new(),
            state: RecordState::Missing,
        };
        for file in files {
            let path = folder.path_of(&file);
            let pieces = match file.rsplit_once('.') {
                Some((_, "md")) => prose::pieces,
                Some((_, "toml")) => structure::pieces,
                Some(_) | None => continue,
            };
            // Files that cannot be read were reported when the course was loaded.
            if let Ok(text) = source.read(&path) {
                folder.files.push((file, pieces(&path, &text)));
            }
        }
        let record = folder.path_of(record::FILE);
        if source.has(&record) {
            let read = source
                .read(&record)
                .ok()
                .and_then(|text| ReviewRecord::parse(&text));
            folder.state = read.map_or(RecordState::Unreadable, RecordState::Read);
        }
        folder
    }

    /// The path of `file` from the course's folder.
    fn path_of(&self, file: &str) -> String {
        if self.path.is_empty() {
            file.to_owned()
        } else {
            format!("{}/{file}", self.path)
        }
    }

    /// The pieces that differ from the record.
    fn changes(&self) -> Vec<ReviewChange> {
        let none = ReviewRecord::default();
        let record = match &self.state {
            RecordState::Read(record) => record,
            RecordState::Missing | RecordState::Unreadable => &none,
        };
        let mut changes = Vec::new();
        for (file, pieces) in &self.files {
            for piece in pieces {
                changes.extend(self.change(record, file, pieces, piece));
            }
            let gone = record
                .rows(file)
                .filter(|(key, _)| pieces.iter().all(|piece| piece.key != *key));
            changes.extend(gone.map(|(key, row)| self.gone(file, pieces, key, row)));
        }
        let files = record
            .files()
            .filter(|file| self.files.iter().all(|(other, _)| other != file));
        for file in files {
            changes.extend(
                record
                    .rows(file)
                    .take(1)
                    .map(|(key, row)| self.gone(file, &[], key, row)),
            );
        }
        changes.sort_by(|a, b| a.place.cmp(&b.place));
        changes
    }

    /// The change of `piece`, one of `pieces`, which are those of `file`.
    fn change(
        &self,
        record: &ReviewRecord,
        file: &str,
        pieces: &[ReviewPiece],
        piece: &ReviewPiece,
    ) -> Option<ReviewChange> {
        let row = piece.row();
        let old = record.row(file, &piece.key);
        if old == Some(row.as_str()) || is_shifted(record, file, pieces, piece) {
            return None;
        }
        let kind = match old {
            Some(_) => {
                ReviewChangeKind::Changed(self.unchanged_languages(record, file, &piece.key))
            }
            None => ReviewChangeKind::New,
        };
        Some(ReviewChange {
            place: old.map_or_else(|| piece.place(), |old| piece.place_of_change(old)),
            piece: piece.key.clone(),
            old: old.map(|old| hash_of(old).to_owned()),
            sentences: piece.changed_sentences(old),
            folder: self.name.clone(),
            kind,
        })
    }

    /// The languages in which the piece `key` of `file` is as it was recorded.
    fn unchanged_languages(&self, record: &ReviewRecord, file: &str, key: &str) -> Vec<String> {
        let Some((stem, "md")) = file.rsplit_once('.') else {
            return Vec::new();
        };
        let folder = |path: &str| {
            path.rsplit_once('/')
                .map_or("", |(folder, _)| folder)
                .to_owned()
        };
        let others = self
            .files
            .iter()
            .filter(|(other, _)| other != file && folder(other) == folder(stem));
        let unchanged = others.filter_map(|(other, pieces)| {
            let language = other.strip_suffix(".md")?.rsplit('/').next()?;
            let piece = pieces.iter().find(|piece| piece.key == key)?;
            (record.row(other, key) == Some(piece.row().as_str())).then(|| language.to_owned())
        });
        unchanged.collect()
    }

    /// The change of a piece that the record has and `file` does not.
    fn gone(&self, file: &str, pieces: &[ReviewPiece], key: &str, row: &str) -> ReviewChange {
        let mut sections = std::iter::successors(Some(key), |key| {
            key.rsplit_once(['/', '.']).map(|(section, _)| section)
        });
        let near = sections.find_map(|section| {
            let mut pieces = pieces.iter();
            pieces.rfind(|piece| piece.section == section || piece.key == section)
        });
        ReviewChange {
            place: near.map_or_else(
                || Location::start_of(&self.path_of(file)),
                ReviewPiece::place,
            ),
            piece: key.to_owned(),
            old: Some(hash_of(row).to_owned()),
            sentences: Vec::new(),
            folder: self.name.clone(),
            kind: ReviewChangeKind::Gone,
        }
    }
}

/// Whether `piece` was recorded under another number of its section, because a piece of the section was added or removed.
fn is_shifted(
    record: &ReviewRecord,
    file: &str,
    pieces: &[ReviewPiece],
    piece: &ReviewPiece,
) -> bool {
    let prefix = format!("{}/", piece.section);
    let recorded: BTreeSet<&str> = record
        .rows(file)
        .filter(|(key, _)| {
            key.strip_prefix(&prefix)
                .is_some_and(|rest| !rest.contains('/'))
        })
        .map(|(_, row)| row)
        .collect();
    let count = pieces
        .iter()
        .filter(|other| other.section == piece.section)
        .count();
    count != recorded.len() && recorded.contains(piece.row().as_str())
}
