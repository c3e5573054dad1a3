//! Every word that the program says, by language, and how numbers are written.
//!
//! A word stands in a table `src/locale/<language>/<group>.toml` under a key; the program holds
//! [`Phrase`]s, a key with its values, until a screen, a page or an error message is written.
//! Tables are found by folder: a new lab brings its own `lab/<kind>.toml`, a new language its folder.

mod korean_ending;
mod lang;
mod number;
mod particle;
mod phrase;
mod template;
mod words;

pub use lang::Lang;
pub use number::{Format, brief, written};
pub use particle::Particle;
pub use phrase::{Arg, Phrase};
pub use template::{Slot, SlotSource, SlotValue, Template, TemplateFault, TemplatePart};
pub use words::Words;
