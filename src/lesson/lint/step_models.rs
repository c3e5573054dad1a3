//! Steps against their labs: the names they use and the values they set.

use std::collections::BTreeSet;

use super::{Faults, job};
use crate::lab::{Controls, Lab, LabKind, Seed, Values};
use crate::lesson::model::{Activity, LabSetup, Lesson, Step, StepKind, Unlock, opening_values};
use crate::lesson::verify::{Job, raced};
use crate::locale::Phrase;
use crate::text::nearest_names;

/// At most so many controls are unlocked at once.
const MOST_UNLOCKED: usize = 3;

pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for (name, setup) in &lesson.labs {
        let path = format!("labs.{name}.set");
        admitted(
            lesson,
            setup.kind,
            &Values::new(),
            &setup.set,
            &path,
            faults,
        );
    }
    unused_labs(lesson, faults);
    for (at, step) in lesson.steps.iter().enumerate() {
        let path = format!("step.{at}");
        if lesson.steps[..at].iter().any(|other| other.id == step.id) {
            let what = Phrase::key("check.same-id").with("id", step.id.as_str());
            faults.of(lesson, &format!("{path}.id"), what);
        }
        match &step.lab {
            Some(name) if lesson.labs.contains_key(name) => {}
            Some(name) => unknown_lab(lesson, name, &format!("{path}.lab"), faults),
            None => without_lab(lesson, step, &path, faults),
        }
    }
}

fn unused_labs(lesson: &Lesson, faults: &mut Faults) {
    let of_steps = lesson.steps.iter().filter_map(|step| step.lab.as_ref());
    let of_facts = lesson.facts.values().map(|fact| &fact.lab);
    let used: BTreeSet<_> = of_steps.chain(of_facts).collect();
    for name in lesson.labs.keys().filter(|name| !used.contains(name)) {
        let what = Phrase::key("check.unused-lab").with("lab", name.as_str());
        faults.of(lesson, &format!("labs.{name}"), what);
    }
}

/// One piece for each step that has a model.
pub(super) fn jobs(lesson: &Lesson) -> impl Iterator<Item = Job<'_>> {
    lesson
        .steps
        .iter()
        .enumerate()
        .filter_map(move |(at, step)| {
            let setup = lesson.labs.get(step.lab.as_ref()?)?;
            let work = move |faults: &mut Faults| {
                let checker = Checker {
                    lesson,
                    at,
                    step,
                    setup,
                    path: format!("step.{at}"),
                    faults,
                };
                checker.all();
            };
            Some(job(cost(step, setup), work))
        })
}

/// About how many steps its model does.
fn cost(step: &Step, setup: &LabSetup) -> u64 {
    let steps: u64 = match &step.beat {
        Activity::Explore => 0,
        Activity::Question(question) => {
            let proofs = question
                .answers
                .iter()
                .filter_map(|answer| answer.holds.as_ref());
            proofs.filter_map(|proof| proof.at).sum()
        }
        // A goal is tried as it opens and by its solution.
        Activity::Challenge(goals) => goals
            .iter()
            .filter_map(|goal| goal.at)
            .map(|at| 2 * at)
            .sum(),
    };
    steps * raced(&setup.set.clone().merge(&step.set))
}

/// The fault of naming a lab that the lesson does not have.
pub(super) fn unknown_lab(lesson: &Lesson, name: &str, path: &str, faults: &mut Faults) {
    let names = nearest_names(name, lesson.labs.keys().map(String::as_str)).join(", ");
    let what = Phrase::key("check.unknown-lab")
        .with("lab", name)
        .with("names", names);
    faults.of(lesson, path, what);
}

/// What only a step with a lab can do.
fn without_lab(lesson: &Lesson, step: &Step, path: &str, faults: &mut Faults) {
    let asks_a_model = match &step.beat {
        Activity::Explore => false,
        Activity::Question(question) => {
            !question.then.is_empty()
                || question
                    .answers
                    .iter()
                    .any(|answer| answer.holds.is_some() || answer.belief.is_some())
        }
        Activity::Challenge(_) => true,
    };
    let unlocks = match &step.unlock {
        Unlock::All => true,
        Unlock::Only(names) => !names.is_empty(),
    };
    let is_workbench = step.kind == StepKind::Workbench;
    if asks_a_model || unlocks || is_workbench || !step.show.is_empty() || !step.set.is_empty() {
        faults.of(lesson, path, Phrase::key("check.no-lab"));
    }
}

