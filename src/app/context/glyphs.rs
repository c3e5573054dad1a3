//! The way charts and the text of questions are drawn: by the settings, the theme and the reports of the terminal.

use super::Context;
use crate::app::appearance::{ColorDepth, GlyphChoice, GlyphSetting, ThemeChoice};
use crate::app::message::{Effect, Update};
use crate::app::settings::{Setting, SettingSpec};
use crate::app::terminal_profile::{GlyphReason, LargeTextStatus, TerminalProfile};
use crate::app::terminal_report::TerminalReport;
use crate::locale::Phrase;

impl Context {
    /// The properties of the terminal.
    pub fn terminal(&self) -> &TerminalProfile {
        &self.terminal
    }

    /// The setting for glyphs.
    pub fn glyph_setting(&self) -> GlyphSetting {
        self.glyph_setting
    }

    /// The reason for the glyphs in use.
    fn glyph_reason(&self) -> GlyphReason {
        self.terminal.choose(self.glyph_setting, self.appearance).1
    }

    /// A sentence about the glyphs in use, with the reason.
    pub fn glyph_phrase(&self) -> Phrase {
        let word = |name: &str| self.words.get(&format!("ui.settings.glyphs.{name}"));
        let (glyphs, reason) = self.terminal.choose(self.glyph_setting, self.appearance);
        Phrase::key("ui.settings.glyphs.now")
            .with("glyphs", word(glyphs.name()))
            .with("why", word(&format!("why.{}", reason.name())))
    }

    /// How questions are drawn in front of a class; none for a single learner.
    fn large_text(&self) -> Option<LargeTextStatus> {
        let status = self.terminal.large_text(self.behaviour.large_text);
        self.is_presenting().then_some(status)
    }

    /// Whether the text of questions is drawn at double size.
    pub fn has_large_text(&self) -> bool {
        self.large_text() == Some(LargeTextStatus::Used)
    }

    /// A sentence about the size of questions in front of a class, with the reason; none for a single learner.
    pub fn large_text_phrase(&self) -> Option<Phrase> {
        let now = |status: LargeTextStatus| format!("ui.settings.large-text.now.{}", status.name());
        self.large_text().map(|status| Phrase::key(now(status)))
    }

    /// Makes `terminal` the terminal, with this setting for glyphs.
    pub(in crate::app) fn set_terminal(&mut self, terminal: TerminalProfile, glyphs: GlyphSetting) {
        self.terminal = terminal;
        self.glyph_setting = glyphs;
        self.choose_glyphs();
    }

    /// Adapts the glyphs to setting, theme and terminal.
    pub(super) fn choose_glyphs(&mut self) {
        self.appearance.glyphs = self.terminal.choose(self.glyph_setting, self.appearance).0;
        self.appearance.octants = self.terminal.octants();
        // Terminals that show images have 24-bit colours, and the names of curves have the colours of curves.
        self.appearance.depth = match self.appearance.glyphs {
            GlyphChoice::Pixels => ColorDepth::True,
            GlyphChoice::Octants
            | GlyphChoice::Braille
            | GlyphChoice::Blocks
            | GlyphChoice::Ascii => self.color_depth,
        };
    }

    /// Adapts the appearance to a report of the terminal, as far as it follows the terminal. Returns whether it changes.
    pub(in crate::app) fn apply_terminal_report(&mut self, report: TerminalReport) -> bool {
        let before = (self.appearance, self.glyph_reason(), self.large_text());
        match report {
            TerminalReport::DarkBackground if self.behaviour.detection.theme => {
                self.appearance.theme = ThemeChoice::Dark;
            }
            TerminalReport::LightBackground if self.behaviour.detection.theme => {
                self.appearance.theme = ThemeChoice::Light;
            }
            TerminalReport::DarkBackground
            | TerminalReport::LightBackground
            | TerminalReport::WideLines
            | TerminalReport::KittyGraphics
            | TerminalReport::LargeText
            | TerminalReport::Sixel
            | TerminalReport::SixelColors(_)
            | TerminalReport::SixelSize(..)
            | TerminalReport::Cell(_)
            | TerminalReport::Program { .. } => {}
        }
        let is_new = self.terminal.apply(report);
        self.choose_glyphs();
        let has_new_pixels = is_new && self.appearance.glyphs == GlyphChoice::Pixels;
        has_new_pixels || (self.appearance, self.glyph_reason(), self.large_text()) != before
    }

    /// Sets the glyphs, and asks the terminal for what they need to know and it was not asked yet.
    pub(super) fn set_glyphs(&mut self, spec: &SettingSpec, setting: GlyphSetting) -> Update {
        self.glyph_setting = setting;
        self.choose_glyphs();
        let mut update = self.save_setting(Setting::new(spec.name, setting.name()));
        // The width of lines is measured on an empty screen only.
        let needed = self.terminal.detection(setting, false);
        let asked = self.behaviour.detection;
        if !needed.is_part_of(asked) {
            self.behaviour.detection = asked.merge(needed);
            update.effects.push(Effect::QueryTerminal(needed));
        }
        update
    }
}
