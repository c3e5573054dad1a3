//! A copy of the built-in course in which lines are changed. No line is added or removed, so every location stays
//! valid.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use relutor::lesson::Location;

/// The copy: its folder, and the lines of its files.
pub(crate) struct Copy {
    folder: PathBuf,
    files: BTreeMap<String, Vec<String>>,
    /// The edits of each line, from right to left: column, number of removed characters, inserted text.
    edits: Vec<(Location, usize, String)>,
}

impl Copy {
    /// An unchanged copy in a folder called `name`.
    pub(crate) fn new(name: &str) -> Self {
        let root = root();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("planted-{name}"));
        drop(fs::remove_dir_all(&folder));
        let mut files = BTreeMap::new();
        for path in paths(&root) {
            let text = fs::read_to_string(root.join(&path)).unwrap();
            files.insert(path, text.lines().map(str::to_owned).collect());
        }
        Self {
            folder,
            files,
            edits: Vec::new(),
        }
    }

    /// The names of its files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    /// The lines of a file.
    pub(crate) fn lines(&self, file: &str) -> &[String] {
        &self.files[file]
    }

    /// Restores `file`.
    pub(crate) fn restore(&mut self, file: &str) {
        let text = fs::read_to_string(root().join(file)).unwrap();
        let lines = text.lines().map(str::to_owned).collect();
        self.files.insert(file.to_owned(), lines);
    }

    /// Empties line `line` of `file`, counted from 1.
    pub(crate) fn empty(&mut self, file: &str, line: usize) {
        let lines = self.files.get_mut(file).unwrap();
        lines[line - 1].clear();
    }

    /// Replaces `old`, at `place` or later on its line, by `new`.
    pub(crate) fn replace(&mut self, place: &Location, old: &str, new: &str) {
        let line: String = self.from(place).iter().collect();
        let at = line.find(old);
        assert!(at.is_some(), "{place}: no {old} in {line}");
        let at = at.unwrap();
        let before = line[..at].chars().count();
        let column = place.column + before;
        let place = Location {
            column,
            ..place.clone()
        };
        self.edits
            .push((place, old.chars().count(), new.to_owned()));
    }

    /// Replaces the word that begins at `place` by `new`.
    pub(crate) fn replace_word(&mut self, place: &Location, new: &str) {
        let line = self.from(place);
        let ends = |c: &char| c.is_whitespace() || matches!(c, ',' | '}' | ']');
        let length = line.iter().position(ends).unwrap_or(line.len());
        self.edits.push((place.clone(), length, new.to_owned()));
    }

    /// Inserts `new` `behind` characters after `place`.
    pub(crate) fn insert(&mut self, place: &Location, behind: usize, new: &str) {
        let place = Location {
            column: place.column + behind,
            ..place.clone()
        };
        self.edits.push((place, 0, new.to_owned()));
    }

    fn from(&self, place: &Location) -> Vec<char> {
        let line = &self.files[&*place.file][place.line - 1];
        line.chars().skip(place.column - 1).collect()
    }

    /// Writes the copy and returns its folder.
    pub(crate) fn folder(&self) -> PathBuf {
        let mut files = self.files.clone();
        let mut edits = self.edits.clone();
        edits.sort_by(|a, b| b.0.cmp(&a.0));
        for (place, gone, new) in edits {
            let line = &mut files.get_mut(&*place.file).unwrap()[place.line - 1];
            let mut chars: Vec<char> = line.chars().collect();
            let begin = place.column - 1;
            chars.splice(begin..begin + gone, new.chars());
            *line = chars.into_iter().collect();
        }
        for (path, lines) in files {
            let path = self.folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, lines.join("\n") + "\n").unwrap();
        }
        self.folder.clone()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons")
}

/// The files of a course: `course.toml`, and the files one folder deep.
fn paths(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let inner = fs::read_dir(&path).unwrap();
            let names = inner.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            found.extend(names.map(|file| format!("{name}/{file}")));
        } else {
            found.push(name);
        }
    }
    found
}
