//! relutor is to `ReLU` what `vimtutor` is to Vim: a course in a terminal, where every chart is drawn
//! from a small model that is running at that moment.
//!
//! This page is the map. It names the layers, follows one key press through them, and says what to
//! touch for a new lab or a new lesson.
//!
//! # Layers
//!
//! A module uses only what stands to its right; modules between the same arrows never use each other.
//! `tests/it/layers.rs` reads every `use` and holds the rule.
//!
//! ```text
//! main › cli › terminal / export / storage › ui › app › lesson › lab › figure › nn / locale / text
//! ```
//!
//! | layer | what it is |
//! |---|---|
//! | [`nn`] | the mathematics: activations, networks, training. No drawing, no clock, no files. |
//! | [`locale`] | every word, by language; how numbers are written. |
//! | [`text`] | the width of text, clipping, wrapping and columns of it; the nearest of several names. |
//! | [`figure`] | what a lab shows, as plain data: curves, heat maps, bars, tables. |
//! | [`lab`] | live mini-models with controls, readings and figures; the catalogue of their kinds. |
//! | [`lesson`] | content as data: parsing, linting, running a course's facts. |
//! | [`app`] | the program as a value: `update(Msg)` changes it and says what the world should do. |
//! | [`ui`] | cells: `draw(frame, &App)` reads the app and changes nothing. |
//! | [`terminal`] | raw mode, signals, the event loop, the clock. |
//! | [`export`] | the same screens as text, SVG and HTML. |
//! | [`storage`] | progress and settings, as files that a person can read. |
//! | [`cli`] | the command line; one file a subcommand. |
//!
//! Some doors are single: the clock and raw mode are in [`terminal`] alone, files in
//! `lesson::source` alone, colours in `ui::theme` alone, words in `src/locale/<language>` alone.
//!
//! # A key press
//!
//! [`terminal`] reads it, translates it into an [`app::Key`] and hands it to [`app::App::update`]. The
//! key map (one table, which footer and help read too) finds the action; the open step's [`lab::Lab`]
//! turns its control, the model takes over the new values, goals are looked at. The update says that
//! the screen shows something else now, so the loop calls [`ui::draw`]: it asks the app for its
//! passages (prose with the model's numbers filled in) and its [`figure::Figure`]s, and makes cells
//! of them. Nothing else happened, so the loop waits again, without a timer.
//!
//! While a model runs, the loop sends [`app::Msg::Frame`] at a fixed rate. Time decides how many steps
//! a model does, never what a step does: the same seed and the same messages give the same screen. Where the
//! learner wants no motion, the same frames are sent, and about one a second is drawn.
//!
//! # Adding a lab
//!
//! 1. One file in `src/lab/`, named for the kind: a [`lab::LabKind`] with its controls, and a struct that
//!    implements [`lab::Model`] (and [`lab::Run`] if it goes on in steps).
//! 2. Its words in `src/locale/<language>/lab/<kind>.toml`; they are found by folder.
//! 3. One line in `src/lab/catalogue.rs`.
//!
//! # Adding a lesson
//!
//! One folder in `lessons/` and one line in `lessons/course.toml`. `lessons/README.md` is the author's
//! guide; `relutor check` says what is missing and runs every number the prose states.

pub mod app;
pub mod cli;
pub mod export;
pub mod figure;
pub mod lab;
pub mod lesson;
pub mod locale;
pub mod nn;
pub mod storage;
pub mod terminal;
pub mod text;
pub mod ui;
