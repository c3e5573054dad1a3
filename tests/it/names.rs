//! Type names are unique: no two structs, enums or traits visible to more than one module have the same name.
//!
//! Private types, associated types and tests are ignored.

use std::collections::BTreeMap;

use crate::support::module_tree::{self, Tree};

/// The largest allowed number of exceptions.
const MOST_EXCEPTIONS: usize = 8;

/// Names that may be defined twice, each with the reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// The names that are defined more than once, each with its files.
fn duplicates(tree: &Tree) -> BTreeMap<&str, Vec<&str>> {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (file, module) in tree.modules.values() {
        let types = module.items.iter().filter(|item| {
            item.is_public && ["struct", "enum", "trait"].contains(&item.keyword.as_str())
        });
        for item in types {
            files.entry(&item.name).or_default().push(file);
        }
    }
    files.retain(|_, files| files.len() > 1);
    files
}

#[test]

fn every_type_name_is_defined_once() {
    let files = module_tree::source_files();
    let tree = Tree::of(&files);
    let mut found = duplicates(&tree);
    for (name, reason) in EXCEPTIONS {
        let is_needed = found.remove(name).is_some();
        assert!(is_needed, "{name} is no exception any more: {reason}");
    }
    let list: Vec<_> = found
        .iter()
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    assert!(
        list.is_empty(),
        "defined more than once:\n{}",
        list.join("\n")
    );
}

#[test]
fn the_exceptions_stay_below_their_limit() {
    const { assert!(EXCEPTIONS.len() <= MOST_EXCEPTIONS) };
}

/// The names that two files with these texts both define.
fn planted(one: &str, two: &str) -> Vec<String> {
    let files = [
        ("lib.rs", "mod one; mod two;"),
        ("one.rs", one),
        ("two.rs", two),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let tree = Tree::of(&files.into());
    duplicates(&tree).into_keys().map(str::to_owned).collect()
}

#[test]
fn a_duplicate_type_name_is_found() {
    for (one, two) in [
        ("pub struct Path;", "pub enum Path {}"),
        ("pub(crate) struct Path(u8);", "pub(super) trait Path {}"),
        (
            "pub struct Path<T> { x: T }",
            "mod inside { pub(crate) struct Path; }",
        ),
        (
            "#[cfg(test)] mod tests; pub struct Path;",
            "pub unsafe trait Path {}",
        ),
        ("pub struct Path; pub(crate) enum Path {}", ""),
    ] {
        assert_eq!(planted(one, two), ["Path"], "{one} {two}");
    }
}

#[test]
fn private_types_tests_and_other_items_are_ignored() {
    for other in [
        "struct Path;",
        "enum Path {}",
        "#[cfg(test)] mod tests { pub(crate) struct Path; }",
        "#[cfg(test)] pub(crate) struct Path;",
        "impl Walk for u8 { type Path = u8; }",
        "pub trait Walk { type Path; }",
        "pub use crate::one::Path;",
        "pub fn f() { struct Path; }",
        "pub enum Walk { Path }",
    ] {
        let found = planted("pub struct Path;", other);
        assert_eq!(found, Vec::<String>::new(), "{other}");
    }
}
