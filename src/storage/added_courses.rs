//! The courses that the learner added, each in a folder of its own in the data folder of the program.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use tempfile::TempDir;

use super::FOLDER;
use super::add_error::AddError;
use super::course_files::CourseFiles;
use super::replace_file::create_folder;

/// The name of the folder with the courses. On Windows the progress in courses is beside it.
const COURSES: &str = "added-courses";
/// The most bytes of the name of a course.
const MOST_NAME_BYTES: usize = 100;

/// The folder with the courses that the learner added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedCourses {
    folder: PathBuf,
}

/// The treatment of an added course that has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameCourse {
    /// It stays, and the new one is refused.
    Keep,
    /// The new one takes its place.
    Replace,
}

/// A course in a temporary folder, to be looked at before it is added.
#[derive(Debug)]
pub struct StagedCourse {
    stage: TempDir,
    courses: PathBuf,
}

impl AddedCourses {
    /// The courses in `$XDG_DATA_HOME/relutor`, or the platform's own folder; none without a home folder.
    pub fn from_environment() -> Option<Self> {
        let folders = etcetera::choose_base_strategy().ok()?;
        Some(Self {
            folder: folders.data_dir().join(FOLDER).join(COURSES),
        })
    }

    /// The folder of the courses, which may not exist yet.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The names of the courses, in order.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<_> = names.filter(|name| self.find(name).is_some()).collect();
        names.sort_unstable();
        names
    }

    /// The folder of the course called `name`, if there is one.
    pub fn find(&self, name: &str) -> Option<PathBuf> {
        let folder = self.folder.join(name);
        (is_course_name(name) && folder.is_dir()).then_some(folder)
    }

    /// Copies the course in the folder or the ZIP file at `path` into a temporary folder.
    ///
    /// # Errors
    /// There is no course, it is too large or has names that lead out of its folder, or the operating system reports an
    /// error.
    pub fn stage(&self, path: &Path) -> Result<StagedCourse, AddError> {
        let files = CourseFiles::read(path)?;
        create_folder(&self.folder)?;
        let stage = tempfile::Builder::new()
            .prefix(".adding-")
            .tempdir_in(&self.folder)?;
        let staged = StagedCourse {
            stage,
            courses: self.folder.clone(),
        };
        files.write(&staged.folder())?;
        Ok(staged)
    }

    /// Removes the course called `name`; the progress in it stays. False if there is none.
    ///
    /// # Errors
    /// The operating system reports an error.
    pub fn remove(&self, name: &str) -> io::Result<bool> {
        let Some(folder) = self.find(name) else {
            return Ok(false);
        };
        let grave = tempfile::Builder::new()
            .prefix(".removing-")
            .tempdir_in(&self.folder)?;
        fs::rename(folder, grave.path().join("course"))?;
        grave.close()?;
        Ok(true)
    }
}

impl StagedCourse {
    /// The folder of the course.
    pub fn folder(&self) -> PathBuf {
        self.stage.path().join("course")
    }

    /// Adds the course under `name` in one step.
    ///
    /// # Errors
    /// There is a course of this name that stays, or the operating system reports an error.
    pub fn keep(self, name: &str, same: SameCourse) -> Result<(), AddError> {
        let goal = self.courses.join(name);
        let before = self.stage.path().join("before");
        let is_there = fs::symlink_metadata(&goal).is_ok();
        match (is_there, same) {
            (true, SameCourse::Keep) => return Err(AddError::Exists(name.to_owned())),
            (true, SameCourse::Replace) => fs::rename(&goal, &before)?,
            (false, SameCourse::Keep | SameCourse::Replace) => {}
        }
        if let Err(error) = fs::rename(self.folder(), &goal) {
            if is_there {
                fs::rename(&before, &goal)?;
            }
            return Err(error.into());
        }
        Ok(())
    }
}

/// Whether a course can be called `name`: letters, digits, `-`, `_` and `.`, with no `.` at either end.
pub fn is_course_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let has_dot = name.starts_with('.') || name.ends_with('.');
    !name.is_empty() && name.len() <= MOST_NAME_BYTES && !has_dot && name.chars().all(is_plain)
}
