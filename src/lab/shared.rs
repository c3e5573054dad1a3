//! Pieces of labs that several of them share.

mod activation;
mod bends;
mod curve;
mod four_points;
mod heat;
mod line;
mod loss_plot;
mod signal;
mod training_run;
mod xor;

pub(super) use activation::{ACTIVATION_WORDS, activation};
pub(super) use bends::bends;
pub(super) use curve::{sampled, slopes};
pub(super) use four_points::{INPUTS, awake, four_points, leaky, one_unit, pair, wanted, weights};
pub(super) use heat::{is_shown, surface};
pub(super) use line::falling;
pub(super) use loss_plot::loss_plot;
pub(super) use signal::{back_signal, ratio};
pub(super) use training_run::{RunLimits, Split, TrainingRun};
pub(super) use xor::{SIDE, Xor};
