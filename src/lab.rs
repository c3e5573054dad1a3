//! Labs: live mini-models that a learner can turn.
//!
//! What every lab shares (setting, snapping, undoing, the ghost, JSON) is written once, in [`Lab`].
//! What differs is a small [`Model`]; what trains or races is a [`Run`] as well. A new lab is one
//! file with a [`LabKind`] in it, its words in `src/locale/<language>/lab/<kind>.toml`, and one line
//! of the [`catalogue`].

pub mod catalogue;
mod control;
mod json;
mod kind;
mod lab_state;
mod model;
mod point_file;
mod readings;
mod replay_log;
mod run;
mod set_error;
mod text_value;
mod values;

mod playground;
mod shared;

pub use control::{Control, Controls, Domain, Options, Range, Turn};
pub use json::number as json_number;
pub use kind::{LabKind, Seed};
pub use lab_state::Lab;
pub use model::{Advice, Change, DataEdit, Fix, Model, TrainingRecord};
pub use point_file::PointFile;
pub use readings::Readings;
pub use replay_log::ReplayEntry;
use replay_log::ReplayLog;
pub use run::{Run, Status, Work};
pub use set_error::SetError;
pub use text_value::{Form, LEAST_POINTS, MOST_POINTS, NetworkElement, UnitParameter};
pub use values::{Value, Values};
