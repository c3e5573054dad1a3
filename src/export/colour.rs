//! Colours of terminal cells as CSS colours.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::PageColors;

/// The sixteen ANSI colours of xterm.
const SIXTEEN: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The style of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellStyle {
    /// The colour of the character: `#rrggbb`.
    pub fore: String,
    /// The background colour.
    pub back: String,
    /// The modifiers of the character.
    pub face: TextModifiers,
}

/// The modifiers of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextModifiers(Modifier);

impl CellStyle {
    /// The style of `cell` on a page with these colours.
    pub(super) fn of(cell: &Cell, ground: &PageColors) -> Self {
        let fore = hex(cell.fg).unwrap_or_else(|| ground.fore.clone());
        let back = hex(cell.bg).unwrap_or_else(|| ground.back.clone());
        let (fore, back) = if cell.modifier.contains(Modifier::REVERSED) {
            (back, fore)
        } else {
            (fore, back)
        };
        Self {
            fore,
            back,
            face: TextModifiers(cell.modifier),
        }
    }
}

impl TextModifiers {
    /// The modifiers as attributes of SVG text.
    pub(super) fn attributes(self) -> String {
        let all = [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
            (Modifier::DIM, " opacity=\"0.65\""),
        ];
        let set = all
            .iter()
            .filter(|(modifier, _)| self.0.contains(*modifier));
        set.map(|(_, attribute)| *attribute).collect()
    }

    /// Whether the modifiers are visible on a blank.
    pub(super) fn is_underlined(self) -> bool {
        self.0.contains(Modifier::UNDERLINED)
    }
}

/// The colour as `#rrggbb`; none for the terminal's default colour.
pub(super) fn hex(colour: Color) -> Option<String> {
    let (r, g, b) = match colour {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(at) => indexed(at),
        Color::Black => SIXTEEN[0],
        Color::Red => SIXTEEN[1],
        Color::Green => SIXTEEN[2],
        Color::Yellow => SIXTEEN[3],
        Color::Blue => SIXTEEN[4],
        Color::Magenta => SIXTEEN[5],
        Color::Cyan => SIXTEEN[6],
        Color::Gray => SIXTEEN[7],
        Color::DarkGray => SIXTEEN[8],
        Color::LightRed => SIXTEEN[9],
        Color::LightGreen => SIXTEEN[10],
        Color::LightYellow => SIXTEEN[11],
        Color::LightBlue => SIXTEEN[12],
        Color::LightMagenta => SIXTEEN[13],
        Color::LightCyan => SIXTEEN[14],
        Color::White => SIXTEEN[15],
    };
    Some(format!("#{r:02x}{g:02x}{b:02x}"))
}

/// The 256-colour palette: the sixteen, a cube of six steps per side, and greys.
fn indexed(at: u8) -> (u8, u8, u8) {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match at {
        0..=15 => SIXTEEN[usize::from(at)],
        16..=231 => {
            let at = at - 16;
            (step(at / 36), step(at / 6 % 6), step(at % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (at - 232);
            (grey, grey, grey)
        }
    }
}
