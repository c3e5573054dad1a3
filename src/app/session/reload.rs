//! A lesson that changes while it is open: the state of each step is kept where it still fits.

use std::sync::Arc;

use super::Session;
use crate::app::step_state::{AnswerState, StepState};
use crate::lab::{Lab, Values};
use crate::lesson::{
    Activity, Condition, Goal, Lesson, LessonRole, Location, Question, Step, opening_values,
};

impl Session {
    /// Goes on with `lesson`, a new version of the lesson. The open step is found by its id, a renamed one by its place. A
    /// step whose model begins as before keeps its lab; another one keeps the answer and the values of the controls that
    /// still exist.
    pub(in crate::app) fn reload(&mut self, lesson: Arc<Lesson>) {
        self.finish_sweep();
        let old = std::mem::replace(&mut self.lesson, lesson);
        let new = Arc::clone(&self.lesson);
        let sources = matching_steps(&old.steps, &new.steps);
        let mut states = std::mem::take(&mut self.states);
        let mut is_kept = true;
        let at = place_in(self.at, &sources, old.steps.len()).min(self.end_index());
        for (to, source) in sources.iter().enumerate() {
            let state = source.and_then(|from| Some((from, states.get_mut(from)?.take()?)));
            let state = state.map(|(from, mut state)| {
                if begins_alike((&old, from), (&new, to)) {
                    state.follow_goals(&old.steps[from], &new.steps[to]);
                    return state;
                }
                is_kept &= to != at;
                let changes = learner_values(&state, &old, from);
                self.rebuild_state(&state, &old.steps[from], to, &changes)
            });
            self.states.push(state);
        }
        is_kept &= at >= new.steps.len() || self.states[at].is_some();
        self.at = at;
        if !is_kept || self.is_closing() {
            let scroll = self.scroll;
            self.go_to_step(at);
            self.scroll = scroll;
        }
        self.after_change();
    }

    /// The state of the step with the index `to`, with the answer of `old_state` and the values in `changes`.
    fn rebuild_state(
        &self,
        old_state: &StepState,
        old: &Step,
        to: usize,
        changes: &Values,
    ) -> StepState {
        let step = &self.lesson.steps[to];
        let mut state = StepState::open(&self.lesson, to, None, self.seed);
        if let (Activity::Question(before), Activity::Question(question)) =
            (&old.activity, &step.activity)
        {
            restore_answer(
                &mut state,
                (old_state.answer_state, before),
                question,
                self.lesson.role,
            );
        }
        // Without changes of the learner the curve before the answer stays.
        if !state.is_locked(step)
            && !changes.is_empty()
            && let Some(lab) = &mut state.lab
        {
            set_what_fits(lab, changes);
            lab.drop_ghost();
        }
        state.hints_shown = old_state.hints_shown;
        state.principle_shown = old_state.principle_shown;
        state.check_goals(step);
        state
    }
}

/// The index of the old step that each new step continues: the one with the same id, else the one at the same place if
/// that id is gone.
fn matching_steps(old: &[Step], new: &[Step]) -> Vec<Option<usize>> {
    let index = |steps: &[Step], id: &str| steps.iter().position(|step| step.id == id);
    let sources = new.iter().enumerate().map(|(at, step)| {
        index(old, &step.id).or_else(|| {
            let renamed = old.get(at)?;
            index(new, &renamed.id).is_none().then_some(at)
        })
    });
    sources.collect()
}

/// The new index of the page that had the index `at`: that of the same step, else the same index. The pages behind the
/// steps stay behind them.
fn place_in(at: usize, sources: &[Option<usize>], old_count: usize) -> usize {
    if let Some(beyond) = at.checked_sub(old_count) {
        return sources.len() + beyond;
    }
    let same = sources.iter().position(|source| *source == Some(at));
    same.unwrap_or_else(|| at.min(sources.len().saturating_sub(1)))
}

