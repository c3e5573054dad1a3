//! relutor is to `ReLU` what `vimtutor` is to Vim: a course in a terminal. A small model runs beside every lesson, draws its
//! charts and computes its numbers.
//!
//! This page is the map of the program: the layers, one key press, how to add a lab or a lesson, and a glossary.
//!
//! # Layers
//!
//! A module uses only the modules to its right; modules between the same arrows never use each other.
//! `tests/it/layers.rs` checks every path in the source, `tests/it/cycles.rs` the cycles inside a module.
//!
//! ```text
//! main › cli › host › terminal / export / storage › ui › chart / app › room › lesson › lab › figure › nn / locale / text / regular_file
//! ```
//!
//! | module | content |
//! |---|---|
//! | [`text`] | width, clipping, wrapping and columns of text; nearest names; [`text::Toward`]. |
//! | [`regular_file`] | reading of files up to a limit. |
//! | [`locale`] | the words of the interface by language; formats of numbers. |
//! | [`nn`] | activations, networks, training, races. [`mod@nn::reference`] specifies one training step. |
//! | [`figure`] | charts, tables and diagrams as plain data. |
//! | [`lab`] | the models behind the lessons, with controls, readings and figures; the catalogue of their kinds. |
//! | [`lesson`] | courses: model, parser, lint, verification of facts. |
//! | [`room`] | a workshop: seats, followers and votes as a value. |
//! | [`app`] | the program as a value: sessions, screens, overlays, key map. `update` changes it and returns effects. |
//! | [`chart`] | layout of figures: ranges, ticks, labels and marks as scenes of primitives. |
//! | [`ui`] | drawing into a ratatui buffer and into images, and hit tests. Drawing reads the app and never changes it. |
//! | [`terminal`] | raw mode, signals, input, the event loop, the output backend, images. |
//! | [`export`] | screens as text and SVG, lessons as HTML. |
//! | [`storage`] | progress, settings and saved states on disk. |
//! | `host` | a room on the network: seats over ssh and in browsers, their limits and fair turns. With the feature `host`. |
//! | [`cli`] | the command line; most subcommands have a file of their own. |
//!
//! Some crates belong to some modules: ratatui to `ui`, `terminal` and `export`, and its rectangles to `chart`; crossterm, vte
//! and signals to `terminal`; russh, tokio and tungstenite to `host`; tiny-skia to `ui`; ndarray to `nn` and `lab`. Files are
//! opened in `storage`, `regular_file`, `lesson::parse::source`, `cli::new` and `cli::output` only. The monotonic clock is read
//! in `terminal` and `host::clock` only, the date in `cli`, and the age of a secret in `storage`.
//!
//! # A key press
//!
//! 1. A reader thread in [`terminal`] decodes the terminal's bytes into events: keys, pastes, mouse, replies to queries. The
//!    event loop takes them from a queue and sends the key as [`app::Msg::Key`] to [`app::App::update`].
//! 2. The key map (one table, which footer and help read as well) lists the actions of the key. The open overlay or screen
//!    answers `is_enabled`; the first enabled action wins.
//! 3. The overlay or screen runs its `update`: for a slider, the [`lab::Lab`] of the open step takes the new value, its model
//!    changes, and the goals of the step are checked.
//! 4. The returned [`app::Update`] asks for a redraw and names effects, such as saving the progress. The event loop hands
//!    effects to `cli`, which owns the files.
//! 5. [`ui::draw`] reads the app: text blocks with live numbers, and [`figure::Figure`]s. The backend sends the changed cells.
//!    Then the loop waits again, without a timer.
//!
//! While a model runs or an animation moves controls, the loop sends [`app::Msg::Frame`]. Time decides how many training steps
//! a frame runs, never what a step computes: the same seed and the same messages give the same screen.
//!
//! # Adding a lab
//!
//! 1. One file in `src/lab/kind/`: a [`lab::LabKind`] with controls and figures, and a struct that implements [`lab::Model`]
//!    (and [`lab::Run`] if it trains).
//! 2. Its words in `src/locale/<language>/lab/<kind>.toml`, which are found by folder.
//! 3. A `mod` line in `src/lab/kind.rs` and a line in `src/lab/catalogue.rs`.
//!
//! # Adding a figure
//!
//! 1. A variant of [`figure::Figure`] with its data in `src/figure/`, and its words in `src/figure/describe/`.
//! 2. Its layout in `src/chart/`: a function from the data to a [`chart::Scene`]. Painters need no change.
//! 3. The compiler leads through the matches on `Figure`, which are exhaustive.
//!
//! # Adding a lesson
//!
//! One folder in `lessons/` and one line in `lessons/course.toml`. `lessons/README.md` is the author's guide; `relutor check`
//! reports missing parts and runs every number that the prose states.
//!
//! # Glossary
//!
//! | term | meaning |
//! |---|---|
//! | activity | the task of a step: explore, answer a question, meet a challenge |
//! | advice | a training problem in words, with a fix |
//! | appearance, behaviour | theme, glyphs and colour depth; mouse and motion |
//! | control | a value of a lab that the learner can change |
//! | content block | a paragraph, answer, goal or hint of a page |
//! | drag | the control, figure or point that the mouse moves |
//! | effect | a request of the app to the program around it, such as saving |
//! | fact | a number that prose states, with the run that produces it |
//! | figure | a chart, table or diagram as data |
//! | ghost curve | the curve before the last change |
//! | goal | conditions on readings and controls that a challenge asks for |
//! | hit region | an area of the screen with its click target |
//! | kink | a place where the slope of a curve jumps |
//! | lab | a model in use: controls, readings, figures, undo |
//! | large text | text at double size in front of a class |
//! | lane | the way of one run of a race to its goal |
//! | literal | a number in prose that no model produces, with the reason |
//! | overlay | a text input, search, settings page or info page above a screen |
//! | prediction | the learner's answer, drawn as a mark or a curve |
//! | reading | a named number of a model |
//! | rebuild command | the command line that restores the state of a step |
//! | replay log | the changes and runs of a lab since its step opened |
//! | reveal | the answer of a question as it is shown: a sweep, and the run that begins with it |
//! | review record | hashes of the texts as they were last read: `reviewed.toml` |
//! | round | one turn of a vote; a class may vote again before the answer is shown |
//! | run | a model that advances in steps |
//! | seat | the place of a guest in a room |
//! | session | a lesson in progress |
//! | sweep | the animation of controls from one state to another |
//! | transcript | a page with all answers, hints and solutions |
//! | workbench | a step in which a network and its data are edited |

pub mod app;
pub mod chart;
pub mod cli;
pub mod export;
pub mod figure;
#[cfg(feature = "host")]
pub mod host;
pub mod lab;
pub mod lesson;
pub mod locale;
pub mod nn;
pub mod regular_file;
pub mod room;
pub mod storage;
pub mod terminal;
pub mod text;
pub mod ui;
