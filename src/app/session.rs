//! A lesson in progress.

mod controls;
mod pages;
mod painting;
mod progress;
mod reload;
mod repeated_run;
mod reveal;
mod room_run;
mod shown_figures;
mod step_change;
mod zoom;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::figure_set::FigureSet;
use super::pen::Pen;
use super::playback::{LoopMode, Playback, Speed};
use super::progress::LessonProgress;
use super::screen::end_page::EndPage;
use super::screen::workbench::WorkbenchState;
use super::step_state::{AnswerState, StepState};
use super::sweep::Sweep;
use crate::lab::{DataTable, Lab, ReplayEntry, SetError, Values};
use crate::lesson::{Activity, Lesson, Question, Step};
use crate::locale::Phrase;

/// The longest time without a key that counts as time spent in the lesson.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// The name of a lesson, unique in its course.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LessonName(String);

impl LessonName {
    /// The name of `lesson`.
    pub fn of(lesson: &Lesson) -> Self {
        Self(lesson.name.clone())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LessonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The state of a lab that a text speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatedState {
    /// The present one: the text follows the controls.
    Present,
    /// That in which a question is asked.
    Asked,
    /// That after the answer to a question.
    Answered,
}

/// A lesson in progress: the step that is open, and the state of every step.
pub struct Session {
    lesson: Arc<Lesson>,
    /// The index of the open step; the closing page and the end page have the indices behind the steps.
    at: usize,
    states: Vec<Option<StepState>>,
    seed: Option<u64>,
    /// The index of the focused control among the unlocked ones.
    focus: usize,
    /// Lines by which the text is scrolled.
    pub(super) scroll: u16,
    /// The index of the figure that is shown alone.
    zoom: Option<usize>,
    /// The figures of the step that found no room on the screen.
    hidden_figures: FigureSet,
    pub(super) playback: Playback,
    /// The step at which a run that repeats that of a presenter stops.
    room_stop: Option<u64>,
    /// The step at which a run stops that repeats the one before a control was turned.
    repeated_stop: Option<u64>,
    /// The animation of the controls after an answer or a turn.
    sweep: Option<Sweep>,
    shows_ghost: bool,
    /// The pen, while a picture is painted.
    pen: Option<Pen>,
    /// The selection and the picture of the end page.
    pub(super) end: EndPage,
    /// How long the lesson has been open, without pauses.
    time: Duration,
    /// The progress that was stored when the program started.
    stored: LessonProgress,
}

/// A summary of a session's progress; two equal values mean that there is nothing new to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProgressKey {
    lesson: LessonName,
    at: usize,
    answer_state: Option<AnswerState>,
    goals_met: usize,
}

impl Session {
    /// `lesson` opened at the step with the index `at`.
    pub(super) fn open(
        lesson: Arc<Lesson>,
        at: usize,
        seed: Option<u64>,
        stored: Option<LessonProgress>,
    ) -> Self {
        let mut session = Self {
            at: 0,
            states: lesson.steps.iter().map(|_| None).collect(),
            lesson,
            seed,
            focus: 0,
            scroll: 0,
            zoom: None,
            hidden_figures: FigureSet::default(),
            playback: Playback::new(),
            room_stop: None,
            repeated_stop: None,
            sweep: None,
            shows_ghost: true,
            pen: None,
            end: EndPage::default(),
            time: Duration::ZERO,
            stored: stored.unwrap_or_default(),
        };
        session.go_to_step(at);
        session
    }

    /// The lesson.
    pub fn lesson(&self) -> &Arc<Lesson> {
        &self.lesson
    }

    /// The name of the lesson.
    pub fn name(&self) -> LessonName {
        LessonName::of(&self.lesson)
    }

    /// The index of the open step; the closing page and the end page have the indices behind the steps.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether the step with the index `at` was opened, in this session or an earlier one.
    pub fn visited(&self, at: usize) -> bool {
        let step = self.lesson.steps.get(at);
        self.states.get(at).is_some_and(Option::is_some)
            || step.is_some_and(|step| self.stored.seen.contains(&step.id))
    }

    /// Adds time spent in the lesson; of a long pause only the first minutes count.
    pub(super) fn add_time(&mut self, time: Duration) {
        self.time += time.min(LONGEST_PAUSE);
    }

    /// The open step; none on the closing page and the end page.
    pub fn step(&self) -> Option<&Step> {
        self.lesson.steps.get(self.at)
    }

    /// The state of the open step.
    pub fn state(&self) -> Option<&StepState> {
        self.states.get(self.at)?.as_ref()
    }

    /// The state of the step with the index `at`, if it was opened.
    pub fn state_at(&self, at: usize) -> Option<&StepState> {
        self.states.get(at)?.as_ref()
    }

    pub(super) fn state_mut(&mut self) -> Option<&mut StepState> {
        self.states.get_mut(self.at)?.as_mut()
    }

    /// The lab of the open step.
    pub fn lab(&self) -> Option<&Lab> {
        self.state()?.lab.as_ref()
    }

    pub(super) fn lab_mut(&mut self) -> Option<&mut Lab> {
        self.state_mut()?.lab.as_mut()
    }

    /// The lab whose numbers a text of the open step states.
    pub(super) fn stated_lab(&self, state: StatedState) -> Option<&Lab> {
        let labs = &self.state()?.question_labs;
        match state {
            StatedState::Present => self.lab(),
            StatedState::Asked => labs.asked(&self.lesson, self.at, self.seed),
            StatedState::Answered => labs.answered(&self.lesson, self.at, self.seed),
        }
    }

    /// The workbench of the open step, if the step has one.
    pub fn workbench(&self) -> Option<&WorkbenchState> {
        self.state()?.workbench.as_ref()
    }

