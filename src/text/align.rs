//! Rows of text in aligned columns.

use super::{pad, width};

/// `rows` with their cells below each other, two columns apart, each row indented by `indent` columns. Rows have no
/// trailing spaces.
pub fn align_columns(rows: &[Vec<String>], indent: usize) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<_> = (0..count)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = " ".repeat(indent);
        for (cell, widest) in row.iter().zip(&widths) {
            line.push_str(&pad(cell, widest + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        let text = align_columns(&[row("편향", "x"), row("bias", "y"), row("b", "")], 1);
        assert_eq!(text, " 편향  x\n bias  y\n b\n");
    }
}
