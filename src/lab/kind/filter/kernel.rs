//! Kernels: the nine weights of a window.

use crate::lab::{Control, Range, Values};

/// The pixels along each side of a kernel.
pub(super) const SIDE: usize = 3;
/// The names of the kernels.
const NAMES: [&str; 5] = ["vertical", "horizontal", "spot", "blur", "free"];
/// Those whose weights are given.
const GIVEN: [&str; 4] = ["vertical", "horizontal", "spot", "blur"];

/// The names of the kernels to choose from. The free one has nine controls more, so it is there only for a model that is
/// set up with it.
pub(super) fn names(values: &Values) -> &'static [&'static str] {
    if values.choice("kernel") == "free" {
        &NAMES
    } else {
        &GIVEN
    }
}

/// The weights of a window, row by row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kernel([f64; SIDE * SIDE]);

const VERTICAL: Kernel = Kernel([-1.0, 0.0, 1.0, -1.0, 0.0, 1.0, -1.0, 0.0, 1.0]);
const HORIZONTAL: Kernel = Kernel([-1.0, -1.0, -1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
const SPOT: Kernel = Kernel([-1.0, -1.0, -1.0, -1.0, 8.0, -1.0, -1.0, -1.0, -1.0]);
const BLUR: Kernel = Kernel([1.0 / 9.0; SIDE * SIDE]);

impl Kernel {
    /// The kernel that `values` choose, with their sign.
    pub(super) fn from_values(values: &Values) -> Self {
        let Self(weights) = match values.choice("kernel") {
            "horizontal" => HORIZONTAL,
            "spot" => SPOT,
            "blur" => BLUR,
            "free" => {
                let mut weights = [0.0; SIDE * SIDE];
                for (weight, name) in weights.iter_mut().zip(weight_names()) {
                    *weight = values.number(&name);
                }
                Self(weights)
            }
            _ => VERTICAL,
        };
        let sign = if values.choice("sign") == "minus" {
            -1.0
        } else {
            1.0
        };
        // Adding 0 turns −0 into 0.
        Self(weights.map(|weight| sign * weight + 0.0))
    }

    /// The weight in this row and column, each counted from 0.
    pub(super) fn weight(&self, row: usize, column: usize) -> f64 {
        self.0.get(row * SIDE + column).copied().unwrap_or(f64::NAN)
    }
}

/// The names of the controls of a free kernel, row by row: `k_1_1` … `k_3_3`.
fn weight_names() -> impl Iterator<Item = String> {
    (1..=SIDE).flat_map(|row| (1..=SIDE).map(move |column| format!("k_{row}_{column}")))
}

/// The controls of a free kernel. At first it hands the middle of the window on.
pub(super) fn weight_controls() -> impl Iterator<Item = Control> {
    weight_names().enumerate().map(|(at, name)| {
        let default = if at == SIDE * SIDE / 2 { 1.0 } else { 0.0 };
        Control::number(&name, Range::new(-8.0, 8.0, default, 1.0))
    })
}
