//! Colours and glyphs of the terminal, according to the environment variables.

use crate::app::{ColorDepth, GlyphChoice, TerminalProfile, TerminalSite};

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorChoice {
    /// If the terminal has colours and `NO_COLOR` is not set.
    Auto,
    /// Always, with 256 colours at least.
    Always,
    /// Never.
    Never,
}

impl ColorChoice {
    /// All choices.
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

/// The number of colours to use. `environment` gives the value of a variable.
///
/// A non-empty `NO_COLOR` switches colours off (no-color.org); `COLORTERM` announces 24-bit colours.
pub fn color_depth(
    choice: ColorChoice,
    environment: &dyn Fn(&str) -> Option<String>,
) -> ColorDepth {
    let value = |name: &str| environment(name).unwrap_or_default();
    let term = value("TERM");
    let is_true_color = matches!(value("COLORTERM").as_str(), "truecolor" | "24bit");
    let terminal_depth = if is_monochrome(&term) {
        ColorDepth::None
    } else if is_true_color || term.ends_with("-direct") {
        ColorDepth::True
    } else if term.contains("256color") {
        ColorDepth::Ansi256
    } else {
        ColorDepth::Ansi16
    };
    match choice {
        ColorChoice::Never => ColorDepth::None,
        ColorChoice::Always => terminal_depth.max(ColorDepth::Ansi256),
        ColorChoice::Auto if term == "dumb" || !value("NO_COLOR").is_empty() => ColorDepth::None,
        ColorChoice::Auto => terminal_depth,
    }
}

/// Whether terminals of this type have no colours: the VT series, and names that end in `-m` or `-mono`.
fn is_monochrome(term: &str) -> bool {
    let number = term.strip_prefix("vt").unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit())
        || term.ends_with("-m")
        || term.ends_with("-mono")
}

/// Whether this is the legacy Windows console, whose fonts lack braille and some box-drawing characters.
///
/// Its successors set one of these variables.
fn is_legacy_console(environment: &dyn Fn(&str) -> Option<String>) -> bool {
    const SUCCESSORS: [&str; 4] = ["WT_SESSION", "TERM_PROGRAM", "ConEmuANSI", "TERM"];
    let is_set = |name: &&str| environment(name).is_some();
    cfg!(windows) && !SUCCESSORS.iter().any(is_set)
}

/// The terminal as far as the environment variables tell.
pub fn profile(environment: &dyn Fn(&str) -> Option<String>) -> TerminalProfile {
    TerminalProfile::new(terminal_site(environment), glyph_choice(environment))
}

