//! Draws the app as cells of the terminal. Drawing reads the app and changes nothing.
//!
//! [`draw`] draws a screen of panels, one file each in `panel`, and [`fn@hit_test`] finds the element at a cell.
//! [`figure`] draws charts on a grid of dots. Colours are named in [`theme`] alone, characters of rules and signs in
//! `glyphs` alone.

mod dot_marker;
mod drawn_screen;
mod fit_check;
mod glyphs;
mod hit_region;
mod hit_test;
mod large_text;
mod layout;
mod links;
mod panel;
mod plain_text;
mod prose;
mod render_context;
mod rich_lines;
mod screen;
mod scroll;

pub mod figure;
pub mod pixels;
pub mod theme;
mod wrap;

pub use drawn_screen::{DrawnScreen, ScreenCursor};
pub use fit_check::{check_fit, fit_checks, lesson_fit_checks};
pub use hit_test::hit_test;
pub use large_text::{LargeLine, SCALE as LARGE_SCALE};
pub use links::DrawnLink;
pub use plain_text::{FigureText, PlainText, row_text, spoken_text};
pub use render_context::RenderContext;
pub use screen::{draw, render, render_as, render_scenes};
