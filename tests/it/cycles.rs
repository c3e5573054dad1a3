//! Import cycles: strongly connected components of files.
//!
//! An edge goes from a file to the file that defines what it names. A `mod` line is no edge, nor is a re-export: a name
//! is followed through re-exports to its definition. Tests and methods are ignored.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};

use crate::support::module_tree::{self, Tree};

/// The largest allowed number of files in a cycle.
const LIMIT: usize = 8;

/// Modules with larger cycles, each with its limit.
const LARGER: [(&str, usize); 0] = [];

type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn import_cycles_stay_below_the_limit() {
    let files = module_tree::source_files();
    let mut faults = Vec::new();
    for component in components(&graph(&Tree::of(&files))) {
        let module = top_level(&component[0]);
        let larger = LARGER.iter().find(|(name, _)| *name == module);
        let limit = larger.map_or(LIMIT, |(_, limit)| *limit);
        if component.len() > limit {
            let (count, list) = (component.len(), component.join("\n  "));
            faults.push(format!(
                "{module}: {count} files need each other, at most {limit} may:\n  {list}"
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn top_level(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The edges from each file to the files whose definitions it names.
fn graph(tree: &Tree) -> Graph {
    let mut graph = Graph::new();
    for (path, (file, module)) in &tree.modules {
        let imports = module.imports.iter().filter(|import| !import.is_public);
        let named = imports.map(|import| &import.path).chain(&module.paths);
        let defining = named.filter_map(|name| tree.definer(path, name));
        let others = defining.filter(|other| other != file);
        let edges = graph.entry(file.clone()).or_default();
        edges.extend(others.map(str::to_owned));
    }
    graph
}

/// The strongly connected components of more than one file, each sorted.
fn components(graph: &Graph) -> Vec<Vec<String>> {
    let mut search = Tarjan {
        graph,
        index: BTreeMap::new(),
        low: BTreeMap::new(),
        stack: Vec::new(),
        found: Vec::new(),
    };
    for file in graph.keys() {
        if !search.index.contains_key(file.as_str()) {
            search.visit(file);
        }
    }
    search.found.retain(|component| component.len() > 1);
    search.found.sort();
    search.found
}

/// Tarjan's algorithm.
struct Tarjan<'a> {
    graph: &'a Graph,
    /// Discovery index of each file.
    index: BTreeMap<&'a str, usize>,
    /// The lowest reachable index on the stack.
    low: BTreeMap<&'a str, usize>,
    stack: Vec<&'a str>,
    found: Vec<Vec<String>>,
}

impl<'a> Tarjan<'a> {
    fn visit(&mut self, file: &'a str) {
        let index = self.index.len();
        self.index.insert(file, index);
        let mut low = index;
        self.stack.push(file);
        for other in &self.graph[file] {
            match self.index.get(other.as_str()) {
                None => {
                    self.visit(other);
                    low = low.min(self.low[other.as_str()]);
                }
                Some(index) if self.stack.contains(&other.as_str()) => low = low.min(*index),
                Some(_) => {}
            }
        }
        self.low.insert(file, low);
        if low == index {
            let from = self.stack.iter().position(|on| *on == file).unwrap();
            let mut component: Vec<_> = self.stack.drain(from..).map(str::to_owned).collect();
            component.sort_unstable();
            self.found.push(component);
        }
    }
}

/// The cycles in a given set of files.
fn planted(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let files = files.iter();
    let files = files.map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
    components(&graph(&Tree::of(&files.collect())))
}

#[test]
fn a_cycle_through_a_re_export_contains_the_defining_files() {
    let found = planted(&[
        ("lib.rs", "mod a;"),
        (
            "a.rs",
            "mod one; mod two; mod three; pub(crate) use one::One; pub(crate) use self::three::Three as Third;",
        ),
        (
            "a/one.rs",
            "use super::two::Two; pub(crate) struct One(Two);",
        ),
        (
            "a/two.rs",
            "use crate::a::Third; pub(crate) struct Two(Third);",
        ),
        (
            "a/three.rs",
            "pub(crate) struct Three(Option<Box<super::One>>);",
        ),
    ]);
    assert_eq!(found, [["a/one.rs", "a/three.rs", "a/two.rs"]]);
}

#[test]
fn a_mod_line_is_no_edge() {
    let found = planted(&[
        ("lib.rs", "mod a;"),
        ("a.rs", "mod one; pub(crate) struct A;"),
        ("a/one.rs", "use super::A; pub(crate) struct One(A);"),
    ]);
    assert_eq!(found, Vec::<Vec<String>>::new());
}

#[test]
fn a_re_export_is_no_edge_and_a_use_is() {
    let one = ("a/one.rs", "use super::A; pub(crate) struct One(A);");
    let facade = |text| planted(&[("lib.rs", "mod a;"), ("a.rs", text), one]);
    let none = facade("mod one; pub use one::One; pub(crate) struct A;");
    assert_eq!(none, Vec::<Vec<String>>::new());
    for text in [
        "mod one; use one::One; pub(crate) struct A;",
        "mod one; pub use one::One; pub(crate) struct A; fn f(one: One) {}",
        "mod one; pub use one::*; pub(crate) struct A; fn f(one: One) {}",
        "mod one; pub(crate) struct A; fn f() { let one = one::One::new(); }",
        "mod one; pub(crate) struct A; fn f() { matches!(x, one::One) }",
    ] {
        assert_eq!(facade(text), [["a.rs", "a/one.rs"]], "{text}");
    }
}

#[test]
fn functions_constants_and_traits_are_edges_as_types_are() {
    for (defined, named) in [
        ("pub(crate) fn make() {}", "fn f() { super::make(); }"),
        ("pub(crate) const MOST: u8 = 1;", "use super::MOST;"),
        ("pub(crate) trait Draw {}", "impl super::Draw for u8 {}"),
        (
            "pub(crate) type Rows = Vec<u8>;",
            "fn f(rows: &'static super::Rows) {}",
        ),
        ("pub(crate) enum Kind { Tall }", "use super::Kind::*;"),
    ] {
        let one = format!("{defined} use super::two::Two;");
        let two = format!("pub(crate) struct Two; {named}");
        let found = planted(&[
            ("lib.rs", "mod a;"),
            ("a.rs", "mod one; mod two; pub(crate) use one::*;"),
            ("a/one.rs", &one),
            ("a/two.rs", &two),
        ]);
        assert_eq!(found, [["a/one.rs", "a/two.rs"]], "{named}");
    }
}

#[test]
fn tests_are_no_edges() {
    for text in [
        "#[cfg(test)] mod tests { use crate::a::one::One; } pub(crate) struct A;",
        "#[cfg(test)] use one::One; pub(crate) struct A;",
        "#[cfg(test)] mod tests; pub(crate) struct A;",
    ] {
        let text = format!("mod one; {text}");
        let found = planted(&[
            ("lib.rs", "mod a;"),
            ("a.rs", &text),
            ("a/one.rs", "use super::A; pub(crate) struct One(A);"),
            ("a/tests.rs", "use super::one::One;"),
        ]);
        assert_eq!(found, Vec::<Vec<String>>::new(), "{text}");
    }
}

#[test]
fn two_cycles_are_two_components() {
    let found = planted(&[
        ("lib.rs", "mod a; mod b;"),
        (
            "a.rs",
            "mod one; use one::One; pub(crate) struct A; use crate::b::B;",
        ),
        ("a/one.rs", "use super::A; pub(crate) struct One(A);"),
        (
            "b.rs",
            "mod two; mod three; use two::Two; pub(crate) struct B;",
        ),
        (
            "b/two.rs",
            "use super::three::Three; pub(crate) struct Two(Three);",
        ),
        ("b/three.rs", "use super::B; pub(crate) struct Three(B);"),
    ]);
    let wanted = [
        vec!["a.rs", "a/one.rs"],
        vec!["b.rs", "b/three.rs", "b/two.rs"],
    ];
    assert_eq!(found, wanted);
}
