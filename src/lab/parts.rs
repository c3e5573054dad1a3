//! Pieces of figures that several labs share.

mod curve;

pub(super) use curve::{sampled, slopes};
