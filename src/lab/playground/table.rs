//! Tables of the learner's own data as the data of a playground.

use super::data_spec::Source;
use super::names;
use crate::lab::{
    DataTable, SetError, TableColumn, TableRow, TableTarget, TextFormat, TextValue, Value, Values,
};

/// The units that learn a number of most files.
const UNITS_FOR_A_NUMBER: f64 = 8.0;

impl DataTable {
    /// The values that make this table the data of a playground.
    ///
    /// # Errors
    /// [`DataTable::is_valid`] refuses the table.
    pub fn to_values(&self) -> Result<Values, SetError> {
        let text = TextValue::table(self.clone());
        let source = text.and_then(Source::from_text);
        source
            .map(|source| source.to_values())
            .ok_or_else(|| SetError::WrongFormat {
                control: names::TABLE.to_owned(),
                text: self.file.clone(),
                format: TextFormat::Table,
            })
    }

    /// The values of a training that learns a number of this table: the usual optimizer for curves, and enough units where the
    /// network has one small layer. `present` are the values so far. Nothing is set for classes, which every optimizer learns.
    pub fn training_values(&self, present: &Values) -> Values {
        let values = match &self.target {
            TableTarget::Class { .. } => return Values::new(),
            TableTarget::Number { .. } => Values::new()
                .with(names::OPTIMIZER, "adam")
                .with(names::LEARNING_RATE, "0.03"),
        };
        let number = |name: &str, default: f64| match present.get(name) {
            Some(Value::Number(number)) => *number,
            Some(Value::Choice(_) | Value::Text(_)) | None => default,
        };
        let has_one_layer = number(names::LAYERS, 1.0) == 1.0;
        if has_one_layer && number(&names::units(1), 0.0) < UNITS_FOR_A_NUMBER {
            values.with(&names::units(1), UNITS_FOR_A_NUMBER)
        } else {
            values
        }
    }
}

/// The table of a playground whose data become those of a file before one was read: made-up heights and weights of two
/// kinds. The names need no translation.
pub(super) fn default_table() -> DataTable {
    let rows = [
        (152.0, 58.0, 0.0),
        (155.0, 64.0, 0.0),
        (158.0, 54.0, 1.0),
        (160.0, 68.0, 0.0),
        (163.0, 56.0, 1.0),
        (166.0, 73.0, 0.0),
        (168.0, 62.0, 1.0),
        (171.0, 79.0, 0.0),
        (174.0, 65.0, 1.0),
        (178.0, 87.0, 0.0),
        (182.0, 73.0, 1.0),
        (188.0, 78.0, 1.0),
    ];
    let row = |(x, y, target)| TableRow {
        inputs: [x, y],
        target,
    };
    let column = |name: &str| TableColumn {
        name: name.to_owned(),
    };
    DataTable {
        file: "cm-kg.csv".to_owned(),
        inputs: vec![column("cm"), column("kg")],
        target: TableTarget::Class {
            name: "A/B".to_owned(),
            words: ["A".to_owned(), "B".to_owned()],
        },
        is_standardised: true,
        rows: rows.into_iter().map(row).collect(),
    }
}