/// `base` with `set` over it, complete; a fault for each value that the kind refuses.
pub(super) fn admitted(
    lesson: &Lesson,
    kind: &LabKind,
    base: &Values,
    set: &Values,
    path: &str,
    faults: &mut Faults,
) -> Values {
    let wanted = kind.complete(&base.clone().merge(set));
    let controls = (kind.controls)(&wanted);
    for (name, value) in set.iter() {
        let at = format!("{path}.{name}");
        match controls.get(name).map(|control| control.validate(value)) {
            None => unknown_control(lesson, name, &controls, &at, faults),
            Some(Err(refused)) => faults.of(lesson, &at, refused.phrase()),
            Some(Ok(_)) => {}
        }
    }
    wanted
}

/// The fault of naming a control that the lab does not have.
pub(super) fn unknown_control(
    lesson: &Lesson,
    name: &str,
    controls: &Controls,
    path: &str,
    faults: &mut Faults,
) {
    let names = nearest_names(name, controls.names()).join(", ");
    let what = Phrase::key("check.unknown-control")
        .with("control", name)
        .with("names", names);
    faults.of(lesson, path, what);
}

/// A step of a lesson, its lab, and the faults found so far.
pub(super) struct Checker<'a> {
    pub(super) lesson: &'a Lesson,
    pub(super) at: usize,
    pub(super) step: &'a Step,
    pub(super) setup: &'a LabSetup,
    pub(super) path: String,
    pub(super) faults: &'a mut Faults,
}

impl Checker<'_> {
    fn all(mut self) {
        let opening = opening_values(self.lesson, self.at);
        let is_set = self.admits(&opening, &self.step.set, "set").is_some();
        self.figures();
        self.unlocked(&opening);
        // A model that cannot be set as the lesson says would only add faults that mean nothing.
        if is_set {
            self.workbench(&opening);
            match &self.step.beat {
                Activity::Explore => {}
                Activity::Question(question) => self.question(question, &opening),
                Activity::Challenge(goals) => self.goals(goals, opening),
            }
        }
    }

    /// The path in `lesson.toml` of what the step has under `tail`.
    pub(super) fn path(&self, tail: &str) -> String {
        format!("{}.{tail}", self.path)
    }

    /// Reports what stands under `tail` of the step.
    pub(super) fn fault(&mut self, tail: &str, what: Phrase) {
        self.faults.of(self.lesson, &self.path(tail), what);
    }

    /// `base` with `set`, which stands under `tail`, over it; none where a value is refused.
    pub(super) fn admits(&mut self, base: &Values, set: &Values, tail: &str) -> Option<Values> {
        let before = self.faults.0.len();
        let (kind, path) = (self.setup.kind, self.path(tail));
        let values = admitted(self.lesson, kind, base, set, &path, self.faults);
        (self.faults.0.len() == before).then_some(values)
    }

    /// Reports a figure that the lab does not have.
    pub(super) fn figure(&mut self, id: &str, tail: &str) {
        let figures = self.setup.kind.figures;
        if !figures.contains(&id) {
            let what = Phrase::key("check.unknown-figure")
                .with("figure", id)
                .with("names", figures.join(", "));
            self.fault(tail, what);
        }
    }

    /// Reports a workbench whose lab has no network to edit.
    fn workbench(&mut self, opening: &Values) {
        if self.step.kind != StepKind::Workbench {
            return;
        }
        let lab = Lab::new(self.setup.kind, opening, Seed::default());
        if lab.is_ok_and(|lab| lab.workbench().is_none()) {
            let what = Phrase::key("check.no-workbench").with("kind", self.setup.kind.name);
            self.fault("kind", what);
        }
    }

    fn figures(&mut self) {
        for (i, id) in self.step.show.iter().enumerate() {
            self.figure(id, &format!("show.{i}"));
            if self.step.show[..i].contains(id) {
                let what = Phrase::key("check.twice").with("title", id.as_str());
                self.fault(&format!("show.{i}"), what);
            }
        }
    }

    fn unlocked(&mut self, opening: &Values) {
        let Unlock::Only(names) = &self.step.unlock else {
            return;
        };
        if names.len() > MOST_UNLOCKED {
            let what = Phrase::key("check.too-many-unlocked")
                .with("count", names.len())
                .with("most", MOST_UNLOCKED);
            self.fault("unlock", what);
        }
        // What is unlocked once the question is answered may depend on what the answer sets.
        let revealed = match &self.step.beat {
            Activity::Question(question) => opening.clone().merge(&question.then),
            Activity::Explore | Activity::Challenge(_) => opening.clone(),
        };
        let controls = (self.setup.kind.controls)(&self.setup.kind.complete(&revealed));
        for (i, name) in names.iter().enumerate() {
            if controls.get(name).is_none() {
                let path = self.path(&format!("unlock.{i}"));
                unknown_control(self.lesson, name, &controls, &path, self.faults);
            }
        }
    }
}
