//! The three matrix products of a training step, each worked through in tiles that fit the registers.
//!
//! Rows are units, columns are samples; `width`, the length of a row, is a multiple of [`LANES`]. Every sum has a
//! fixed order: over units in their order, over samples in [`LANES`] partial sums.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use super::cpu::{LANES, Quad};

/// A row of numbers, four by four.
type Row<'a> = &'a [[f64; LANES]];

#[inline(always)]
fn row(matrix: &[f64], width: usize, index: usize) -> Row<'_> {
    matrix[index * width..][..width].as_chunks().0
}

/// Calls `$band::<U>` for rows 0… in bands of four, then of two and one.
macro_rules! bands {
    ($rows:expr, |$first:ident, $band:ident| $call:expr) => {{
        let rows: usize = $rows;
        let mut $first = 0;
        while $first + 4 <= rows {
            const $band: usize = 4;
            $call;
            $first += 4;
        }
        if $first + 2 <= rows {
            const $band: usize = 2;
            $call;
            $first += 2;
        }
        if $first < rows {
            const $band: usize = 1;
            $call;
        }
    }};
}

/// z = W·a + b: `to[u][s] = biases[u] + Σ_i weights[u][i]·from[i][s]`, terms in the order of i.
#[inline(always)]
pub(super) fn forward(weights: &[f64], biases: &[f64], from: &[f64], width: usize, to: &mut [f64]) {
    let inputs = weights.len() / biases.len();
    bands!(biases.len(), |first, BAND| {
        let weights = &weights[first * inputs..][..BAND * inputs];
        let to = &mut to[first * width..][..BAND * width];
        forward_band::<BAND>(weights, &biases[first..][..BAND], from, width, to);
    });
}

#[inline(always)]
fn forward_band<const UNITS: usize>(
    weights: &[f64],
    biases: &[f64],
    from: &[f64],
    width: usize,
    to: &mut [f64],
) {
    let inputs = weights.len() / UNITS;
    let weights: [&[f64]; UNITS] = std::array::from_fn(|u| &weights[u * inputs..][..inputs]);
    let mut quad = 0;
    while quad < width / LANES {
        if quad + 2 <= width / LANES {
            forward_tile::<UNITS, 2>(&weights, biases, from, width, quad, to);
            quad += 2;
        } else {
            forward_tile::<UNITS, 1>(&weights, biases, from, width, quad, to);
            quad += 1;
        }
    }
}

#[inline(always)]
fn forward_tile<const UNITS: usize, const QUADS: usize>(
    weights: &[&[f64]; UNITS],
    biases: &[f64],
    from: &[f64],
    width: usize,
    quad: usize,
    to: &mut [f64],
) {
    let mut sums: [[Quad; QUADS]; UNITS] = std::array::from_fn(|u| [Quad::splat(biases[u]); QUADS]);
    for (i, row) in from.chunks_exact(width).enumerate().take(weights[0].len()) {
        let x = load::<QUADS>(row.as_chunks().0, quad);
        for u in 0..UNITS {
            let weight = Quad::splat(weights[u][i]);
            for q in 0..QUADS {
                sums[u][q] = sums[u][q] + weight * x[q];
            }
        }
    }
    for (sums, row) in sums.iter().zip(to.chunks_exact_mut(width)) {
        for (sum, to) in sums.iter().zip(&mut row.as_chunks_mut().0[quad..][..QUADS]) {
            *to = sum.0;
        }
    }
}

#[inline(always)]
fn load<const QUADS: usize>(row: Row<'_>, quad: usize) -> [Quad; QUADS] {
    let part = &row[quad..][..QUADS];
    std::array::from_fn(|q| Quad(part[q]))
}

/// dz of the layer before: `to[i][s] = slope[i][s]·Σ_u weights[u][i]·from[u][s]`, terms in the order of u.
#[inline(always)]
pub(super) fn backward(
    weights: &[f64],
    inputs: usize,
    from: &[f64],
    width: usize,
    slope: &[f64],
    to: &mut [f64],
) {
    bands!(inputs, |first, BAND| {
        let part = first * width..(first + BAND) * width;
        backward_band::<BAND>(
            &weights[first..],
            inputs,
            from,
            width,
            &slope[part.clone()],
            &mut to[part],
        );
    });
}

