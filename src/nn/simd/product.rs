//! The three matrix products of a training step, each worked through in tiles that fit the registers.
//!
//! Rows are units, columns are samples; `width`, the length of a row, is a multiple of [`LANES`]. Every sum has a
//! fixed order: over units in their order, over samples in [`LANES`] partial sums.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use std::ops::Range;

use super::{LANES, Quad};

/// A row of numbers, four by four.
type Row<'a> = &'a [[f64; LANES]];

#[inline(always)]
fn row(matrix: &[f64], width: usize, index: usize) -> Row<'_> {
    matrix[index * width..][..width].as_chunks().0
}

/// Works through rows 0… in bands of four, then of two and one. `$band` is how many rows a band has. Where it has fewer
/// than four, `$quads` becomes how many quads of columns a tile may have instead.
macro_rules! bands {
    ($rows:expr, |$first:ident, $band:ident, $quads:ident| $call:expr) => {{
        let rows: usize = $rows;
        let mut $first = 0;
        while $first + 4 <= rows {
            const $band: usize = 4;
            $call;
            $first += 4;
        }
        if $first + 2 <= rows {
            const $band: usize = 2;
            const $quads: usize = 4;
            $call;
            $first += 2;
        }
        if $first < rows {
            const $band: usize = 1;
            const $quads: usize = 8;
            $call;
        }
    }};
}

/// Works through quads of columns, first `$quads` at a time, then one by one.
macro_rules! tiles {
    ($columns:expr, $quads:ident, |$quad:ident| $wide:expr, $narrow:expr) => {{
        let columns: Range<usize> = $columns;
        let mut $quad = columns.start;
        while $quad + $quads <= columns.end {
            $wide;
            $quad += $quads;
        }
        while $quad < columns.end {
            $narrow;
            $quad += 1;
        }
    }};
}

/// z = W·a + b for some quads of columns: `to[u][s] = biases[u] + Σ_i weights[u][i]·from[i][s]`, terms in the order of i.
#[inline(always)]
pub(super) fn forward<const QUADS: usize>(
    (weights, biases): (&[f64], &[f64]),
    from: &[f64],
    width: usize,
    columns: &Range<usize>,
    to: &mut [f64],
) {
    let inputs = weights.len() / biases.len();
    bands!(biases.len(), |first, BAND, QUADS| {
        let weights = &weights[first * inputs..][..BAND * inputs];
        let weights: [&[f64]; BAND] = std::array::from_fn(|u| &weights[u * inputs..][..inputs]);
        let biases = &biases[first..][..BAND];
        let to = &mut to[first * width..][..BAND * width];
        tiles!(
            columns.clone(),
            QUADS,
            |quad| forward_tile::<BAND, QUADS>(&weights, biases, from, width, quad, to),
            forward_tile::<BAND, 1>(&weights, biases, from, width, quad, to)
        );
    });
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
        let to = &mut row.as_chunks_mut().0[quad..][..QUADS];
        for (sum, to) in sums.iter().zip(to) {
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
pub(super) fn backward<const QUADS: usize>(
    weights: &[f64],
    inputs: usize,
    from: &[f64],
    width: usize,
    slope: &[f64],
    to: &mut [f64],
) {
    bands!(inputs, |first, BAND, QUADS| {
        let rows = first * width..(first + BAND) * width;
        let (slope, to) = (&slope[rows.clone()], &mut to[rows]);
        let weights = &weights[first..];
        tiles!(
            0..width / LANES,
            QUADS,
            |quad| backward_tile::<BAND, QUADS>(weights, inputs, from, width, quad, slope, to),
            backward_tile::<BAND, 1>(weights, inputs, from, width, quad, slope, to)
        );
    });
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
    let quads = from.as_chunks().0;
    for (u, weights) in weights.chunks(inputs).enumerate() {
        let dz = load::<QUADS>(quads, quad + u * (width / LANES));
        let weights = &weights[..ROWS];
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

/// Gradients of weights and biases, each still as [`LANES`] partial sums: `weights[u][i] = Σ_s dz[u][s]·a[i][s]` and
/// `biases[u] = Σ_s dz[u][s]`, number s in partial sum s mod 4.
///
/// Summing the four up later ([`add_up`]) keeps the compiler from rearranging the loop over samples around those sums.
#[inline(always)]
pub(super) fn gradient(
    dz: &[f64],
    a: &[f64],
    width: usize,
    weights: &mut [[f64; LANES]],
    biases: &mut [[f64; LANES]],
) {
    let inputs = weights.len() / biases.len();
    // A layer that sees one or two numbers has short rows of weights: a tile then takes more of its units.
    if inputs <= 2 {
        bands!(biases.len(), |first, BAND, _QUADS| {
            let weights = &mut weights[first * inputs..][..BAND * inputs];
            let biases = &mut biases[first..][..BAND];
            gradient_band::<BAND>(
                &dz[first * width..][..BAND * width],
                a,
                width,
                weights,
                biases,
            );
        });
        return;
    }
    let units = biases.len();
    let mut unit = 0;
    while unit + 2 <= units {
        let weights = &mut weights[unit * inputs..][..2 * inputs];
        let biases = &mut biases[unit..][..2];
        gradient_band::<2>(&dz[unit * width..][..2 * width], a, width, weights, biases);
        unit += 2;
    }
    if unit < units {
        let (weights, biases) = (&mut weights[unit * inputs..], &mut biases[unit..]);
        gradient_band::<1>(&dz[unit * width..][..width], a, width, weights, biases);
    }
}

#[inline(always)]
fn gradient_band<const UNITS: usize>(
    dz: &[f64],
    a: &[f64],
    width: usize,
    weights: &mut [[f64; LANES]],
    biases: &mut [[f64; LANES]],
) {
    let inputs = weights.len() / UNITS;
    bands!(inputs, |first, BAND, _QUADS| {
        let (sums, totals) =
            gradient_tile::<UNITS, BAND>(dz, &a[first * width..][..BAND * width], width);
        for u in 0..UNITS {
            let to = &mut weights[u * inputs + first..][..BAND];
            for i in 0..BAND {
                to[i] = sums[u][i].0;
            }
            // Every tile of the band has the same totals.
            biases[u] = totals[u].0;
        }
    });
}

/// Partial sums of dz·a for each pair of rows, and of dz.
#[inline(always)]
fn gradient_tile<const UNITS: usize, const ROWS: usize>(
    dz: &[f64],
    a: &[f64],
    width: usize,
) -> ([[Quad; ROWS]; UNITS], [Quad; UNITS]) {
    let quads = width / LANES;
    let dz: [Row<'_>; UNITS] = std::array::from_fn(|u| &row(dz, width, u)[..quads]);
    let a: [Row<'_>; ROWS] = std::array::from_fn(|i| &row(a, width, i)[..quads]);
    let mut sums = [[Quad::ZERO; ROWS]; UNITS];
    let mut totals = [Quad::ZERO; UNITS];
    for q in 0..quads {
        for u in 0..UNITS {
            let dz = Quad(dz[u][q]);
            totals[u] = totals[u] + dz;
            for i in 0..ROWS {
                sums[u][i] = sums[u][i] + dz * Quad(a[i][q]);
            }
        }
    }
    (sums, totals)
}

/// Adds up partial sums, each four in the same order.
#[inline(always)]
pub(super) fn add_up(partial: &[[f64; LANES]], to: &mut [f64]) {
    for (partial, to) in partial.iter().zip(to) {
        *to = Quad(*partial).sum();
    }
}
