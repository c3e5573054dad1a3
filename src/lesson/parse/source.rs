//! The files of a course: built in or in a folder.

mod stamps;

use std::path::{Component, Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::lesson::model::{BUILTIN_MARK, Fault, Location};
use crate::locale::{ErrorReason, Phrase};
use crate::regular_file::{FileError, MAX_DATA_BYTES, read_regular_file};

pub use stamps::FileStamps;

/// The limit for a file of a course in bytes.
const MAX_BYTES: u64 = 16 << 20;

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lessons");

/// The source of the files of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourseSource {
    /// The course in the binary.
    Builtin,
    /// A folder.
    Folder(PathBuf),
}

impl CourseSource {
    /// The text of the file at `path` from the course's folder, without a byte order mark.
    ///
    /// # Errors
    /// The file is missing, not readable, not a regular file, larger than 16 MiB or not UTF-8.
    pub fn read(&self, path: &str) -> Result<String, Fault> {
        let text = match self.place_of(path) {
            FilePlace::Builtin(inner) => {
                let file = BUILTIN.get_file(inner).ok_or_else(|| missing(path))?;
                file.contents_utf8().map(str::to_owned)
            }
            FilePlace::Disk(file) => {
                let bytes = read_regular_file(&file, MAX_BYTES)
                    .map_err(|error| unreadable(path, &error))?;
                String::from_utf8(bytes).ok()
            }
        };
        let text = text.ok_or_else(|| fault(path, Phrase::key("check.not-utf8")))?;
        Ok(match text.strip_prefix('\u{feff}') {
            Some(stripped) => stripped.to_owned(),
            None => text,
        })
    }

    /// Whether there is a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        match self.place_of(path) {
            FilePlace::Builtin(path) => BUILTIN.get_file(path).is_some(),
            FilePlace::Disk(file) => file.exists(),
        }
    }

    /// The names of the files in the folder at `path`, in order.
    pub fn files(&self, path: &str) -> Vec<String> {
        let mut names: Vec<String> = match self.place_of(path) {
            FilePlace::Builtin(path) => {
                let files = BUILTIN.get_dir(path).map(Dir::files).into_iter().flatten();
                files.filter_map(|file| file_name(file.path())).collect()
            }
            FilePlace::Disk(folder) => {
                let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
                entries
                    .filter_map(|entry| file_name(&entry.path()))
                    .collect()
            }
        };
        names.sort_unstable();
        names
    }

    /// Where the file or the folder at `path` is.
    fn place_of<'a>(&self, path: &'a str) -> FilePlace<'a> {
        match (path.strip_prefix(BUILTIN_MARK), self) {
            (Some(inner), _) => FilePlace::Builtin(inner),
            (None, Self::Builtin) => FilePlace::Builtin(path),
            (None, Self::Folder(folder)) => FilePlace::Disk(folder.join(path)),
        }
    }
}

/// The place of a file or a folder of a course.
enum FilePlace<'a> {
    /// In the binary, at this path of the built-in course.
    Builtin(&'a str),
    /// At this path.
    Disk(PathBuf),
}

/// The names of the folders of the built-in course, in order.
pub(super) fn builtin_folders() -> Vec<String> {
    let folders = BUILTIN.dirs().filter_map(|folder| file_name(folder.path()));
    let mut folders: Vec<_> = folders.collect();
    folders.sort_unstable();
    folders
}

/// The files of the built-in course, each as its path and its content.
pub fn builtin_files() -> Vec<(&'static Path, &'static [u8])> {
    let mut folders = vec![&BUILTIN];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        files.extend(folder.files().map(|file| (file.path(), file.contents())));
        folders.extend(folder.dirs());
    }
    files
}

/// The folder of a lesson, for files beside its `lesson.toml`.
pub(super) struct LessonFolder<'s> {
    pub(super) source: &'s CourseSource,
    pub(super) name: &'s str,
}

impl LessonFolder<'_> {
    /// The path of the file called `name` from the course's folder.
    pub(super) fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.name)
    }

    /// The bytes of the file called `name`, of at most 64 MiB.
    ///
    /// # Errors
    /// A sentence about a file that is missing, not readable, too large, or outside the folder, also by a link.
    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>, Phrase> {
        let outside = || Phrase::key("check.load.outside");
        let mut parts = Path::new(name).components();
        let is_inside = parts.all(|part| matches!(part, Component::Normal(_)));
        // On other systems these divide folders, and a course moves between systems.
        if name.is_empty() || name.contains(['\\', ':']) || !is_inside {
            return Err(outside());
        }
        match self.source {
            CourseSource::Builtin => {
                let file = BUILTIN.get_file(self.path(name));
                file.map(|file| file.contents().to_vec())
                    .ok_or_else(|| Phrase::key("check.load.no-file"))
            }
            CourseSource::Folder(course) => {
                let folder = course.join(self.name);
                let path = folder.join(name);
                let real = |path: &Path| path.canonicalize().map_err(|error| unread(&error.into()));
                if !real(&path)?.starts_with(real(&folder)?) {
                    return Err(outside());
                }
                read_regular_file(&path, MAX_DATA_BYTES).map_err(|error| unread(&error))
            }
        }
    }
}

/// Why a file beside a lesson cannot be read.
fn unread(error: &FileError) -> Phrase {
    if error.is_missing() {
        return Phrase::key("check.load.no-file");
    }
    unreadable("", error).message
}

fn file_name(path: &Path) -> Option<String> {
    path.file_name()?.to_str().map(str::to_owned)
}

fn fault(path: &str, message: Phrase) -> Fault {
    Fault {
        place: Location::start_of(path),
        message,
    }
}

fn missing(path: &str) -> Fault {
    fault(path, Phrase::key("check.no-file"))
}

fn unreadable(path: &str, error: &FileError) -> Fault {
    let message = match error {
        _ if error.is_missing() => return missing(path),
        FileError::NotRegular => Phrase::key("check.not-regular"),
        FileError::TooLarge(limit) => {
            Phrase::key("check.too-large").with("mebibytes", *limit >> 20)
        }
        FileError::Io(error) => ErrorReason::from(error).explain(Phrase::key("check.unreadable")),
    };
    fault(path, message)
}
