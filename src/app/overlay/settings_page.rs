//! The settings page.

use super::enabled::stays_enabled;
use crate::app::context::Context;
use crate::app::input::action::{Action, AppAction, OverlayAction};
use crate::app::input::mouse::ClickTarget;
use crate::app::message::Update;
use crate::app::screen_update::ScreenUpdate;
use crate::app::settings::{SETTINGS, SettingSpec};
use crate::text::Toward;

/// The settings page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SettingsPage {
    selected: usize,
}

impl SettingsPage {
    /// The setting in the selected row.
    pub fn selected(&self) -> &'static SettingSpec {
        &SETTINGS[self.selected]
    }

    pub(super) fn is_enabled(action: Action, context: &Context) -> bool {
        match action {
            Action::App(AppAction::Settings) => context.is_enabled(AppAction::Settings),
            Action::App(action) => stays_enabled(action, context),
            Action::Overlay(action) => match action {
                OverlayAction::SelectSetting(_) | OverlayAction::ChangeSetting(_) => true,
                OverlayAction::Confirm
                | OverlayAction::Cancel
                | OverlayAction::SelectTerm(_)
                | OverlayAction::CloseDefinition
                | OverlayAction::ScrollPage(_) => false,
            },
            Action::Close => true,
            Action::List(_)
            | Action::Import(_)
            | Action::Lesson(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_) => false,
        }
    }

    pub(super) fn update(&mut self, action: Action, context: &mut Context) -> ScreenUpdate {
        match action {
            Action::Close | Action::App(AppAction::Settings) => ScreenUpdate::close_overlay(),
            Action::App(action) => ScreenUpdate::perform(action),
            Action::Overlay(OverlayAction::SelectSetting(toward)) => {
                self.select_beside(toward).into()
            }
            Action::Overlay(OverlayAction::ChangeSetting(toward)) => {
                context.change_setting(self.selected(), toward).into()
            }
            Action::Overlay(_)
            | Action::List(_)
            | Action::Import(_)
            | Action::Lesson(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_) => ScreenUpdate::none(),
        }
    }

    /// Selects the row below or above; false at the end.
    pub(super) fn select_beside(&mut self, toward: Toward) -> bool {
        let before = self.selected;
        self.selected = match toward {
            Toward::Next => (before + 1).min(SETTINGS.len() - 1),
            Toward::Previous => before.saturating_sub(1),
        };
        self.selected != before
    }

    /// Handles a click on a row or on a value.
    pub(super) fn click(&mut self, target: &ClickTarget, context: &mut Context) -> Update {
        match target {
            ClickTarget::Setting(row) if *row < SETTINGS.len() => {
                self.selected = *row;
                Update::redraw()
            }
            ClickTarget::SettingValue { row, at } if *row < SETTINGS.len() => {
                self.selected = *row;
                context.set_setting(self.selected(), *at)
            }
            _ => Update::none(),
        }
    }
}
