//! What the terminal can show, from what the environment says of it.

use crate::app::{ColorDepth, GlyphChoice};

/// Whether to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// As far as the terminal has it and the environment allows it.
    Auto,
    /// Whatever the environment says.
    Always,
    /// Not at all.
    Never,
}

impl Colour {
    /// All ways.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Never];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

/// How many colours to use. `environment` gives the value of a variable, none where it is not set.
///
/// `NO_COLOR` counts where it is not empty (no-color.org); a terminal with 24 bits says so in
/// `COLORTERM`.
pub fn depth(colour: Colour, environment: &dyn Fn(&str) -> Option<String>) -> ColorDepth {
    let of = |name: &str| environment(name).unwrap_or_default();
    let term = of("TERM");
    let says_all = matches!(of("COLORTERM").as_str(), "truecolor" | "24bit");
    let colours = if is_monochrome(&term) {
        ColorDepth::None
    } else if says_all || term.ends_with("-direct") {
        ColorDepth::True
    } else if term.contains("256color") {
        ColorDepth::Ansi256
    } else {
        ColorDepth::Ansi16
    };
    match colour {
        Colour::Never => ColorDepth::None,
        Colour::Always => colours.max(ColorDepth::Ansi256),
        Colour::Auto if term == "dumb" || !of("NO_COLOR").is_empty() => ColorDepth::None,
        Colour::Auto => colours,
    }
}

/// Whether terminals of this kind have no colours: the VT series of old, and whatever says so at its name's end.
fn is_monochrome(term: &str) -> bool {
    let number = term.strip_prefix("vt").unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit())
        || term.ends_with("-m")
        || term.ends_with("-mono")
}

/// Whether this is the console of old on Windows, whose fonts have neither braille nor all lines: none of those that came
/// after it says that it is there.
fn is_legacy_console(environment: &dyn Fn(&str) -> Option<String>) -> bool {
    const SUCCESSORS: [&str; 4] = ["WT_SESSION", "TERM_PROGRAM", "ConEmuANSI", "TERM"];
    let is_there = |name: &&str| environment(name).is_some();
    cfg!(windows) && !SUCCESSORS.iter().any(is_there)
}

/// The characters that the terminal can be trusted to show: braille where the locale is UTF-8,
/// blocks on the Linux console, whose font has no braille, and ASCII elsewhere.
pub fn glyphs(environment: &dyn Fn(&str) -> Option<String>) -> GlyphChoice {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(environment)
        .find(|value| !value.is_empty());
    let is_utf8 = match locale {
        Some(name) => {
            let name = name.to_ascii_lowercase();
            name.contains("utf-8") || name.contains("utf8")
        }
        // There the terminal is UTF-8 without a variable that says so.
        None => cfg!(any(target_os = "macos", windows)),
    };
    if !is_utf8 || is_legacy_console(environment) {
        GlyphChoice::Ascii
    } else if environment("TERM").as_deref() == Some("linux") {
        GlyphChoice::Blocks
    } else {
        GlyphChoice::Braille
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let found = pairs.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        }
    }

    fn of_term(term: &'static str) -> impl Fn(&str) -> Option<String> {
        move |name| (name == "TERM").then(|| term.to_owned())
    }

    #[test]
    fn the_terminal_says_how_many_colours_it_has() {
        let auto = |pairs| depth(Colour::Auto, &of(pairs));
        assert_eq!(auto(&[("TERM", "xterm")]), ColorDepth::Ansi16);
        assert_eq!(auto(&[("TERM", "xterm-256color")]), ColorDepth::Ansi256);
        let kitty = &[("TERM", "xterm-kitty"), ("COLORTERM", "truecolor")];
        assert_eq!(auto(kitty), ColorDepth::True);
        assert_eq!(auto(&[("TERM", "xterm-direct")]), ColorDepth::True);
        for term in ["dumb", "vt100", "vt220", "ansi-m", "xterm-mono"] {
            let environment = of_term(term);
            assert_eq!(
                depth(Colour::Auto, &environment),
                ColorDepth::None,
                "{term}"
            );
        }
        assert_eq!(auto(&[("TERM", "vte-256color")]), ColorDepth::Ansi256);
    }

    #[test]
    fn no_color_counts_unless_it_is_empty_or_overruled() {
        let set = of(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]);
        assert_eq!(depth(Colour::Auto, &set), ColorDepth::None);
        assert_eq!(depth(Colour::Always, &set), ColorDepth::Ansi256);
        let empty = of(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]);
        assert_eq!(depth(Colour::Auto, &empty), ColorDepth::Ansi256);
        assert_eq!(depth(Colour::Never, &empty), ColorDepth::None);
    }

    #[test]
    fn braille_is_for_utf8_alone() {
        assert_eq!(
            glyphs(&of(&[("LANG", "de_DE.UTF-8")])),
            GlyphChoice::Braille
        );
        assert_eq!(glyphs(&of(&[("LANG", "C")])), GlyphChoice::Ascii);
        let overruled = of(&[("LC_ALL", "POSIX"), ("LANG", "en_GB.utf8")]);
        assert_eq!(glyphs(&overruled), GlyphChoice::Ascii);
        let console = of(&[("LANG", "en_GB.UTF-8"), ("TERM", "linux")]);
        assert_eq!(glyphs(&console), GlyphChoice::Blocks);
    }
}
