//! The figures of the open step, with ghost and prediction.

use crate::app::screen::end_page::EndPicture;
use crate::app::screen::workbench::Pane;
use crate::app::session::Session;
use crate::app::step_state::{AnswerState, Predictor, StepState};
use crate::figure::{Figure, HeatPoint, MarkKind, PointMarker, Role};
use crate::lab::Lab;
use crate::lesson::{Activity, Prediction, Step};
use crate::locale::{FormulaView, Phrase};

impl Session {
    /// The figures of the open page: of a step, the most important first, with ghost curves and the learner's prediction; of
    /// the end page its picture.
    pub fn figures(&self) -> Vec<Figure> {
        if let Some(end) = self.end_page() {
            return end
                .picture()
                .map(EndPicture::figure)
                .cloned()
                .into_iter()
                .collect();
        }
        let (Some(step), Some(state)) = (self.step(), self.state()) else {
            return Vec::new();
        };
        match self.shown_lab() {
            Some(lab) => self.figures_of_lab(&self.figure_ids(), step, state, lab),
            None => Vec::new(),
        }
    }

    /// The figures of `step` in this state.
    pub(in crate::app) fn figures_of(&self, step: &Step, state: &StepState) -> Vec<Figure> {
        match &state.lab {
            Some(lab) => self.figures_of_lab(&step.show, step, state, lab),
            None => Vec::new(),
        }
    }

    /// The figures called `ids` of `step` in this state, with `lab` as its model.
    fn figures_of_lab(
        &self,
        ids: &[String],
        step: &Step,
        state: &StepState,
        lab: &Lab,
    ) -> Vec<Figure> {
        let view = FormulaView {
            introduced: self.shown_controls(),
            focused: self.focused(),
        };
        let prediction = prediction(step, state.answer_state);
        let room_name = match state.predicted_by {
            Predictor::Learner => None,
            Predictor::Room => Some(Phrase::key("figure.room-prediction")),
        };
        ids.iter()
            .filter_map(|id| {
                let mut figure = self.figure(lab, id)?;
                figure.set_view(&view);
                if self.open_question().is_some() {
                    figure.wait_for(&Phrase::key("figure.waiting.answer"));
                }
                self.draw_pen(&mut figure);
                let predicted = state.predicted_lab.as_ref();
                if let Some(predicted) = predicted.and_then(|lab| lab.figure(id)) {
                    figure.draw_behind(&predicted, Role::Prediction);
                    if let Some(name) = &room_name {
                        figure.name_curves(Role::Prediction, name);
                    }
                }
                if let (Some(Prediction::Mark { figure: on, x }), Figure::Plot(plot)) =
                    (prediction, &mut figure)
                    && on == id
                {
                    *plot = plot
                        .clone()
                        .mark(MarkKind::Prediction, *x, None, room_name.clone());
                }
                Some(figure)
            })
            .collect()
    }

    fn figure(&self, lab: &Lab, id: &str) -> Option<Figure> {
        if self.shows_ghost() {
            lab.figure_with_ghost(id)
        } else {
            lab.figure(id)
        }
    }

    /// The output of the network on the workbench, with the cursor while the data pane has the focus.
    pub fn workbench_output(&self) -> Option<Figure> {
        let workbench = self.workbench()?;
        let lab = self.lab()?;
        let mut figure = self.figure(lab, lab.workbench()?.figures().output)?;
        if workbench.pane == Pane::Data {
            match &mut figure {
                Figure::Plot(plot) => {
                    let (x, y) = workbench.cursor;
                    *plot = plot.clone().mark(MarkKind::Probe, x, Some(y), None);
                }
                Figure::Heat(heat) => heat.points.push(HeatPoint {
                    at: workbench.cursor,
                    label: Phrase::verbatim(if workbench.is_grabbing { "●" } else { "╋" }),
                    value: None,
                    marker: PointMarker::Cursor,
                }),
                Figure::Bars(_)
                | Figure::Panels(_)
                | Figure::Table(_)
                | Figure::Lines(_)
                | Figure::Diagram(_)
                | Figure::Lanes(_)
                | Figure::Pixels(_) => {}
            }
        }
        Some(figure)
    }

    /// The network on the workbench, with the grabbed weight or bias marked.
    pub fn workbench_network(&self) -> Option<Figure> {
        let workbench = self.workbench()?;
        let lab = self.lab()?;
        let mut figure = lab.figure(lab.workbench()?.figures().network)?;
        if let Figure::Diagram(diagram) = &mut figure
            && let Some(chosen) = &mut diagram.selected
        {
            chosen.held = workbench.turns_parameter();
        }
        Some(figure)
    }
}

/// The prediction of the first answer.
fn prediction(step: &Step, answer_state: AnswerState) -> Option<&Prediction> {
    match (&step.activity, answer_state) {
        (Activity::Question(question), AnswerState::Given { first, .. }) => {
            question.answers.get(first)?.prediction.as_ref()
        }
        (Activity::Question(_) | Activity::Explore | Activity::Challenge(_), _) => None,
    }
}
