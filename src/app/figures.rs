//! The figures of the open step, with ghost and prediction.

use super::workbench::{NETWORK, OUTPUT};
use super::{AnswerState, App, Pane};
use crate::figure::{Figure, HeatPoint, MarkKind, PointMarker, Role};
use crate::lesson::{Activity, Prediction, Step};
use crate::locale::Phrase;

impl App {
    /// The figures that the open step shows, the most important first, with the ghost of what was
    /// before and the learner's prediction in them.
    pub fn figures(&self) -> Vec<Figure> {
        let Some((lesson, session)) = self.session() else {
            return Vec::new();
        };
        let (Some(step), Some(state)) = (session.step(lesson), session.state()) else {
            return Vec::new();
        };
        let Some(lab) = &state.lab else {
            return Vec::new();
        };
        let belief = predicted(step, state.answer_state);
        step.show
            .iter()
            .filter_map(|id| {
                let drawn = if session.with_ghost {
                    lab.figure_with_ghost(id)
                } else {
                    lab.figure(id)
                };
                let mut figure = drawn?;
                if let Some(believed) = state.belief.as_ref().and_then(|lab| lab.figure(id)) {
                    figure.underlay(&believed, Role::Prediction);
                }
                if let (Some(Prediction::Mark { figure: on, x }), Figure::Plot(plot)) =
                    (belief, &mut figure)
                    && on == id
                {
                    *plot = plot.clone().mark(MarkKind::Prediction, *x, None, None);
                }
                Some(figure)
            })
            .collect()
    }
}

impl App {
    /// What the network of the open workbench answers, with the cursor in it while the data have the keys.
    pub fn bench_output(&self) -> Option<Figure> {
        let (_, session) = self.session()?;
        let (lab, workbench) = (session.lab()?, session.workbench()?);
        let mut figure = if session.with_ghost() {
            lab.figure_with_ghost(OUTPUT)?
        } else {
            lab.figure(OUTPUT)?
        };
        if workbench.pane == Pane::Data {
            match &mut figure {
                Figure::Plot(plot) => {
                    let (x, y) = workbench.cursor;
                    *plot = plot.clone().mark(MarkKind::Probe, x, Some(y), None);
                }
                Figure::Heat(heat) => heat.points.push(HeatPoint {
                    at: workbench.cursor,
                    label: Phrase::verbatim(if workbench.held { "●" } else { "╋" }),
                    sign: PointMarker::Cursor,
                }),
                Figure::Bars(_)
                | Figure::Panels(_)
                | Figure::Table(_)
                | Figure::Lines(_)
                | Figure::Diagram(_) => {}
            }
        }
        Some(figure)
    }

    /// The network of the open workbench, with a hand on what it holds.
    pub fn bench_network(&self) -> Option<Figure> {
        let (_, session) = self.session()?;
        let workbench = session.workbench()?;
        let mut figure = session.lab()?.figure(NETWORK)?;
        if let Figure::Diagram(diagram) = &mut figure
            && let Some(chosen) = &mut diagram.chosen
        {
            chosen.held = workbench.turns_by_hand();
        }
        Some(figure)
    }
}

/// What the first answer would have the learner see.
fn predicted(step: &Step, answer_state: AnswerState) -> Option<&Prediction> {
    match (&step.activity, answer_state) {
        (Activity::Question(question), AnswerState::Given { first, .. }) => {
            question.answers.get(first)?.prediction.as_ref()
        }
        (Activity::Question(_) | Activity::Explore | Activity::Challenge(_), _) => None,
    }
}
