//! Tests the layer rule of the architecture page: a module uses only modules to its right.
//!
//! ```text
//! main › cli › host › terminal / export / storage › ui › chart / app › room › lesson › lab › figure › nn / locale / text / regular_file
//! ```
//!
//! The test reads every path in the source, in `use` lines and elsewhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use crate::support::module_tree::source_files;
use crate::support::rust_source::{Tests, modules};

/// The layers from the left; modules of one layer never use each other.
const LAYERS: [&[&str]; 11] = [
    &["main"],
    &["cli"],
    &["host"],
    &["terminal", "export", "storage"],
    &["ui"],
    &["chart", "app"],
    &["room"],
    &["lesson"],
    &["lab"],
    &["figure"],
    &["nn", "locale", "text", "regular_file"],
];

/// Paths that only some modules may use: the prefix of the path, and the folders or files that may use it.
const RESTRICTED_PATHS: [(&[&str], &[&str]); 15] = [
    (&["ratatui"], &["ui", "chart", "terminal", "export"]),
    (&["crossterm"], &["terminal"]),
    (
        &["russh"],
        &["host/ssh", "host/host_key", "host/notes_client"],
    ),
    (&["tokio"], &["host"]),
    (&["tokio_tungstenite"], &["host/web"]),
    (&["httparse"], &["host/web"]),
    (&["futures_util"], &["host/web"]),
    (&["fast_qr"], &["host/join_code"]),
    (&["tiny_skia"], &["ui/pixels"]),
    (&["base64"], &["terminal/images"]),
    (&["signal_hook"], &["terminal"]),
    (
        &["rustix"],
        &[
            "terminal",
            "regular_file",
            "storage/user_file",
            "host/file_limit",
        ],
    ),
    (&["ndarray"], &["nn", "lab"]),
    (&["exmex"], &["lab/formula"]),
    (
        &["std", "fs"],
        &[
            "storage",
            "regular_file",
            "lesson/parse/source",
            "cli/new",
            "cli/output",
        ],
    ),
];

/// Types that only some modules may name, from any path.
const RESTRICTED_TYPES: [(&str, &[&str]); 2] = [
    ("Instant", &["terminal", "host/clock"]),
    ("SystemTime", &["cli"]),
];

#[test]
fn every_module_uses_only_layers_to_its_right() {
    let files = source_files();
    assert!(files.len() > 30, "the source is found");
    let mut faults = Vec::new();
    for (file, text) in &files {
        faults.extend(violations(file, text));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(&source).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_str().unwrap();
        assert!(
            module == "lib" || layer(module).is_some(),
            "{module} has no layer"
        );
    }
}

#[test]
fn a_planted_violation_is_found() {
    let planted = [
        ("lab/hinge.rs", "use crate::ui::theme;", "ui"),
        (
            "lab/hinge.rs",
            "use crate::{figure::Plot, lesson::Goal};",
            "lesson",
        ),
        (
            "nn.rs",
            "pub fn f() -> crate::locale::Words { todo!() }",
            "locale",
        ),
        ("nn/loss.rs", "use super::super::lab::Lab;", "super"),
        ("figure.rs", "use super::lab::Lab;", "super"),
        (
            "storage.rs",
            "use crate::terminal::ColorChoice;",
            "terminal",
        ),
        ("app/state.rs", "use ratatui::style::Color;", "ratatui"),
        ("app/state.rs", "fn f(x: &ratatui::Frame) {}", "ratatui"),
        ("ui/draw.rs", "use crossterm::event;", "crossterm"),
        ("figure.rs", "use ndarray::Array2;", "ndarray"),
        ("ui.rs", "use std::time::{Duration, Instant};", "Instant"),
        ("cli.rs", "let begun = Instant::now();", "Instant"),
        ("lesson/course.rs", "use std::{fmt, fs};", "fs"),
        ("lab.rs", "let text = std::fs::read_to_string(path);", "fs"),
    ];
    assert_violations(&planted);
}

