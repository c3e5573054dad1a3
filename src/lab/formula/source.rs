//! The parts of a formula lab as a lesson writes them.

use super::Measure;
use crate::lab::Range;
use crate::locale::{Arg, LocalText, Phrase};

/// A formula lab before its expressions are compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaSource {
    /// The title.
    pub title: Phrase,
    /// The controls, in order.
    pub controls: Vec<ControlSource>,
    /// The x axis of the curves and the heat map.
    pub x: Option<AxisSource>,
    /// The vertical axis of the curves; without it, its range follows from the curves.
    pub y: Option<AxisSource>,
    /// Named expressions for the others to use, in any order.
    pub lets: Vec<LetSource>,
    /// The curves over x, the main one first.
    pub curves: Vec<CurveSource>,
    /// The readings.
    pub readings: Vec<ReadingSource>,
    /// Marked points of the curves.
    pub marks: Vec<MarkSource>,
    /// The heat map over x and y.
    pub heat: Option<HeatSource>,
}

impl FormulaSource {
    /// Every text by language, with its path in the lab.
    pub(super) fn labels(&self) -> Vec<(String, LocalText)> {
        let mut labels = vec![("title".to_owned(), &self.title)];
        let axes = [("x", &self.x), ("y", &self.y)].into_iter();
        labels.extend(
            axes.filter_map(|(key, axis)| Some((format!("{key}.label"), &axis.as_ref()?.label))),
        );
        let controls = self.controls.iter();
        labels.extend(controls.map(|it| (format!("controls.{}.label", it.name), &it.label)));
        let curves = self.curves.iter();
        labels.extend(curves.map(|it| (format!("curves.{}.label", it.name), &it.label)));
        let readings = self.readings.iter();
        labels.extend(readings.map(|it| (format!("readings.{}.label", it.name), &it.label)));
        let marks = self.marks.iter();
        labels.extend(marks.map(|it| (format!("marks.{}.label", it.name), &it.label)));
        if let Some(heat) = &self.heat {
            labels.push(("heat.label".to_owned(), &heat.label));
            labels.push(("heat.y.label".to_owned(), &heat.y.label));
        }
        let by_language = labels
            .into_iter()
            .filter_map(|(path, label)| match label.arg("text") {
                Some(Arg::Local(text)) => Some((path, text.clone())),
                _ => None,
            });
        by_language.collect()
    }
}

/// A control: a number in a range.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlSource {
    /// The name in expressions.
    pub name: String,
    /// The name for readers.
    pub label: Phrase,
    /// The range.
    pub range: Range,
}

/// An axis.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisSource {
    /// The quantity.
    pub label: Phrase,
    /// The low end.
    pub from: f64,
    /// The high end.
    pub to: f64,
}

/// An expression and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct LetSource {
    /// The name in other expressions.
    pub name: String,
    /// The expression.
    pub formula: String,
}

/// A curve.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveSource {
    /// The name in lesson.toml.
    pub name: String,
    /// The name for readers.
    pub label: Phrase,
    /// The expression, over x.
    pub formula: String,
}

/// A reading.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingSource {
    /// The name in lesson.toml and in prose.
    pub name: String,
    /// The name for readers.
    pub label: Phrase,
    /// Its value.
    pub value: ReadingValue,
}

/// The value of a reading.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadingValue {
    /// An expression over the controls.
    Formula(String),
    /// A number read off a curve.
    Measured {
        /// The name of the curve.
        of: String,
        /// The number.
        measure: Measure,
        /// The place on the x axis, an expression over the controls.
        at: Option<String>,
    },
}

/// A marked point, or a marked place on the x axis.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkSource {
    /// The name in lesson.toml.
    pub name: String,
    /// The text beside it.
    pub label: Phrase,
    /// Its x, an expression over the controls.
    pub x: String,
    /// The curve that it is on.
    pub on: Option<String>,
    /// Whether it is a place to reach.
    pub is_goal: bool,
}

/// A heat map.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatSource {
    /// The quantity that the shade shows.
    pub label: Phrase,
    /// The expression, over x and y.
    pub formula: String,
    /// The vertical axis.
    pub y: AxisSource,
    /// The values of the darkest and the brightest shade; without it, they follow from the values.
    pub range: Option<(f64, f64)>,
}
