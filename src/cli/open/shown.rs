//! The terminal and how the course is shown on it.

use clap::ArgMatches;

use crate::app::{App, Appearance, Behaviour, GlyphSetting, TerminalProfile};
use crate::cli::{Home, options};
use crate::terminal;

/// The terminal and how the course is shown on it.
pub(in crate::cli) struct Shown {
    pub(in crate::cli) appearance: Appearance,
    pub(super) behaviour: Behaviour,
    profile: TerminalProfile,
    glyphs: GlyphSetting,
}

impl Shown {
    /// The terminal of the process, with the options of `matches` and the stored settings.
    pub(in crate::cli) fn new(
        matches: &ArgMatches,
        environment: &dyn Fn(&str) -> Option<String>,
        home: &Home,
    ) -> Self {
        let background = terminal::background_from_environment(environment);
        Self {
            appearance: options::appearance(matches, environment, &home.settings, background),
            behaviour: Behaviour {
                detection: options::detection(matches, environment, &home.settings),
                ..options::behaviour(matches, &home.settings)
            },
            profile: terminal::profile(environment),
            glyphs: options::glyph_setting(matches, &home.settings),
        }
    }

    /// The same terminal, where the next course is shown as `app` was: with the theme and the settings that were chosen in it.
    pub(super) fn as_left_by(&self, app: &App) -> Self {
        Self {
            appearance: Appearance {
                theme: app.appearance().theme,
                ..self.appearance
            },
            behaviour: app.context().behaviour(),
            profile: self.profile,
            glyphs: app.context().glyph_setting(),
        }
    }

    /// `app` on this terminal.
    pub(in crate::cli) fn apply(&self, app: App) -> App {
        app.with_behaviour(self.behaviour)
            .with_terminal(self.profile, self.glyphs)
    }
}
