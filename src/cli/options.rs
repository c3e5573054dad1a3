//! Global options, and options that set controls.

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::Failure;
use crate::app::{
    Appearance, Behaviour, Detection, GlyphSetting, SETTINGS, SWITCH_VALUES, SettingValues,
    Settings, TerminalReport, ThemeChoice,
};
use crate::lab::{ReplayEntry, Value, Values};
use crate::locale::Phrase;
use crate::terminal::{self, ColorChoice};

/// The appearance: from options and variables, then the settings, then the `background` that a variable names.
pub(super) fn appearance(
    matches: &ArgMatches,
    environment: &dyn Fn(&str) -> Option<String>,
    settings: &Settings,
    background: Option<TerminalReport>,
) -> Appearance {
    let colour = choice_value(matches, "color", &ColorChoice::ALL, ColorChoice::name);
    let presenting = is_presenting(matches);
    let usual = || match background {
        Some(TerminalReport::LightBackground) => ThemeChoice::Light,
        Some(TerminalReport::DarkBackground) => ThemeChoice::Dark,
        Some(_) | None => Appearance::default().theme,
    };
    let appearance = Appearance {
        theme: theme(matches, settings).unwrap_or_else(usual),
        depth: terminal::color_depth(colour.unwrap_or(ColorChoice::Auto), environment),
        heavy: presenting,
        ..Appearance::default()
    };
    let profile = terminal::profile(environment);
    Appearance {
        glyphs: profile
            .choose(glyph_setting(matches, settings), appearance)
            .0,
        ..appearance
    }
}

/// Whether the screen is for a class: with `--present`, and in a hosted room, whose command alone has a port.
pub(super) fn is_presenting(matches: &ArgMatches) -> bool {
    matches.get_flag("present") || matches!(matches.try_contains_id("port"), Ok(true))
}

/// The parts of the appearance that follow the terminal, because nothing else decides them.
pub(super) fn detection(
    matches: &ArgMatches,
    environment: &dyn Fn(&str) -> Option<String>,
    settings: &Settings,
) -> Detection {
    let background = terminal::background_from_environment(environment);
    let profile = terminal::profile(environment);
    let may_draw_lines_wide = terminal::may_draw_lines_wide(environment);
    Detection {
        theme: theme(matches, settings).is_none() && background.is_none(),
        large_text: is_presenting(matches) && profile.detects_large_text(),
        ..profile.detection(glyph_setting(matches, settings), may_draw_lines_wide)
    }
}

/// The theme of an option, else of the settings; a presentation ignores the settings.
fn theme(matches: &ArgMatches, settings: &Settings) -> Option<ThemeChoice> {
    let option = choice_value(matches, "theme", &ThemeChoice::ALL, ThemeChoice::name);
    let presenting = is_presenting(matches).then_some(ThemeChoice::Projector);
    let stored = || {
        let name = settings.get("theme")?;
        find(&ThemeChoice::ALL, ThemeChoice::name, name)
    };
    option.or(presenting).or_else(stored)
}

/// The setting for glyphs of an option, else of the settings file.
pub(super) fn glyph_setting(matches: &ArgMatches, settings: &Settings) -> GlyphSetting {
    let option = choice_value(matches, "glyphs", &GlyphSetting::ALL, GlyphSetting::name);
    let stored = || {
        let name = settings.get("glyphs")?;
        find(&GlyphSetting::ALL, GlyphSetting::name, name)
    };
    option.or_else(stored).unwrap_or(GlyphSetting::Auto)
}

/// The settings of the switches: from the command line, then the environment, then the settings file.
pub(super) fn behaviour(matches: &ArgMatches, settings: &Settings) -> Behaviour {
    let mut behaviour = Behaviour::default();
    for spec in &SETTINGS {
        if let SettingValues::Switch { flag, set, .. } = &spec.values {
            let stored = settings
                .get(spec.name)
                .map(|value| value == SWITCH_VALUES[0]);
            if let Some(is_on) = switch_value(matches, flag).or(stored) {
                set(&mut behaviour, is_on);
            }
        }
    }
    behaviour
}

/// Whether `flag` leaves its switch on: false with the flag or its variable, true if the variable says no; none without
/// either.
fn switch_value(matches: &ArgMatches, flag: &str) -> Option<bool> {
    let is_given = match matches.value_source(flag)? {
        ValueSource::CommandLine => true,
        // An empty variable counts as unset.
        ValueSource::EnvVariable => matches
            .get_raw(flag)
            .is_some_and(|mut values| values.any(|value| !value.is_empty())),
        _ => false,
    };
    is_given.then(|| !matches.get_flag(flag))
}

/// The values of all `--set` options.
pub(super) fn values(matches: &ArgMatches) -> Result<Values, Failure> {
    let mut all = Values::new();
    for text in matches.get_many::<String>("set").into_iter().flatten() {
        let (name, value) = assignment(text)?;
        all.set(name, value);
    }
    Ok(all)
}

/// The changes and runs of `--set` and `--at`, in the order of the command line.
pub(super) fn moves(matches: &ArgMatches) -> Result<Vec<ReplayEntry>, Failure> {
    let mut asked = Vec::new();
    let places = |name: &str| matches.indices_of(name).into_iter().flatten();
    let texts = matches.get_many::<String>("set").into_iter().flatten();
    for (place, text) in places("set").zip(texts) {
        let (name, value) = assignment(text)?;
        asked.push((place, ReplayEntry::Set(Values::new().with(name, value))));
    }
    let steps = matches.get_many::<u64>("at").into_iter().flatten();
    asked.extend(places("at").zip(steps.map(|at| ReplayEntry::Run(*at))));
    asked.sort_by_key(|(place, _)| *place);
    let mut moves = Vec::new();
    for (_, one) in asked {
        match (moves.last_mut(), one) {
            // Adjacent values are one change.
            (Some(ReplayEntry::Set(before)), ReplayEntry::Set(more)) => {
                *before = std::mem::take(before).merge(&more);
            }
            (_, one) => moves.push(one),
        }
    }
    Ok(moves)
}

/// `NAME=VALUE` as its two parts.
fn assignment(text: &str) -> Result<(&str, Value), Failure> {
    let Some((name, value)) = text.split_once('=').filter(|(_, value)| !value.is_empty()) else {
        let what = Phrase::key("cli.fault.no-value").with("text", text);
        return Err(Failure::Usage(what));
    };
    Ok((name.trim(), Value::from_text(value.trim())))
}

fn choice_value<T: Copy>(
    matches: &ArgMatches,
    option: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Option<T> {
    find(all, name, matches.get_one::<String>(option)?)
}

/// The value called `wanted`.
fn find<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, wanted: &str) -> Option<T> {
    all.iter().copied().find(|value| name(*value) == wanted)
}
