//! Workbenches: models whose network and data the learner edits part by part.

use super::{NetworkElement, Turn, Values};
use crate::locale::Phrase;
use crate::nn::FixKind;

/// A model whose network and data the learner edits part by part.
pub trait Workbench {
    /// Why training fails and how to fix it; none while training is healthy. Fixes that were `tried` are not offered again.
    fn advice(&self, tried: &[TriedFix]) -> Option<Advice>;

    /// The change of controls that carries out `edit`; none where the data or the network have no room for it.
    fn edit(&self, edit: WorkbenchEdit) -> Option<ControlChange>;

    /// Units per layer, the inputs first and the output last.
    fn layer_sizes(&self) -> Vec<usize>;

    /// The points of the target curve that [`WorkbenchEdit::DrawCurve`] moves, from left to right; empty for data of the
    /// plane.
    fn drawable_curve(&self) -> Vec<(f64, f64)>;

    /// The present value of the weight or bias that the control called `control` sets.
    fn parameter(&self, control: &str) -> Option<f64>;

    /// The control that sets the weight or bias `element`; none for a whole unit.
    fn parameter_control(&self, element: NetworkElement) -> Option<String>;

    /// The selected element.
    fn selected(&self) -> NetworkElement;

    /// The values that select `element`.
    fn select(&self, element: NetworkElement) -> Values;

    /// The figures that have a pane of their own.
    fn figures(&self) -> WorkbenchFigures;

    /// The range of the output figure's x axis, in the units of the data.
    fn x_range(&self) -> (f64, f64);

    /// The range of the output figure's y axis, in the units of the data.
    fn y_range(&self) -> (f64, f64);

    /// The control that sets the selected weight or bias; none while a whole unit is selected.
    fn selected_parameter(&self) -> Option<String> {
        self.parameter_control(self.selected())
    }

    /// Whether the data are points of the plane rather than a curve.
    fn has_planar_data(&self) -> bool {
        self.layer_sizes().first() == Some(&2)
    }
}

/// An edit of a workbench's network or data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WorkbenchEdit {
    /// Adds a hidden layer before the output.
    AddLayer,
    /// Removes the last hidden layer.
    RemoveLayer,
    /// Adds a unit to the layer of the selected element.
    AddUnit,
    /// Removes the last unit of the layer of the selected element.
    RemoveUnit,
    /// Turns the selected weight or bias from its present value.
    TurnParameter(Turn),
    /// Adds a point.
    AddPoint {
        /// Its place.
        at: (f64, f64),
        /// Its class, 0 or 1.
        class: f64,
    },
    /// Removes the nearest point within reach.
    RemovePoint {
        /// The place to search from.
        at: (f64, f64),
        /// The largest distance of the point along each axis.
        reach: (f64, f64),
    },
    /// Moves the nearest point within reach.
    MovePoint {
        /// The place to search from.
        from: (f64, f64),
        /// The new place of the point.
        to: (f64, f64),
        /// The largest distance of the point from `from` along each axis.
        reach: (f64, f64),
    },
    /// Moves the point of the target curve with the nearest x to the height of `at`.
    DrawCurve {
        /// The place that the curve is drawn through.
        at: (f64, f64),
    },
}

/// The change of controls that carries out a [`WorkbenchEdit`].
#[derive(Clone, Debug, PartialEq)]
pub enum ControlChange {
    /// Turns a control.
    Turn {
        /// The control.
        control: String,
        /// The turn.
        turn: Turn,
    },
    /// Turns a weight or bias from its present value.
    Adjust {
        /// The control that sets it.
        control: String,
        /// The turn.
        turn: Turn,
    },
    /// Sets values; undone as one change.
    Set(Values),
    /// Sets values as a part of a drag; the whole drag is undone as one change.
    Drag {
        /// The control that is dragged.
        control: &'static str,
        /// The values.
        values: Values,
    },
}

/// The figures of a workbench that have a pane of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkbenchFigures {
    /// The figure of the network's output.
    pub output: &'static str,
    /// The figure of the network.
    pub network: &'static str,
}

/// Why training fails and how to fix it.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The name of the problem.
    pub problem: &'static str,
    /// The problem, in one sentence with its numbers.
    pub message: Phrase,
    /// The fix, if there is one.
    pub fix: Option<Fix>,
}

/// A change that fixes a training problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// The kind.
    pub kind: FixKind,
    /// The fix in a few words.
    pub message: Phrase,
    /// The number of steps within which it should help.
    pub steps: u64,
    /// The step to rewind to before anything is set, where the present state is beyond repair.
    pub rewind_to: Option<u64>,
    /// The values to set.
    pub set: Values,
}

/// A fix that was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TriedFix {
    /// The name of the problem that it was offered for.
    pub problem: &'static str,
    /// The kind of the fix.
    pub kind: FixKind,
}
