//! Formula labs: labs whose model is written as expressions in a lesson.
//!
//! The lesson gives a [`FormulaSource`]; [`FormulaKind::new`] compiles it once, when the course is loaded, and reports every
//! mistake with its place. A change of a control then only evaluates.

mod axis_range;
mod checks;
mod compile;
mod constants;
mod curve;
mod evaluation;
mod expression;
mod fault;
mod kinks;
mod measure;
mod model;
mod operators;
mod scan;
mod source;

use std::sync::Arc;

use self::axis_range::AxisRange;
pub use self::axis_range::round_tick;
use self::expression::Expression;
pub use self::fault::FormulaFault;
pub use self::measure::Measure;
pub use self::source::{
    AxisSource, ControlSource, CurveSource, FormulaSource, HeatSource, LetSource, MarkSource,
    ReadingSource, ReadingValue,
};
use super::{Control, Controls, Model, Values};
use crate::locale::{LocalText, Phrase};

/// The name of the kind in lessons.
pub const NAME: &str = "formula";

/// The kind of a formula lab.
#[derive(Debug)]
pub struct FormulaKind {
    title: Phrase,
    controls: Vec<(Control, Phrase)>,
    /// The expressions under `let`, each behind those that it uses. The first ones are free of x and y.
    lets: Vec<Let>,
    x: Option<Dimension>,
    /// The vertical axis of the curves, where the lesson gives one.
    y: Option<Dimension>,
    curves: Vec<CurveSpec>,
    readings: Vec<ReadingSpec>,
    marks: Vec<MarkSpec>,
    heat: Option<HeatSpec>,
    /// The ranges of the curves and of their slopes at the first values of the controls.
    heights: AxisRange,
    slopes: AxisRange,
    /// Every text that the lesson gives by language, with its path in the lab.
    labels: Vec<(String, LocalText)>,
    /// The numbers that the lesson writes in it.
    constants: Vec<f64>,
    /// The lab as the lesson writes it.
    source: FormulaSource,
}

/// A named expression.
#[derive(Debug)]
struct Let {
    /// Its place among the values of an [`evaluation::Environment`].
    slot: usize,
    /// Whether it differs from place to place, because it uses x or y.
    varies: bool,
    expression: Expression,
}

/// An axis that the lesson gives.
#[derive(Clone, Debug)]
struct Dimension {
    from: f64,
    to: f64,
    label: Phrase,
}

#[derive(Debug)]
struct CurveSpec {
    label: Phrase,
    expression: Expression,
}

#[derive(Debug)]
struct ReadingSpec {
    name: String,
    label: Phrase,
    value: Computation,
}

/// The way a reading is computed.
#[derive(Debug)]
enum Computation {
    /// An expression over the controls.
    Value(Expression),
    /// A number that is read off a curve.
    Measured {
        curve: usize,
        measure: Measure,
        /// The place on the x axis, for measures at a place.
        at: Option<Expression>,
    },
}

/// A marked point.
#[derive(Debug)]
struct MarkSpec {
    label: Phrase,
    x: Expression,
    /// The curve that it is on.
    on: Option<usize>,
    /// The control that it is dragged by: the one that is its x.
    control: Option<String>,
    is_goal: bool,
}

#[derive(Debug)]
struct HeatSpec {
    label: Phrase,
    y: Dimension,
    range: AxisRange,
    expression: Expression,
}

impl FormulaKind {
    /// The controls, in the order of the lesson.
    pub(super) fn controls(&self) -> Controls {
        Controls(
            self.controls
                .iter()
                .map(|(control, _)| control.clone())
                .collect(),
        )
    }

    /// The names of the figures.
    pub(super) fn figures(&self) -> &'static [&'static str] {
        match (self.curves.is_empty(), &self.heat) {
            (false, None) => &["curves", "slopes"],
            (false, Some(_)) => &["curves", "slopes", "heat"],
            (true, Some(_)) => &["heat"],
            (true, None) => &[],
        }
    }

    /// The title.
    pub(super) fn title(&self) -> Phrase {
        self.title.clone()
    }

    /// The label of the control called `name`.
    pub(super) fn control_label(&self, name: &str) -> Phrase {
        let mut controls = self.controls.iter();
        let found = controls.find(|(control, _)| control.name == name);
        found.map_or_else(|| Phrase::verbatim(name), |(_, label)| label.clone())
    }

    /// The label of the reading called `name`.
    pub(super) fn reading_label(&self, name: &str) -> Phrase {
        let found = self.readings.iter().find(|reading| reading.name == name);
        found.map_or_else(|| Phrase::verbatim(name), |reading| reading.label.clone())
    }

    /// Every text that the lesson gives by language, with its path in the lab: `curves.p.label`.
    pub fn labels(&self) -> &[(String, LocalText)] {
        &self.labels
    }

    /// The numbers that the lesson writes in it: in expressions, in ranges and as places.
    pub fn constants(&self) -> &[f64] {
        &self.constants
    }

    /// Whether the lesson writes both in the same way.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.source == other.source
    }

    /// The model at complete `values`.
    pub(super) fn build(self: &Arc<Self>, values: &Values) -> Box<dyn Model> {
        Box::new(model::FormulaModel::new(self.clone(), values))
    }
}
