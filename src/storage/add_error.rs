//! Why a course cannot be added or removed.

use std::io;

use crate::locale::{ErrorReason, Phrase};
use crate::regular_file::FileError;

/// Why a course cannot be added or removed.
#[derive(Debug)]
pub enum AddError {
    /// The platform names no folder for courses.
    NoHome,
    /// There is no course.toml; these are names that are there instead.
    NoCourse(Vec<String>),
    /// There is no course.toml at the top, but one in each of these folders inside.
    CoursesInside(Vec<String>),
    /// A ZIP file holds a course in each of these folders.
    SeveralCourses(Vec<String>),
    /// The file is no ZIP file.
    NoZip,
    /// A file in the ZIP file cannot be unpacked.
    Damaged,
    /// This name is a link or a device.
    Link(String),
    /// This name leads out of the folder.
    LeadsOut(String),
    /// Some system cannot write this name.
    UnsafeName(String),
    /// This name stands there twice where upper and lower case are alike.
    SameName(String),
    /// There are more files than this number.
    TooManyFiles(usize),
    /// The files have more bytes than this number.
    TooLarge(u64),
    /// There is a course of this name.
    Exists(String),
    /// The operating system reported an error.
    Io(io::Error),
}

impl From<io::Error> for AddError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<FileError> for AddError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::NotRegular => Self::NoZip,
            FileError::TooLarge(limit) => Self::TooLarge(limit),
            FileError::Io(error) => Self::Io(error),
        }
    }
}

impl AddError {
    /// The sentence about the course at `path`.
    pub fn phrase(&self, path: &str) -> Phrase {
        let about = |key: &'static str, name: &str| Phrase::key(key).with("name", name);
        let listed = |key: &'static str, names: &[String]| {
            let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            Phrase::key(key).with("names", names.join(", "))
        };
        let phrase = match self {
            Self::NoHome => Phrase::key("storage.add.no-home"),
            Self::NoCourse(names) if names.is_empty() => Phrase::key("storage.add.empty"),
            Self::NoCourse(names) => listed("storage.add.no-course", names),
            Self::CoursesInside(folders) => listed("storage.add.courses-inside", folders)
                .with("first", folders.first().cloned().unwrap_or_default()),
            Self::SeveralCourses(folders) => listed("storage.add.several-courses", folders),
            Self::NoZip => Phrase::key("storage.add.no-zip"),
            Self::Damaged => Phrase::key("storage.add.damaged"),
            Self::Link(name) => about("storage.add.link", name),
            Self::LeadsOut(name) => about("storage.add.leads-out", name),
            Self::UnsafeName(name) => about("storage.add.unsafe-name", name),
            Self::SameName(name) => about("storage.add.same-name", name),
            Self::TooManyFiles(most) => {
                Phrase::key("storage.add.too-many-files").with("most", *most)
            }
            Self::TooLarge(most) => {
                Phrase::key("storage.add.too-large").with("mebibytes", *most >> 20)
            }
            Self::Exists(name) => about("storage.add.exists", name),
            Self::Io(error) => ErrorReason::from(error).explain(Phrase::key("storage.add.system")),
        };
        phrase.with("path", path)
    }
}
