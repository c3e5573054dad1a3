//! The language that a browser prefers.

use crate::locale::{Lang, Words};

/// The language of the program that `field`, the value of `Accept-Language`, weighs most, else `usual`.
pub(super) fn choose(field: Option<&str>, usual: &Lang) -> Lang {
    let available = Words::available();
    let mut best: Option<(f64, Lang)> = None;
    for part in field.unwrap_or_default().split(',') {
        let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
        let weight = rest.trim().strip_prefix("q=");
        let weight: f64 = weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
        let lang = Lang::of(tag.trim());
        let is_better = best.as_ref().is_none_or(|(most, _)| weight > *most);
        if weight > 0.0 && is_better && available.contains(&lang) {
            best = Some((weight, lang));
        }
    }
    best.map_or_else(|| usual.clone(), |(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_with_most_weight_among_those_of_the_program_is_chosen() {
        let usual = Lang::english();
        for (field, lang) in [
            ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
            ("en;q=0.3, ko;q=0.7", "ko"),
            ("de-DE,de;q=0.9,ko;q=0.1", "ko"),
            ("fr, *;q=0.5", "en"),
            ("ko;q=0, en;q=x", "en"),
            ("", "en"),
        ] {
            assert_eq!(choose(Some(field), &usual).tag(), lang, "{field}");
        }
        assert_eq!(choose(None, &Lang::of("ko")).tag(), "ko");
    }
}
