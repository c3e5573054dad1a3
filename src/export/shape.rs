//! Drawing characters as shapes, because fonts leave gaps between them or lack them.

use ratatui::symbols::pixel::OCTANTS;

/// Width of a cell.
pub(super) const WIDTH: f64 = 10.0;
/// Height of a cell.
pub(super) const HEIGHT: f64 = 20.0;

/// A rectangle as fractions of a cell: left, top, width, height.
type Fractions = (f64, f64, f64, f64);

/// The shape of a character.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// Dots at these positions, as fractions of the cell.
    Dots(Vec<(f64, f64)>),
    /// Filled rectangles.
    Blocks(Vec<Fractions>),
    /// The whole cell with this opacity.
    Shade(f64),
    /// Lines from the middle of the cell to its left, right, upper and lower edge.
    Lines([bool; 4]),
}

/// The shape of `symbol`; none for a character that fonts draw well enough.
pub(super) fn of(symbol: &str) -> Option<Shape> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    match c {
        '\u{2801}'..='\u{28ff}' => Some(Shape::Dots(braille(u32::from(c) - 0x2800))),
        '\u{2580}'..='\u{2590}' | '\u{2594}'..='\u{259f}' => blocks(c).map(Shape::Blocks),
        '░' => Some(Shape::Shade(0.25)),
        '▒' => Some(Shape::Shade(0.5)),
        '▓' => Some(Shape::Shade(0.75)),
        '─' => Some(Shape::Lines([true, true, false, false])),
        '│' => Some(Shape::Lines([false, false, true, true])),
        '┌' => Some(Shape::Lines([false, true, false, true])),
        '┐' => Some(Shape::Lines([true, false, false, true])),
        '└' => Some(Shape::Lines([false, true, true, false])),
        '┘' => Some(Shape::Lines([true, false, true, false])),
        '├' => Some(Shape::Lines([false, true, true, true])),
        '┤' => Some(Shape::Lines([true, false, true, true])),
        '┬' => Some(Shape::Lines([true, true, false, true])),
        '┴' => Some(Shape::Lines([true, true, true, false])),
        '┼' => Some(Shape::Lines([true; 4])),
        _ if c.is_ascii() => None,
        _ => octant(c).map(Shape::Blocks),
    }
}

/// The dots of a braille pattern, by the bits of its number.
fn braille(bits: u32) -> Vec<(f64, f64)> {
    // Column and row of each bit. The lowest row has the highest bits, because Unicode added it last.
    let places = [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
        (1, 2),
        (0, 3),
        (1, 3),
    ];
    let set = places
        .iter()
        .enumerate()
        .filter(|(bit, _)| bits >> bit & 1 == 1);
    set.map(|(_, (x, y))| (0.25 + 0.5 * f64::from(*x), 0.125 + 0.25 * f64::from(*y)))
        .collect()
}

/// The filled parts of an octant.
fn octant(c: char) -> Option<Vec<Fractions>> {
    let bits = OCTANTS.iter().position(|other| *other == c)?;
    let set = (0..8_u8).filter(|bit| bits >> bit & 1 == 1);
    let part = |bit: u8| {
        (
            0.5 * f64::from(bit % 2),
            0.25 * f64::from(bit / 2),
            0.5,
            0.25,
        )
    };
    Some(set.map(part).collect())
}

/// The filled rectangles of a block element.
fn blocks(c: char) -> Option<Vec<Fractions>> {
    let eighth = |from: char| f64::from(u32::from(c) - u32::from(from)) / 8.0;
    // Upper left, upper right, lower left, lower right.
    let quarters = |set: [bool; 4]| {
        let places = [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)];
        let parts = places.iter().zip(set).filter(|(_, set)| *set);
        parts.map(|((x, y), _)| (*x, *y, 0.5, 0.5)).collect()
    };
    Some(match c {
        '▀' => vec![(0.0, 0.0, 1.0, 0.5)],
        '\u{2581}'..='\u{2588}' => {
            let height = eighth('\u{2580}');
            vec![(0.0, 1.0 - height, 1.0, height)]
        }
        '\u{2589}'..='\u{258f}' => vec![(0.0, 0.0, 1.0 - eighth('\u{2588}'), 1.0)],
        '▐' => vec![(0.5, 0.0, 0.5, 1.0)],
        '▔' => vec![(0.0, 0.0, 1.0, 0.125)],
        '▕' => vec![(0.875, 0.0, 0.125, 1.0)],
        '▖' => quarters([false, false, true, false]),
        '▗' => quarters([false, false, false, true]),
        '▘' => quarters([true, false, false, false]),
        '▙' => quarters([true, false, true, true]),
        '▚' => quarters([true, false, false, true]),
        '▛' => quarters([true, true, true, false]),
        '▜' => quarters([true, true, false, true]),
        '▝' => quarters([false, true, false, false]),
        '▞' => quarters([false, true, true, false]),
        '▟' => quarters([false, true, true, true]),
        _ => return None,
    })
}