/// The programs between this one and the screen.
fn terminal_site(environment: &dyn Fn(&str) -> Option<String>) -> TerminalSite {
    let is_set = |names: &[&str]| {
        let value = |name: &&str| environment(name).is_some_and(|value| !value.is_empty());
        names.iter().any(value)
    };
    let term = environment("TERM").unwrap_or_default();
    let is_term = |name: &str| {
        let rest = term.strip_prefix(name);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    if is_set(&["TMUX", "STY", "ZELLIJ"]) || is_term("tmux") || is_term("screen") {
        TerminalSite::Multiplexer
    } else if is_set(&["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "MOSH_IP"]) {
        TerminalSite::Remote
    } else if is_term("linux") {
        TerminalSite::LinuxConsole
    } else if cfg!(windows) {
        TerminalSite::Windows
    } else {
        TerminalSite::Local
    }
}

/// The characters that the terminal can show: braille with a UTF-8 locale, blocks on the Linux console, whose font has no
/// braille, and ASCII otherwise.
fn glyph_choice(environment: &dyn Fn(&str) -> Option<String>) -> GlyphChoice {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(environment)
        .find(|value| !value.is_empty());
    let is_utf8 = match locale {
        Some(name) => {
            let name = name.to_ascii_lowercase();
            name.contains("utf-8") || name.contains("utf8")
        }
        // These systems use UTF-8 without a variable for it.
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

    fn environment_of(
        pairs: &'static [(&'static str, &'static str)],
    ) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let entry = pairs.iter().find(|(key, _)| *key == name);
            entry.map(|(_, value)| (*value).to_owned())
        }
    }

    fn environment_with_term(term: &'static str) -> impl Fn(&str) -> Option<String> {
        move |name| (name == "TERM").then(|| term.to_owned())
    }

    #[test]
    fn term_and_colorterm_set_the_number_of_colors() {
        let auto = |pairs| color_depth(ColorChoice::Auto, &environment_of(pairs));
        assert_eq!(auto(&[("TERM", "xterm")]), ColorDepth::Ansi16);
        assert_eq!(auto(&[("TERM", "xterm-256color")]), ColorDepth::Ansi256);
        let kitty = &[("TERM", "xterm-kitty"), ("COLORTERM", "truecolor")];
        assert_eq!(auto(kitty), ColorDepth::True);
        assert_eq!(auto(&[("TERM", "xterm-direct")]), ColorDepth::True);
        for term in ["dumb", "vt100", "vt220", "ansi-m", "xterm-mono"] {
            let environment = environment_with_term(term);
            assert_eq!(
                color_depth(ColorChoice::Auto, &environment),
                ColorDepth::None,
                "{term}"
            );
        }
        assert_eq!(auto(&[("TERM", "vte-256color")]), ColorDepth::Ansi256);
    }

    #[test]
    fn a_non_empty_no_color_switches_colors_off_unless_they_are_forced() {
        let set = environment_of(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]);
        assert_eq!(color_depth(ColorChoice::Auto, &set), ColorDepth::None);
        assert_eq!(color_depth(ColorChoice::Always, &set), ColorDepth::Ansi256);
        let empty = environment_of(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]);
        assert_eq!(color_depth(ColorChoice::Auto, &empty), ColorDepth::Ansi256);
        assert_eq!(color_depth(ColorChoice::Never, &empty), ColorDepth::None);
    }

    #[test]
    fn multiplexers_and_remote_terminals_are_recognized_by_their_variables() {
        let site = |pairs| terminal_site(&environment_of(pairs));
        let local = if cfg!(windows) {
            TerminalSite::Windows
        } else {
            TerminalSite::Local
        };
        assert_eq!(site(&[("TERM", "xterm-kitty"), ("TMUX", "")]), local);
        assert_eq!(site(&[("TERM", "screenlike"), ("STY", "")]), local);
        for (name, value) in [
            ("TMUX", "/tmp/tmux-0/default,1,0"),
            ("STY", "1.pts"),
            ("ZELLIJ", "0"),
            ("TERM", "tmux-256color"),
            ("TERM", "screen"),
            ("TERM", "screen.xterm-256color"),
        ] {
            let environment = |wanted: &str| (wanted == name).then(|| value.to_owned());
            assert_eq!(
                terminal_site(&environment),
                TerminalSite::Multiplexer,
                "{name}={value}"
            );
        }
        let both = [("SSH_TTY", "/dev/pts/1"), ("TMUX", "1")];
        assert_eq!(
            terminal_site(&environment_of(&[("SSH_TTY", "/dev/pts/1")])),
            TerminalSite::Remote
        );
        let inside = |wanted: &str| {
            let pair = both.iter().find(|(name, _)| *name == wanted);
            pair.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(terminal_site(&inside), TerminalSite::Multiplexer);
        assert_eq!(site(&[("TERM", "linux")]), TerminalSite::LinuxConsole);
    }

    #[test]
    fn braille_needs_a_utf8_locale() {
        assert_eq!(
            glyph_choice(&environment_of(&[("LANG", "de_DE.UTF-8")])),
            GlyphChoice::Braille
        );
        assert_eq!(
            glyph_choice(&environment_of(&[("LANG", "C")])),
            GlyphChoice::Ascii
        );
        let lc_all = environment_of(&[("LC_ALL", "POSIX"), ("LANG", "en_GB.utf8")]);
        assert_eq!(glyph_choice(&lc_all), GlyphChoice::Ascii);
        let console = environment_of(&[("LANG", "en_GB.UTF-8"), ("TERM", "linux")]);
        assert_eq!(glyph_choice(&console), GlyphChoice::Blocks);
    }
}