#[inline(always)]
fn backward_band<const ROWS: usize>(
    weights: &[f64],
    inputs: usize,
    from: &[f64],
    width: usize,
    slope: &[f64],
    to: &mut [f64],
) {
    let mut quad = 0;
    while quad < width / LANES {
        if quad + 2 <= width / LANES {
            backward_tile::<ROWS, 2>(weights, inputs, from, width, quad, slope, to);
            quad += 2;
        } else {
            backward_tile::<ROWS, 1>(weights, inputs, from, width, quad, slope, to);
            quad += 1;
        }
    }
}

#[inline(always)]
fn backward_tile<const ROWS: usize, const QUADS: usize>(
    weights: &[f64],
    inputs: usize,
    from: &[f64],
    width: usize,
    quad: usize,
    slope: &[f64],
    to: &mut [f64],
) {
    let mut sums = [[Quad::ZERO; QUADS]; ROWS];
    for (u, row) in from.chunks_exact(width).enumerate() {
        let dz = load::<QUADS>(row.as_chunks().0, quad);
        let weights = &weights[u * inputs..][..ROWS];
        for i in 0..ROWS {
            let weight = Quad::splat(weights[i]);
            for q in 0..QUADS {
                sums[i][q] = sums[i][q] + weight * dz[q];
            }
        }
    }
    for (i, sums) in sums.iter().enumerate() {
        let slope = load::<QUADS>(row(slope, width, i), quad);
        let to = &mut to[i * width..][..width].as_chunks_mut().0[quad..][..QUADS];
        for q in 0..QUADS {
            to[q] = (sums[q] * slope[q]).0;
        }
    }
}

/// Gradients of weights and biases: `weights[u][i] = Σ_s dz[u][s]·a[i][s]` and `biases[u] = Σ_s dz[u][s]`.
#[inline(always)]
pub(super) fn gradient(
    dz: &[f64],
    a: &[f64],
    width: usize,
    weights: &mut [f64],
    biases: &mut [f64],
) {
    let inputs = weights.len() / biases.len();
    for (dz, sum) in dz.chunks_exact(width).zip(biases.iter_mut()) {
        *sum = super::cpu::sum(dz);
    }
    let units = biases.len();
    let mut u = 0;
    while u < units {
        if u + 2 <= units {
            let weights = &mut weights[u * inputs..][..2 * inputs];
            gradient_band::<2>(&dz[u * width..][..2 * width], a, width, weights);
            u += 2;
        } else {
            let weights = &mut weights[u * inputs..][..inputs];
            gradient_band::<1>(&dz[u * width..][..width], a, width, weights);
            u += 1;
        }
    }
}

#[inline(always)]
fn gradient_band<const UNITS: usize>(dz: &[f64], a: &[f64], width: usize, weights: &mut [f64]) {
    let inputs = weights.len() / UNITS;
    bands!(inputs, |first, BAND| {
        let sums = gradient_tile::<UNITS, BAND>(dz, &a[first * width..][..BAND * width], width);
        for (u, sums) in sums.iter().enumerate() {
            for (sum, to) in sums.iter().zip(&mut weights[u * inputs + first..][..BAND]) {
                *to = sum.sum();
            }
        }
    });
}

#[inline(always)]
fn gradient_tile<const UNITS: usize, const ROWS: usize>(
    dz: &[f64],
    a: &[f64],
    width: usize,
) -> [[Quad; ROWS]; UNITS] {
    let quads = width / LANES;
    let dz: [Row<'_>; UNITS] = std::array::from_fn(|u| &row(dz, width, u)[..quads]);
    let a: [Row<'_>; ROWS] = std::array::from_fn(|i| &row(a, width, i)[..quads]);
    let mut sums = [[Quad::ZERO; ROWS]; UNITS];
    for q in 0..quads {
        for u in 0..UNITS {
            let dz = Quad(dz[u][q]);
            for i in 0..ROWS {
                sums[u][i] = sums[u][i] + dz * Quad(a[i][q]);
            }
        }
    }
    sums
}
