//! Inline images of iTerm2 (OSC 1337). They fill cells, like text.

use std::fmt::Write as _;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ratatui::layout::Rect;

/// Appends the command that shows `png` in `area`. The cursor is in the upper left cell.
pub(super) fn show(png: &[u8], area: Rect, out: &mut String) {
    // Writing to a string cannot fail.
    let _infallible = write!(
        out,
        "\x1b]1337;File=inline=1;size={};width={};height={};preserveAspectRatio=0;doNotMoveCursor=1:{}\x07",
        png.len(),
        area.width,
        area.height,
        BASE64_STANDARD.encode(png),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_has_the_size_in_cells_and_the_file() {
        let mut out = String::new();
        show(b"a file", Rect::new(3, 2, 40, 12), &mut out);
        let (keys, data) = out.split_once(':').unwrap();
        assert!(keys.contains("width=40;height=12;") && keys.contains("size=6;"));
        let data = data.strip_suffix('\x07').unwrap();
        assert_eq!(BASE64_STANDARD.decode(data).unwrap(), b"a file");
    }
}
