use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use ratatui::text::{Line, Span};

use super::*;
use crate::app::CellSize;
use crate::terminal::backend::encode_cells;
use crate::terminal::images::model_terminal::ModelTerminal;
use crate::terminal::images::tests::lock_images;

const SCREEN: Rect = Rect::new(0, 0, 40, 12);

fn buffer() -> Buffer {
    Buffer::empty(SCREEN)
}

fn line(x: u16, y: u16, spans: &[(&str, Style)]) -> LargeLine {
    let spans: Vec<_> = spans
        .iter()
        .map(|(text, style)| Span::styled((*text).to_owned(), *style))
        .collect();
    LargeLine::new(Position::new(x, y), &Line::from(spans), &buffer()).unwrap()
}

fn plain(x: u16, y: u16, text: &str) -> LargeLine {
    line(x, y, &[(text, Style::new())])
}

fn shown(lines: &[LargeLine]) -> String {
    ShownLargeText::default().show(lines.to_vec())
}

fn terminal() -> ModelTerminal {
    let cell = CellSize {
        width: 10,
        height: 20,
    };
    let mut terminal = ModelTerminal::new((SCREEN.width, SCREEN.height), cell);
    terminal.read(b"\x1b[2J");
    terminal
}

/// The characters whose upper left cells are in row `y`.
fn row(terminal: &ModelTerminal, y: u16) -> String {
    let blocks = (0..SCREEN.width).filter_map(|x| {
        let block = terminal.block(x, y)?;
        (block.origin == Position::new(x, y)).then_some(block.text.as_str())
    });
    blocks.collect()
}

#[test]
fn a_part_of_equal_style_is_one_sequence() {
    let _shown = lock_images();
    let red = Style::new().fg(Color::Red);
    let spans = [
        ("where ", Style::new()),
        ("is ", Style::new()),
        ("A", red.add_modifier(Modifier::BOLD)),
    ];
    assert_eq!(
        shown(&[line(2, 3, &spans)]),
        "\x1b[4;3H\x1b]66;s=2;where is \x07\x1b[1;31m\x1b]66;s=2;A\x07\x1b[0m"
    );
}

#[test]
fn hangul_takes_four_columns_and_joined_characters_tell_their_width() {
    let _shown = lock_images();
    let text = "가A 👩‍💻é";
    let mut terminal = terminal();
    let line = plain(0, 0, text);
    assert_eq!(line.area(), Rect::new(0, 0, 14, 2));
    let bytes = shown(&[line]);
    assert!(bytes.contains("s=2;가A \x07") && bytes.contains("s=2:w=2;👩‍💻\x07"));
    terminal.read(bytes.as_bytes());
    assert_eq!(row(&terminal, 0), text);
    assert_eq!(terminal.block(3, 1).unwrap().text, "가");
    assert_eq!(terminal.block(4, 1).unwrap().text, "A");
    assert_eq!(terminal.block(14, 0), None);
}

#[test]
fn a_sequence_has_at_most_4096_bytes_of_text() {
    let _shown = lock_images();
    let accents = format!("a{}", "\u{301}".repeat(3000));
    let mut terminal = terminal();
    // The model terminal refuses longer ones.
    terminal.read(shown(&[plain(0, 0, &format!("x{accents}y"))]).as_bytes());
    assert_eq!(row(&terminal, 0), "xy");
    assert_eq!(terminal.block(4, 0).unwrap().text, "y");
    let mut bytes = String::new();
    push_text(&"가".repeat(2000), 0, &mut bytes);
    let texts = bytes.split('\x07').map(str::len);
    assert!(
        texts
            .clone()
            .all(|length| length <= 4096 + "\x1b]66;s=2;".len())
    );
    assert_eq!(texts.count(), 3);
}

#[test]
fn control_characters_cannot_end_a_sequence() {
    let _shown = lock_images();
    let bytes = shown(&[plain(0, 0, "a\x07\x1b]0;title\x1b\\b\u{9c}\u{202e}c")]);
    assert_eq!(bytes, "\x1b[1;1H\x1b]66;s=2;a]0;title\\bc\x07\x1b[0m");
}

#[test]
fn text_outside_of_the_screen_is_not_shown() {
    let at = |x, y, text: &'static str| {
        LargeLine::new(Position::new(x, y), &Line::from(text), &buffer())
    };
    assert!(at(0, 10, "12345678901234567890").is_some());
    assert_eq!(at(1, 10, "12345678901234567890"), None);
    assert_eq!(at(0, 11, "1"), None);
    assert_eq!(at(50, 0, "1"), None);
    assert_eq!(at(0, 0, ""), None);
    assert_eq!(at(0, 0, &"9".repeat(70_000).leak()[..]), None);
}

#[test]
fn only_changed_lines_are_written() {
    let _shown = lock_images();
    let mut large = ShownLargeText::default();
    let (first, second) = (plain(0, 0, "first"), plain(0, 2, "second"));
    large.show(vec![first.clone(), second]);
    let next = [first, plain(0, 2, "other")];
    assert_eq!(
        large.erase_all_but(&next),
        "\x1b[3;1H\x1b[12X\x1b[4;1H\x1b[12X"
    );
    let bytes = large.show(next.to_vec());
    assert!(bytes.contains("other") && !bytes.contains("first"));
    assert_eq!(large.erase_all_but(&next) + &large.show(next.to_vec()), "");
    large.forget();
    assert!(large.show(next.to_vec()).contains("first"));
}

#[test]
fn text_at_double_size_moves_up_and_down_and_becomes_normal() {
    let _shown = lock_images();
    let mut large = ShownLargeText::default();
    let mut terminal = terminal();
    let mut before = buffer();
    // Each frame: the row of the large text, and the row of normal text beside what was large before.
    for (large_row, normal_row) in [(4, 8), (5, 4), (4, 6), (2, 4), (2, 5), (9, 3)] {
        let mut next = buffer();
        next.set_string(0, normal_row, "normal text", Style::new());
        let lines = [plain(0, large_row, "large")];
        ShownLargeText::reserve_cells(&lines, &mut next);
        terminal.read(large.erase_all_but(&lines).as_bytes());
        let changes = before.diff(&next).into_iter();
        let changes: Vec<_> = changes.map(|(x, y, _)| Position::new(x, y)).collect();
        terminal.read(encode_cells(&next, &changes).as_bytes());
        terminal.read(large.show(lines.to_vec()).as_bytes());
        assert_eq!(row(&terminal, large_row), "large");
        let normal: String = (0..11).map(|x| terminal.symbol(x, normal_row)).collect();
        assert_eq!(normal, "normal text");
        before = next;
    }
}

#[test]
fn ratatui_draws_the_cells_of_large_text_only_when_it_is_gone() {
    let mut before = buffer();
    before.set_style(SCREEN, Style::new().bg(Color::White));
    let mut below = before.clone();
    ShownLargeText::reserve_cells(&[plain(2, 3, "large")], &mut below);
    assert_eq!(before.diff(&below), []);
    assert_eq!(below.diff(&before).len(), 2 * 10, "with their background");
}

#[test]
fn restoring_the_terminal_erases_large_text_once() {
    let _shown = lock_images();
    let _removal = removal();
    assert_eq!(removal(), "");
    let mut terminal = terminal();
    terminal.read(shown(&[plain(0, 0, "large")]).as_bytes());
    assert!(terminal.has_blocks());
    terminal.read(removal().as_bytes());
    assert!(!terminal.has_blocks());
    assert_eq!(removal(), "");
}