/// Whether the models of two steps begin with the same values and change in the same way after an answer.
fn begins_alike((old, from): (&Lesson, usize), (new, to): (&Lesson, usize)) -> bool {
    let (before, after) = (&old.steps[from], &new.steps[to]);
    let setup = |lesson: &Lesson, step: &Step| {
        let setup = step.lab.as_ref().and_then(|name| lesson.labs.get(name));
        setup.cloned()
    };
    before.kind == after.kind
        && setup(old, before) == setup(new, after)
        && opening_values(old, from) == opening_values(new, to)
        && match (&before.activity, &after.activity) {
            (Activity::Explore, Activity::Explore)
            | (Activity::Challenge(_), Activity::Challenge(_)) => true,
            (Activity::Question(before), Activity::Question(after)) => answers_alike(before, after),
            (Activity::Explore | Activity::Challenge(_) | Activity::Question(_), _) => false,
        }
}

/// Whether two questions have the same answers in the same order, and the model changes in the same way after each.
fn answers_alike(before: &Question, after: &Question) -> bool {
    let answers = |question: &Question| -> Vec<_> {
        let answers = question.answers.iter();
        answers
            .map(|answer| (answer.id.clone(), answer.prediction.clone()))
            .collect()
    };
    before.then == after.then && before.at == after.at && answers(before) == answers(after)
}

/// The values that the learner has changed in the lab of the step with the index `at`.
fn learner_values(state: &StepState, lesson: &Lesson, at: usize) -> Values {
    let Some(lab) = &state.lab else {
        return Values::new();
    };
    let mut start = opening_values(lesson, at);
    if let (Activity::Question(question), AnswerState::Given { .. } | AnswerState::Skipped) =
        (&lesson.steps[at].activity, state.answer_state)
    {
        start = start.merge(&question.then);
    }
    lab.values().changes_since(&start)
}

/// Gives the answer again, by its id; an answer that is gone leaves the question open.
fn restore_answer(
    state: &mut StepState,
    (answer_state, before): (AnswerState, &Question),
    question: &Question,
    role: LessonRole,
) {
    let find = |at: usize| {
        let id = &before.answers.get(at)?.id;
        question.answers.iter().position(|answer| answer.id == *id)
    };
    match (answer_state, role) {
        (AnswerState::Open, _) => {}
        (AnswerState::Skipped, LessonRole::Before) => state.answer_state = AnswerState::Skipped,
        (AnswerState::Skipped, _) => state.skip(question),
        (AnswerState::Given { first, .. }, LessonRole::Before) => {
            if let Some(first) = find(first) {
                state.set_answer_without_reveal(first);
            }
        }
        (AnswerState::Given { first, shown }, _) => {
            if let Some(first) = find(first) {
                state.answer(question, first);
                state.answer(question, find(shown).unwrap_or(first));
            }
        }
    }
}

/// Sets `values`; if the lab refuses them together, those that it takes.
fn set_what_fits(lab: &mut Lab, values: &Values) {
    if lab.set(values).is_ok() {
        return;
    }
    for (name, value) in values.iter() {
        // A control that is gone, or a value that its new range refuses, stays as the lesson has it.
        drop(lab.set(&Values::new().with(name, value.clone())));
    }
}

impl StepState {
    /// Counts the goals of `new` that were met: those that are as they were in `old`, and the next ones that hold now.
    fn follow_goals(&mut self, old: &Step, new: &Step) {
        let (Activity::Challenge(before), Activity::Challenge(after)) =
            (&old.activity, &new.activity)
        else {
            return;
        };
        let same = before
            .iter()
            .zip(after)
            .take_while(|(a, b)| is_same_goal(a, b));
        let same = same.count();
        if same < before.len().max(after.len()) {
            self.goals_met = self.goals_met.min(same);
            self.measure_start_gaps(new);
            self.check_goals(new);
        }
    }
}

fn is_same_goal(a: &Goal, b: &Goal) -> bool {
    let without_places = |goal: &Goal| -> Vec<_> {
        let all = goal.all.iter().cloned();
        all.map(|condition| Condition {
            place: Location::default(),
            ..condition
        })
        .collect()
    };
    a.at == b.at && without_places(a) == without_places(b)
}
