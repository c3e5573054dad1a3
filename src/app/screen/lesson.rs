//! The lesson screen: a session's actions.

mod enabled;

use std::sync::Arc;

use super::workbench::selection::selected_parameter;
use super::workbench::{Pane, WorkbenchState};
use crate::app::content::page_writer::PageWriter;
use crate::app::context::Context;
use crate::app::input::action::{Action, LessonAction, ModelAction, WorkbenchAction};
use crate::app::input::keymap::key_names;
use crate::app::message::{Effect, Update};
use crate::app::overlay::Overlay;
use crate::app::overlay::definitions::Definitions;
use crate::app::overlay::info_page::InfoPage;
use crate::app::overlay::text_input::{InputPurpose, TextInput};
use crate::app::participant::VoteResponse;
use crate::app::rebuild;
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::app::session::Session;
use crate::app::settings::Motion;
use crate::app::step_state::AnswerState;
use crate::lab::{Lab, Turn};
use crate::lesson::{Activity, LessonRole};
use crate::locale::Phrase;
use crate::room::PresenterEvent;
use crate::text::Toward;

impl Session {
    /// Handles an action.
    pub(in crate::app) fn update(&mut self, action: Action, context: &mut Context) -> ScreenUpdate {
        match action {
            Action::App(action) => ScreenUpdate::perform(action),
            Action::Lesson(action) => self.update_lesson(action, context),
            Action::Model(action) => self.update_model(action, context),
            Action::Workbench(WorkbenchAction::LoadData) => {
                let input = TextInput::new(InputPurpose::Points);
                Transition::Open(Overlay::TextInput(input)).into()
            }
            Action::Workbench(action) => self
                .change_workbench(|workbench, lab, step| workbench.update(action, lab, step))
                .into(),
            Action::Close => {
                self.pause();
                Transition::ShowList(context.lesson_index(&self.lesson().name).unwrap_or(0)).into()
            }
            Action::List(action) => self.update_end(action, context),
            Action::Import(_) | Action::Room(_) | Action::Overlay(_) => ScreenUpdate::none(),
        }
    }

    fn update_lesson(&mut self, action: LessonAction, context: &mut Context) -> ScreenUpdate {
        match action {
            LessonAction::NextStep => self.next_step(context),
            LessonAction::NextLesson | LessonAction::SkipTest => self.open_following(context),
            LessonAction::Revisit(at) => self.open_end_row(at, context),
            LessonAction::PreviousStep => {
                self.go_to_step(self.at().saturating_sub(1));
                true.into()
            }
            LessonAction::Answer(at) => self.answer_or_vote(at, context),
            LessonAction::Hint => {
                // The zoom has no room for the hint.
                self.leave_zoom();
                self.show_hint().into()
            }
            LessonAction::Zoom => {
                self.zoom_to_next();
                true.into()
            }
            LessonAction::LeaveZoom => {
                self.leave_zoom();
                true.into()
            }
            LessonAction::Describe => {
                context.shows_text = !context.shows_text;
                true.into()
            }
            LessonAction::Scroll(toward) => {
                let lines = context.scroll_extent.half_page();
                self.scroll_by(lines, toward, context).into()
            }
            LessonAction::Define => self.open_definition(None, context),
            LessonAction::Sources => open_page(InfoPage::Sources),
            LessonAction::Notes => show_notes(context),
            LessonAction::CopyCommand => self.copy_command(context),
        }
    }

    fn update_model(&mut self, action: ModelAction, context: &mut Context) -> ScreenUpdate {
        match action {
            ModelAction::FocusControl(toward) => {
                self.focus_beside(toward);
                true.into()
            }
            ModelAction::Adjust(turn) => self.adjust(turn, context.behaviour().motion).into(),
            ModelAction::TypeValue => self.type_value(),
            ModelAction::Run => {
                self.toggle_run();
                true.into()
            }
            ModelAction::Seek(toward, steps) => {
                self.change_paused(|lab| seek(lab, toward, steps)).into()
            }
            ModelAction::Speed(toward) => {
                self.playback.speed = self.playback.speed.next(toward);
                true.into()
            }
            ModelAction::Reset => self
                .change_paused(|lab| {
                    let _ = lab.reset();
                    true
                })
                .into(),
            ModelAction::Undo if self.has_hands(context) => {
                let hand = PresenterEvent::TakeBackHand;
                context.participant.present(hand).into()
            }
            ModelAction::Undo => self.change_paused(Lab::undo).into(),
            ModelAction::Ghost => {
                self.toggle_ghost();
                true.into()
            }
        }
    }

