//! The language of the output. It is chosen before the arguments are parsed, because help uses it.

use std::ffi::OsString;

use clap::ArgMatches;

use super::{Failure, content};
use crate::locale::{Lang, Phrase, Words};

/// The words of the language of `--lang`, else of `RELUTOR_LANG`, else of the setting, else of the locale, else English.
///
/// A language without words in the program may be one of the course: [`require_known`] checks that.
pub(super) fn words(
    args: &[OsString],
    environment: &dyn Fn(&str) -> Option<String>,
    setting: Option<&Lang>,
) -> Result<Words, Failure> {
    let lang = match chosen_language(args, environment, setting) {
        Some(chosen) => chosen,
        None => locale_language(environment),
    };
    Words::load_or_english(&lang).map_err(|why| Failure::words(&why))
}

/// The language of `--lang`, else of `RELUTOR_LANG`, else of the setting.
fn chosen_language(
    args: &[OsString],
    environment: &dyn Fn(&str) -> Option<String>,
    setting: Option<&Lang>,
) -> Option<Lang> {
    let named = || environment("RELUTOR_LANG").filter(|tag| !tag.is_empty());
    let tag = lang_option(args).or_else(named);
    tag.map_or_else(|| setting.cloned(), |tag| Some(Lang::of(&tag)))
}

/// The locale, if it names an encoding other than UTF-8 and no language was chosen, which would mean UTF-8.
pub(super) fn non_utf8_locale(
    args: &[OsString],
    environment: &dyn Fn(&str) -> Option<String>,
    setting: Option<&Lang>,
) -> Option<String> {
    let is_chosen = chosen_language(args, environment, setting).is_some();
    foreign_locale(environment).filter(|_| !is_chosen)
}

/// The locale of characters, if it names an encoding other than UTF-8: `ko_KR.EUC-KR`.
fn foreign_locale(environment: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let locale = first_variable(["LC_ALL", "LC_CTYPE", "LANG"], environment)?;
    let (_, encoding) = locale.split_once('.')?;
    let encoding = encoding.split('@').next()?.to_ascii_lowercase();
    let is_utf8 = matches!(encoding.as_str(), "utf-8" | "utf8");
    (!is_utf8).then_some(locale)
}

/// The value of the first of `names` that is set.
fn first_variable(
    names: [&str; 3],
    environment: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut values = names.into_iter().filter_map(environment);
    values.find(|value| !value.is_empty())
}

/// The words for error messages: those of the locale if the program has none in the language of `words`.
pub(super) fn words_for_failures(
    words: Words,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Words {
    if Words::available().contains(words.lang()) {
        return words;
    }
    Words::load(&locale_language(environment)).unwrap_or(words)
}

/// The value of `--lang`.
fn lang_option(args: &[OsString]) -> Option<String> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            // An option follows, so the tag is missing; clap reports that.
            return args
                .next()
                .filter(|tag| !tag.starts_with('-'))
                .map(str::to_owned);
        }
        if let Some(tag) = arg.strip_prefix("--lang=") {
            return Some(tag.to_owned());
        }
    }
    None
}

/// Refuses a language that neither the program nor the course has.
pub(super) fn require_known(matches: &ArgMatches) -> Result<(), Failure> {
    let Some(wanted) = matches.get_one::<String>("lang") else {
        return Ok(());
    };
    let lang = Lang::of(wanted);
    let mut available = Words::available();
    if available.contains(&lang) {
        return Ok(());
    }
    let has_folder = matches.try_contains_id("dir").unwrap_or_default();
    let option = if has_folder { "dir" } else { "course" };
    let of_course = content::course(matches, option)?.titles.into_keys();
    available.extend(of_course.filter(|lang| !Words::available().contains(lang)));
    if available.contains(&lang) {
        return Ok(());
    }
    let names: Vec<_> = available.iter().map(Lang::tag).collect();
    let what = Phrase::key("cli.fault.no-language")
        .with("wanted", wanted.as_str())
        .with("names", names.join(", "));
    Err(Failure::Usage(what))
}

/// The language of the locale; English if its encoding cannot show ours.
fn locale_language(environment: &dyn Fn(&str) -> Option<String>) -> Lang {
    if foreign_locale(environment).is_some() {
        return Lang::english();
    }
    first_variable(["LC_ALL", "LC_MESSAGES", "LANG"], environment)
        .map(|name| Lang::of(&name))
        .filter(|lang| Words::available().contains(lang))
        .unwrap_or_else(Lang::english)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    /// The language for the command `line` with these environment variables.
    fn language(line: &str, variables: &[(&str, &str)]) -> String {
        let environment = |name: &str| {
            let found = variables.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let words = words(&args(line), &environment, None).unwrap();
        words.lang().tag().to_owned()
    }

    #[test]
    fn the_option_goes_before_the_locale() {
        let korean = [("LC_ALL", "ko_KR.UTF-8"), ("LANG", "ko_KR.UTF-8")];
        assert_eq!(language("relutor list --lang en", &korean), "en");
        assert_eq!(language("relutor --lang=en 3", &korean), "en");
        assert_eq!(language("relutor --lang ko-KR", &[]), "ko");
        assert_eq!(language("relutor --lang", &korean), "ko");
        assert_eq!(language("relutor --lang --present", &korean), "ko");
    }

    #[test]
    fn the_locale_is_asked_from_the_strongest_variable_to_the_weakest() {
        let (ko, c) = ("ko_KR.UTF-8", "C.UTF-8");
        assert_eq!(language("relutor", &[("LANG", ko)]), "ko");
        assert_eq!(
            language("relutor", &[("LC_MESSAGES", ko), ("LANG", c)]),
            "ko"
        );
        assert_eq!(
            language(
                "relutor",
                &[("LC_ALL", c), ("LC_MESSAGES", ko), ("LANG", ko)]
            ),
            "en"
        );
        assert_eq!(language("relutor", &[("LC_ALL", ""), ("LANG", ko)]), "ko");
    }

    #[test]
    fn every_way_to_write_korean_is_korean() {
        for locale in ["ko", "ko_KR", "ko-KR", "ko_KR.UTF-8", "ko_KR@hanja", "KO"] {
            assert_eq!(language("relutor", &[("LANG", locale)]), "ko", "{locale}");
        }
    }

    #[test]
    fn a_locale_without_words_gets_english() {
        for locale in [
            "C",
            "C.UTF-8",
            "POSIX",
            "tlh_QO.UTF-8",
            "kok_IN",
            "korean",
            "!",
            "ko_KR.eucKR",
            "ko_KR.EUC-KR@x",
            "de_DE.ISO-8859-1",
        ] {
            assert_eq!(language("relutor", &[("LANG", locale)]), "en", "{locale}");
        }
        assert_eq!(language("relutor", &[]), "en");
    }

    #[test]
    fn a_language_that_is_chosen_goes_before_the_encoding_of_the_locale() {
        let euc_kr = [("LANG", "ko_KR.EUC-KR")];
        assert_eq!(language("relutor --lang ko", &euc_kr), "ko");
        let environment = |name: &str| (name == "LC_CTYPE").then(|| "ko_KR.EUC-KR".to_owned());
        let foreign = |line| non_utf8_locale(&args(line), &environment, None);
        assert_eq!(foreign("relutor"), Some("ko_KR.EUC-KR".to_owned()));
        assert_eq!(foreign("relutor --lang ko"), None);
        let utf8 = |name: &str| (name == "LANG").then(|| "ko_KR.UTF-8".to_owned());
        assert_eq!(non_utf8_locale(&args("relutor"), &utf8, None), None);
    }
}
