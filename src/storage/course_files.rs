//! The files of a course that is to be added, read from a folder or a ZIP file within limits.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::add_error::AddError;
use crate::regular_file::{FileError, open_regular_file, read_regular_file};

/// The most files of a course.
pub(super) const MOST_FILES: usize = 2000;
/// The most bytes of all files of a course together.
pub(super) const MOST_BYTES: u64 = 20 << 20;
/// The most bytes of a ZIP file: little more than what it holds.
const MOST_ZIP_BYTES: u64 = MOST_BYTES + (4 << 20);
/// The most files or folders that a fault names.
const MOST_NAMED: usize = 5;
/// The file that makes a folder a course.
const COURSE_FILE: &str = "course.toml";
/// The folder that macOS adds to ZIP files.
const MACOS_FOLDER: &str = "__MACOSX";
/// The bits of a mode that say what kind of file it is.
const KIND_BITS: u32 = 0o170_000;
/// The kinds that a ZIP file may hold: none is stated, a file, a folder.
const PLAIN_KINDS: [u32; 3] = [0, 0o100_000, 0o040_000];

/// Files by their names, with `/` between folders.
#[derive(Debug, Default)]
pub(super) struct CourseFiles {
    files: BTreeMap<String, Vec<u8>>,
    /// The names of files and folders as they are written, by their lower-case form.
    written: BTreeMap<String, String>,
    bytes: u64,
}

impl CourseFiles {
    /// Reads the course in the folder or the ZIP file at `path`.
    pub(super) fn read(path: &Path) -> Result<Self, AddError> {
        let files = if path.is_dir() {
            Self::read_folder(path)?
        } else {
            Self::read_zip(path)?.of_course()?
        };
        if files.files.contains_key(COURSE_FILE) {
            return Ok(files);
        }
        let mut inner = files.course_folders();
        inner.truncate(MOST_NAMED);
        Err(if inner.is_empty() {
            AddError::NoCourse(files.top_names())
        } else {
            AddError::CoursesInside(inner)
        })
    }

