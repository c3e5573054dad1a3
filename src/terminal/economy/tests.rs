use std::cell::RefCell;
use std::rc::Rc;

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// Bytes on the line.
#[derive(Clone, Default)]
struct Line(Rc<RefCell<Vec<u8>>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What `backend` sends for these cells.
fn sent<B>(backend: &mut B, line: &Line, cells: &[(u16, u16, &Cell)]) -> Vec<u8>
where
    B: Backend<Error = io::Error>,
{
    backend.draw(cells.iter().copied()).unwrap();
    line.0.take()
}

/// What a backend sends for these cells after its first frame, which is drawn from top to bottom.
fn told(cells: &[(u16, u16, Cell)]) -> String {
    let line = Line::default();
    let mut economy = Economy::new(line.clone());
    let _first = sent(&mut economy, &line, &[(19, 5, &Cell::new("x"))]);
    let cells: Vec<_> = cells.iter().map(|(x, y, cell)| (*x, *y, cell)).collect();
    String::from_utf8(sent(&mut economy, &line, &cells)).unwrap()
}

const SYMBOLS: [&str; 9] = [" ", " ", "x", "⣿", "█", "é", "한", "▀", "▄"];
const SIZE: (u16, u16) = (20, 6);
const COLOURS: [Color; 7] = [
    Color::Reset,
    Color::Red,
    Color::Gray,
    Color::White,
    Color::DarkGray,
    Color::Indexed(117),
    Color::Rgb(1, 22, 255),
];
const GROUNDS: [Color; 4] = [
    Color::Reset,
    Color::Red,
    Color::Indexed(117),
    Color::Rgb(1, 22, 255),
];
const MODIFIERS: [Modifier; 6] = [
    Modifier::empty(),
    Modifier::BOLD,
    Modifier::DIM,
    Modifier::ITALIC,
    Modifier::UNDERLINED,
    Modifier::REVERSED,
];

/// Screens one after the other: most of their cells stay, some are wide.
fn screens() -> Vec<Buffer> {
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(0);
    let mut screen = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    (0..300)
        .map(|_| {
            for _ in 0..40 {
                let (x, y) = (
                    dice.random_range(0..SIZE.0 - 1),
                    dice.random_range(0..SIZE.1),
                );
                let symbol = *SYMBOLS.choose(&mut dice).unwrap();
                let style = Style::new()
                    .fg(*COLOURS.choose(&mut dice).unwrap())
                    .bg(*GROUNDS.choose(&mut dice).unwrap())
                    .remove_modifier(Modifier::all())
                    .add_modifier(*MODIFIERS.choose(&mut dice).unwrap());
                screen.set_string(x, y, symbol, style);
            }
            screen.clone()
        })
        .collect()
}

/// What can be seen of a cell.
fn seen(cell: &vt100::Cell) -> impl PartialEq + std::fmt::Debug + use<> {
    let shows = [
        cell.bold(),
        cell.dim(),
        cell.italic(),
        cell.underline(),
        cell.inverse(),
    ];
    let is_blank = cell.contents().trim().is_empty() && !cell.inverse() && !cell.underline();
    let style = (!is_blank).then(|| (cell.fgcolor(), shows));
    let (symbol, fore, back) = (cell.contents(), cell.fgcolor(), cell.bgcolor());
    // Two half cells are the same picture upside down with their colours exchanged, if those look the same behind
    // characters as in them.
    let is_same_behind = |colour| matches!(colour, vt100::Color::Rgb(..) | vt100::Color::Idx(16..));
    match (symbol, style) {
        ("▄", Some(_)) if is_same_behind(fore) && is_same_behind(back) => {
            ("▀".to_owned(), Some((back, shows)), fore)
        }
        (symbol, style) => (symbol.trim().to_owned(), style, back),
    }
}

#[test]
fn a_screen_looks_as_crossterm_draws_it_and_took_fewer_bytes() {
    crossterm::style::force_color_output(true);
    let (mut ours, mut theirs) = (vt100::Parser::default(), vt100::Parser::default());
    let (mut few, mut many) = (0, 0);
    let line = Line::default();
    let mut economy = Economy::new(line.clone());
    let mut crossterm = CrosstermBackend::new(line.clone());
    let mut before = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    for screen in screens() {
        let cells = before.diff(&screen);
        let short = sent(&mut economy, &line, &cells);
        let long = sent(&mut crossterm, &line, &cells);
        ours.process(&short);
        theirs.process(&long);
        few += short.len();
        many += long.len();
        for (y, x) in (0..SIZE.1).flat_map(|y| (0..SIZE.0).map(move |x| (y, x))) {
            let cell = |parser: &vt100::Parser| parser.screen().cell(y, x).cloned().unwrap();
            assert_eq!(seen(&cell(&ours)), seen(&cell(&theirs)), "{x} {y}");
        }
        before = screen;
    }
    assert!(3 * few < 2 * many, "{few} and {many} bytes");
}

#[test]
fn what_changes_is_all_that_is_told() {
    let styled = |symbol, fg| {
        let mut cell = Cell::new(symbol);
        cell.fg = fg;
        cell
    };
    let cells = [
        (3, 1, styled("a", Color::Red)),
        (4, 1, styled("b", Color::Red)),
        (5, 1, styled(" ", Color::Blue)),
        (9, 1, styled("c", Color::Red)),
        (0, 2, styled("d", Color::Rgb(1, 2, 3))),
    ];
    let line = Line::default();
    let mut economy = Economy::new(line.clone());
    let cells: Vec<_> = cells.iter().map(|(x, y, cell)| (*x, *y, cell)).collect();
    assert_eq!(
        String::from_utf8(sent(&mut economy, &line, &cells)).unwrap(),
        "\x1b[0m\x1b[2;4H\x1b[31mab \x1b[3Cc\x1b[3;1H\x1b[38;2;1;2;3md"
    );
}

#[test]
fn colours_that_take_turns_are_drawn_one_after_the_other() {
    let row: Vec<_> = (0..20)
        .map(|x| {
            let mut cell = Cell::new("x");
            cell.fg = Color::Rgb(if x % 2 == 0 { 100 } else { 200 }, 150, 150);
            (x, 0, cell)
        })
        .collect();
    let text = told(&row);
    assert_eq!(text.matches("38;2;").count(), 2, "{text:?}");
}

#[test]
fn steps_of_a_scale_cost_one_colour_each() {
    let shade = |step: u8| Color::Rgb(100 + 10 * step, 150, 200);
    let row: Vec<_> = (0..6u8)
        .map(|step| {
            let mut cell = Cell::new("▀");
            (cell.fg, cell.bg) = (shade(step + 1), shade(step));
            (3 * u16::from(step), 0, cell)
        })
        .collect();
    let text = told(&row);
    assert_eq!(text.matches("8;2;").count(), 7, "{text:?}");
}

#[test]
fn a_line_that_falls_is_followed_down() {
    let mut shown = Buffer::empty(Rect::new(0, 0, 60, 20));
    let line = Line::default();
    let mut economy = Economy::new(line.clone());
    let blank = Buffer::empty(shown.area);
    let all: Vec<_> = (0..20).flat_map(|y| (0..60).map(move |x| (x, y))).collect();
    let cells: Vec<_> = all.iter().map(|at| (at.0, at.1, &blank[*at])).collect();
    let _blanks = sent(&mut economy, &line, &cells);
    for y in 2..12 {
        shown[(20 - y, y)].set_symbol("⡠");
        shown[(40 + y, y)].set_symbol("⢄");
    }
    let text = sent(&mut economy, &line, &blank.diff(&shown));
    // Row by row, each of them would be leapt to, in five to seven bytes.
    let (signs, first_and_far) = (20 * "⢄".len(), 2 * "\x1b[12;30H".len());
    assert!(
        text.len() <= signs + first_and_far + 18 * 4,
        "{}",
        text.escape_ascii()
    );
}
