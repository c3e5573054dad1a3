//! Pieces of figures that several labs share.

mod activation;
mod bends;
mod curve;
mod line;

pub(super) use activation::{ACTIVATION_WORDS, activation};
pub(super) use bends::bends;
pub(super) use curve::{sampled, slopes};
pub(super) use line::falling;
