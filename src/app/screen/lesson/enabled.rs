//! The actions that are enabled on the lesson screen.

use crate::app::content::page_writer::PageWriter;
use crate::app::context::Context;
use crate::app::input::action::{Action, LessonAction, ListAction, ModelAction};
use crate::app::screen::end_page::EndPage;
use crate::app::session::Session;
use crate::lab::{Domain, Lab, Run, Status, Turn};
use crate::lesson::{Activity, LessonRole, Localized, StepKind};
use crate::text::Toward;

impl Session {
    /// Whether `action` is enabled on the lesson screen.
    pub(in crate::app) fn is_enabled(&self, action: Action, context: &Context) -> bool {
        if let Some(enabled) = self.is_enabled_on_workbench(action) {
            return enabled;
        }
        match action {
            Action::App(action) => context.is_enabled(action),
            Action::Lesson(action) => self.is_lesson_action_enabled(action, context),
            Action::Model(action) => self.is_model_action_enabled(action, context),
            Action::List(ListAction::Open | ListAction::Select(_) | ListAction::SelectEnd(_)) => {
                self.is_at_end()
            }
            Action::Close => true,
            Action::List(ListAction::SelectCourse)
            | Action::Import(_)
            | Action::Workbench(_)
            | Action::Room(_)
            | Action::Overlay(_) => false,
        }
    }

    /// Whether the workbench of the open step enables `action`; none where there is no workbench, or it leaves the decision
    /// to the lesson.
    fn is_enabled_on_workbench(&self, action: Action) -> Option<bool> {
        let step = self.step()?;
        self.workbench()?.is_enabled(action, self.lab()?, step)
    }

    fn is_lesson_action_enabled(&self, action: LessonAction, context: &Context) -> bool {
        match action {
            // The playground has no page after it.
            LessonAction::NextStep => self.lesson().role != LessonRole::Play && !self.is_at_end(),
            LessonAction::NextLesson => self.is_at_end(),
            LessonAction::SkipTest => {
                (self.step()).is_some_and(|step| step.kind == StepKind::Welcome)
            }
            LessonAction::Revisit(at) => self.can_revisit(at, context),
            LessonAction::PreviousStep => self.at() > 0,
            LessonAction::Answer(at) => {
                let is_open = self.open_question().is_some();
                let is_final = self.lesson().role == LessonRole::Before && !is_open;
                self.answer_count() > at && !is_final
            }
            LessonAction::Hint => self.has_more_hints(context),
            LessonAction::Zoom => !context.shows_text && self.zoom_count() > 0,
            LessonAction::LeaveZoom => !context.shows_text && self.zoom().is_some(),
            LessonAction::Describe => {
                let picture = self.end_page().and_then(EndPage::picture);
                self.lab().is_some() || picture.is_some()
            }
            LessonAction::Scroll(_) => context.scroll_extent.hidden > 0,
            // In a workbench, the key belongs to the panes.
            LessonAction::Define => {
                self.workbench().is_none() && !PageWriter::new(context, self).terms().is_empty()
            }
            LessonAction::Sources => {
                let page = PageWriter::new(context, self);
                !page.citations().is_empty() || !page.links().is_empty()
            }
            LessonAction::Notes => context.is_presenting(),
            LessonAction::CopyCommand => self.step().is_some(),
        }
    }

    fn is_model_action_enabled(&self, action: ModelAction, context: &Context) -> bool {
        let is_locked = self.open_question().is_some() || self.keeps_answer_secret();
        let unlocked_lab = self.lab().filter(|_| !is_locked);
        let run = unlocked_lab.and_then(Lab::run);
        match action {
            ModelAction::FocusControl(_) => self.unlocked().len() > 1,
            ModelAction::Adjust(Turn::Fine(_) | Turn::Coarse(_)) => {
                self.focused().is_some_and(|name| {
                    let control = unlocked_lab.and_then(|lab| lab.controls().get(&name).cloned());
                    control.is_some_and(|control| matches!(control.domain, Domain::Number(_)))
                })
            }
            ModelAction::Adjust(_) | ModelAction::TypeValue => !self.unlocked().is_empty(),
            // On a workbench a training goes on behind its goal.
            ModelAction::Run => run
                .is_some_and(|run| run.status() != Status::Finished || self.workbench().is_some()),
            ModelAction::Seek(toward, _) => run.is_some_and(|run| can_seek(run, toward)),
            ModelAction::Speed(toward) => {
                let speed = self.playback.speed;
                run.is_some() && speed.next(toward) != speed
            }
            ModelAction::Reset | ModelAction::Ghost => unlocked_lab.is_some(),
            ModelAction::Undo => self.has_hands(context) || unlocked_lab.is_some_and(Lab::can_undo),
        }
    }

    fn answer_count(&self) -> usize {
        match self.step().map(|step| &step.activity) {
            Some(Activity::Question(question)) => question.answers.len(),
            Some(Activity::Explore | Activity::Challenge(_)) | None => 0,
        }
    }

    /// Whether hands were counted for the question that is open.
    pub(super) fn has_hands(&self, context: &Context) -> bool {
        let vote = context.participant.vote();
        self.open_question().is_some() && vote.is_some_and(|vote| vote.hands > 0)
    }

    /// Whether there is one more hint or, once the goals are met, the principle.
    pub(in crate::app) fn has_more_hints(&self, context: &Context) -> bool {
        let (Some(step), Some(state)) = (self.step(), self.state()) else {
            return false;
        };
        let text = self.lesson().localized(context.words().lang(), |text| {
            let text = text.steps.get(&step.id)?;
            if state.is_done(step) {
                Some(&text.principle).filter(|_| !state.principle_shown)
            } else {
                text.hints.get(state.hints_shown)
            }
        });
        text != Localized::Missing
    }
}

/// Whether a run can move forward or back. A race has no single steps.
fn can_seek(run: &dyn Run, toward: Toward) -> bool {
    run.progress().is_none() && (toward == Toward::Next || run.at() > 0)
}
