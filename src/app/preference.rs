//! The page of settings: what can be chosen, and what choosing does.

use super::{
    App, Effect, GlyphChoice, Motion, MouseCapture, Overlay, Setting, ThemeChoice, Update,
};
use crate::lab::Toward;
use crate::locale::{Lang, Words};

/// Something that a learner may choose for good: a line of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// The language.
    Language,
    /// The colours.
    Theme,
    /// The characters that draw charts.
    Glyphs,
    /// Whom the mouse belongs to.
    MouseCapture,
    /// Whether anything on the screen moves by itself.
    Motion,
}

/// What there is to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What each is called in the language in use; a language is called as those call it who speak it.
    pub labels: Vec<String>,
    /// The place of the one that holds now.
    pub chosen: Option<usize>,
}

impl Preference {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [
        Self::Language,
        Self::Theme,
        Self::Glyphs,
        Self::MouseCapture,
        Self::Motion,
    ];

    /// Its name, under which the word tables have what is said of it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Theme => "theme",
            Self::Glyphs => "glyphs",
            Self::MouseCapture => "mouse",
            Self::Motion => "motion",
        }
    }

    /// The one below or above it; itself at the end.
    fn beside(self, way: Toward) -> Self {
        let at = place(&Self::ALL, &self).unwrap_or(0);
        let beside = match way {
            Toward::Next => at + 1,
            Toward::Previous => at.saturating_sub(1),
        };
        Self::ALL.get(beside).copied().unwrap_or(self)
    }
}

impl App {
    /// What there is to choose from on this line of the settings.
    pub fn options(&self, preference: Preference) -> Options {
        let said = |names: &[&str]| -> Vec<String> {
            let key = |name: &&str| {
                self.words
                    .get(&format!("ui.settings.{}.{name}", preference.name()))
            };
            names.iter().map(key).collect()
        };
        let appearance = self.appearance;
        let (labels, chosen) = match preference {
            Preference::Language => {
                let all = self.languages();
                let chosen = place(&all, self.words.lang());
                (all.iter().map(Words::native_name).collect(), chosen)
            }
            Preference::Theme => (
                said(&ThemeChoice::ALL.map(ThemeChoice::name)),
                place(&ThemeChoice::ALL, &appearance.theme),
            ),
            Preference::Glyphs => (
                said(&GlyphChoice::ALL.map(GlyphChoice::name)),
                place(&GlyphChoice::ALL, &appearance.glyphs),
            ),
            Preference::MouseCapture => (
                said(&ON_OFF),
                place(&MouseCapture::ALL, &self.behaviour.mouse),
            ),
            Preference::Motion => (said(&ON_OFF), place(&Motion::ALL, &self.behaviour.motion)),
        };
        Options { labels, chosen }
    }

    /// Opens the settings, or closes them again.
    pub(super) fn toggle_settings(&mut self) -> bool {
        self.overlay = match self.overlay {
            Some(Overlay::Settings(_)) => None,
            Some(_) | None => Some(Overlay::Settings(Preference::Language)),
        };
        let _ = self.with_session(|_, session| session.running.on = false);
        true
    }

    /// Goes to the line below or above; whether there is one.
    pub(super) fn choose_preference(&mut self, way: Toward) -> bool {
        let Some(Overlay::Settings(here)) = &mut self.overlay else {
            return false;
        };
        let before = *here;
        *here = before.beside(way);
        *here != before
    }

    /// Takes the next or the previous value of the line in hand.
    pub(super) fn change_chosen(&mut self, way: Toward) -> Update {
        match self.overlay {
            Some(Overlay::Settings(preference)) => self.change(preference, way),
            Some(_) | None => Update::none(),
        }
    }

    /// Takes the next or the previous value, round and round.
    pub(super) fn change(&mut self, preference: Preference, way: Toward) -> Update {
        let Options { labels, chosen } = self.options(preference);
        let count = labels.len().max(1);
        let step = match way {
            Toward::Next => 1,
            Toward::Previous => count - 1,
        };
        let beside = chosen.map_or(0, |at| (at + step) % count);
        self.prefer(preference, beside)
    }

    /// Takes the value at place `at`: it holds at once, and is kept.
    pub(super) fn prefer(&mut self, preference: Preference, at: usize) -> Update {
        match preference {
            Preference::Language => match self.languages().get(at) {
                Some(lang) => self.speak(lang),
                None => Update::none(),
            },
            Preference::Theme => self.take_one(&ThemeChoice::ALL, at, |app, theme| {
                app.appearance.theme = theme;
                Setting::Theme(theme)
            }),
            Preference::Glyphs => self.take_one(&GlyphChoice::ALL, at, |app, glyphs| {
                app.appearance.glyphs = glyphs;
                Setting::Glyphs(glyphs)
            }),
            Preference::MouseCapture => {
                let mut update = self.take_one(&MouseCapture::ALL, at, |app, mouse| {
                    app.behaviour.mouse = mouse;
                    // Whoever has the mouse now, its button is not told of again.
                    app.active_drag = None;
                    Setting::MouseCapture(mouse)
                });
                update
                    .effects
                    .push(Effect::MouseCapture(self.behaviour.mouse));
                update
            }
            Preference::Motion => self.take_one(&Motion::ALL, at, |app, motion| {
                app.behaviour.motion = motion;
                Setting::Motion(motion)
            }),
        }
    }

    fn take_one<T: Copy>(
        &mut self,
        all: &[T],
        at: usize,
        take: impl FnOnce(&mut Self, T) -> Setting,
    ) -> Update {
        let Some(value) = all.get(at) else {
            return Update::none();
        };
        let setting = take(self, *value);
        self.kept(setting)
    }

    /// Speaks `lang`; step, values and answers stay.
    fn speak(&mut self, lang: &Lang) -> Update {
        let Ok(words) = Words::load_or_english(lang) else {
            return Update::none();
        };
        self.words = words;
        if Words::available().contains(lang) {
            self.kept(Setting::Language(lang.clone()))
        } else {
            // Only this course speaks it.
            Update::redraw()
        }
    }

    /// A choice was made: the screen shows it, and it is kept; what an instructor chooses is for this class.
    fn kept(&self, setting: Setting) -> Update {
        let effects = if self.presenting {
            Vec::new()
        } else {
            vec![Effect::SaveSetting(setting)]
        };
        Update {
            redraw: true,
            effects,
        }
    }
}

/// What the two values of a switch are called, the usual one first.
const ON_OFF: [&str; 2] = ["on", "off"];

fn place<T: PartialEq>(all: &[T], wanted: &T) -> Option<usize> {
    all.iter().position(|one| one == wanted)
}
