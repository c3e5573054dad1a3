//! Labs: live models with controls, readings and figures.
//!
//! [`Lab`] holds the code that all labs share: setting, snapping, undo, the ghost curve, JSON. Each kind of lab adds a small
//! [`Model`]. A model that trains or races also implements [`Run`]; a model whose network and data can be edited also
//! implements [`Workbench`]. A new kind is one file in `lab/kind` with a [`LabKind`], its words in
//! `src/locale/<language>/lab/<kind>.toml`, and one line of the [`catalogue`].

pub mod catalogue;
mod control;
mod control_state;
mod data_table;
mod formula;
pub mod import;
mod json;
mod kind;
mod kind_handle;
mod lab_state;
mod model;
mod network_element;
mod picture;
mod readings;
mod replay_log;
mod run;
mod set_error;
mod table_text;
mod text_value;
mod values;
mod workbench;

mod playground;
mod shared;

pub use control::{Control, Controls, Domain, Options, Range, Turn};
pub use data_table::{DataTable, TableColumn, TableRow, TableTarget};
pub use formula::{
    AxisSource, ControlSource, CurveSource, FormulaFault, FormulaKind, FormulaSource, HeatSource,
    LetSource, MarkSource, Measure, NAME as FORMULA, ReadingSource, ReadingValue, round_tick,
};
pub use json::number as json_number;
pub use kind::{LabKind, Seed};
pub use kind_handle::Kind;
pub use lab_state::Lab;
pub use model::{Change, Model, TrainingRecord};
pub use network_element::{NetworkElement, UnitParameter};
pub use picture::{PICTURE_SIDE, Picture};
pub use readings::Readings;
pub use replay_log::ReplayEntry;
use replay_log::ReplayLog;
pub use run::{Run, Status, Work};
pub use set_error::SetError;
pub use table_text::{MAX_TABLE_NAME, MAX_TABLE_NUMBER};
pub use text_value::{ClassPoint, MAX_POINTS, MIN_POINTS, TextFormat, TextValue};
pub use values::{Value, Values};
pub use workbench::{
    Advice, ControlChange, Fix, TriedFix, Workbench, WorkbenchEdit, WorkbenchFigures,
};