    /// Answers the question; in a workshop, its room takes the answer as a vote while the question is open.
    fn answer_or_vote(&mut self, at: usize, context: &mut Context) -> ScreenUpdate {
        let response = match self.open_question() {
            // Nobody votes on a question that is not shown.
            Some(_) if context.is_voting() && context.scroll_extent.is_too_small => {
                VoteResponse::Counted(Update::none())
            }
            Some(_) => context.participant.vote_for(at),
            None => VoteResponse::Answer,
        };
        match response {
            VoteResponse::Answer => {
                let motion = context.behaviour().motion;
                self.reveal(motion, |session| session.answer(at)).into()
            }
            VoteResponse::Counted(update) => update.into(),
            VoteResponse::Refused(reason) => {
                context.notice = Some(reason);
                true.into()
            }
        }
    }

    /// Skips an open question; else goes to the next step, or to the next page behind the steps.
    fn next_step(&mut self, context: &mut Context) -> ScreenUpdate {
        if self.open_question().is_some() {
            if let Some(reason) = context.participant.refuses_skip() {
                context.notice = Some(reason);
                return true.into();
            }
            if let Some(closed) = context.participant.round_just_closed() {
                context.notice = Some(closed);
                return true.into();
            }
            if context.participant.has_round_to_close() {
                return context.participant.change_round().into();
            }
            let vote = context.participant.vote();
            let leading = vote.and_then(|vote| vote.tally()?.leading());
            let motion = context.behaviour().motion;
            let changed = self.reveal(motion, |session| session.close_question(leading));
            let update = context.participant.present(PresenterEvent::Reveal);
            // Nothing is shown where a question before the course was skipped.
            if context.participant.vote().is_none() && self.keeps_answer_secret() {
                self.go_to_step(self.at() + 1);
            }
            return update.and_redraw(changed).into();
        }
        self.go_to_step(self.at() + 1);
        true.into()
    }

    /// Skips the open question; in front of a class, the answer with most votes, `leading`, answers it.
    pub(in crate::app) fn close_question(&mut self, leading: Option<usize>) -> bool {
        let lesson = Arc::clone(self.lesson());
        let step = lesson.steps.get(self.at());
        let (Some(Activity::Question(question)), Some(state)) =
            (step.map(|step| &step.activity), self.state_mut())
        else {
            return false;
        };
        match (leading, lesson.role) {
            (_, LessonRole::Before) => state.answer_state = AnswerState::Skipped,
            (Some(leading), _) => state.answer_for_room(question, leading),
            (None, _) => state.skip(question),
        }
        true
    }

    /// Gives the answer with the index `at`.
    pub(in crate::app) fn answer(&mut self, at: usize) -> bool {
        let lesson = Arc::clone(self.lesson());
        let step = lesson.steps.get(self.at());
        let (Some(Activity::Question(question)), Some(state)) =
            (step.map(|step| &step.activity), self.state_mut())
        else {
            return false;
        };
        match lesson.role {
            LessonRole::Before => state.set_answer_without_reveal(at),
            LessonRole::Lesson | LessonRole::Quiz | LessonRole::Play | LessonRole::After => {
                state.answer(question, at);
            }
        }
        true
    }

    /// Shows one more hint; the principle once the goals are met.
    pub(in crate::app) fn show_hint(&mut self) -> bool {
        let lesson = Arc::clone(self.lesson());
        let step = lesson.steps.get(self.at());
        let (Some(step), Some(state)) = (step, self.state_mut()) else {
            return false;
        };
        if state.is_done(step) {
            state.principle_shown = true;
        } else {
            state.hints_shown += 1;
        }
        true
    }

