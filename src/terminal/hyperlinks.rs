//! Links in the terminal: OSC 8, which terminals that do not know it ignore
//! (<https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>).

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;

use super::backend::encode_cells;
use crate::text::is_unprintable;
use crate::ui::DrawnLink;

/// The links that are on the screen, with the cells below them.
#[derive(Default)]
pub(super) struct ShownLinks {
    shown: Vec<(DrawnLink, Vec<Cell>)>,
}

impl ShownLinks {
    /// Forgets all links: the screen is drawn anew.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }

    /// The bytes that make `links` those of the screen, whose cells are in `buf`. Empty if neither links nor cells have
    /// changed.
    pub(super) fn update(&mut self, links: Vec<DrawnLink>, buf: &Buffer) -> String {
        let next: Vec<_> = links
            .into_iter()
            .map(|link| {
                let area = link.area.intersection(buf.area);
                let cells: Vec<_> = area.positions().map(|at| buf[at].clone()).collect();
                (link, cells)
            })
            .collect();
        let mut bytes = String::new();
        for (old, _) in &self.shown {
            if !next.iter().any(|(link, _)| link == old) {
                bytes.push_str(&encode_cells(buf, &positions(old, buf)));
            }
        }
        for part in &next {
            if !bytes.is_empty() || !self.shown.contains(part) {
                let (link, _) = part;
                let address: String = link.address.chars().filter(|c| is_safe(*c)).collect();
                let cells = encode_cells(buf, &positions(link, buf));
                // Writing to a string cannot fail.
                let _infallible = write!(bytes, "\x1b]8;;{address}\x1b\\{cells}\x1b]8;;\x1b\\");
            }
        }
        self.shown = next;
        bytes
    }
}

/// A control character would end the escape sequence; the specification wants other characters encoded.
fn is_safe(c: char) -> bool {
    c.is_ascii_graphic() && !is_unprintable(c)
}

fn positions(link: &DrawnLink, buf: &Buffer) -> Vec<Position> {
    link.area.intersection(buf.area).positions().collect()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn link(x: u16) -> DrawnLink {
        DrawnLink {
            area: Rect::new(x, 0, 4, 1),
            address: "https://example.org/a".to_owned(),
        }
    }

    #[test]
    fn a_link_is_written_once_and_again_when_its_cells_change() {
        let mut buf = Buffer::with_lines(["see here now"]);
        let mut shown = ShownLinks::default();
        let first = shown.update(vec![link(4)], &buf);
        assert_eq!(
            first,
            "\x1b]8;;https://example.org/a\x1b\\\x1b[1;5Hhere\x1b[0m\x1b]8;;\x1b\\"
        );
        assert_eq!(shown.update(vec![link(4)], &buf), "");
        buf.set_string(4, 0, "THIS", ratatui::style::Style::default());
        assert!(shown.update(vec![link(4)], &buf).contains("THIS"));
    }

    #[test]
    fn the_cells_of_a_link_that_is_gone_are_written_without_it() {
        let buf = Buffer::with_lines(["see here now"]);
        let mut shown = ShownLinks::default();
        let _first = shown.update(vec![link(4)], &buf);
        assert_eq!(shown.update(Vec::new(), &buf), "\x1b[1;5Hhere\x1b[0m");
        assert_eq!(shown.update(Vec::new(), &buf), "");
    }

    #[test]
    fn an_address_ends_no_escape_sequence() {
        let buf = Buffer::with_lines(["see here now"]);
        let mut evil = link(4);
        evil.address.push_str("\x1b\\\x07\u{9c} evil");
        let bytes = ShownLinks::default().update(vec![evil], &buf);
        assert!(
            bytes.starts_with("\x1b]8;;https://example.org/a\\evil\x1b\\"),
            "{bytes:?}"
        );
    }
}
