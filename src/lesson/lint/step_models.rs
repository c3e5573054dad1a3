//! Steps with a lab: their figures, controls and values exist in it.

use super::faults::{Faults, check};
use super::labs::{check_values, report_unknown_control};
use crate::lab::{Lab, Seed, Values};
use crate::lesson::model::{Activity, LabSetup, Lesson, Step, Unlock, opening_values};
use crate::lesson::verify::{Check, seed_count};
use crate::locale::Phrase;

/// The limit of controls that a step unlocks.
const MOST_UNLOCKED: usize = 3;

/// One check per step that has a lab.
pub(super) fn checks(lesson: &Lesson) -> impl Iterator<Item = Check<'_>> {
    lesson
        .steps
        .iter()
        .enumerate()
        .filter_map(move |(at, step)| {
            let setup = lesson.labs.get(step.lab.as_ref()?)?;
            let run = move |faults: &mut Faults| {
                if let Some(checker) = StepChecker::new(lesson, at, faults) {
                    checker.check();
                }
            };
            Some(check(cost(step, setup), run))
        })
}

/// The approximate number of training steps that the check of a step takes.
fn cost(step: &Step, setup: &LabSetup) -> u64 {
    let steps: u64 = match &step.activity {
        Activity::Explore => 0,
        Activity::Question(question) => {
            let conditions = question.answers.iter().flat_map(|answer| &answer.holds);
            let steps = conditions.filter_map(|condition| condition.at.or(question.at));
            steps.sum()
        }
        // A goal is run twice: from the opening values and from the solution.
        Activity::Challenge(goals) => goals
            .iter()
            .filter_map(|goal| goal.at)
            .map(|at| 2 * at)
            .sum(),
    };
    steps * seed_count(&setup.set.clone().merge(&step.set))
}

/// A step of a lesson, its lab, and the faults found so far.
pub(super) struct StepChecker<'a> {
    pub(super) lesson: &'a Lesson,
    /// The index of the step.
    at: usize,
    pub(super) step: &'a Step,
    pub(super) setup: &'a LabSetup,
    /// The path of the step in `lesson.toml`.
    path: String,
    pub(super) faults: &'a mut Faults,
}

impl<'a> StepChecker<'a> {
    /// A checker of the step with the index `at`; none for one without a lab.
    pub(super) fn new(lesson: &'a Lesson, at: usize, faults: &'a mut Faults) -> Option<Self> {
        let step = lesson.steps.get(at)?;
        Some(Self {
            lesson,
            at,
            step,
            setup: lesson.labs.get(step.lab.as_ref()?)?,
            path: format!("step.{at}"),
            faults,
        })
    }

    /// Checks figures, unlocked controls and the values at the opening, which are the result: none if one is refused, as a
    /// model without them would cause further faults that only repeat the first.
    pub(super) fn check_opening(&mut self) -> Option<Values> {
        let opening = opening_values(self.lesson, self.at);
        let is_set = self.check_set(&opening, &self.step.set, "set").is_some();
        self.check_figures();
        self.check_unlocked(&opening);
        is_set.then_some(opening)
    }

    fn check(mut self) {
        if let Some(opening) = self.check_opening() {
            self.check_workbench(&opening);
            if self.step.speed.is_some() {
                self.check_runs(&opening, "speed");
            }
            self.check_variants(&opening);
            match &self.step.activity {
                Activity::Explore => {}
                Activity::Question(question) => self.check_question(question, &opening),
                Activity::Challenge(goals) => self.check_goals(goals, opening),
            }
        }
    }

    /// The path in `lesson.toml` of the value at `tail` of the step.
    pub(super) fn path(&self, tail: &str) -> String {
        format!("{}.{tail}", self.path)
    }

    /// Reports a fault of the value at `tail` of the step.
    pub(super) fn report(&mut self, tail: &str, message: Phrase) {
        self.faults
            .report_in(self.lesson, &self.path(tail), message);
    }

    /// Reports every refused value of `set`, the values at `tail` of the step. The result is `set` over `base`, `None`
    /// after a fault.
    pub(super) fn check_set(&mut self, base: &Values, set: &Values, tail: &str) -> Option<Values> {
        let before = self.faults.count();
        let (kind, path) = (&self.setup.kind, self.path(tail));
        let values = check_values(self.lesson, kind, base, set, &path, self.faults);
        (self.faults.count() == before).then_some(values)
    }

    /// Reports the figure `id` if the lab does not have it.
    pub(super) fn check_figure(&mut self, id: &str, tail: &str) {
        let figures = self.setup.kind.figures();
        if !figures.contains(&id) {
            let message = Phrase::key("check.unknown-figure")
                .with("figure", id)
                .with("names", figures.join(", "));
            self.report(tail, message);
        }
    }

    /// Reports a workbench whose lab has no network to edit.
    fn check_workbench(&mut self, opening: &Values) {
        if !self.step.is_workbench() {
            return;
        }
        let lab = Lab::new(&self.setup.kind, opening, Seed::default());
        if lab.is_ok_and(|lab| lab.workbench().is_none()) {
            let message = Phrase::key("check.no-workbench").with("kind", self.setup.kind.name());
            self.report("kind", message);
        }
    }

    /// Reports the key at `tail`, which is for labs that run, if the lab does not run.
    pub(super) fn check_runs(&mut self, opening: &Values, tail: &str) {
        let lab = self.setup.lab(opening, None);
        if lab.is_ok_and(|lab| lab.run().is_none()) {
            let message = Phrase::key("check.no-run").with("key", tail);
            self.report(tail, message);
        }
    }

    fn check_figures(&mut self) {
        for (i, id) in self.step.show.iter().enumerate() {
            self.check_figure(id, &format!("show.{i}"));
            if self.step.show[..i].contains(id) {
                let message = Phrase::key("check.twice").with("title", id.as_str());
                self.report(&format!("show.{i}"), message);
            }
        }
    }

    fn check_unlocked(&mut self, opening: &Values) {
        let Unlock::Only(names) = &self.step.unlock else {
            return;
        };
        if names.len() > MOST_UNLOCKED {
            let message = Phrase::key("check.too-many-unlocked")
                .with("count", names.len())
                .with("most", MOST_UNLOCKED);
            self.report("unlock", message);
        }
        // The values that the answer sets may add controls.
        let revealed = match &self.step.activity {
            Activity::Question(question) => opening.clone().merge(&question.then),
            Activity::Explore | Activity::Challenge(_) => opening.clone(),
        };
        let controls = self
            .setup
            .kind
            .controls(&self.setup.kind.complete(&revealed));
        for (i, name) in names.iter().enumerate() {
            if controls.get(name).is_none() {
                let path = self.path(&format!("unlock.{i}"));
                report_unknown_control(self.lesson, name, &controls, &path, self.faults);
            }
        }
    }
}