    /// Scrolls the text by `lines`; false at the end.
    pub(in crate::app) fn scroll_by(
        &mut self,
        lines: u16,
        toward: Toward,
        context: &Context,
    ) -> bool {
        let before = self.scroll.min(context.scroll_extent.hidden);
        self.scroll = context.scroll_extent.scroll_by(before, lines, toward);
        self.scroll != before
    }

    /// Shows and copies the command that rebuilds this state. A state that belongs in a file is saved first.
    fn copy_command(&mut self, context: &Context) -> ScreenUpdate {
        if let Some(state) = rebuild::state_for_file(context, self) {
            self.pause();
            return ScreenUpdate::none().with_effect(Effect::SaveState(state));
        }
        match rebuild::rebuild_command(context, self) {
            Some(command) => show_command(command),
            None => ScreenUpdate::none(),
        }
    }

    /// Shows and copies the command that opens the state that was saved in the file `path`.
    pub(in crate::app) fn show_saved_state(&self, context: &Context, path: &str) -> ScreenUpdate {
        match rebuild::load_command(context, self, path) {
            Some(command) => show_command(command),
            None => ScreenUpdate::none(),
        }
    }

    /// Shows the definition of the term called `name`, else of the first term of the page.
    pub(in crate::app) fn open_definition(
        &self,
        name: Option<&str>,
        context: &Context,
    ) -> ScreenUpdate {
        match Definitions::new(PageWriter::new(context, self).terms(), name) {
            Some(definitions) => Transition::Open(Overlay::Definitions(definitions)).into(),
            None => ScreenUpdate::none(),
        }
    }

    /// Changes the focused control, or the weight or bias that is grabbed on a workbench.
    fn adjust(&mut self, turn: Turn, motion: Motion) -> bool {
        if self
            .workbench()
            .is_some_and(WorkbenchState::turns_parameter)
        {
            return self.change_workbench(|workbench, lab, _| workbench.turn_parameter(lab, turn));
        }
        self.turn_in_motion(turn, motion)
    }

    /// Opens the input for the focused control, or for the selected weight or bias on a workbench.
    fn type_value(&mut self) -> ScreenUpdate {
        let workbench = self.workbench();
        let on_network = workbench.is_some_and(|workbench| workbench.pane == Pane::Network);
        let name = match self.lab() {
            Some(lab) if on_network => selected_parameter(lab),
            Some(_) | None => self.focused(),
        };
        match name {
            Some(name) if self.begin_painting(&name) => Transition::Open(Overlay::Painting).into(),
            Some(name) => {
                let input = TextInput::new(InputPurpose::Control(name));
                Transition::Open(Overlay::TextInput(input)).into()
            }
            None => ScreenUpdate::none(),
        }
    }

    /// Pauses the model and changes the lab.
    fn change_paused(&mut self, change: impl FnOnce(&mut Lab) -> bool) -> bool {
        self.pause();
        let changed = self.lab_mut().is_some_and(change);
        self.after_change();
        changed
    }
}

/// Shows the instructor's notes, once it is confirmed: the class sees this screen, too.
fn show_notes(context: &mut Context) -> ScreenUpdate {
    let key = key_names("notes").unwrap_or_default();
    let ask = Phrase::key("ui.note.show-notes").with("key", key);
    if context.dismissed_notice.as_ref() == Some(&ask) {
        return open_page(InfoPage::Notes);
    }
    context.notice = Some(ask);
    true.into()
}

fn open_page(page: InfoPage) -> ScreenUpdate {
    Transition::Open(Overlay::info_page(page)).into()
}

fn show_command(command: String) -> ScreenUpdate {
    open_page(InfoPage::Command(command.clone())).with_effect(Effect::Copy(command))
}

fn seek(lab: &mut Lab, toward: Toward, steps: u64) -> bool {
    let Some(run) = lab.step_by_hand() else {
        return false;
    };
    let at = run.at();
    run.seek(match toward {
        Toward::Next => at.saturating_add(steps),
        Toward::Previous => at.saturating_sub(steps),
    });
    true
}
