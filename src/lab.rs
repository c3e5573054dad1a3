//! Labs: live mini-models that a learner can turn.
//!
//! [`Lab`] has everything that the labs share: setting, snapping, undoing, the ghost curve and JSON. Each kind of lab has a
//! small [`Model`], and a [`Run`] as well if it goes on in steps. A new kind is one file in `lab/kind` with a [`LabKind`],
//! its words in `src/locale/<language>/lab/<kind>.toml`, and one line of the [`catalogue`].

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
