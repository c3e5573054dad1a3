//! What the options say that every command takes, and values of controls.

use clap::ArgMatches;

use super::Failure;
use crate::app::{GlyphChoice, Look, ThemeChoice};
use crate::lab::{Value, Values};
use crate::locale::Phrase;
use crate::terminal::{self, Colour};

/// How the screen should look: what the options say, then what the environment says.
pub(super) fn look(matches: &ArgMatches, environment: &dyn Fn(&str) -> Option<String>) -> Look {
    let colour = chosen(matches, "color", &Colour::ALL, Colour::name);
    let glyphs = chosen(matches, "glyphs", &GlyphChoice::ALL, GlyphChoice::name);
    let theme = chosen(matches, "theme", &ThemeChoice::ALL, ThemeChoice::name);
    let presenting = matches.get_flag("present");
    let usual = if presenting {
        ThemeChoice::Projector
    } else {
        Look::default().theme
    };
    Look {
        theme: theme.unwrap_or(usual),
        glyphs: glyphs.unwrap_or_else(|| terminal::glyphs(environment)),
        depth: terminal::depth(colour.unwrap_or(Colour::Auto), environment),
        heavy: presenting,
    }
}

/// The values that `--set` gives to controls.
pub(super) fn values(matches: &ArgMatches) -> Result<Values, Failure> {
    let mut values = Values::new();
    for text in matches.get_many::<String>("set").into_iter().flatten() {
        let Some((name, value)) = text.split_once('=').filter(|(_, value)| !value.is_empty())
        else {
            let what = Phrase::key("cli.fault.no-value").with("text", text.as_str());
            return Err(Failure::Usage(what));
        };
        values.set(name.trim(), read(value.trim()));
    }
    Ok(values)
}

/// A number, also with a true minus sign as our own pages write it; else the name of an option.
fn read(text: &str) -> Value {
    text.replace('−', "-")
        .parse()
        .map_or_else(|_| Value::Choice(text.to_owned()), Value::Number)
}

fn chosen<T: Copy>(
    matches: &ArgMatches,
    option: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Option<T> {
    let wanted = matches.get_one::<String>(option)?;
    all.iter().copied().find(|value| name(*value) == wanted)
}
