//! Snapshots of screens: the text, then the style runs of each row.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use insta::Settings;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr;

/// Adjacent cells of one row with the same style.
struct Run {
    row: u16,
    /// Its first column and its last.
    columns: (u16, u16),
    style: String,
}

/// The folder of the snapshots of one kind.
pub(crate) fn folder(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/snapshots")
        .join(kind)
}

/// Compares `buffer` with the snapshot `name` of this kind.
///
/// After an intended change, `INSTA_UPDATE=always cargo test --test it` rewrites it.
pub(crate) fn assert_buffer(kind: &str, name: &str, buffer: &Buffer) {
    let mut settings = Settings::new();
    settings.set_snapshot_path(folder(kind));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, dump(buffer)));
}

/// The text of `buffer`, an empty line, its size and most frequent style, and then a line `row:from-to style` for
/// every run of cells in another style. Rows and columns are counted from 0, and `to` is the last column.
pub(crate) fn dump(buffer: &Buffer) -> String {
    let (text, runs) = read(buffer);
    let usual = most_frequent(&runs);
    let area = buffer.area;
    let mut dump = format!("{text}\n{}x{} {usual}\n", area.width, area.height);
    for run in runs.iter().filter(|run| run.style != usual) {
        let (from, to) = run.columns;
        writeln!(dump, "{}:{from}-{to} {}", run.row, run.style).unwrap();
    }
    dump
}

fn read(buffer: &Buffer) -> (String, Vec<Run>) {
    let mut text = String::new();
    let mut runs: Vec<Run> = Vec::new();
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut line = String::new();
        let mut x = area.left();
        while x < area.right() {
            let cell = &buffer[(x, y)];
            line.push_str(cell.symbol());
            let (row, style) = (y - area.top(), style(cell));
            let from = x - area.left();
            // A wide character covers the cell behind it.
            x += u16::try_from(cell.symbol().width().max(1)).unwrap();
            let to = x - 1 - area.left();
            match runs.last_mut() {
                Some(run) if run.row == row && run.style == style => run.columns.1 = to,
                _ => runs.push(Run {
                    row,
                    columns: (from, to),
                    style,
                }),
            }
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    (text, runs)
}

/// The style of most cells; of two that are equally frequent, the first in the alphabet.
fn most_frequent(runs: &[Run]) -> String {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for run in runs {
        let (from, to) = run.columns;
        *counts.entry(&run.style).or_default() += u32::from(to - from + 1);
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(style, _)| style.to_owned()).unwrap_or_default()
}

fn style(cell: &Cell) -> String {
    let colours = [("", cell.fg), ("on ", cell.bg)];
    let mut words: Vec<_> = colours
        .into_iter()
        .filter(|(_, colour)| *colour != Color::Reset)
        .map(|(before, colour)| format!("{before}{colour}"))
        .collect();
    let modifiers = cell.modifier.iter_names();
    words.extend(modifiers.map(|(name, _)| name.to_lowercase()));
    if words.is_empty() {
        words.push("plain".to_owned());
    }
    words.join(" ")
}
