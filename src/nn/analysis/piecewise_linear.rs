//! The straight pieces that a network with one input is made of, found exactly.

use crate::nn::network::Network;

/// A function of one number, put together from straight pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pieces {
    /// The pieces from left to right; each begins where the one before it ends.
    pub pieces: Vec<Piece>,
}

/// A straight piece: y = slope·x + offset from `from` to `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Its left end.
    pub from: f64,
    /// Its right end.
    pub to: f64,
    /// Its slope.
    pub slope: f64,
    /// Its value at x = 0, were it that long.
    pub offset: f64,
}

/// A stretch on which every unit of the present layer is a straight line.
struct Stretch {
    from: f64,
    to: f64,
    /// Slope and offset of each unit.
    lines: Vec<(f64, f64)>,
}

/// Kinks closer than this share of the whole range are one.
const SAME_PLACE: f64 = 1e-13;

/// Slopes whose difference is below this share of the largest slope are equal.
const SAME_SLOPE: f64 = 1e-9;

impl Pieces {
    /// The pieces of the first output between `from` and `to`. None if the network has more than one input, an activation
    /// that is not made of two straight parts, or a weight that is not finite.
    ///
    /// The straight line that each unit is on a stretch is carried from layer to layer; where a unit's sum passes 0, the
    /// stretch is split. Cost grows with pieces × weights; there is no grid.
    pub fn of(network: &Network, from: f64, to: f64) -> Option<Self> {
        let finite = network.parameters().iter().all(|w| w.is_finite());
        // Also false where an end is not a number.
        let proper = from < to && from.is_finite() && to.is_finite();
        if network.inputs() != 1 || !finite || !proper {
            return None;
        }
        let mut stretches = vec![Stretch {
            from,
            to,
            lines: vec![(1.0, 0.0)],
        }];
        for (i, layer) in network.layers().iter().enumerate() {
            let parts = layer.activation.straight_parts()?;
            let bend = |stretch| pass_layer(network, i, parts, &stretch, SAME_PLACE * (to - from));
            stretches = stretches.into_iter().flat_map(bend).collect();
        }
        Some(Self {
            pieces: merge(&stretches),
        })
    }

    /// Where the slope changes.
    pub fn breakpoints(&self) -> impl Iterator<Item = f64> {
        self.pieces.iter().skip(1).map(|piece| piece.from)
    }

    /// The value at `x`; NaN outside the pieces.
    pub fn value(&self, x: f64) -> f64 {
        let holds_x = |piece: &&Piece| (piece.from..=piece.to).contains(&x);
        let piece = self.pieces.iter().find(holds_x);
        piece.map_or(f64::NAN, |piece| piece.slope * x + piece.offset)
    }

    /// The corners of the curve, both ends among them: joined by straight lines they are the curve.
    pub fn points(&self) -> Vec<(f64, f64)> {
        let left = self.pieces.first().map(|piece| piece.from);
        let corners = left.into_iter().chain(self.pieces.iter().map(|p| p.to));
        corners.map(|x| (x, self.value(x))).collect()
    }

    /// How many pieces there are.
    pub fn count(&self) -> usize {
        self.pieces.len()
    }
}

/// The stretches that a layer makes of one.
fn pass_layer(
    network: &Network,
    layer: usize,
    (below, above): (f64, f64),
    stretch: &Stretch,
    same: f64,
) -> Vec<Stretch> {
    let weights = network.weights(layer);
    let biases = network.biases(layer);
    let sums: Vec<(f64, f64)> = weights
        .rows()
        .into_iter()
        .zip(biases)
        .map(|(weights, bias)| {
            let terms = weights.into_iter().zip(&stretch.lines);
            terms.fold((0.0, *bias), |(slope, offset), (w, line)| {
                (slope + w * line.0, offset + w * line.1)
            })
        })
        .collect();
    let mut ends = vec![stretch.from];
    if below != above {
        let inside = |x: &f64| stretch.from + same < *x && *x < stretch.to - same;
        ends.extend(
            sums.iter()
                .map(|(slope, offset)| -offset / slope)
                .filter(inside),
        );
    }
    ends.push(stretch.to);
    ends.sort_by(f64::total_cmp);
    ends.dedup_by(|right, left| *right - *left <= same && *right < stretch.to);
    let bent = |ends: &[f64]| {
        let middle = 0.5 * (ends[0] + ends[1]);
        let bend = |(slope, offset): &(f64, f64)| {
            let factor = if slope * middle + offset > 0.0 {
                above
            } else {
                below
            };
            (factor * slope, factor * offset)
        };
        Stretch {
            from: ends[0],
            to: ends[1],
            lines: sums.iter().map(bend).collect(),
        }
    };
    ends.windows(2).map(bent).collect()
}

/// Joins neighbours with equal slopes.
fn merge(stretches: &[Stretch]) -> Vec<Piece> {
    let steepest = stretches
        .iter()
        .map(|stretch| stretch.lines[0].0.abs())
        .fold(0.0, f64::max);
    let mut pieces: Vec<Piece> = Vec::new();
    for stretch in stretches {
        let (slope, offset) = stretch.lines[0];
        match pieces.last_mut() {
            Some(last) if (last.slope - slope).abs() <= SAME_SLOPE * steepest => {
                last.to = stretch.to;
            }
            Some(_) | None => pieces.push(Piece {
                from: stretch.from,
                to: stretch.to,
                slope,
                offset,
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests;
