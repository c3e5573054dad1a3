//! The playground as a workbench.

use super::data_edit::{drawable_curve, edit_data};
use super::names::{self, Parameter};
use super::{Playground, advice};
use crate::lab::{
    Advice, ControlChange, NetworkElement, TextValue, TriedFix, Turn, Value, Values, Workbench,
    WorkbenchEdit, WorkbenchFigures,
};
use crate::text::Toward;

impl Workbench for Playground {
    fn advice(&self, tried: &[TriedFix]) -> Option<Advice> {
        let problem = self.problem()?;
        Some(advice::advise(problem, &self.training, &self.values, tried))
    }

    fn edit(&self, edit: WorkbenchEdit) -> Option<ControlChange> {
        let turn = |control: String, toward: Toward| ControlChange::Turn {
            control,
            turn: Turn::Step(toward),
        };
        let layers = || names::LAYERS.to_owned();
        let units = || names::units(self.selected().layer);
        let data = || edit_data(&self.spec.data, self.ranges, self.spec.seed, edit);
        let change = match edit {
            WorkbenchEdit::AddLayer => turn(layers(), Toward::Next),
            WorkbenchEdit::RemoveLayer => turn(layers(), Toward::Previous),
            WorkbenchEdit::AddUnit => turn(units(), Toward::Next),
            WorkbenchEdit::RemoveUnit => turn(units(), Toward::Previous),
            WorkbenchEdit::TurnParameter(turn) => ControlChange::Adjust {
                control: self.selected_parameter()?,
                turn,
            },
            WorkbenchEdit::AddPoint { .. } | WorkbenchEdit::RemovePoint { .. } => {
                ControlChange::Set(data()?.to_values())
            }
            WorkbenchEdit::MovePoint { .. } => ControlChange::Drag {
                control: names::POINTS,
                values: data()?.to_values(),
            },
            WorkbenchEdit::DrawCurve { .. } => ControlChange::Drag {
                control: names::CURVE,
                values: data()?.to_values(),
            },
        };
        Some(change)
    }

    fn layer_sizes(&self) -> Vec<usize> {
        let network = self.training.network();
        let units = network.layers().iter().map(|layer| layer.units);
        std::iter::once(network.inputs()).chain(units).collect()
    }

    fn drawable_curve(&self) -> Vec<(f64, f64)> {
        drawable_curve(&self.spec.data.source)
    }

    fn parameter(&self, control: &str) -> Option<f64> {
        let network = self.training.network();
        let index = Parameter::parse(control)?.index(network)?;
        network.parameters().get(index).copied()
    }

    fn parameter_control(&self, element: NetworkElement) -> Option<String> {
        Parameter::of(element).map(|parameter| parameter.to_string())
    }

    fn selected(&self) -> NetworkElement {
        self.spec.selected.clamp(&self.layer_sizes())
    }

    fn select(&self, element: NetworkElement) -> Values {
        Values::new().with(names::SELECTED, Value::Text(TextValue::Element(element)))
    }

    fn figures(&self) -> WorkbenchFigures {
        WorkbenchFigures {
            output: Self::OUTPUT,
            network: Self::NETWORK,
        }
    }

    fn x_range(&self) -> (f64, f64) {
        self.ranges.x
    }

    fn y_range(&self) -> (f64, f64) {
        self.ranges.y
    }
}
