//! The program as a value: what it is in, what a message changes, what the world should do.
//!
//! [`App::update`] takes a [`Msg`] and says what follows ([`Update`]); drawing reads the app and
//! changes nothing. Time enters only as [`Msg::Frame`], so the same seed and the same messages give
//! the same screen.

mod act;
mod appearance;
mod availability;
mod content;
mod figures;
mod find;
mod hangul;
mod key;
mod keymap;
mod mouse;
mod msg;
mod overlay;
mod playback;
mod preference;
mod progress;
mod rebuild;
mod session;
mod settings;
mod state;
mod step_state;
mod text_input;
mod transcript;
mod workbench;

pub use appearance::{Appearance, ColorDepth, GlyphChoice, ThemeChoice};
pub use content::{AnswerStatus, ConditionStatus, ContentBlock, Inline, InlineKind, RichText};
pub use find::{Find, FindResult, FindResultKind, FindTarget};
pub use key::{Key, KeyCode};
pub use keymap::{Action, Binding, WorkbenchAction, action_names, bindings, first_key, key_names};
pub use mouse::{ClickTarget, Drag, MouseInput};
pub use msg::{Effect, Msg, ScrollExtent, Update};
pub use overlay::{InfoPage, Overlay};
pub use playback::{LoopMode, Speed};
pub use preference::{Options, Preference};
pub use progress::{Day, LessonProgress, LessonStatus, Progress};
pub use rebuild::SavedState;
pub use session::Session;
pub use settings::{Behaviour, Motion, MouseCapture, Setting, Settings};
pub use state::{App, Screen};
pub use step_state::{AnswerState, StepState};
pub use text_input::{InputPurpose, TextInput};
pub use transcript::{Page, Transcript};
pub use workbench::{Direction, Pane, WorkbenchState, charts};
