//! Rows of numbers for a batch, laid out so that no register's worth of them lies across two lines of the cache.

use ndarray::{ArrayView2, ShapeBuilder};

use crate::nn::simd::LANES;

/// How many numbers a line of the cache holds.
const LINE: usize = 8;

/// A matrix of (units, samples) with spare columns, so that no row has a remainder, and rows of any length begin at lines of
/// the cache. Stores across two lines made a step a tenth slower.
#[derive(Debug)]
pub(super) struct Buffer {
    rows: usize,
    width: usize,
    /// Where the first line of the cache begins among the numbers.
    start: usize,
    numbers: Vec<f64>,
}

impl Buffer {
    /// Zeros for at least `samples` columns.
    pub(super) fn new(rows: usize, samples: usize) -> Self {
        // A few samples are not worth so many spare ones.
        let unit = if samples < 4 * LINE { LANES } else { LINE };
        let width = samples.max(1).next_multiple_of(unit);
        let numbers = vec![0.0; rows * width + LINE];
        let start = numbers
            .as_ptr()
            .align_offset(LINE * size_of::<f64>())
            .min(LINE);
        Self {
            rows,
            width,
            start,
            numbers,
        }
    }

    /// How many columns a row has, spare ones included: a multiple of [`LANES`].
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// All numbers, row by row.
    pub(super) fn flat(&self) -> &[f64] {
        &self.numbers[self.start..][..self.rows * self.width]
    }

    /// All numbers, row by row.
    pub(super) fn flat_mut(&mut self) -> &mut [f64] {
        &mut self.numbers[self.start..][..self.rows * self.width]
    }

    /// The first `samples` columns.
    pub(super) fn view(&self, samples: usize) -> ArrayView2<'_, f64> {
        let shape = (self.rows, samples.min(self.width)).strides((self.width, 1));
        ArrayView2::from_shape(shape, self.flat()).expect("rows do not overlap")
    }
}

impl Clone for Buffer {
    fn clone(&self) -> Self {
        // A copy lies elsewhere and may begin elsewhere within a line.
        let mut copy = Self::new(self.rows, self.width);
        copy.flat_mut().copy_from_slice(self.flat());
        copy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_begin_at_lines_of_the_cache_also_in_a_copy() {
        for samples in [0, 1, 8, 10, 100] {
            let mut buffer = Buffer::new(3, samples);
            buffer
                .flat_mut()
                .iter_mut()
                .enumerate()
                .for_each(|(i, x)| *x = i as f64);
            for buffer in [buffer.clone(), buffer] {
                assert_eq!(buffer.flat().as_ptr().align_offset(64), 0);
                assert!(buffer.width() >= samples && buffer.width().is_multiple_of(LANES));
                let view = buffer.view(samples);
                assert_eq!(view.dim(), (3, samples));
                assert!(
                    view.indexed_iter()
                        .all(|((row, s), x)| *x == (row * buffer.width() + s) as f64)
                );
            }
        }
    }
}
