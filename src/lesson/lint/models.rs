//! Steps against their labs: names, values, goals and their solutions, what makes an answer right.

use super::Faults;
use crate::lab::{Controls, Kind, Lab, Values, nearest};
use crate::lesson::facts::run_to;
use crate::lesson::{
    Beat, Belief, Condition, Goal, LabSetup, Lesson, Question, Step, Subject, Unlock,
    opening_values,
};
use crate::locale::Phrase;

/// At most so many controls are unlocked at once.
const MOST_UNLOCKED: usize = 3;

pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for (name, setup) in &lesson.labs {
        admitted(
            lesson,
            setup.kind,
            &Values::new(),
            &setup.set,
            &format!("labs.{name}.set"),
            faults,
        );
    }
    for (at, step) in lesson.steps.iter().enumerate() {
        let path = format!("step.{at}");
        if let Some(first) = lesson.steps.iter().position(|other| other.id == step.id)
            && first != at
        {
            faults.of(
                lesson,
                &format!("{path}.id"),
                Phrase::key("check.same-id").with("id", step.id.as_str()),
            );
        }
        let setup = step.lab.as_ref().and_then(|name| lesson.labs.get(name));
        match (&step.lab, setup) {
            (Some(name), None) => {
                let names = nearest(name, lesson.labs.keys().map(String::as_str)).join(", ");
                let what = Phrase::key("check.unknown-lab")
                    .with("lab", name.as_str())
                    .with("names", names);
                faults.of(lesson, &format!("{path}.lab"), what);
            }
            (_, Some(setup)) => Checker {
                lesson,
                at,
                step,
                setup,
                path,
                faults,
            }
            .all(),
            (None, None) => without_lab(lesson, step, &path, faults),
        }
    }
}

fn without_lab(lesson: &Lesson, step: &Step, path: &str, faults: &mut Faults) {
    if !step.show.is_empty() || !step.set.is_empty() || matches!(step.beat, Beat::Try(_)) {
        faults.of(lesson, path, Phrase::key("check.no-lab"));
    }
}

/// `base` with `set` over it, complete; a fault for each value that the kind refuses.
pub(super) fn admitted(
    lesson: &Lesson,
    kind: &Kind,
    base: &Values,
    set: &Values,
    path: &str,
    faults: &mut Faults,
) -> Values {
    let wanted = kind.complete(&base.clone().over(set));
    let controls = (kind.controls)(&wanted);
    for (name, value) in set.iter() {
        let at = format!("{path}.{name}");
        match controls.get(name).map(|control| control.admit(value)) {
            None => unknown_control(lesson, name, &controls, &at, faults),
            Some(Err(refused)) => faults.of(lesson, &at, refused.phrase()),
            Some(Ok(_)) => {}
        }
    }
    wanted
}

fn unknown_control(
    lesson: &Lesson,
    name: &str,
    controls: &Controls,
    at: &str,
    faults: &mut Faults,
) {
    let names = nearest(name, controls.names()).join(", ");
    faults.of(
        lesson,
        at,
        Phrase::key("check.unknown-control")
            .with("control", name)
            .with("names", names),
    );
}

struct Checker<'a> {
    lesson: &'a Lesson,
    at: usize,
    step: &'a Step,
    setup: &'a LabSetup,
    path: String,
    faults: &'a mut Faults,
}