#[test]
fn code_after_a_test_item_is_checked() {
    assert_violations(&[
        (
            "lab/hinge.rs",
            "#[cfg(test)]\nmod tests;\nuse crate::ui::theme;",
            "ui",
        ),
        (
            "lab.rs",
            "#[cfg(test)]\nmod tests;\nuse super::ui::theme;",
            "super",
        ),
        (
            "lab.rs",
            "#[cfg(test)]\nmod tests { use super::super::lab; }\nfn f() { super::ui::draw(); }",
            "super",
        ),
        (
            "lab/hinge.rs",
            "#[cfg(test)]\nuse crate::{nn::Loss, figure::Plot};\nfn f() { crate::ui::draw(); }",
            "ui",
        ),
        (
            "lab/hinge.rs",
            "#[cfg(test)]\nfn helper() {}\n#[derive(Debug)]\nstruct A { x: crate::app::App }",
            "app",
        ),
        // The rule applies to tests, too.
        (
            "lab/hinge.rs",
            "#[cfg(test)]\nmod tests { use crate::ui::theme; }",
            "ui",
        ),
        (
            "lab/hinge.rs",
            "#[cfg(test)]\nmod tests { use super::super::super::ui; }",
            "super",
        ),
    ]);
}

/// Asserts that each file with this text has a violation that names the third string.
fn assert_violations(planted: &[(&str, &str, &str)]) {
    for (file, text, named) in planted {
        let found = violations(file, text);
        assert!(
            found.iter().any(|fault| fault.contains(named)),
            "{file}: {text}: {found:?}"
        );
    }
}

#[test]
fn allowed_paths_are_no_violations() {
    let fine = [
        (
            "ui/panel.rs",
            "use crate::app::{App, ContentBlock}; use ratatui::Frame;",
        ),
        ("lesson/parse/source/folder.rs", "use std::fs;"),
        (
            "lab/hinge.rs",
            "// as crate::ui does\nlet text = \"crate::ui\"; /* crossterm::event */",
        ),
        (
            "lab/hinge.rs",
            "#[cfg(test)]\nmod tests { use super::super::lab; }",
        ),
        (
            "lab.rs",
            "#[cfg(test)]\nmod tests;\nmod inner { use super::Lab; }\nuse crate::nn::Loss;",
        ),
        ("lab/hinge.rs", "let text = r#\"a \" crate::ui\"#;"),
        (
            "lab/hinge.rs",
            "/* crate::ui /* nested */ */ fn f<'a>(c: &'a char) { c == &'\"'; }",
        ),
        (
            "nn/loss.rs",
            "use super::figure; use crate::nn::Activation;",
        ),
        (
            "terminal/input.rs",
            "use std::time::Instant; let c = '\"'; use crate::app::Key;",
        ),
    ];
    for (file, text) in fine {
        assert_eq!(
            violations(file, text),
            Vec::<String>::new(),
            "{file}: {text}"
        );
    }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

/// The violations of the layer rule in `file` with this text.
fn violations(file: &str, text: &str) -> Vec<String> {
    let module = file.split('/').next().unwrap().trim_end_matches(".rs");
    let Some(own) = layer(module) else {
        return Vec::new();
    };
    let may = |places: &[&str]| places.iter().any(|place| is_in_module(file, place));
    let mut faults = Vec::new();
    let mut fault = |what: &str| faults.push(format!("src/{file}: {module} must not use {what}"));
    for inside in modules(text, Tests::Read) {
        // A module inside a file is one deeper than the file.
        let depth = file.split('/').count() + inside.nesting.len();
        let imports = inside.imports.into_iter().map(|import| import.path);
        for path in imports.chain(inside.paths) {
            let supers = path.iter().take_while(|name| *name == "super").count();
            if supers >= depth {
                fault("super to leave its layer; write crate");
            }
            if let ["crate", used, ..] = as_strs(&path)[..]
                && used != module
                && layer(used).is_some_and(|used| used <= own)
            {
                fault(used);
            }
            for (door, places) in RESTRICTED_PATHS {
                if as_strs(&path).starts_with(door) && !may(places) {
                    fault(&door.join("::"));
                }
            }
            for (name, places) in RESTRICTED_TYPES {
                if path.iter().any(|part| part == name) && !may(places) {
                    fault(name);
                }
            }
        }
    }
    faults
}

/// Whether `file` is the module `place` or inside it.
fn is_in_module(file: &str, place: &str) -> bool {
    file.strip_prefix(place)
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn as_strs(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}
