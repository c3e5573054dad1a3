//! A lesson in progress.

use std::time::Duration;

use super::playback::{Playback, Speed};
use super::{AnswerState, LessonProgress, StepState, WorkbenchState};
use crate::lab::{Lab, Toward, Turn};
use crate::lesson::{Activity, Lesson, Question, Step, Unlock};
use crate::locale::Phrase;

/// Whoever presses no key for longer than this has gone away.
const LONGEST_LOOK: Duration = Duration::from_secs(120);

/// A lesson in progress: where the learner is in it, and every step as it was left.
pub struct Session {
    at: usize,
    states: Vec<Option<StepState>>,
    seed: Option<u64>,
    focus: usize,
    pub(super) scroll: u16,
    pub(super) running: Playback,
    pub(super) with_ghost: bool,
    /// How long it has been open, without pauses.
    pub(super) time: Duration,
    /// What was known of it when the program began.
    before: LessonProgress,
}

impl Session {
    /// `lesson` opened at step `at`.
    pub(super) fn open(
        lesson: &Lesson,
        at: usize,
        seed: Option<u64>,
        before: Option<LessonProgress>,
    ) -> Self {
        let mut session = Self {
            at: 0,
            states: lesson.steps.iter().map(|_| None).collect(),
            seed,
            focus: 0,
            scroll: 0,
            running: Playback::new(),
            with_ghost: true,
            time: Duration::ZERO,
            before: before.unwrap_or_default(),
        };
        session.go(lesson, at);
        session
    }

    /// The place of the step that is open; the number of steps stands for the closing page.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether the closing page is open.
    pub fn is_closing(&self) -> bool {
        self.at >= self.states.len()
    }

    /// Whether step `at` has been opened, now or on another day.
    pub fn visited(&self, lesson: &Lesson, at: usize) -> bool {
        let step = lesson.steps.get(at);
        self.states.get(at).is_some_and(Option::is_some)
            || step.is_some_and(|step| self.before.seen.contains(&step.id))
    }

    /// Counts time that was spent here; of a long pause only so much as reading takes.
    pub(super) fn spend(&mut self, time: Duration) {
        self.time += time.min(LONGEST_LOOK);
    }