    /// Writes the files into `folder`.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        for (name, content) in &self.files {
            let path = folder.join(name);
            if let Some(inner) = path.parent() {
                fs::create_dir_all(inner)?;
            }
            fs::write(path, content)?;
        }
        Ok(())
    }

    fn read_folder(folder: &Path) -> Result<Self, AddError> {
        let mut files = Self::default();
        let mut folders = vec![String::new()];
        let mut seen = 0;
        while let Some(inner) = folders.pop() {
            for entry in fs::read_dir(folder.join(&inner))? {
                let entry = entry?;
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                    return Err(AddError::UnsafeName(
                        entry.file_name().display().to_string(),
                    ));
                };
                let name = if inner.is_empty() {
                    name
                } else {
                    format!("{inner}/{name}")
                };
                if is_hidden(&name) {
                    continue;
                }
                seen += 1;
                if seen > MOST_FILES {
                    return Err(AddError::TooManyFiles(MOST_FILES));
                }
                let kind = entry.file_type()?;
                if kind.is_symlink() {
                    return Err(AddError::Link(name));
                } else if kind.is_dir() {
                    folders.push(name);
                } else {
                    let mut options = OpenOptions::new();
                    options.read(true);
                    let file = open_regular_file(&entry.path(), options)?;
                    files.insert(&name, file)?;
                }
            }
        }
        Ok(files)
    }

    fn read_zip(path: &Path) -> Result<Self, AddError> {
        let bytes = read_regular_file(path, MOST_ZIP_BYTES).map_err(|error| match error {
            FileError::TooLarge(_) => AddError::TooLarge(MOST_BYTES),
            FileError::NotRegular | FileError::Io(_) => error.into(),
        })?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_no_zip| AddError::NoZip)?;
        let mut files = Self::default();
        for at in 0..archive.len() {
            let entry = archive.by_index(at).map_err(|_damaged| AddError::Damaged)?;
            let Ok(name) = std::str::from_utf8(entry.name_raw()).map(str::to_owned) else {
                let name = String::from_utf8_lossy(entry.name_raw());
                return Err(AddError::UnsafeName(name.into_owned()));
            };
            let kind = entry.unix_mode().unwrap_or_default() & KIND_BITS;
            if entry.is_symlink() || !PLAIN_KINDS.contains(&kind) {
                return Err(AddError::Link(name));
            }
            let file = name.strip_suffix('/').unwrap_or(&name);
            require_safe(file)?;
            if !entry.is_dir() && !is_hidden(file) {
                files.insert(file, entry)?;
            }
        }
        Ok(files)
    }

    /// Adds the file `name`, which is counted as it is read: what a header says of its size may be false.
    fn insert(&mut self, name: &str, content: impl Read) -> Result<(), AddError> {
        require_safe(name)?;
        self.require_new(name)?;
        if self.files.len() == MOST_FILES {
            return Err(AddError::TooManyFiles(MOST_FILES));
        }
        let room = MOST_BYTES - self.bytes;
        let mut bytes = Vec::new();
        content
            .take(room + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| match error.kind() {
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => AddError::Damaged,
                _ => AddError::from(error),
            })?;
        let count = bytes.len() as u64;
        if count > room {
            return Err(AddError::TooLarge(MOST_BYTES));
        }
        self.bytes += count;
        self.files.insert(name.to_owned(), bytes);
        Ok(())
    }

    /// Refuses a name that is a file or a folder already where upper and lower case are alike.
    fn require_new(&mut self, name: &str) -> Result<(), AddError> {
        let ends = name.match_indices('/').map(|(end, _)| end);
        for end in ends.chain([name.len()]) {
            let written = &name[..end];
            let other = self
                .written
                .insert(written.to_lowercase(), written.to_owned());
            let is_folder_again = end < name.len() && !self.files.contains_key(written);
            if other.is_some_and(|other| other != written || !is_folder_again) {
                return Err(AddError::SameName(name.to_owned()));
            }
        }
        Ok(())
    }

    /// The files of the course: all, or those of the only folder with a course, which many programs put into a ZIP file. Files
    /// beside that folder, such as a README, are none of the course.
    ///
    /// # Errors
    /// Several folders hold a course.
    fn of_course(self) -> Result<Self, AddError> {
        if self.files.contains_key(COURSE_FILE) {
            return Ok(self);
        }
        let mut folders = self.course_folders();
        let outer = match folders.len() {
            0 => return Ok(self),
            1 => folders.remove(0) + "/",
            _ => {
                folders.truncate(MOST_NAMED);
                return Err(AddError::SeveralCourses(folders));
            }
        };
        let files = self.files.into_iter();
        let inside = files.filter_map(|(name, content)| {
            let inner = name.strip_prefix(&outer)?.to_owned();
            Some((inner, content))
        });
        Ok(Self {
            files: inside.collect(),
            ..Self::default()
        })
    }

    /// The folders that hold a course and are in no other one that does, in order.
    fn course_folders(&self) -> Vec<String> {
        let names = self.files.keys();
        let folders: Vec<&str> = names
            .filter_map(|name| name.strip_suffix(COURSE_FILE)?.strip_suffix('/'))
            .collect();
        let is_inside = |folder: &str, outer: &str| {
            let rest = folder.strip_prefix(outer);
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        let is_outermost = |folder: &&str| !folders.iter().any(|outer| is_inside(folder, outer));
        let outermost = folders.iter().copied().filter(is_outermost);
        outermost.map(str::to_owned).collect()
    }

    /// The first names at the top, with `/` behind those of folders.
    fn top_names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.files.keys() {
            let top = name
                .split_once('/')
                .map_or_else(|| name.clone(), |(folder, _)| format!("{folder}/"));
            if names.last() != Some(&top) {
                names.push(top);
            }
        }
        names.truncate(MOST_NAMED);
        names
    }
}

/// Whether a file or a folder around it is none of the course: `.git`, or what macOS adds.
fn is_hidden(name: &str) -> bool {
    name.split('/')
        .any(|part| part.starts_with('.') || part == MACOS_FOLDER)
}

/// Refuses a name that leads out of the course's folder, on any system, or that some system cannot write.
fn require_safe(name: &str) -> Result<(), AddError> {
    let is_part = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.ends_with(['.', ' '])
            && !part.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c))
    };
    let leads_out =
        name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..");
    if leads_out {
        Err(AddError::LeadsOut(name.to_owned()))
    } else if name.split('/').all(is_part) {
        Ok(())
    } else {
        Err(AddError::UnsafeName(name.to_owned()))
    }
}
