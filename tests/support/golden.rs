//! Screens as text: what is written, and in which style each cell is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// `buffer` as two grids: its text, and a letter a style with a legend below.
pub(crate) fn painted(buffer: &Buffer) -> String {
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut text = String::new();
    let mut styles = String::new();
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut row = String::new();
        let mut appearance = String::new();
        let mut x = area.left();
        while x < area.right() {
            let cell = &buffer[(x, y)];
            let next = char::from(b'a' + u8::try_from(letters.len().min(25)).unwrap());
            let letter = *letters.entry(style(cell)).or_insert(next);
            let width = u16::try_from(cell.symbol().width().max(1)).unwrap();
            row.push_str(cell.symbol());
            for _ in 0..width {
                appearance.push(letter);
            }
            x += width;
        }
        writeln!(text, "{}", row.trim_end()).unwrap();
        writeln!(styles, "{appearance}").unwrap();
    }
    let mut legend: Vec<_> = letters
        .into_iter()
        .map(|(style, letter)| (letter, style))
        .collect();
    legend.sort_unstable();
    let legend: Vec<_> = legend
        .iter()
        .map(|(letter, style)| format!("{letter} = {style}"))
        .collect();
    format!("{text}\n{styles}\n{}\n", legend.join("\n"))
}

fn style(cell: &Cell) -> String {
    let mut words = vec![colour("", cell.fg), colour("on ", cell.bg)];
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

fn colour(before: &str, colour: Color) -> String {
    match colour {
        Color::Reset => String::new(),
        other => format!("{before}{other}"),
    }
}

/// Holds `got` against the file `tests/<path>`; with `UPDATE=1` in the environment it writes the file instead.
pub(crate) fn assert_golden(path: &str, got: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, got).unwrap();
        return;
    }
    let want = std::fs::read_to_string(&file).unwrap_or_default();
    if want == got {
        return;
    }
    let line = want
        .lines()
        .zip(got.lines())
        .take_while(|(want, got)| want == got)
        .count();
    let (was, is) = (want.lines().nth(line), got.lines().nth(line));
    panic!(
        "{path} differs from line {} on; look at it, then run the test with UPDATE=1\n  was {was:?}\n  is  {is:?}\n\n{got}",
        line + 1
    );
}
