//! A matrix whose rows begin at cache lines.

use ndarray::{ArrayView2, ShapeBuilder};

use super::LANES;

/// The numbers in a cache line.
const LINE: usize = 8;

/// A matrix of shape (units, samples) with spare columns, so that a row is a multiple of [`LANES`] long. A vector that
/// lies across two cache lines costs up to a third of a training step, so the numbers begin at a cache line.
#[derive(Debug)]
pub(super) struct Buffer {
    rows: usize,
    width: usize,
    /// The first cache line among the numbers.
    start: usize,
    numbers: Vec<f64>,
}

impl Buffer {
    /// Zeros for at least `samples` columns.
    pub(super) fn new(rows: usize, samples: usize) -> Self {
        // Few samples are not worth many spare columns.
        let unit = if samples < 4 * LINE { LANES } else { LINE };
        let width = samples.max(1).next_multiple_of(unit);
        let numbers = vec![0.0; rows * width + LINE];
        let to_line = numbers.as_ptr().align_offset(LINE * size_of::<f64>());
        Self {
            rows,
            width,
            start: to_line.min(LINE),
            numbers,
        }
    }

    /// The length of a row, spare columns included: a multiple of [`LANES`].
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The number of rows.
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
        // The copy lies elsewhere and has its own first cache line.
        let mut copy = Self::new(self.rows, self.width);
        copy.flat_mut().copy_from_slice(self.flat());
        copy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_begin_at_cache_lines_also_in_a_clone() {
        for samples in [0, 1, 8, 10, 100] {
            let mut buffer = Buffer::new(3, samples);
            let numbers = buffer.flat_mut().iter_mut().enumerate();
            numbers.for_each(|(i, x)| *x = i as f64);
            for buffer in [buffer.clone(), buffer] {
                assert_eq!(buffer.flat().as_ptr().align_offset(64), 0);
                assert!(buffer.width() >= samples && buffer.width().is_multiple_of(LANES));
                let view = buffer.view(samples);
                assert_eq!(view.dim(), (3, samples));
                for ((row, s), x) in view.indexed_iter() {
                    assert_eq!(*x, (row * buffer.width() + s) as f64);
                }
            }
        }
    }
}
