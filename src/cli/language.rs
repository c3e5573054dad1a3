//! Which language to speak: known before anything else, since help speaks it too.

use std::ffi::OsString;

use super::Failure;
use crate::locale::{Lang, Phrase, Words};

/// The words of the language that `--lang` names, else of the locale, else English.
pub(super) fn words(
    args: &[OsString],
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Words, Failure> {
    let lang = match asked(args) {
        Some(tag) => named(&tag)?,
        None => spoken(environment),
    };
    Words::load(&lang).map_err(|why| Failure::system("cli.fault.words", &why))
}

/// What follows `--lang`.
fn asked(args: &[OsString]) -> Option<String> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            return args.next().map(str::to_owned);
        }
        if let Some(tag) = arg.strip_prefix("--lang=") {
            return Some(tag.to_owned());
        }
    }
    None
}

fn named(tag: &str) -> Result<Lang, Failure> {
    let lang = Lang::of(tag);
    let there_are = Words::available();
    if there_are.contains(&lang) {
        return Ok(lang);
    }
    let names: Vec<_> = there_are.iter().map(Lang::tag).collect();
    let what = Phrase::key("cli.fault.no-language")
        .with("wanted", tag)
        .with("names", names.join(", "));
    Err(Failure::Usage(what))
}

fn spoken(environment: &dyn Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(environment)
        .find(|value| !value.is_empty());
    locale
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

    #[test]
    fn the_option_goes_before_the_locale() {
        assert_eq!(
            asked(&args("relutor list --lang en")).as_deref(),
            Some("en")
        );
        assert_eq!(asked(&args("relutor --lang=en 3")).as_deref(), Some("en"));
        assert_eq!(asked(&args("relutor --lang")), None);
        let strange = words(&args("relutor --lang tlh"), &|_| None).unwrap_err();
        assert_eq!(strange.code(), 2);
    }

    #[test]
    fn a_locale_without_words_gets_english() {
        let words = words(&args("relutor"), &|_| Some("tlh_QO.UTF-8".to_owned())).unwrap();
        assert_eq!(words.lang(), &Lang::english());
    }
}
