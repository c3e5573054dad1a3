//! Text as the terminal shows it: its width in columns, clipping, wrapping, aligning and folding to ASCII. Also the
//! nearest of several names, and the direction of a step through a list.

mod align;
mod ascii;
mod nearest;
mod toward;
mod width;
mod wrap;

pub use align::align_columns;
pub use ascii::fold_to_ascii;
pub use nearest::nearest_names;
pub use toward::Toward;
pub use width::{clip, columns, pad, width};
pub use wrap::{wrap, wrap_styled};
