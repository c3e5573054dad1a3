//! The settings: their values on the settings page, and what a change does.

use super::Context;
use crate::app::appearance::GlyphSetting;
use crate::app::input::keymap::key_names;
use crate::app::message::{Effect, Update};
use crate::app::settings::{
    SWITCH_VALUES, Setting, SettingOptions, SettingSpec, SettingValues, setting_spec,
};
use crate::locale::{Lang, Phrase, Words};
use crate::text::Toward;

impl Context {
    /// The values of a setting, for the settings page.
    pub fn setting_options(&self, spec: &SettingSpec) -> SettingOptions {
        let labels = |names: &[&str]| -> Vec<String> {
            let label = |name: &&str| self.words.get(&format!("ui.settings.{}.{name}", spec.name));
            names.iter().map(label).collect()
        };
        match &spec.values {
            SettingValues::Language => {
                let all = self.languages();
                SettingOptions {
                    labels: all.iter().map(Words::native_name).collect(),
                    chosen: all.iter().position(|lang| lang == self.words.lang()),
                }
            }
            SettingValues::Glyphs => SettingOptions {
                labels: labels(&GlyphSetting::NAMES),
                chosen: GlyphSetting::ALL
                    .iter()
                    .position(|setting| *setting == self.glyph_setting),
            },
            SettingValues::Choice { names, get, .. } => SettingOptions {
                labels: labels(names),
                chosen: Some(get(&self.appearance)),
            },
            SettingValues::Switch { get, .. } => SettingOptions {
                labels: labels(&SWITCH_VALUES),
                chosen: Some(usize::from(!get(&self.behaviour))),
            },
        }
    }

    /// Switches the setting called `name` to its next value.
    pub(in crate::app) fn switch_setting(&mut self, name: &str) -> Update {
        match setting_spec(name) {
            Some(spec) => self.change_setting(spec, Toward::Next),
            None => Update::none(),
        }
    }

    /// Switches to the next language. In a course that lacks a language of the program it holds until the program ends: what
    /// somebody chooses to read such a course is no choice for every other one. The settings page keeps it.
    pub(in crate::app) fn switch_language(&mut self) -> Update {
        let update = self.switch_setting("language");
        let of_course = self.course.languages();
        let mut of_program = Words::available().into_iter();
        if of_program.all(|lang| of_course.contains(&lang)) {
            return update;
        }
        let is_saved = |effect: &Effect| matches!(effect, Effect::SaveSetting(_));
        if update.effects.iter().any(is_saved) {
            let key = key_names("settings").unwrap_or_default();
            self.notice = Some(Phrase::key("ui.language-for-now").with("key", key));
        }
        let effects = update.effects.into_iter();
        Update {
            redraw: update.redraw,
            effects: effects.filter(|effect| !is_saved(effect)).collect(),
        }
    }

    /// Switches a setting to the next or the previous value, cyclically.
    pub(in crate::app) fn change_setting(&mut self, spec: &SettingSpec, toward: Toward) -> Update {
        let SettingOptions { labels, chosen } = self.setting_options(spec);
        let count = labels.len().max(1);
        let step = match toward {
            Toward::Next => 1,
            Toward::Previous => count - 1,
        };
        let next = chosen.map_or(0, |at| (at + step) % count);
        self.set_setting(spec, next)
    }

    /// Sets a setting to the value with the index `at`, and saves it.
    pub(in crate::app) fn set_setting(&mut self, spec: &SettingSpec, at: usize) -> Update {
        match &spec.values {
            SettingValues::Language => match self.languages().get(at) {
                Some(lang) => self.set_language(spec, lang),
                None => Update::none(),
            },
            SettingValues::Glyphs => match GlyphSetting::ALL.get(at) {
                Some(setting) => self.set_glyphs(spec, *setting),
                None => Update::none(),
            },
            SettingValues::Choice { names, set, .. } => match names.get(at) {
                Some(name) => {
                    set(&mut self.appearance, at);
                    // The learner has decided; a late report of the terminal changes nothing.
                    self.behaviour.detection.theme = false;
                    self.choose_glyphs();
                    self.save_setting(Setting::new(spec.name, name))
                }
                None => Update::none(),
            },
            SettingValues::Switch { set, effect, .. } => match SWITCH_VALUES.get(at) {
                Some(name) => {
                    set(&mut self.behaviour, at == 0);
                    let mut update = self.save_setting(Setting::new(spec.name, name));
                    update
                        .effects
                        .extend(effect.map(|effect| effect(&self.behaviour)));
                    update
                }
                None => Update::none(),
            },
        }
    }

    fn set_language(&mut self, spec: &SettingSpec, lang: &Lang) -> Update {
        let Ok(words) = Words::load_or_english(lang) else {
            return Update::none();
        };
        self.words = words;
        if Words::available().contains(lang) {
            self.save_setting(Setting::new(spec.name, lang.tag()))
        } else {
            // A language of the course alone is no setting of the program.
            Update::redraw()
        }
    }

    /// The update for a changed setting. A setting that is changed in front of a class is not saved.
    pub(super) fn save_setting(&self, setting: Setting) -> Update {
        let effects = if self.participant.keeps_progress() {
            vec![Effect::SaveSetting(setting)]
        } else {
            Vec::new()
        };
        Update {
            redraw: true,
            effects,
        }
    }
}
