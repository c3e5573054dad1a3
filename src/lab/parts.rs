//! Pieces of figures that several labs share.

mod activation;
mod curve;

pub(super) use activation::{ACTIVATION_WORDS, activation};
pub(super) use curve::{sampled, slopes};
