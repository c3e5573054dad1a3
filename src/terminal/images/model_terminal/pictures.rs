//! Images, cell by cell.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Cursor;

use png::{Decoder, Transformations};

/// The part of an image in one cell: equal ones look the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::terminal) struct Picture(u64);

/// The pixels of an image row by row; none where it is transparent.
pub(in crate::terminal) struct Pixels {
    pub(in crate::terminal) width: usize,
    pub(in crate::terminal) height: usize,
    pub(in crate::terminal) colors: Vec<Option<[u16; 3]>>,
}

/// A part of a colour, as sixel counts it.
pub(in crate::terminal) fn percent(part: u16) -> u16 {
    (part * 100 + 127) / 255
}

/// The parts of an image in these columns and rows. Panics if a cell is partly transparent, or has a part of a pixel.
pub(in crate::terminal) fn cell_pictures(
    pixels: &Pixels,
    (columns, rows): (u16, u16),
) -> Vec<Option<Picture>> {
    let (columns, rows) = (usize::from(columns), usize::from(rows));
    let cell = (pixels.width / columns, pixels.height / rows);
    assert_eq!(
        (cell.0 * columns, cell.1 * rows),
        (pixels.width, pixels.height)
    );
    let picture = |column: usize, row: usize| {
        let mut hasher = DefaultHasher::new();
        let mut count = 0;
        for y in row * cell.1..(row + 1) * cell.1 {
            let start = y * pixels.width + column * cell.0;
            let line = &pixels.colors[start..start + cell.0];
            count += line.iter().flatten().count();
            line.hash(&mut hasher);
        }
        assert!(
            count == 0 || count == cell.0 * cell.1,
            "the cell ({column}, {row}) is partly transparent"
        );
        (count > 0).then(|| Picture(hasher.finish()))
    };
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    places.map(|(column, row)| picture(column, row)).collect()
}

/// The pixels of a PNG file.
pub(super) fn decode_png(file: &[u8]) -> Pixels {
    let mut decoder = Decoder::new(Cursor::new(file));
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    let color = |rgba: &[u8]| (rgba[3] > 0).then(|| [rgba[0], rgba[1], rgba[2]].map(u16::from));
    Pixels {
        width: usize::try_from(info.width).unwrap(),
        height: usize::try_from(info.height).unwrap(),
        colors: bytes.chunks_exact(4).map(color).collect(),
    }
}
