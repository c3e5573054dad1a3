//! The mistakes of a formula lab that do not need its expressions: names, ranges and counts.

use super::fault::FormulaFault;
use super::operators::{PI, function};
use super::scan::is_name;
use super::source::{AxisSource, ControlSource, FormulaSource};
use crate::locale::Phrase;

/// The most parts of each kind: controls, named expressions, curves, readings, marks.
const MOST: [(&str, usize); 5] = [
    ("controls", 8),
    ("let", 24),
    ("curves", 4),
    ("readings", 24),
    ("marks", 8),
];

/// Names with a meaning of their own in expressions or lessons.
const RESERVED: [&str; 5] = ["x", "y", PI, "seed", "seeds"];

/// The largest number of steps of a control; more are no slider.
const MOST_STEPS: f64 = 1e6;

/// Every mistake in names, ranges and counts.
pub(super) fn faults(source: &FormulaSource) -> Vec<FormulaFault> {
    let mut faults = Vec::new();
    check_counts(source, &mut faults);
    check_names(source, &mut faults);
    for control in &source.controls {
        check_control(control, &mut faults);
    }
    let y_of_heat = source.heat.as_ref().map(|heat| &heat.y);
    for (path, axis) in [
        ("x", source.x.as_ref()),
        ("y", source.y.as_ref()),
        ("heat.y", y_of_heat),
    ] {
        if let Some(AxisSource { from, to, .. }) = axis {
            check_order(path, ("from", *from), ("to", *to), &mut faults);
        }
    }
    if let Some((from, to)) = source.heat.as_ref().and_then(|heat| heat.range) {
        check_order("heat", ("from", from), ("to", to), &mut faults);
    }
    if source.curves.is_empty() && source.heat.is_none() {
        faults.push(FormulaFault::new(
            "",
            Phrase::key("check.formula.draws-nothing"),
        ));
    } else if source.x.is_none() {
        faults.push(FormulaFault::new(
            "",
            Phrase::key("check.missing-key").with("key", "x"),
        ));
    }
    faults
}

fn check_counts(source: &FormulaSource, faults: &mut Vec<FormulaFault>) {
    let counts = [
        source.controls.len(),
        source.lets.len(),
        source.curves.len(),
        source.readings.len(),
        source.marks.len(),
    ];
    for ((key, most), count) in MOST.into_iter().zip(counts) {
        if count > most {
            let message = Phrase::key("check.formula.too-many")
                .with("key", key)
                .with("count", count)
                .with("most", most);
            faults.push(FormulaFault::new(key, message));
        }
    }
}

fn check_names(source: &FormulaSource, faults: &mut Vec<FormulaFault>) {
    let controls = source
        .controls
        .iter()
        .map(|it| ("controls", it.name.as_str()));
    let lets = source.lets.iter().map(|it| ("let", it.name.as_str()));
    let readings = source
        .readings
        .iter()
        .map(|it| ("readings", it.name.as_str()));
    for (group, name) in controls.chain(lets).chain(readings) {
        let path = format!("{group}.{name}");
        let is_in_expressions = group != "readings";
        let key = if !is_name(name) {
            "check.formula.name"
        } else if function(name).is_some() || (is_in_expressions && RESERVED.contains(&name)) {
            "check.formula.taken"
        } else if group != "controls" && source.controls.iter().any(|it| it.name == name) {
            "check.formula.same-name"
        } else {
            continue;
        };
        faults.push(FormulaFault::new(path, Phrase::key(key).with("name", name)));
    }
}

fn check_control(control: &ControlSource, faults: &mut Vec<FormulaFault>) {
    let (name, range) = (&control.name, &control.range);
    let path = format!("controls.{name}");
    let before = faults.len();
    check_order(&path, ("min", range.min), ("max", range.max), faults);
    if faults.len() > before {
        return;
    }
    if !(range.min..=range.max).contains(&range.default) {
        let message = Phrase::key("check.formula.value")
            .with("value", range.default)
            .with("min", range.min)
            .with("max", range.max);
        faults.push(FormulaFault::new(format!("{path}.value"), message));
    }
    let steps = (range.max - range.min) / range.step;
    if !(range.step > 0.0 && (1.0..=MOST_STEPS).contains(&steps)) {
        let message = Phrase::key("check.formula.step").with("step", range.step);
        faults.push(FormulaFault::new(format!("{path}.step"), message));
    }
}

/// Reports ends of a range at `path` that are no numbers or not in order.
fn check_order(path: &str, low: (&str, f64), high: (&str, f64), faults: &mut Vec<FormulaFault>) {
    let length = high.1 - low.1;
    // A range that is tiny beside its numbers has no numbers between its ends.
    let is_wide = length > 1e-9 * low.1.abs().max(high.1.abs());
    if !(length.is_finite() && is_wide) {
        let message = Phrase::key("check.formula.order")
            .with("low", low.0)
            .with("high", high.0)
            .with("from", low.1)
            .with("to", high.1);
        faults.push(FormulaFault::new(format!("{path}.{}", high.0), message));
    }
}
