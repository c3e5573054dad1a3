//! The state of a course's files, to notice changes without reading them.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::CourseSource;

/// The path, time of change and size of every file of a course. Two equal values mean that no file has changed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FileStamps(Vec<FileStamp>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FileStamp {
    path: PathBuf,
    modified: Option<Duration>,
    bytes: u64,
}

impl CourseSource {
    /// The files of the course as they are now: those in its folder and in the folders of its lessons. The built-in course
    /// has none.
    pub fn stamps(&self) -> FileStamps {
        let mut stamps = Vec::new();
        if let Self::Folder(folder) = self {
            for entry in entries(folder) {
                let path = entry.path();
                if path.is_dir() {
                    stamps.extend(entries(&path).filter_map(|entry| stamp(entry.path())));
                } else {
                    stamps.extend(stamp(path));
                }
            }
        }
        stamps.sort_unstable();
        FileStamps(stamps)
    }
}

/// The entries of `folder` without hidden ones, as editors make them beside a file that is open.
fn entries(folder: &Path) -> impl Iterator<Item = DirEntry> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
}

fn stamp(path: PathBuf) -> Option<FileStamp> {
    let metadata = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let modified = metadata.modified().ok();
    Some(FileStamp {
        path,
        modified: modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok()),
        bytes: metadata.len(),
    })
}
