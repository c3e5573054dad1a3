//! The two sums of a training step: over the units of a layer, and over the samples of a batch.
//!
//! Matrices are stored row by row: a row is a unit, a column is a sample.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use std::ops::Range;

use super::buffer::Buffer;
use super::{LANES, sum, total};

/// W·x + b or Wᵀ·x, ready to be computed.
#[derive(Clone, Copy)]
pub(super) struct Product<'a> {
    weights: &'a [f64],
    /// The distance in memory from one row of weights to the next, and from one column to the next.
    strides: (usize, usize),
    rows: usize,
    columns: usize,
    biases: Option<&'a [f64]>,
}

impl<'a> Product<'a> {
    /// W·x + b for weights of shape (units, inputs).
    #[inline(always)]
    pub(super) fn forward(weights: &'a [f64], biases: &'a [f64]) -> Self {
        let inputs = weights.len() / biases.len();
        Self {
            weights,
            strides: (inputs, 1),
            rows: biases.len(),
            columns: inputs,
            biases: Some(biases),
        }
    }

    /// Wᵀ·x for weights of shape (units, inputs).
    #[inline(always)]
    pub(super) fn transposed(weights: &'a [f64], inputs: usize) -> Self {
        Self {
            weights,
            strides: (1, inputs),
            rows: inputs,
            columns: weights.len() / inputs,
            biases: None,
        }
    }

    /// Computes some samples: `y[r][s] = b[r] + Σₖ W[r][k]·x[k][s]`, terms added in the order of k. The samples' range
    /// begins and ends at multiples of [`LANES`].
    #[inline(always)]
    pub(super) fn write(self, x: &Buffer, samples: &Range<usize>, y: &mut Buffer) {
        let mut row = 0;
        while row + 2 <= self.rows {
            self.write_rows::<2>(row, x, samples, y);
            row += 2;
        }
        if row < self.rows {
            self.write_rows::<1>(row, x, samples, y);
        }
    }

    #[inline(always)]
    fn write_rows<const R: usize>(
        self,
        row: usize,
        x: &Buffer,
        samples: &Range<usize>,
        y: &mut Buffer,
    ) {
        let (x, width, y) = (x.flat(), x.width(), y.flat_mut());
        let mut sample = samples.start;
        while sample + 16 <= samples.end {
            self.write_tile::<R, 16>(row, x, width, sample, y);
            sample += 16;
        }
        match samples.end - sample {
            12 => self.write_tile::<R, 12>(row, x, width, sample, y),
            8 => self.write_tile::<R, 8>(row, x, width, sample, y),
            4 => self.write_tile::<R, 4>(row, x, width, sample, y),
            _ => {}
        }
    }

    /// Computes R rows of S samples, whose sums stay in registers.
    #[inline(always)]
    fn write_tile<const R: usize, const S: usize>(
        self,
        row: usize,
        x: &[f64],
        width: usize,
        sample: usize,
        y: &mut [f64],
    ) {
        let bias = |r: usize| self.biases.map_or(0.0, |biases| biases[row + r]);
        let mut sums: [[f64; S]; R] = std::array::from_fn(|r| [bias(r); S]);
        for k in 0..self.columns {
            let x = &x[k * width + sample..][..S];
            for (r, sums) in sums.iter_mut().enumerate() {
                let weight = self.weights[(row + r) * self.strides.0 + k * self.strides.1];
                for s in 0..S {
                    sums[s] += weight * x[s];
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            y[(row + r) * width + sample..][..S].copy_from_slice(sums);
        }
    }
}

/// The gradients of a layer's weights and biases: `dW[u][i] = Σₛ dz[u][s]·a[i][s]` and `db[u] = Σₛ dz[u][s]`, where a is
/// the layer's input.
#[inline(always)]
pub(super) fn write_gradient(dz: &Buffer, a: &Buffer, weights: &mut [f64], biases: &mut [f64]) {
    let mut unit = 0;
    while unit + 2 <= biases.len() {
        write_gradient_rows::<2>(unit, dz, a, weights);
        unit += 2;
    }
    if unit < biases.len() {
        write_gradient_rows::<1>(unit, dz, a, weights);
    }
    for (dz, bias) in dz.flat().chunks_exact(a.width()).zip(biases) {
        *bias = sum(dz);
    }
}

/// The gradients of the weights of U units at once.
#[inline(always)]
fn write_gradient_rows<const U: usize>(unit: usize, dz: &Buffer, a: &Buffer, weights: &mut [f64]) {
    let (inputs, width) = (a.rows(), a.width());
    let dz = &dz.flat()[unit * width..][..U * width];
    let weights = &mut weights[unit * inputs..][..U * inputs];
    let mut input = 0;
    while input + 4 <= inputs {
        write_dots::<U, 4>(
            dz,
            &a.flat()[input * width..],
            width,
            inputs,
            &mut weights[input..],
        );
        input += 4;
    }
    while input < inputs {
        write_dots::<U, 1>(
            dz,
            &a.flat()[input * width..],
            width,
            inputs,
            &mut weights[input..],
        );
        input += 1;
    }
}

/// Σₛ dz\[u\]\[s\]·a\[i\]\[s\] for U rows dz\[u\] and R rows a\[i\], whose sums stay in registers. A row of weights has
/// `inputs` numbers.
#[inline(always)]
fn write_dots<const U: usize, const R: usize>(
    dz: &[f64],
    a: &[f64],
    width: usize,
    inputs: usize,
    weights: &mut [f64],
) {
    let count = width / LANES;
    let dz: [&[[f64; LANES]]; U] =
        std::array::from_fn(|u| &dz[u * width..][..width].as_chunks::<LANES>().0[..count]);
    let a: [&[[f64; LANES]]; R] =
        std::array::from_fn(|i| &a[i * width..][..width].as_chunks::<LANES>().0[..count]);
    let mut partial = [[[0.0; LANES]; R]; U];
    for q in 0..count {
        let a: [[f64; LANES]; R] = std::array::from_fn(|i| a[i][q]);
        let dz: [[f64; LANES]; U] = std::array::from_fn(|u| dz[u][q]);
        for u in 0..U {
            for i in 0..R {
                partial[u][i] = add_product(partial[u][i], dz[u], a[i]);
            }
        }
    }
    // Without this barrier the compiler vectorizes the totals across rows, and then gathers every number of the loop.
    let partial = std::hint::black_box(partial);
    for (u, row) in partial.into_iter().enumerate() {
        for (i, sums) in row.into_iter().enumerate() {
            weights[u * inputs + i] = total(sums);
        }
    }
}

/// sum + x·y, lane by lane.
#[inline(always)]
fn add_product(sum: [f64; LANES], x: [f64; LANES], y: [f64; LANES]) -> [f64; LANES] {
    std::array::from_fn(|lane| sum[lane] + x[lane] * y[lane])
}
