//! Changed cells as JSON: rows of runs in one style.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use serde_json::{Map, Value as Json, json};
use unicode_width::UnicodeWidthStr;

/// The style of a cell: foreground, background, modifiers.
type CellStyle = (Color, Color, Modifier);

/// Changed cells of a frame, and the styles that the page knows.
#[derive(Default)]
pub(super) struct CellEncoder {
    /// The styles by index.
    styles: Vec<CellStyle>,
    /// How many of them the page knows.
    told: usize,
    rows: Vec<Row>,
}

struct Row {
    y: u16,
    runs: Vec<Run>,
}

/// Cells beside each other in one style.
struct Run {
    x: u16,
    style: usize,
    text: String,
    /// Cells that each character fills; 0 if the whole text fills one cell.
    width: usize,
    /// The column behind it.
    end: u16,
}

impl CellEncoder {
    /// Forgets what the page knows.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Adds a changed cell. Cells come in the order of reading.
    pub(super) fn add(&mut self, x: u16, y: u16, cell: &Cell) {
        let symbol = cell.symbol();
        // A part of a wide character.
        if symbol.is_empty() {
            return;
        }
        let style = self.style(cell);
        if self.rows.last().is_none_or(|row| row.y != y) {
            let runs = Vec::new();
            self.rows.push(Row { y, runs });
        }
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let columns = symbol.width().max(1);
        let is_single = symbol.chars().nth(1).is_none();
        let width = if is_single { columns } else { 0 };
        let columns = if is_single { columns } else { columns.max(1) };
        let end = x.saturating_add(u16::try_from(columns).unwrap_or(1));
        if let Some(run) = row.runs.last_mut()
            && run.end == x
            && (run.style, run.width) == (style, width)
            && width > 0
        {
            run.text.push_str(symbol);
            run.end = end;
            return;
        }
        row.runs.push(Run {
            x,
            style,
            text: symbol.to_owned(),
            width,
            end,
        });
    }

    fn style(&mut self, cell: &Cell) -> usize {
        let style = (cell.fg, cell.bg, cell.modifier);
        // A frame has few styles, and neighbours mostly the same one.
        let known = self.styles.iter().rposition(|other| *other == style);
        known.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        })
    }

    /// The members of the next frame.
    pub(super) fn take(&mut self) -> Map<String, Json> {
        let mut message = Map::new();
        let fresh = self.styles.get(self.told..).unwrap_or_default();
        if !fresh.is_empty() {
            let fresh: Vec<_> = fresh.iter().map(style_json).collect();
            message.insert("styles".to_owned(), Json::Array(fresh));
        }
        self.told = self.styles.len();
        let rows: Vec<_> = std::mem::take(&mut self.rows)
            .iter()
            .map(row_json)
            .collect();
        if !rows.is_empty() {
            message.insert("rows".to_owned(), Json::Array(rows));
        }
        message
    }
}

fn row_json(row: &Row) -> Json {
    let runs = row.runs.iter().map(|run| match run.width {
        1 => json!([run.x, run.style, run.text]),
        width => json!([run.x, run.style, run.text, width]),
    });
    std::iter::once(json!(row.y)).chain(runs).collect()
}

/// Foreground, background and the bits of the modifiers. Reversed colours are exchanged here where both are known.
fn style_json((fore, back, modifier): &CellStyle) -> Json {
    let (mut fore, mut back, mut modifier) = (*fore, *back, *modifier);
    if modifier.contains(Modifier::REVERSED) && fore != Color::Reset && back != Color::Reset {
        std::mem::swap(&mut fore, &mut back);
        modifier.remove(Modifier::REVERSED);
    }
    json!([css_color(fore), css_color(back), modifier.bits()])
}

/// A colour as CSS; empty for the colour of the page.
fn css_color(color: Color) -> String {
    let [r, g, b] = match color {
        Color::Reset => return String::new(),
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(index) => indexed_color(index),
        Color::Black => indexed_color(0),
        Color::Red => indexed_color(1),
        Color::Green => indexed_color(2),
        Color::Yellow => indexed_color(3),
        Color::Blue => indexed_color(4),
        Color::Magenta => indexed_color(5),
        Color::Cyan => indexed_color(6),
        Color::Gray => indexed_color(7),
        Color::DarkGray => indexed_color(8),
        Color::LightRed => indexed_color(9),
        Color::LightGreen => indexed_color(10),
        Color::LightYellow => indexed_color(11),
        Color::LightBlue => indexed_color(12),
        Color::LightMagenta => indexed_color(13),
        Color::LightCyan => indexed_color(14),
        Color::White => indexed_color(15),
    };
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A colour of xterm's palette of 256: sixteen colours, a cube of six levels a channel, and grays.
fn indexed_color(index: u8) -> [u8; 3] {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        7 => [229; 3],
        8 => [127; 3],
        0..=15 => {
            let full = if index < 8 { 205 } else { 255 };
            [0, 1, 2].map(|bit| if index >> bit & 1 == 1 { full } else { 0 })
        }
        16..=231 => {
            let at = index - 16;
            [at / 36, at / 6 % 6, at % 6].map(level)
        }
        232.. => [8 + 10 * (index - 232); 3],
    }
}
