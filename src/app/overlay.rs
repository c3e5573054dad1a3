//! Overlays: pages and inputs that cover the screen.

pub(super) mod definitions;
mod enabled;
pub(super) mod find;
pub(super) mod info_page;
mod room_menu;
pub(super) mod settings_page;
pub(super) mod text_field;
pub(super) mod text_input;

use super::context::Context;
use super::input::action::{Action, AppAction, LessonAction, OverlayAction};
use super::input::key::{Key, KeyCode};
use super::input::mouse::ClickTarget;
use super::message::Update;
use super::pen::PenKey;
use super::screen_update::{ScreenUpdate, Transition};
use crate::text::Toward;
use definitions::Definitions;
use find::Find;
use info_page::InfoPage;
use room_menu::RoomChoice;
use settings_page::SettingsPage;
use text_input::{InputPurpose, TextInput};

/// A page or an input that covers the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// A page to read.
    InfoPage {
        /// The page.
        page: InfoPage,
        /// Lines scrolled.
        scroll: u16,
    },
    /// An input for a value or a file name.
    TextInput(TextInput),
    /// A file of data is being read.
    Reading {
        /// The path as it was typed.
        path: String,
    },
    /// The search.
    Find(Find),
    /// The definition of a term, in place of the controls.
    Definitions(Definitions),
    /// The settings.
    Settings(SettingsPage),
    /// A picture is painted with the keys; the session holds the pen.
    Painting,
    /// The menu of the room, in the footer.
    RoomMenu,
    /// How to join the room.
    Join,
    /// An empty screen, for a talk.
    Blank,
}

impl Overlay {
    /// `page` from its first line on.
    pub(super) fn info_page(page: InfoPage) -> Self {
        Self::InfoPage { page, scroll: 0 }
    }

    /// The input in which the value of the control `name` is typed.
    pub fn value_input(&self, name: &str) -> Option<&TextInput> {
        match self {
            Self::TextInput(input) => match &input.purpose {
                InputPurpose::Control(control) if control == name => Some(input),
                InputPurpose::Control(_) | InputPurpose::Points | InputPurpose::SeatName => None,
            },
            _ => None,
        }
    }

    /// Whether opening it pauses a running model.
    pub(super) fn pauses_run(&self) -> bool {
        match self {
            Self::InfoPage { .. } | Self::Find(_) | Self::Settings(_) | Self::Reading { .. } => {
                true
            }
            Self::TextInput(input) => input.purpose == InputPurpose::Points,
            Self::Definitions(_) | Self::Painting | Self::RoomMenu | Self::Join | Self::Blank => {
                false
            }
        }
    }

    /// Whether it shows or changes something of the course that a new version may lack.
    pub(super) fn shows_course(&self) -> bool {
        match self {
            Self::InfoPage { page, .. } => match page {
                InfoPage::Sources | InfoPage::Notes | InfoPage::Command(_) => true,
                InfoPage::Help | InfoPage::Report(_) | InfoPage::Seats => false,
            },
            Self::TextInput(input) => match input.purpose {
                InputPurpose::Control(_) => true,
                InputPurpose::Points | InputPurpose::SeatName => false,
            },
            Self::Find(_) | Self::Definitions(_) | Self::Painting => true,
            Self::Settings(_)
            | Self::Reading { .. }
            | Self::RoomMenu
            | Self::Join
            | Self::Blank => false,
        }
    }

    /// Whether Hangul is typed as text here, instead of standing for the keys that typed it.
    pub(super) fn takes_hangul(&self) -> bool {
        match self {
            Self::Find(_) => true,
            Self::TextInput(input) => match input.purpose {
                InputPurpose::Points | InputPurpose::SeatName => true,
                InputPurpose::Control(_) => false,
            },
            Self::InfoPage { .. }
            | Self::Definitions(_)
            | Self::Settings(_)
            | Self::Reading { .. }
            | Self::Painting
            | Self::RoomMenu
            | Self::Join
            | Self::Blank => false,
        }
    }

    /// Handles a key as text; none where the key map decides.
    pub(super) fn handle_key(&mut self, key: Key) -> Option<ScreenUpdate> {
        match self {
            Self::TextInput(input) => Some(input.handle_key(key)),
            Self::Find(find) => Some(find.handle_key(key)),
            Self::Reading { .. } if key == Key::plain(KeyCode::Esc) => {
                Some(ScreenUpdate::close_overlay())
            }
            Self::Reading { .. } => Some(ScreenUpdate::none()),
            Self::Painting => Some(match PenKey::of(key) {
                Some(key) => Transition::UsePen(key).into(),
                None => ScreenUpdate::none(),
            }),
            Self::Blank => Some(ScreenUpdate::close_overlay()),
            Self::InfoPage { .. }
            | Self::Definitions(_)
            | Self::Settings(_)
            | Self::RoomMenu
            | Self::Join => None,
        }
    }

    /// Inserts pasted text into a text field; elsewhere it would press keys at random.
    pub(super) fn paste(&mut self, pasted: &str) -> ScreenUpdate {
        match self {
            Self::TextInput(input) => input.paste(pasted),
            Self::Find(find) => find.paste(pasted),
            Self::InfoPage { .. }
            | Self::Definitions(_)
            | Self::Settings(_)
            | Self::Reading { .. }
            | Self::Painting
            | Self::RoomMenu
            | Self::Join
            | Self::Blank => ScreenUpdate::none(),
        }
    }

