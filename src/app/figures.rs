//! The figures of the open step, with ghost and prediction.

use super::{App, Reply};
use crate::figure::{Figure, MarkKind, Role};
use crate::lesson::{Beat, Belief, Step};

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
        let belief = predicted(step, state.reply);
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
                    figure.underlay(&believed, Role::Belief);
                }
                if let (Some(Belief::Mark { figure: on, x }), Figure::Plot(plot)) =
                    (belief, &mut figure)
                    && on == id
                {
                    *plot = plot.clone().mark(MarkKind::Belief, *x, None, None);
                }
                Some(figure)
            })
            .collect()
    }
}

/// What the first answer would have the learner see.
fn predicted(step: &Step, reply: Reply) -> Option<&Belief> {
    match (&step.beat, reply) {
        (Beat::Ask(question), Reply::Given { first, .. }) => {
            question.answers.get(first)?.belief.as_ref()
        }
        (Beat::Ask(_) | Beat::Explore | Beat::Try(_), _) => None,
    }
}
