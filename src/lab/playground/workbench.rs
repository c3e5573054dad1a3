//! The playground as a workbench.

use super::Playground;
use super::advice;
use super::controls::layer_control;
use super::own_data;
use super::parameter::Parameter;
use crate::lab::{
    Advice, ControlChange, NetworkElement, Turn, Values, Workbench, WorkbenchEdit, WorkbenchFigures,
};
use crate::text::Toward;

impl Workbench for Playground {
    fn advice(&self) -> Option<Advice> {
        let advise = || {
            let progress = &self.progress;
            let losses = progress.losses();
            let (since, sound) = (progress.since(), progress.sound_at());
            advice::advice(progress.trainer(), &losses, since, sound, &self.values)
        };
        self.advice.get_or_init(advise).clone()
    }

    fn edit(&self, edit: WorkbenchEdit) -> Option<ControlChange> {
        let turn = |control: String, toward: Toward| ControlChange::Turn {
            control,
            turn: Turn::Step(toward),
        };
        let units = || layer_control("units", self.selected().layer);
        let change = match edit {
            WorkbenchEdit::AddLayer => turn("layers".to_owned(), Toward::Next),
            WorkbenchEdit::RemoveLayer => turn("layers".to_owned(), Toward::Previous),
            WorkbenchEdit::AddUnit => turn(units(), Toward::Next),
            WorkbenchEdit::RemoveUnit => turn(units(), Toward::Previous),
            WorkbenchEdit::TurnParameter(turn) => ControlChange::Adjust {
                control: self.selected_parameter()?,
                turn,
            },
            WorkbenchEdit::AddPoint { .. } | WorkbenchEdit::RemovePoint { .. } => {
                ControlChange::Set(self.edit_data(edit)?)
            }
            WorkbenchEdit::MovePoint { .. } => ControlChange::Drag {
                control: "points",
                values: self.edit_data(edit)?,
            },
            WorkbenchEdit::DrawCurve { .. } => ControlChange::Drag {
                control: "curve",
                values: self.edit_data(edit)?,
            },
        };
        Some(change)
    }

    fn layer_sizes(&self) -> Vec<usize> {
        let network = self.progress.network();
        let units = network.layers().iter().map(|layer| layer.units);
        std::iter::once(network.inputs()).chain(units).collect()
    }

    fn drawable_curve(&self) -> Vec<(f64, f64)> {
        own_data::drawable_curve(self.source(), &self.values, self.draw())
    }

    fn parameter(&self, control: &str) -> Option<f64> {
        let network = self.progress.network();
        let index = Parameter::parse(control)?.index(network)?;
        network.parameters().get(index).copied()
    }

    fn parameter_control(&self, element: NetworkElement) -> Option<String> {
        Parameter::of(element).map(|parameter| parameter.to_string())
    }

    fn selected(&self) -> NetworkElement {
        let selected = NetworkElement::parse(self.values.choice("at"));
        let selected = selected.unwrap_or(NetworkElement::unit(1, 1));
        selected.clamp(&self.layer_sizes())
    }

    fn select(&self, element: NetworkElement) -> Values {
        Values::new().with("at", element.to_string().as_str())
    }

    fn figures(&self) -> WorkbenchFigures {
        WorkbenchFigures {
            output: "output",
            network: "network",
        }
    }

    fn reach(&self) -> f64 {
        self.data_reach()
    }
}

impl Playground {
    /// The values that carry out an edit of the data; none where there is nothing to edit.
    pub(super) fn edit_data(&self, edit: WorkbenchEdit) -> Option<Values> {
        own_data::edit(edit, &self.values, self.draw())
    }
}