    /// The step that is open; none on the closing page.
    pub fn step<'a>(&self, lesson: &'a Lesson) -> Option<&'a Step> {
        lesson.steps.get(self.at)
    }

    /// What is remembered of the step that is open.
    pub fn state(&self) -> Option<&StepState> {
        self.states.get(self.at)?.as_ref()
    }

    /// What is remembered of the step at place `at`, if it has been opened.
    pub fn state_of(&self, at: usize) -> Option<&StepState> {
        self.states.get(at)?.as_ref()
    }

    pub(super) fn state_mut(&mut self) -> Option<&mut StepState> {
        self.states.get_mut(self.at)?.as_mut()
    }

    /// The lab of the step that is open.
    pub fn lab(&self) -> Option<&Lab> {
        self.state()?.lab.as_ref()
    }

    pub(super) fn lab_mut(&mut self) -> Option<&mut Lab> {
        self.state_mut()?.lab.as_mut()
    }

    /// The workbench of the step that is open, if it is one.
    pub fn workbench(&self) -> Option<&WorkbenchState> {
        self.state()?.workbench.as_ref()
    }

    /// Lets the workbench of the open step do something to its lab, with whatever runs paused; none where there is no
    /// workbench.
    pub(super) fn on_bench<T>(
        &mut self,
        lesson: &Lesson,
        act: impl FnOnce(&mut WorkbenchState, &mut Lab, &Step) -> T,
    ) -> Option<T> {
        let step = lesson.steps.get(self.at)?;
        let state = self.state_mut()?;
        let (workbench, lab) = (state.workbench.as_mut()?, state.lab.as_mut()?);
        let done = act(workbench, lab, step);
        self.after_change(lesson);
        Some(done)
    }

    /// Whether the curve of before is shown behind that of now.
    pub fn with_ghost(&self) -> bool {
        self.with_ghost
    }

    /// Whether the model runs at the moment.
    pub fn is_running(&self) -> bool {
        self.running.on
    }

    /// The speed of a run, in words.
    pub fn speed(&self) -> Phrase {
        Phrase::key(self.running.speed.key())
    }

    /// How long the run will go on, for runs with an end of their own.
    pub fn time_left(&self) -> Option<Duration> {
        let progress = self.lab()?.run()?.progress()?;
        self.running.left(progress)
    }

    /// The open question of the step, if it has one that is neither answered nor skipped.
    pub fn open_question<'a>(&self, lesson: &'a Lesson) -> Option<&'a Question> {
        match (&self.step(lesson)?.activity, self.state()?.answer_state) {
            (Activity::Question(question), AnswerState::Open) => Some(question),
            (Activity::Question(_) | Activity::Explore | Activity::Challenge(_), _) => None,
        }
    }

    /// The controls that may be turned now.
    pub fn unlocked(&self, lesson: &Lesson) -> Vec<String> {
        let (Some(step), Some(state)) = (self.step(lesson), self.state()) else {
            return Vec::new();
        };
        if state.is_locked(step) {
            return Vec::new();
        }
        self.listed(lesson)
    }

    /// The controls that the step shows, locked or not.
    pub fn listed(&self, lesson: &Lesson) -> Vec<String> {
        let (Some(step), Some(lab)) = (self.step(lesson), self.lab()) else {
            return Vec::new();
        };
        let controls = lab.controls();
        match &step.unlock {
            // What is written has a pane of its own, and so has what a hand sets in a network.
            Unlock::All => {
                let turned = controls.0.iter().filter(|c| c.turns() && !c.by_hand);
                turned.map(|control| control.name.clone()).collect()
            }
            Unlock::Only(names) => names
                .iter()
                .filter(|name| controls.get(name).is_some())
                .cloned()
                .collect(),
        }
    }

    /// The control that is chosen.
    pub fn focused(&self, lesson: &Lesson) -> Option<String> {
        let names = self.unlocked(lesson);
        let last = names.len().checked_sub(1)?;
        names.into_iter().nth(self.focus.min(last))
    }

    /// Shows or hides the ghost; shown again, it begins from what is drawn now.
    pub(super) fn toggle_ghost(&mut self) {
        self.with_ghost = !self.with_ghost;
        if self.with_ghost
            && let Some(lab) = self.lab_mut()
        {
            lab.drop_ghost();
        }
    }

    /// Opens the step at place `at`.
    pub(super) fn go(&mut self, lesson: &Lesson, at: usize) {
        let left = std::mem::replace(&mut self.at, at.min(lesson.steps.len()));
        self.running.on = false;
        self.scroll = 0;
        self.focus = 0;
        self.wake(lesson, self.at);
        let before = self.step_before(lesson);
        if let Some(slot) = self.states.get(self.at)
            && slot.is_none()
        {
            if let Some(before) = before {
                self.wake(lesson, before);
            }
            let lab_before = before.and_then(|before| self.states[before].as_ref()?.lab.as_ref());
            let mut state = StepState::open(lesson, self.at, lab_before, self.seed);
            state.remember(lesson.role, &lesson.steps[self.at], &self.before);
            let is_race = state
                .lab
                .as_ref()
                .is_some_and(|lab| lab.run().is_some_and(|run| run.progress().is_some()));
            self.running.speed = if is_race { Speed::Full } else { Speed::Brisk };
            self.states[self.at] = Some(state);
        }
        for at in before.into_iter().chain([left]) {
            if at != self.at
                && let Some(Some(state)) = self.states.get_mut(at)
            {
                state.rest();
            }
        }
    }

    /// Makes the lab of step `at` again if it rests.
    fn wake(&mut self, lesson: &Lesson, at: usize) {
        let seed = self.seed;
        if let Some(Some(state)) = self.states.get_mut(at) {
            state.wake(lesson, at, seed);
        }
    }

    /// The nearest step before whose lab this one goes on with.
    fn step_before(&self, lesson: &Lesson) -> Option<usize> {
        let name = lesson.steps.get(self.at)?.lab.as_ref()?;
        (0..self.at)
            .rev()
            .find(|at| lesson.steps[*at].lab.as_ref() == Some(name))
    }

    pub(super) fn choose(&mut self, lesson: &Lesson, way: Toward) {
        let count = self.unlocked(lesson).len();
        if count > 0 {
            let step = if way == Toward::Next { 1 } else { count - 1 };
            self.focus = (self.focus.min(count - 1) + step) % count;
        }
    }

    /// Chooses the control called `name`.
    pub(super) fn focus_on(&mut self, lesson: &Lesson, name: &str) {
        let names = self.unlocked(lesson);
        if let Some(at) = names.iter().position(|free| free == name) {
            self.focus = at;
        }
    }

    /// Turns the chosen control; whether anything moved.
    pub(super) fn turn(&mut self, lesson: &Lesson, turn: Turn) -> bool {
        let Some(name) = self.focused(lesson) else {
            return false;
        };
        let turned = self
            .lab_mut()
            .and_then(|lab| lab.turn(&name, turn))
            .is_some();
        self.after_change(lesson);
        turned
    }

    /// What follows from any change of the lab: its controls show what they stood at then, and goals are looked at.
    pub(super) fn after_change(&mut self, lesson: &Lesson) {
        if let Some(lab) = self.lab_mut() {
            lab.follow_run();
        }
        if let (Some(step), Some(state)) = (lesson.steps.get(self.at), self.state_mut()) {
            state.tick(step);
        }
    }
}
