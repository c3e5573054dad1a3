//! The values of a playground that learns a table.

use crate::lab::{ClassPoint, DataTable, TableRow, TableTarget, TextValue, Value, Values};

/// The values that make `table` the data of a playground: points of the plane, or a curve. Columns that are standardised
/// become z-scores.
pub fn table_values(table: &DataTable) -> Values {
    let scale = |key: fn(&TableRow) -> f64| {
        let (offset, size) = if table.is_standardised {
            mean_and_deviation(table.rows.iter().map(key))
        } else {
            (0.0, 1.0)
        };
        move |row: &TableRow| (key(row) - offset) / size
    };
    let (x, y) = (scale(|row| row.inputs[0]), scale(|row| row.inputs[1]));
    let target = scale(|row| row.target);
    let is_class = matches!(table.target, TableTarget::Class { .. });
    let rows = table.rows.iter();
    let text = if table.inputs.len() == 1 {
        let height = |row: &TableRow| if is_class { row.target } else { target(row) };
        TextValue::curve(rows.map(|row| (x(row), height(row))).collect())
    } else {
        // Without regression over the plane, the upper half of the numbers is one class.
        let class =
            |row: &TableRow| f64::from(if is_class { row.target } else { target(row) } > 0.0);
        let point = |row: &TableRow| ClassPoint {
            at: (x(row), y(row)),
            class: class(row),
        };
        TextValue::points(rows.map(point).collect())
    };
    let Some(text) = text else {
        return Values::new();
    };
    let (option, name) = match text {
        TextValue::Curve(_) => ("drawn", "curve"),
        TextValue::Points(_) | TextValue::Element(_) => ("own", "points"),
    };
    Values::new()
        .with("data", option)
        .with(name, Value::Text(text))
}

/// Mean and standard deviation; the deviation is 1 where all numbers are equal.
fn mean_and_deviation(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = numbers.clone().count().max(1) as f64;
    let mean = numbers.clone().sum::<f64>() / count;
    let variance = numbers.map(|x| (x - mean).powi(2)).sum::<f64>() / count;
    let deviation = variance.sqrt();
    (mean, if deviation > 0.0 { deviation } else { 1.0 })
}
