//! The figures of the open step: their order, and those that the screen has room for.

use super::Session;
use crate::app::figure_set::FigureSet;
use crate::lesson::{Activity, Goal, Step, Subject};
use crate::locale::Lang;

impl Session {
    /// The ids of the figures of the open step in the order in which they are shown. A figure whose control a goal needs
    /// comes first; the order is the lesson's otherwise.
    pub fn figure_ids(&self) -> Vec<String> {
        let Some(step) = self.step() else {
            return Vec::new();
        };
        let needed = self.needed_figures(step);
        let is_needed = |id: &&String| needed.contains(&id.as_str());
        let first = step.show.iter().filter(is_needed);
        let rest = step.show.iter().filter(|id| !is_needed(id));
        first.chain(rest).cloned().collect()
    }

    /// The figures that the open step cannot do without: those that its text names in `lang`, and those of the controls that
    /// its goals need.
    pub fn required_figures(&self, lang: &Lang) -> FigureSet {
        let Some(step) = self.step() else {
            return FigureSet::default();
        };
        let named = self.lesson().figures_named_in(step, lang);
        let needed = self.needed_figures(step);
        let ids = self.figure_ids().into_iter().enumerate();
        ids.filter(|(_, id)| named.contains(id) || needed.contains(&id.as_str()))
            .map(|(at, _)| at)
            .collect()
    }

    /// The figures of the controls that the goals of `step` need.
    fn needed_figures(&self, step: &Step) -> Vec<&'static str> {
        let (Activity::Challenge(goals), Some(lab)) = (&step.activity, self.lab()) else {
            return Vec::new();
        };
        let is_needed = |name: &str| goals.iter().any(|goal| needs_control(goal, name));
        let controls = lab.controls().0.iter();
        let needed = controls.filter(|control| is_needed(&control.name));
        needed.filter_map(|control| control.figure).collect()
    }

    /// Whether the figure called `id` is on the screen.
    pub(super) fn shows_figure(&self, id: &str) -> bool {
        // The panes of a workbench show its figures.
        if self.workbench().is_some() {
            return true;
        }
        let ids = self.figure_ids();
        let Some(at) = ids.iter().position(|shown| shown == id) else {
            return false;
        };
        match self.zoom() {
            Some(zoomed) => at == zoomed,
            None => !self.hidden_figures.contains(at),
        }
    }

    /// Takes over which figures found no room on the screen; whether that shows or hides a control.
    pub(in crate::app) fn set_hidden_figures(&mut self, hidden: FigureSet) -> bool {
        // A figure alone says nothing about the others.
        if self.zoom().is_some() || self.hidden_figures == hidden {
            return false;
        }
        let before = self.shown_controls();
        self.hidden_figures = hidden;
        self.shown_controls() != before
    }
}

/// Whether `goal` is reached by the control called `name`.
fn needs_control(goal: &Goal, name: &str) -> bool {
    let is_subject =
        |subject: &Subject| matches!(subject, Subject::Control(control) if control == name);
    goal.solution.get(name).is_some()
        || goal
            .all
            .iter()
            .any(|condition| is_subject(&condition.subject))
}
