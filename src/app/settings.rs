//! The table of settings: one row each, for the settings page, the settings file and the command line.

use std::collections::BTreeMap;

use super::appearance::{Appearance, ThemeChoice};
use super::message::Effect;

/// Whether the program or the terminal handles the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MouseCapture {
    /// The program: the mouse clicks and drags.
    #[default]
    On,
    /// The terminal: the mouse selects text.
    Off,
}

/// Whether the screen is animated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Motion {
    /// A running model is shown in every frame.
    #[default]
    On,
    /// A running model is shown in still pictures. Its computation is the same.
    Off,
}

/// Whether the text of a question may be drawn at double size in front of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LargeText {
    /// Where the terminal can do it.
    #[default]
    On,
    /// Never: it is bold.
    Off,
}

/// Settings that do not change the appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Behaviour {
    /// Whether the program or the terminal handles the mouse.
    pub mouse: MouseCapture,
    /// Whether the screen is animated.
    pub motion: Motion,
    /// Whether the text of a question may be drawn at double size in front of a class.
    pub large_text: LargeText,
    /// The parts of the appearance that follow the terminal's reports.
    pub detection: Detection,
}

/// The parts of the appearance that follow the terminal's reports, because neither an option nor a setting decides them.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each one is a query of its own"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Detection {
    /// The theme follows the background.
    pub theme: bool,
    /// The glyphs follow the width of lines.
    pub line_width: bool,
    /// The glyphs follow the protocols for images and the size of cells.
    pub images: bool,
    /// The glyphs follow the name and the version of the terminal.
    pub program: bool,
    /// The size of the text of questions follows the terminal's support for double size.
    pub large_text: bool,
}

impl Detection {
    /// Whether nothing follows the terminal.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether this asks for nothing that `other` does not ask for.
    pub(super) fn is_part_of(self, other: Self) -> bool {
        self.merge(other) == other
    }

    /// The parts of both.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            theme: self.theme || other.theme,
            line_width: self.line_width || other.line_width,
            images: self.images || other.images,
            program: self.program || other.program,
            large_text: self.large_text || other.large_text,
        }
    }
}

/// A row of the table of settings.
#[derive(Debug)]
pub struct SettingSpec {
    /// The name in the settings file and in the word tables: `ui.settings.NAME`, `ui.settings.NAME.VALUE`.
    pub name: &'static str,
    /// The values to choose from.
    pub values: SettingValues,
}

/// The values of a setting.
#[derive(Debug)]
pub enum SettingValues {
    /// The languages of the program and the course, by their tags.
    Language,
    /// The values of [`GlyphSetting`](super::GlyphSetting). The command line option is `--glyphs`.
    Glyphs,
    /// A choice of the appearance. The command line option is `--NAME`.
    Choice {
        /// The names of the values.
        names: &'static [&'static str],
        /// The index of the current value.
        get: fn(&Appearance) -> usize,
        /// Sets the value with this index.
        set: fn(&mut Appearance, usize),
    },
    /// `on` or `off`; `true` or `false` in the settings file.
    Switch {
        /// The command line flag that turns it off.
        flag: &'static str,
        /// Whether it is on.
        get: fn(&Behaviour) -> bool,
        /// Turns it on or off.
        set: fn(&mut Behaviour, bool),
        /// The effect that a change has outside the app.
        effect: Option<fn(&Behaviour) -> Effect>,
    },
}

macro_rules! choice {
    ($name:literal, $field:ident: $choice:ident) => {
        SettingSpec {
            name: $name,
            values: SettingValues::Choice {
                names: &$choice::NAMES,
                get: |appearance| appearance.$field as usize,
                set: |appearance, at| appearance.$field = $choice::ALL[at],
            },
        }
    };
}

macro_rules! switch {
    ($name:literal, $field:ident: $switch:ident, $effect:expr) => {
        SettingSpec {
            name: $name,
            values: SettingValues::Switch {
                flag: concat!("no-", $name),
                get: |behaviour| behaviour.$field == $switch::On,
                set: |behaviour, on| {
                    behaviour.$field = if on { $switch::On } else { $switch::Off };
                },
                effect: $effect,
            },
        }
    };
}

/// All settings, in the order of the settings page.
pub static SETTINGS: [SettingSpec; 6] = [
    SettingSpec {
        name: "language",
        values: SettingValues::Language,
    },
    choice!("theme", theme: ThemeChoice),
    SettingSpec {
        name: "glyphs",
        values: SettingValues::Glyphs,
    },
    switch!("mouse", mouse: MouseCapture, Some(|now| Effect::MouseCapture(now.mouse))),
    switch!("motion", motion: Motion, None),
    switch!("large-text", large_text: LargeText, None),
];

/// The names of the values of a switch.
pub const SWITCH_VALUES: [&str; 2] = ["on", "off"];

/// A value that was chosen for a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name of the setting.
    pub name: &'static str,
    /// The name of the value; the tag of a language.
    pub value: String,
}

impl Setting {
    /// The setting called `name` with the value called `value`.
    pub fn new(name: &'static str, value: &str) -> Self {
        Self {
            name,
            value: value.to_owned(),
        }
    }
}

/// The settings that the learner has chosen; a setting without a value is left to the environment.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Settings(BTreeMap<&'static str, String>);

impl Settings {
    /// The name of the value that was chosen for the setting called `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

impl FromIterator<Setting> for Settings {
    fn from_iter<I: IntoIterator<Item = Setting>>(settings: I) -> Self {
        let values = settings.into_iter().map(|one| (one.name, one.value));
        Self(values.collect())
    }
}

/// The row called `name`.
pub(super) fn setting_spec(name: &str) -> Option<&'static SettingSpec> {
    SETTINGS.iter().find(|spec| spec.name == name)
}

/// The values of a row of the settings page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingOptions {
    /// The labels in the language in use; the label of a language is in that language.
    pub labels: Vec<String>,
    /// The index of the current value.
    pub chosen: Option<usize>,
}