    /// Whether `action` is enabled while it covers the screen.
    pub(super) fn is_enabled(&self, action: Action, context: &Context) -> bool {
        match self {
            Self::InfoPage { page, .. } => page.is_enabled(action, context),
            Self::TextInput(_) => TextInput::is_enabled(action),
            Self::Find(_) => Find::is_enabled(action),
            Self::Definitions(definitions) => definitions.is_enabled(action, context),
            Self::Reading { .. } | Self::Painting => matches!(
                action,
                Action::Overlay(OverlayAction::Cancel)
                    | Action::App(AppAction::Interrupt | AppAction::Suspend)
            ),
            Self::Settings(_) => SettingsPage::is_enabled(action, context),
            Self::RoomMenu => room_menu::is_enabled(action, context),
            Self::Join => is_enabled_on_join_screen(action, context),
            Self::Blank => matches!(
                action,
                Action::App(AppAction::Quit | AppAction::Interrupt | AppAction::Suspend)
            ),
        }
    }

    /// Handles an action from the key map.
    pub(super) fn update(&mut self, action: Action, context: &mut Context) -> ScreenUpdate {
        match self {
            Self::InfoPage { page, scroll } => page.update(scroll, action, context),
            Self::Settings(page) => page.update(action, context),
            Self::RoomMenu => update_from_room_menu(action, context),
            Self::Join => match action {
                Action::App(action) => ScreenUpdate::perform(action),
                _ => ScreenUpdate::close_overlay(),
            },
            Self::Definitions(definitions) => update_definitions(definitions, action),
            // They take every key as text.
            Self::TextInput(_)
            | Self::Reading { .. }
            | Self::Find(_)
            | Self::Painting
            | Self::Blank => match action {
                Action::App(action) => ScreenUpdate::perform(action),
                _ => ScreenUpdate::none(),
            },
        }
    }

    /// Handles a click on one of its rows.
    pub(super) fn click(&mut self, target: &ClickTarget, context: &mut Context) -> Update {
        match (self, target) {
            (Self::Find(find), ClickTarget::FindResult(at)) => find.select(*at).into(),
            (Self::Settings(page), target) => page.click(target, context),
            (_, _) => Update::none(),
        }
    }

    /// Scrolls it by `lines`, or selects a row beside; none where it does not cover the text of the screen.
    pub(super) fn scroll(&mut self, lines: u16, toward: Toward, context: &Context) -> Option<bool> {
        match self {
            Self::InfoPage { scroll, .. } => {
                Some(info_page::scroll_by(scroll, lines, toward, context))
            }
            Self::Find(find) => Some(find.select_beside(toward)),
            Self::Settings(page) => Some(page.select_beside(toward)),
            Self::TextInput(_)
            | Self::Definitions(_)
            | Self::Reading { .. }
            | Self::Painting
            | Self::RoomMenu
            | Self::Join
            | Self::Blank => None,
        }
    }
}

fn update_definitions(definitions: &mut Definitions, action: Action) -> ScreenUpdate {
    match action {
        Action::Overlay(OverlayAction::SelectTerm(toward)) => {
            definitions.select_beside(toward);
            true.into()
        }
        Action::Overlay(OverlayAction::CloseDefinition) | Action::Lesson(LessonAction::Define) => {
            ScreenUpdate::close_overlay()
        }
        Action::App(action) => ScreenUpdate::perform(action),
        Action::Overlay(_)
        | Action::List(_)
        | Action::Import(_)
        | Action::Lesson(_)
        | Action::Model(_)
        | Action::Room(_)
        | Action::Workbench(_)
        | Action::Close => ScreenUpdate::none(),
    }
}

/// Handles an action in the menu of the room, and closes the menu.
fn update_from_room_menu(action: Action, context: &mut Context) -> ScreenUpdate {
    let Action::Room(action) = action else {
        return ScreenUpdate::close_overlay();
    };
    let overlay = match room_menu::perform(action, context) {
        RoomChoice::Done(update) => {
            return ScreenUpdate {
                update,
                ..ScreenUpdate::close_overlay()
            };
        }
        RoomChoice::Join => Overlay::Join,
        RoomChoice::Seats => Overlay::info_page(InfoPage::Seats),
        RoomChoice::Name => Overlay::TextInput(TextInput::new(InputPurpose::SeatName)),
    };
    Transition::Open(overlay).into()
}

/// Whether `action` is enabled on the join screen.
fn is_enabled_on_join_screen(action: Action, context: &Context) -> bool {
    match action {
        Action::Close | Action::Lesson(LessonAction::NextStep) => true,
        Action::App(action) => match action {
            AppAction::RoomMenu
            | AppAction::Help
            | AppAction::Theme
            | AppAction::Language
            | AppAction::Blank
            | AppAction::Quit
            | AppAction::Interrupt
            | AppAction::Suspend => context.is_enabled(action),
            AppAction::Find | AppAction::Settings | AppAction::Export => false,
        },
        Action::Lesson(_)
        | Action::Overlay(_)
        | Action::List(_)
        | Action::Import(_)
        | Action::Model(_)
        | Action::Room(_)
        | Action::Workbench(_) => false,
    }
}
