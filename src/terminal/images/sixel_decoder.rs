//! Reads sixel images, for tests.

use std::collections::BTreeMap;

/// Size and pixels of a sixel image; None where nothing is drawn. Parts of colors are in percent.
pub(in crate::terminal) fn decode(text: &str) -> (usize, usize, Vec<Option<[u16; 3]>>) {
    let body = text.strip_prefix("\x1bP0;1;0q\"1;1;").unwrap();
    let body = body.strip_suffix("\x1b\\").unwrap();
    let end = body
        .find(|c: char| !c.is_ascii_digit() && c != ';')
        .unwrap_or(body.len());
    let (width, height) = body[..end].split_once(';').unwrap();
    let (width, height): (usize, usize) = (width.parse().unwrap(), height.parse().unwrap());
    let mut pixels = vec![None; width * height];
    let mut colors = BTreeMap::new();
    let (mut x, mut top, mut color) = (0, 0, 0);
    let mut rest = &body[end..];
    let number = |rest: &mut &str| {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let value: usize = rest[..end].parse().unwrap();
        *rest = &rest[end..];
        value
    };
    while let Some(c) = rest.chars().next() {
        rest = &rest[1..];
        let mut draw = |c: char, count: usize| {
            let bits = u8::try_from(c).unwrap() - b'?';
            for column in x..x + count {
                for bit in (0..6).filter(|bit| bits >> bit & 1 == 1) {
                    pixels[(top + bit) * width + column] = Some(colors[&color]);
                }
            }
            x += count;
        };
        match c {
            '#' => {
                color = number(&mut rest);
                if rest.starts_with(';') {
                    let mut parts = [0; 4];
                    for part in &mut parts {
                        rest = &rest[1..];
                        *part = number(&mut rest);
                    }
                    assert_eq!(parts[0], 2, "RGB");
                    let part = |at: usize| u16::try_from(parts[at]).unwrap();
                    colors.insert(color, [part(1), part(2), part(3)]);
                }
            }
            '!' => {
                let count = number(&mut rest);
                let c = rest.chars().next().unwrap();
                rest = &rest[1..];
                draw(c, count);
            }
            '$' => x = 0,
            '-' => (x, top) = (0, top + 6),
            c => draw(c, 1),
        }
    }
    (width, height, pixels)
}
