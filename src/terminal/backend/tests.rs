use std::cell::RefCell;
use std::rc::Rc;

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

/// A writer whose bytes the test can take.
#[derive(Clone, Default)]
pub(in crate::terminal) struct SharedBytes(Rc<RefCell<Vec<u8>>>);

impl SharedBytes {
    /// The bytes that were written since the last call.
    pub(in crate::terminal) fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for SharedBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes that `backend` writes to `written` for the changes from `before` to `after`.
fn draw_changes<B>(
    backend: &mut B,
    written: &SharedBytes,
    before: &Buffer,
    after: &Buffer,
) -> Vec<u8>
where
    B: Backend<Error = io::Error>,
{
    backend.draw(before.diff(after).into_iter()).unwrap();
    written.take()
}

/// The encoding of cells at these columns and rows.
fn encode_cells(cells: &[(u16, u16, Cell)]) -> String {
    encode(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))
}

fn colored(symbol: &'static str, fg: Color) -> Cell {
    let mut cell = Cell::new(symbol);
    cell.fg = fg;
    cell
}

const SIZE: Rect = Rect::new(0, 0, 20, 6);
const SYMBOLS: [&str; 9] = [" ", " ", "x", "⣿", "█", "é", "한", "▀", "▄"];
const COLORS: [Color; 7] = [
    Color::Reset,
    Color::Red,
    Color::Gray,
    Color::White,
    Color::DarkGray,
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

/// Random frames that keep most cells of the frame before.
fn random_frames() -> Vec<Buffer> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(0);
    let mut frame = Buffer::empty(SIZE);
    (0..300)
        .map(|_| {
            for _ in 0..40 {
                let x = random.random_range(0..SIZE.width - 1);
                let y = random.random_range(0..SIZE.height);
                let symbol = SYMBOLS.choose(&mut random).unwrap();
                let style = Style::new()
                    .fg(*COLORS.choose(&mut random).unwrap())
                    .bg(*COLORS.choose(&mut random).unwrap())
                    .remove_modifier(Modifier::all())
                    .add_modifier(*MODIFIERS.choose(&mut random).unwrap());
                frame.set_string(x, y, symbol, style);
            }
            frame.clone()
        })
        .collect()
}

/// The visible properties of a cell: a blank shows its background only, unless it is reversed or underlined.
fn visible(cell: &vt100::Cell) -> impl PartialEq + std::fmt::Debug + use<> {
    let attributes = [
        cell.bold(),
        cell.dim(),
        cell.italic(),
        cell.underline(),
        cell.inverse(),
    ];
    let symbol = cell.contents().trim().to_owned();
    let is_blank = symbol.is_empty() && !cell.inverse() && !cell.underline();
    let foreground = (!is_blank).then(|| (cell.fgcolor(), attributes));
    (symbol, foreground, cell.bgcolor())
}

#[test]
fn frames_look_as_with_the_crossterm_backend_and_take_fewer_bytes() {
    crossterm::style::force_color_output(true);
    let (mut ours, mut theirs) = (vt100::Parser::default(), vt100::Parser::default());
    let (mut our_total, mut their_total) = (0, 0);
    let written = SharedBytes::default();
    let mut compact = CompactBackend::new(written.clone(), || Ok(SIZE.as_size()));
    let mut crossterm = CrosstermBackend::new(written.clone());
    let mut before = Buffer::empty(SIZE);
    for frame in random_frames() {
        let our_bytes = draw_changes(&mut compact, &written, &before, &frame);
        let their_bytes = draw_changes(&mut crossterm, &written, &before, &frame);
        ours.process(&our_bytes);
        theirs.process(&their_bytes);
        our_total += our_bytes.len();
        their_total += their_bytes.len();
        for position in SIZE.positions() {
            let cell = |parser: &vt100::Parser| {
                let cell = parser.screen().cell(position.y, position.x);
                visible(cell.unwrap())
            };
            assert_eq!(cell(&ours), cell(&theirs), "{position}");
        }
        before = frame;
    }
    assert!(
        4 * our_total < 3 * their_total,
        "{our_total} and {their_total} bytes"
    );
}

#[test]
fn only_changes_of_style_and_gaps_are_sent() {
    let cells = [
        (3, 1, colored("a", Color::Red)),
        (4, 1, colored("b", Color::Red)),
        (9, 1, colored("c", Color::Red)),
        (0, 2, colored("d", Color::Rgb(1, 2, 3))),
    ];
    assert_eq!(
        encode_cells(&cells),
        "\x1b[2;4H\x1b[31mab\x1b[10Gc\x1b[3;1H\x1b[38;2;1;2;3md\x1b[0m"
    );
}

