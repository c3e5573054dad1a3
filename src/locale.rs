//! Translations and number formats.
//!
//! Each text is an entry of a word table `src/locale/<language>/<group>.toml`. The program passes [`Phrase`]s, a key with
//! its arguments, and [`Words`] formats them in a language for a screen, a page or an error message. Tables are found by
//! folder: a new lab adds `lab/<kind>.toml`, a new language adds a folder.

mod error_reason;
mod formula;
mod korean_ending;
mod lang;
mod local_text;
mod number;
mod particle;
mod phrase;
mod table;
mod template;
mod words;

pub use error_reason::{ErrorReason, TomlReason};
pub use formula::{Formula, FormulaView};
pub use lang::Lang;
pub use local_text::LocalText;
pub use number::{NumberFormat, format_number, format_short};
pub use particle::Particle;
pub use phrase::{Arg, Phrase};
pub use template::{Slot, SlotSource, SlotValue, Template, TemplateFault, TemplatePart};
pub use words::Words;
