//! Activations and losses of whole slices.

use crate::nn::activation::{Activation, with_formula};
use crate::nn::loss::{self, Loss};

/// a = f(z) and f′(z) of each number. The backward pass multiplies by the slopes.
#[inline(always)]
pub(super) fn write_activations(f: Activation, z: &[f64], a: &mut [f64], slope: &mut [f64]) {
    macro_rules! write {
        ($formula:path $(, $parameter:expr)?) => {
            for ((z, a), slope) in z.iter().zip(a).zip(slope) {
                (*a, *slope) = $formula(*z $(, $parameter)?);
            }
        };
    }
    with_formula!(f, write);
}

/// Replaces each number by f of it.
#[inline(always)]
pub(super) fn activate(f: Activation, z: &mut [f64]) {
    macro_rules! replace {
        ($formula:path $(, $parameter:expr)?) => {
            for z in z {
                *z = $formula(*z $(, $parameter)?).0;
            }
        };
    }
    with_formula!(f, replace);
}

/// The loss of each output y with target t, and its derivative with respect to y.
#[inline(always)]
pub(super) fn write_losses(loss: Loss, y: &[f64], t: &[f64], losses: &mut [f64], dy: &mut [f64]) {
    macro_rules! write {
        ($formula:path) => {
            for (((y, t), loss), dy) in y.iter().zip(t).zip(losses).zip(dy) {
                (*loss, *dy) = $formula(*y, *t);
            }
        };
    }
    match loss {
        Loss::Mse => write!(loss::squared_error),
        Loss::Logistic => write!(loss::logistic),
    }
}
