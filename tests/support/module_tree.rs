//! The modules of the library, and which file defines a name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::rust_source::{Module, Tests, modules};

/// Texts by file, from `src` on.
pub(crate) type Files = BTreeMap<String, String>;

/// The imports that a search has followed: a module's path, and the number of the import in it.
type Seen = BTreeSet<(Vec<String>, usize)>;

/// The meaning of a path.
enum Place<'a> {
    Module(Vec<String>),
    /// An item, or something in one, that this file defines.
    File(&'a str),
}

/// The modules that can be reached from `lib.rs` without tests.
pub(crate) struct Tree {
    /// By path from the root: the file of each, and what it holds.
    pub(crate) modules: BTreeMap<Vec<String>, (String, Module)>,
}

/// Every file of Rust below `folder`.
pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Every file below `src`.
pub(crate) fn source_files() -> Files {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&source).into_iter().map(|file| {
        let name = file.strip_prefix(&source).unwrap().to_str().unwrap();
        (name.replace('\\', "/"), fs::read_to_string(&file).unwrap())
    });
    files.collect()
}

impl Tree {
    /// The modules of these files.
    pub(crate) fn of(files: &Files) -> Self {
        let mut tree = Self {
            modules: BTreeMap::new(),
        };
        tree.add(files, &[], "lib.rs");
        tree
    }

    fn add(&mut self, files: &Files, path: &[String], file: &str) {
        let Some(text) = files.get(file) else {
            return;
        };
        for module in modules(text, Tests::Skip) {
            let path = [path, &module.nesting].concat();
            for name in &module.files {
                let child = [path.clone(), vec![name.clone()]].concat();
                let stem = child.join("/");
                // Of two modules for different systems the first is taken.
                if !self.modules.contains_key(&child) {
                    self.add(files, &child, &format!("{stem}.rs"));
                    self.add(files, &child, &format!("{stem}/mod.rs"));
                }
            }
            self.modules.insert(path, (file.to_owned(), module));
        }
    }

    /// The file that defines what `name` means in the module at `path`; none for modules and what comes from outside.
    pub(crate) fn definer(&self, path: &[String], name: &[String]) -> Option<&str> {
        match self.follow(path, name, &mut Seen::new())? {
            Place::File(file) => Some(file),
            Place::Module(_) => None,
        }
    }

    /// Follows `name` from the module in which it is written.
    fn follow(&self, module: &[String], name: &[String], seen: &mut Seen) -> Option<Place<'_>> {
        let mut module = module.to_vec();
        let mut name = name;
        while let Some((first, rest)) = name.split_first() {
            match first.as_str() {
                "crate" => module.clear(),
                "self" => {}
                "super" => drop(module.pop()),
                _ => break,
            }
            name = rest;
        }
        self.find(module, name, seen)
    }

    /// Finds `name` among what the module defines, contains and imports.
    fn find(&self, path: Vec<String>, name: &[String], seen: &mut Seen) -> Option<Place<'_>> {
        let (file, module) = self.modules.get(&path)?;
        let Some((first, rest)) = name.split_first() else {
            return Some(Place::Module(path));
        };
        let child = [&path[..], std::slice::from_ref(first)].concat();
        let is_defined = module.items.iter().any(|item| item.name == *first);
        // A function may have the name of a module.
        if self.modules.contains_key(&child) && !(rest.is_empty() && is_defined) {
            return self.find(child, rest, seen);
        }
        if is_defined {
            return Some(Place::File(file));
        }
        let matching = module.imports.iter().enumerate();
        let matching = matching.filter(|(_, import)| import.name == "*" || import.name == *first);
        for (at, import) in matching {
            if !seen.insert((path.clone(), at)) {
                continue;
            }
            let rest = if import.name == "*" { name } else { rest };
            let found = match self.follow(&path, &import.path, seen) {
                Some(Place::Module(module)) => self.find(module, rest, seen),
                found => found.filter(|_| import.name != "*"),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }
}
