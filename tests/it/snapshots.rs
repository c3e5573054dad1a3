//! The snapshot dump and the snapshot files.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeSet;
use std::fs;

use crate::support::snapshot::{dump, folder};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// The snapshot names in `source`: the first argument of every call of `function`, which must be a literal.
fn names(source: &str, function: &str) -> BTreeSet<String> {
    let definition = format!("fn {function}(");
    let calls = source.replace(&definition, "");
    let call = format!(" {function}(");
    let after = calls.split(&call).skip(1);
    let name = |rest: &str| {
        let literal = rest.trim_start().strip_prefix('"')?;
        Some(literal.split_once('"')?.0.to_owned())
    };
    after
        .map(|rest| name(rest).unwrap_or_else(|| panic!("a name that is no literal: {rest:.60}")))
        .collect()
}

/// The names of all files in the folder of this kind; files other than snapshots keep their extension.
fn files(kind: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder(kind)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .map(|name| name.strip_suffix(".snap").unwrap_or(&name).to_owned())
        .collect()
}

#[test]
fn every_snapshot_file_belongs_to_a_test() {
    let figures = names(include_str!("figures.rs"), "paint");
    assert_eq!(files("figures"), figures);
    let screens: BTreeSet<_> = names(include_str!("screens.rs"), "assert_screens")
        .iter()
        .flat_map(|name| crate::screens::SIZES.map(|(w, h)| format!("{name}-{w}x{h}")))
        .collect();
    assert_eq!(files("screens"), screens);
}

#[test]
fn snapshot_names_are_read_from_calls_and_not_from_the_definition() {
    let source =
        "fn paint(name: &str) {}\n fn a() { paint(\"one\", 1);\n paint(\n  \"two\",\n ); }";
    let wanted = ["one", "two"].map(str::to_owned);
    assert_eq!(names(source, "paint"), BTreeSet::from(wanted));
}

fn colour(n: u8) -> Style {
    Style::new().fg(Color::Rgb(n, n, n))
}

/// One row of 40 cells, each in a different style.
fn forty_styles() -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
    for n in 0..40 {
        buffer[(u16::from(n), 0)]
            .set_symbol("x")
            .set_style(colour(n));
    }
    buffer
}

#[test]
fn a_change_in_the_last_of_forty_styles_changes_the_dump() {
    let one = forty_styles();
    for n in 25..40 {
        let mut other = one.clone();
        other[(n, 0)].set_style(colour(100));
        assert_ne!(dump(&one), dump(&other), "style {n}");
    }
    // Two styles of this screen are swapped.
    let mut other = one.clone();
    other[(38, 0)].set_style(colour(39));
    other[(39, 0)].set_style(colour(38));
    assert_ne!(dump(&one), dump(&other));
}

#[test]
fn a_dump_has_text_followed_by_style_runs() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 3));
    let bold = Style::new().fg(Color::Rgb(255, 0, 128)).bold();
    buffer.set_string(0, 0, "가나 ab", bold);
    buffer.set_style(Rect::new(5, 0, 2, 1), Modifier::REVERSED);
    buffer[(7, 2)].set_bg(Color::Indexed(3));
    let wanted =
        "가나 ab\n\n\n\n8x3 plain\n0:0-4 #FF0080 bold\n0:5-6 #FF0080 bold reversed\n2:7-7 on 3\n";
    assert_eq!(dump(&buffer), wanted);
}
