//! Pieces of labs that several of them share.

mod activation;
mod bends;
mod curve;
mod heat;
mod line;
mod signal;
mod training;

pub(super) use activation::{ACTIVATION_WORDS, activation};
pub(super) use bends::bends;
pub(super) use curve::{sampled, slopes};
pub(super) use heat::surface;
pub(super) use line::falling;
pub(super) use signal::{back_signal, ratio};
pub(super) use training::Training;