#[test]
fn no_cells_send_no_bytes() {
    assert_eq!(encode_cells(&[]), "");
}

#[test]
fn a_blank_sends_only_the_style_that_it_shows() {
    let mut underlined = colored(" ", Color::Blue);
    underlined.modifier = Modifier::UNDERLINED;
    let mut bold = colored(" ", Color::Green);
    bold.modifier = Modifier::BOLD;
    let mut on_gray = colored(" ", Color::Yellow);
    on_gray.bg = Color::Gray;
    let red = colored("x", Color::Red);
    let encode_after_red = |blank: Cell| encode_cells(&[(0, 0, red.clone()), (1, 0, blank)]);
    assert_eq!(encode_after_red(bold), "\x1b[1;1H\x1b[31mx \x1b[0m");
    assert_eq!(
        encode_after_red(on_gray),
        "\x1b[1;1H\x1b[31mx\x1b[47m \x1b[0m"
    );
    assert_eq!(
        encode_after_red(underlined),
        "\x1b[1;1H\x1b[31mx\x1b[4;34m \x1b[0m"
    );
}

#[test]
fn a_row_sends_each_of_its_alternating_colors_once() {
    let cells: Vec<_> = (0..20)
        .map(|x| {
            (
                x,
                0,
                colored(
                    "x",
                    [Color::Red, Color::Rgb(100, 150, 150)][usize::from(x % 2)],
                ),
            )
        })
        .collect();
    let bytes = encode_cells(&cells);
    assert_eq!(bytes.matches("38;2;").count(), 1, "{bytes:?}");
    assert_eq!(bytes.matches("[31m").count(), 1, "{bytes:?}");
}

#[test]
fn switching_off_bold_keeps_dim_and_the_color() {
    let mut bold_and_dim = colored("a", Color::Red);
    bold_and_dim.modifier = Modifier::BOLD | Modifier::DIM;
    let mut dim = colored("b", Color::Red);
    dim.modifier = Modifier::DIM;
    assert_eq!(
        encode_cells(&[(0, 0, bold_and_dim), (1, 0, dim)]),
        "\x1b[1;1H\x1b[1;2;31ma\x1b[0;2;31mb\x1b[0m"
    );
}

#[test]
fn the_cell_behind_a_wide_symbol_gets_its_column_number() {
    let cells = [
        (0, 0, Cell::new("한")),
        (2, 0, Cell::new("국")),
        (4, 0, Cell::new("x")),
    ];
    let bytes = encode_cells(&cells);
    assert_eq!(bytes, "\x1b[1;1H한\x1b[3G국\x1b[5Gx\x1b[0m");
    let mut parser = vt100::Parser::default();
    parser.process(bytes.as_bytes());
    assert_eq!(parser.screen().contents(), "한국x");
    assert_eq!(parser.screen().cursor_position(), (0, 5));
}

#[test]
fn symbols_that_combine_characters_do_not_shift_the_row() {
    // A terminal that draws this family as four emoji still draws the letter in its column.
    let cells = [(0, 0, Cell::new("👩‍👩‍👧‍👦")), (2, 0, Cell::new("x"))];
    assert!(encode_cells(&cells).ends_with("\x1b[3Gx\x1b[0m"));
}

#[test]
fn a_wide_character_stays_where_cells_are_drawn_again() {
    let mut buf = Buffer::empty(SIZE);
    buf.set_string(3, 1, "한x", Style::new());
    let row: Vec<Position> = (2..7).map(|x| Position::new(x, 1)).collect();
    let mut parser = vt100::Parser::default();
    parser.process(super::encode_cells(&buf, &row).as_bytes());
    assert_eq!(parser.screen().contents().trim(), "한x");
}

#[test]
fn a_wide_character_is_drawn_again_with_its_second_column() {
    let mut buf = Buffer::empty(SIZE);
    buf.set_string(3, 1, "차x", Style::new());
    let draw = |columns: &[u16]| {
        let positions: Vec<Position> = columns.iter().map(|x| Position::new(*x, 1)).collect();
        super::encode_cells(&buf, &positions)
    };
    assert_eq!(draw(&[4]), "\x1b[2;4H차\x1b[0m");
    assert_eq!(draw(&[3, 4]), draw(&[4]));
    assert_eq!(draw(&[4, 5]), "\x1b[2;4H차\x1b[6Gx\x1b[0m");
}
