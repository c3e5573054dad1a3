//! Text as the terminal shows it: its width in columns, clipping, wrapping, aligning, folding to ASCII and replacing control
//! characters. Also the nearest of several names, and the direction of a step through a list.

mod align;
mod ascii;
mod formula_breaks;
mod formula_clip;
mod korean_breaks;
mod nearest;
mod printable;
mod toward;
mod width;
mod wrap;

pub use align::align_columns;
pub use ascii::fold_to_ascii;
pub use formula_breaks::{NO_BREAK_SPACE, join_formulas, keep_together};
pub use formula_clip::clip_formula;
pub use nearest::{is_slip, near_names, nearest_names};
pub use printable::{is_unprintable, printable, printable_line};
pub use toward::Toward;
pub use width::{clip, columns, pad, width};
pub use wrap::{wrap, wrap_styled};