impl Checker<'_> {
    fn all(mut self) {
        let before = self.faults.0.len();
        let set = self.path("set");
        let opening = opening_values(self.lesson, self.at);
        admitted(
            self.lesson,
            self.setup.kind,
            &opening,
            &self.step.set,
            &set,
            self.faults,
        );
        self.figures();
        self.unlocked(&opening);
        if self.faults.0.len() > before {
            return;
        }
        match &self.step.beat {
            Beat::Explore => {}
            Beat::Ask(question) => self.question(question, &opening),
            Beat::Try(goals) => self.goals(goals, opening),
        }
    }

    fn path(&self, tail: &str) -> String {
        format!("{}.{tail}", self.path)
    }

    fn figures(&mut self) {
        let figures = self.setup.kind.figures;
        for (i, id) in self.step.show.iter().enumerate() {
            if !figures.contains(&id.as_str()) {
                let what = Phrase::key("check.unknown-figure")
                    .with("figure", id.as_str())
                    .with("names", figures.join(", "));
                self.faults
                    .of(self.lesson, &self.path(&format!("show.{i}")), what);
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
            self.faults.of(self.lesson, &self.path("unlock"), what);
        }
        // What is unlocked once the question is answered may depend on what the answer sets.
        let revealed = match &self.step.beat {
            Beat::Ask(question) => opening.clone().over(&question.then),
            Beat::Explore | Beat::Try(_) => opening.clone(),
        };
        let controls = (self.setup.kind.controls)(&self.setup.kind.complete(&revealed));
        for (i, name) in names.iter().enumerate() {
            if controls.get(name).is_none() {
                let at = self.path(&format!("unlock.{i}"));
                unknown_control(self.lesson, name, &controls, &at, self.faults);
            }
        }
    }

    fn question(&mut self, question: &Question, opening: &Values) {
        let before = self.faults.0.len();
        let then = self.path("then");
        let kind = self.setup.kind;
        let revealed = admitted(
            self.lesson,
            kind,
            opening,
            &question.then,
            &then,
            self.faults,
        );
        for answer in &question.answers {
            let path = self.path(&format!("option.{}", answer.id));
            match &answer.belief {
                Some(Belief::Ghost { set }) => {
                    admitted(
                        self.lesson,
                        kind,
                        opening,
                        set,
                        &format!("{path}.ghost.set"),
                        self.faults,
                    );
                }
                Some(Belief::Mark { figure, .. }) if !kind.figures.contains(&figure.as_str()) => {
                    let what = Phrase::key("check.unknown-figure")
                        .with("figure", figure.as_str())
                        .with("names", kind.figures.join(", "));
                    self.faults.of(self.lesson, &format!("{path}.mark"), what);
                }
                Some(Belief::Mark { .. }) | None => {}
            }
        }
        if self.faults.0.len() > before {
            return;
        }
        let holding: Vec<_> = question
            .answers
            .iter()
            .map(|answer| self.holds(answer.holds.as_ref(), &revealed))
            .collect();
        for (at, holds) in holding.into_iter().enumerate() {
            let answer = &question.answers[at];
            let is_right = at == question.right;
            let key = match (holds, is_right) {
                (Some(false), true) => "check.right-does-not-hold",
                (Some(true), false) => "check.wrong-holds",
                (Some(true) | None, true) | (Some(false) | None, false) => continue,
            };
            let path = self.path(&format!("option.{}.holds", answer.id));
            self.faults.of(
                self.lesson,
                &path,
                Phrase::key(key).with("id", answer.id.as_str()),
            );
        }
    }

    /// Whether the condition holds for the lab at these values; none where there is no condition or it cannot be looked at.
    fn holds(&mut self, condition: Option<&Condition>, values: &Values) -> Option<bool> {
        let condition = condition?;
        let mut lab = self.setup.lab(values, None).ok()?;
        self.names(condition, &lab).then(|| {
            run_to(&mut lab, condition.at);
            condition.holds(&lab)
        })
    }

    /// Whether what the condition looks at is there.
    fn names(&mut self, condition: &Condition, lab: &Lab) -> bool {
        let (known, what) = match &condition.subject {
            Subject::Reading(name) => {
                let readings = lab.readings();
                let names = nearest(name, readings.iter().map(|(name, _)| name)).join(", ");
                let what = Phrase::key("check.unknown-reading")
                    .with("reading", name.as_str())
                    .with("names", names);
                (readings.get(name).is_some(), what)
            }
            Subject::Control(name) => {
                let controls = lab.controls();
                let names = nearest(name, controls.names()).join(", ");
                let what = Phrase::key("check.unknown-control")
                    .with("control", name.as_str())
                    .with("names", names);
                (controls.get(name).is_some(), what)
            }
        };
        if !known {
            self.faults.at(condition.place.clone(), what);
        }
        known
    }

    fn goals(&mut self, goals: &[Goal], opening: Values) {
        let mut values = opening;
        for (i, goal) in goals.iter().enumerate() {
            let path = self.path(&format!("goal.{i}"));
            let Ok(lab) = self.setup.lab(&values, None) else {
                return;
            };
            if !goal.all.iter().all(|condition| self.names(condition, &lab)) {
                return;
            }
            if goal.all.iter().all(|condition| condition.holds(&lab)) {
                self.faults
                    .of(self.lesson, &path, Phrase::key("check.goal-at-default"));
            }
            self.only_unlocked(goal, &path);
            let solution = format!("{path}.solution");
            values = admitted(
                self.lesson,
                self.setup.kind,
                &values,
                &goal.solution,
                &solution,
                self.faults,
            );
            let Ok(mut solved) = self.setup.lab(&values, None) else {
                return;
            };
            run_to(&mut solved, goal.at);
            if !goal.all.iter().all(|condition| condition.holds(&solved)) {
                self.faults
                    .of(self.lesson, &solution, Phrase::key("check.solution-fails"));
            }
        }
    }

    fn only_unlocked(&mut self, goal: &Goal, path: &str) {
        let Unlock::Only(unlocked) = &self.step.unlock else {
            return;
        };
        for (name, _) in goal.solution.iter() {
            if !unlocked.iter().any(|free| free == name) {
                let what = Phrase::key("check.solution-locked")
                    .with("control", name)
                    .with("names", unlocked.join(", "));
                self.faults
                    .of(self.lesson, &format!("{path}.solution.{name}"), what);
            }
        }
    }
}
