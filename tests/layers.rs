//! Holds the layer rule of the architecture page: a module uses only what stands to its right.
//!
//! ```text
//! main › cli › terminal / export / storage › ui › app › lesson › lab › figure › nn / locale
//! ```
//!
//! It reads every path that the source mentions, in `use` lines and elsewhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the left; modules of one layer never use each other.
const LAYERS: [&[&str]; 9] = [
    &["main"],
    &["cli"],
    &["terminal", "export", "storage"],
    &["ui"],
    &["app"],
    &["lesson"],
    &["lab"],
    &["figure"],
    &["nn", "locale"],
];

/// What only some modules may touch: the beginning of its path, and the folders or files that may.
const DOORS: [(&[&str], &[&str]); 6] = [
    (&["ratatui"], &["ui", "terminal", "export"]),
    (&["crossterm"], &["terminal"]),
    (&["signal_hook"], &["terminal"]),
    (&["rustix"], &["terminal"]),
    (&["ndarray"], &["nn", "lab"]),
    (
        &["std", "fs"],
        &["storage", "lesson/source", "cli/new", "cli/output"],
    ),
];

/// Types that only some modules may name, wherever they come from.
const TYPES: [(&str, &[&str]); 2] = [("Instant", &["terminal"]), ("SystemTime", &["cli"])];

#[test]
fn every_module_uses_only_what_stands_to_its_right() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&source);
    assert!(files.len() > 30, "the source is found");
    let mut faults = Vec::new();
    for file in files {
        let name = file.strip_prefix(&source).unwrap().to_str().unwrap();
        let text = fs::read_to_string(&file).unwrap();
        faults.extend(violations(&name.replace('\\', "/"), &text));
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
    for (file, text, named) in planted {
        let found = violations(file, text);
        assert!(
            found.iter().any(|fault| fault.contains(named)),
            "{file}: {text}: {found:?}"
        );
    }
}

#[test]
fn what_the_rule_allows_is_not_faulted() {
    let fine = [
        (
            "ui/panel.rs",
            "use crate::app::{App, ContentBlock}; use ratatui::Frame;",
        ),
        ("lesson/source/folder.rs", "use std::fs;"),
        (
            "lab/hinge.rs",
            "// as crate::ui does\nlet text = \"crate::ui\"; /* crossterm::event */",
        ),
        (
            "lab/hinge.rs",
            "#[cfg(test)]\nmod tests { use super::super::lab; }",
        ),
        ("lab/hinge.rs", "let text = r#\"a \" crate::ui\"#;"),
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

fn rust_files(folder: &Path) -> Vec<PathBuf> {
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

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

/// What `file`, with this text, uses and must not.
fn violations(file: &str, text: &str) -> Vec<String> {
    let module = file.split('/').next().unwrap().trim_end_matches(".rs");
    let Some(own) = layer(module) else {
        return Vec::new();
    };
    let may = |places: &[&str]| places.iter().any(|place| stands_in(file, place));
    let mut faults = Vec::new();
    let mut fault = |what: &str| faults.push(format!("src/{file}: {module} must not use {what}"));
    // An inline module of tests is one deeper than its file.
    let (code, tests) = text.split_once("#[cfg(test)]").unwrap_or((text, ""));
    let depth = file.split('/').count();
    for (part, depth) in [(code, depth), (tests, depth + 1)] {
        for path in paths(&tokens(part)) {
            let supers = path.iter().take_while(|name| *name == "super").count();
            if supers >= depth {
                fault("super to leave its layer; write crate");
            }
            if let ["crate", used, ..] = strs(&path)[..]
                && used != module
                && layer(used).is_some_and(|used| used <= own)
            {
                fault(used);
            }
            for (door, places) in DOORS {
                if strs(&path).starts_with(door) && !may(places) {
                    fault(&door.join("::"));
                }
            }
            for (name, places) in TYPES {
                if path.iter().any(|part| part == name) && !may(places) {
                    fault(name);
                }
            }
        }
    }
    faults
}

/// Whether `file` is the module `place` or inside it.
fn stands_in(file: &str, place: &str) -> bool {
    file.strip_prefix(place)
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn strs(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// Names and punctuation of Rust code, without comments and the insides of strings.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            raw.find("\"#").map_or(rest.len(), |end| end + 5)
        } else if c == '"' {
            string(rest)
        } else if c == '\'' {
            character(rest)
        } else if c.is_alphabetic() || c == '_' {
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            end
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    tokens
}

/// The length of the string that `rest` begins with.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// The length of the character that `rest` begins with; 1 where it is a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let from = at + escaped.len_utf8();
            rest[from..].find('\'').map_or(1, |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// Every path in the code, groups of a `use` taken apart: `a::{b, c::d}` gives `a::b` and `a::c::d`.
fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_name(&tokens[at]) {
            at = path(tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads the path that begins at `at` and stands behind `before`; returns where it ends.
fn path(
    tokens: &[String],
    mut at: usize,
    before: &[String],
    found: &mut Vec<Vec<String>>,
) -> usize {
    let mut names = before.to_vec();
    loop {
        match tokens.get(at).map(String::as_str) {
            Some("{") if names.len() > before.len() => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    let next = path(tokens, at, &names, found);
                    at = next.max(at + 1);
                }
                return at + 1;
            }
            Some(name) if is_name(name) => names.push(name.to_owned()),
            _ => break,
        }
        at += 1;
        if tokens.get(at).is_none_or(|token| token != "::") {
            break;
        }
        at += 1;
    }
    found.push(names);
    at
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