    /// Changes the workbench of the open step and its lab; false where there is no workbench.
    pub(super) fn change_workbench(
        &mut self,
        change: impl FnOnce(&mut WorkbenchState, &mut Lab, &Step) -> bool,
    ) -> bool {
        let lesson = Arc::clone(&self.lesson);
        let parts = lesson.steps.get(self.at).and_then(|step| {
            let state = self.state_mut()?;
            Some((step, state.workbench.as_mut()?, state.lab.as_mut()?))
        });
        let Some((step, workbench, lab)) = parts else {
            return false;
        };
        let changed = change(workbench, lab, step);
        self.after_change();
        changed
    }

    /// Whether ghost curves are shown.
    pub fn shows_ghost(&self) -> bool {
        self.shows_ghost
    }

    /// Whether the model runs.
    pub fn is_running(&self) -> bool {
        self.playback.is_running
    }

    /// The mode of the event loop.
    pub(super) fn loop_mode(&self) -> LoopMode {
        match &self.sweep {
            Some(_) => LoopMode::Frames,
            None => self.paced_playback().loop_mode(),
        }
    }

    /// Pauses the model.
    pub(super) fn pause(&mut self) {
        self.playback.is_running = false;
        self.repeated_stop = None;
    }

    /// The playback at its speed; a run that is repeated goes at full speed.
    fn paced_playback(&self) -> Playback {
        let mut playback = self.playback;
        if self.repeated_stop.is_some() {
            playback.speed = Speed::Full;
        }
        playback
    }

    /// The name of the speed of a run.
    pub fn speed(&self) -> Phrase {
        self.playback.speed.phrase()
    }

    /// The time left in a run that has an end.
    pub fn time_left(&self) -> Option<Duration> {
        let progress = self.lab()?.run()?.progress()?;
        self.paced_playback().time_left(progress)
    }

    /// The question of the open step, if it is neither answered nor skipped.
    pub fn open_question(&self) -> Option<&Question> {
        match (&self.step()?.activity, self.state()?.answer_state) {
            (Activity::Question(question), AnswerState::Open) => Some(question),
            (Activity::Question(_) | Activity::Explore | Activity::Challenge(_), _) => None,
        }
    }

    /// Shows or hides ghost curves; a ghost that is shown again starts at the present curve.
    pub(super) fn toggle_ghost(&mut self) {
        self.shows_ghost = !self.shows_ghost;
        if self.shows_ghost
            && let Some(lab) = self.lab_mut()
        {
            lab.drop_ghost();
        }
    }

    /// Sets values of the lab.
    pub(super) fn set_values(&mut self, values: &Values) -> Result<(), SetError> {
        let repeated = self.step_to_repeat();
        let result = self
            .lab_mut()
            .map_or(Ok(()), |lab| lab.set(values).map(drop));
        self.after_change();
        self.repeat_to(repeated);
        result
    }

    /// Makes `table` the data of the workbench, and pauses the model.
    pub(super) fn set_data(&mut self, table: &DataTable) -> Result<(), SetError> {
        self.pause();
        let values = table.to_values()?;
        let mut result = Ok(());
        self.change_workbench(|_, lab, _| {
            let training = table.training_values(lab.values());
            result = lab.set(&values.merge(&training)).map(drop);
            result.is_ok()
        });
        result
    }

    /// Repeats `moves` on the lab; stops at the first one that is refused.
    pub(super) fn replay(&mut self, moves: &[ReplayEntry]) -> Result<(), SetError> {
        let result = self.lab_mut().map_or(Ok(()), |lab| lab.replay(moves));
        self.after_change();
        result
    }

    /// Updates the session after a change of the lab: its controls follow the run, and its goals are checked.
    pub(super) fn after_change(&mut self) {
        if let Some(lab) = self.lab_mut() {
            lab.follow_run();
        }
        let at = self.at;
        if let (Some(step), Some(Some(state))) =
            (self.lesson.steps.get(at), self.states.get_mut(at))
        {
            state.check_goals(step);
            if let (Some(workbench), Some(lab)) = (&mut state.workbench, &state.lab) {
                workbench.follow(lab);
            }
        }
    }

    /// Moves the controls or runs the model for a frame of `elapsed`, or for one slice of work; false if nothing moves.
    pub(super) fn run(&mut self, elapsed: Option<Duration>) -> bool {
        let Some(mut sweep) = self.sweep.take() else {
            return self.advance_run(elapsed);
        };
        let mut has_moved = false;
        if let (Some(end), Some(elapsed)) = (self.lab(), elapsed) {
            has_moved = sweep.advance(end, elapsed);
        }
        let is_over = sweep.is_over();
        self.sweep = (!is_over).then_some(sweep);
        has_moved || is_over
    }

    /// Runs the model for a frame of `elapsed`, or for one slice of work; false if it does not run.
    fn advance_run(&mut self, elapsed: Option<Duration>) -> bool {
        let mut playback = self.paced_playback();
        if !playback.is_running {
            return false;
        }
        let stop = self.awaited_stop().or(self.repeated_stop);
        let stop = stop.or(self.room_stop);
        let Some(run) = self.lab_mut().and_then(|lab| lab.run_mut()) else {
            return false;
        };
        let has_moved = match elapsed {
            Some(elapsed) => playback.run_frame(run, elapsed, stop),
            None => playback.run_slice(run, stop),
        };
        playback.speed = self.playback.speed;
        self.playback = playback;
        if !playback.is_running {
            self.repeated_stop = None;
        }
        self.after_change();
        self.end_awaited_run();
        has_moved
    }
}
