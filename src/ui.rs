//! Cells: what the app looks like. Drawing reads the app and changes nothing.
//!
//! [`draw`] makes a screen of panels, one file each; `figure` draws the plot vocabulary on its own
//! grid of dots. Colours are named in `theme` alone, characters that draw in `glyphs` alone.

mod fit_check;
mod hit_region;
mod hit_test;
mod layout;
mod panel;
mod plain_text;
mod prose;
mod render_context;
mod screen;

pub mod figure;
pub mod glyphs;
pub mod theme;
mod wrap;

pub use fit_check::{fit, fit_jobs};
pub use hit_test::hit;
pub use plain_text::{PlainText, row};
pub use render_context::RenderContext;
pub use screen::{draw, render, render_as};
