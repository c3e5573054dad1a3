//! The program as a value: what it is in, what a message changes, what the world should do.
//!
//! [`App::update`] takes a [`Msg`] and says what follows ([`Update`]); drawing reads the app and
//! changes nothing. Time enters only as [`Msg::Frame`], so the same seed and the same messages give
//! the same screen.

mod act;
mod bench;
mod entry;
mod figures;
mod find;
mod hangul;
mod key;
mod keymap;
mod look;
mod msg;
mod offers;
mod overlay;
mod page;
mod pointer;
mod preference;
mod progress;
mod recall;
mod running;
mod session;
mod settings;
mod sketch;
mod state;
mod step_state;
mod told;

pub use bench::{Bench, Direction, Pane, charts};
pub use entry::{Entry, EntryFor};
pub use find::{Find, Found, FoundKind, Leads};
pub use key::{Code, Key};
pub use keymap::{Action, Binding, Tool, action_names, bindings, first_key, key_names};
pub use look::{Depth, GlyphChoice, Look, ThemeChoice};
pub use msg::{Effect, Extent, Msg, Update};
pub use overlay::{Leaf, Overlay};
pub use page::{Inline, InlineKind, Mood, Passage, Rich, Tick};
pub use pointer::{Grip, Pointer, Target};
pub use preference::{Options, Preference};
pub use progress::{Day, LessonProgress, Progress, Standing};
pub use running::{Pace, Speed};
pub use session::Session;
pub use settings::{Manner, Motion, Mouse, Setting, Settings};
pub use sketch::Sketch;
pub use state::{App, Screen};
pub use step_state::{Reply, StepState};
pub use told::{Page, Told};
