//! Images as PNG files with a palette.

use std::io;

use ::png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::ui::pixels::IndexedImage;

/// `image` as a PNG file. The fast compression shortens zeros only: most rows of charts are like the rows above them, which the
/// filter `Up` turns into zeros; the others have long runs of a color, which `Sub` turns into zeros.
pub(super) fn encode(image: &IndexedImage) -> io::Result<Vec<u8>> {
    let size = |pixels: usize| u32::try_from(pixels).map_err(io::Error::other);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, size(image.width)?, size(image.height)?);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    let colors = image.palette.iter();
    let palette: Vec<u8> = colors.flat_map(|(r, g, b)| [*r, *g, *b]).collect();
    encoder.set_palette(palette);
    // The alpha of the first color, that of holes; all others are opaque.
    encoder.set_trns(vec![0]);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Adaptive);
    let mut writer = encoder.write_header().map_err(io::Error::other)?;
    writer
        .write_image_data(&image.pixels)
        .map_err(io::Error::other)?;
    writer.finish().map_err(io::Error::other)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::images::tests::checkerboard;
    use ::png::{Decoder, Transformations};

    #[test]
    fn a_decoded_file_has_the_colors_and_the_holes_of_the_image() {
        let image = checkerboard(30, 14);
        let file = encode(&image).unwrap();
        let mut decoder = Decoder::new(io::Cursor::new(&file));
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!((info.width, info.height), (30, 14));
        for (rgba, pixel) in bytes.chunks(4).zip(&image.pixels) {
            if *pixel == IndexedImage::HOLE {
                assert_eq!(rgba[3], 0);
            } else {
                let (r, g, b) = image.palette[usize::from(*pixel)];
                assert_eq!(rgba, [r, g, b, 255]);
            }
        }
    }
}
