//! The import page: the columns of a file, their roles, and the rows that the network gets.

use crate::app::context::Context;
use crate::app::input::action::{Action, AppAction, ImportAction};
use crate::app::overlay::Overlay;
use crate::app::overlay::text_input::{InputPurpose, TextInput};
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::app::session::LessonName;
use crate::lab::import::{ColumnRoles, ImportGap, ImportPlan, ImportedFile, RowSelection};
use crate::text::Toward;

/// The import page over a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportPage {
    file: ImportedFile,
    plan: ImportPlan,
    /// The rows that the plan uses.
    selection: RowSelection,
    /// The index of the selected column.
    selected: usize,
    /// The roles when the column was selected. Its role changes beside these, so that going through its roles leaves the
    /// other columns as they were.
    base: ColumnRoles,
    lesson: LessonName,
}

impl ImportPage {
    /// The page for `file` over `lesson`, with the roles that are suggested.
    pub(in crate::app) fn new(file: ImportedFile, lesson: LessonName) -> Self {
        let plan = ImportPlan::suggest(file.table());
        Self {
            selection: file.select_rows(&plan),
            selected: first_column(&plan),
            base: plan.roles().clone(),
            plan,
            file,
            lesson,
        }
    }

    /// The file.
    pub fn file(&self) -> &ImportedFile {
        &self.file
    }

    /// The roles and other choices.
    pub fn plan(&self) -> &ImportPlan {
        &self.plan
    }

    /// The rows that are used.
    pub fn selection(&self) -> &RowSelection {
        &self.selection
    }

    /// The index of the selected column.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The part that the data lack before they can be opened in the playground; none where they are ready.
    pub fn gap(&self) -> Option<ImportGap> {
        self.plan.gap(self.file.table(), &self.selection)
    }

    /// The lesson below the page.
    pub(in crate::app) fn lesson(&self) -> &LessonName {
        &self.lesson
    }

    /// Whether `action` is enabled on the page.
    pub(in crate::app) fn is_enabled(&self, action: Action, context: &Context) -> bool {
        match action {
            // The search would leave the page, and with it the choices.
            Action::App(action) => action != AppAction::Find && context.is_enabled(action),
            Action::Import(action) => match action {
                ImportAction::Accept => self.gap().is_none(),
                ImportAction::SwitchClasses => self.plan.has_other_pairs(self.file.table()),
                ImportAction::SelectColumn(_)
                | ImportAction::ChangeRole(_)
                | ImportAction::Standardise
                | ImportAction::ReadDifferently
                | ImportAction::ReadAnother => true,
            },
            Action::Close => true,
            Action::List(_)
            | Action::Lesson(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_)
            | Action::Overlay(_) => false,
        }
    }

    /// Handles an action.
    pub(in crate::app) fn update(&mut self, action: Action) -> ScreenUpdate {
        match action {
            Action::App(action) => ScreenUpdate::perform(action),
            Action::Import(action) => self.update_import(action),
            Action::Close => self.leave(None),
            Action::List(_)
            | Action::Lesson(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_)
            | Action::Overlay(_) => ScreenUpdate::none(),
        }
    }

    fn update_import(&mut self, action: ImportAction) -> ScreenUpdate {
        match action {
            ImportAction::Accept => {
                return match self.plan.data_table(&self.file, &self.selection) {
                    Ok(table) => self.leave(Some(Box::new(table))),
                    Err(_) => ScreenUpdate::none(),
                };
            }
            ImportAction::ReadAnother => {
                let input = TextInput::new(InputPurpose::Points);
                return Transition::Open(Overlay::TextInput(input)).into();
            }
            ImportAction::SelectColumn(toward) => return self.select_beside(toward).into(),
            ImportAction::ChangeRole(toward) => {
                let table = self.file.table();
                self.plan
                    .change_role(self.selected, toward, &self.base, table);
            }
            ImportAction::Standardise => {
                self.plan.toggle_standardise(self.file.table());
                return true.into();
            }
            ImportAction::SwitchClasses => self.plan.next_pair(self.file.table()),
            ImportAction::ReadDifferently => {
                self.file.read_differently();
                self.plan = ImportPlan::suggest(self.file.table());
                self.selected = first_column(&self.plan);
                self.base = self.plan.roles().clone();
            }
        }
        self.selection = self.file.select_rows(&self.plan);
        true.into()
    }

    fn leave(&self, table: Option<Box<crate::lab::DataTable>>) -> ScreenUpdate {
        let lesson = self.lesson.clone();
        Transition::LeaveImport { lesson, table }.into()
    }

    /// Selects the next or the previous column; false at the end.
    pub(in crate::app) fn select_beside(&mut self, toward: Toward) -> bool {
        let last = self.file.table().columns.len().saturating_sub(1);
        self.select(match toward {
            Toward::Next => (self.selected + 1).min(last),
            Toward::Previous => self.selected.saturating_sub(1),
        })
    }

    /// Selects the column with the index `at`; false where it is selected already.
    pub(in crate::app) fn select(&mut self, at: usize) -> bool {
        let is_other = at != self.selected && at < self.file.table().columns.len();
        if is_other {
            self.selected = at;
            self.base = self.plan.roles().clone();
        }
        is_other
    }
}

/// The column that is selected first: the first input.
fn first_column(plan: &ImportPlan) -> usize {
    plan.roles().inputs.first().copied().unwrap_or(0)
}
