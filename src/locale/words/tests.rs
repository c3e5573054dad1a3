use super::*;

/// The words of `lang` without the key `key`.
fn without(lang: &str, key: &str) -> Words {
    let mut words = Words::load(&Lang::of(lang)).unwrap();
    let removed = Arc::make_mut(&mut words.own).remove(key);
    assert!(removed.is_some(), "{lang} has no {key}");
    words
}

#[test]
fn missing_words_are_english_and_marked() {
    let words = without("ko", "ui.key.next");
    assert_eq!(words.get("ui.key.next"), "[en] next");
    assert_eq!(words.get("ui.key.back"), "이전");
    let steps = Template::parse("{n:steps}").unwrap();
    let words = without("ko", "unit.steps");
    assert_eq!(
        words.fill(&steps, |_| SlotValue::Number(27.0)),
        "[en] 27 steps"
    );
}

#[test]
fn korean_is_formal_on_the_command_line_only() {
    let words = Words::load(&Lang::of("ko")).unwrap();
    for key in [
        "fault.import.empty",
        "storage.data-file.folder",
        "storage.fault.no-home",
    ] {
        let on_screen = words.get(key);
        let on_command_line = words.for_command_line().get(key);
        assert!(!on_screen.contains("니다"), "{on_screen}");
        assert!(on_command_line.contains("니다"), "{on_command_line}");
    }
    let english = Words::load(&Lang::english()).unwrap();
    let key = "fault.import.empty";
    assert_eq!(english.for_command_line().get(key), english.get(key));
}

#[test]
fn english_without_letters_is_not_marked() {
    let words = without("ko", "lab.risk-table.points");
    let points = Phrase::key("lab.risk-table.points").with("n", 40.0);
    assert_eq!(words.format(&points), "40");
}

#[test]
fn every_language_formats_without_marks() {
    for lang in Words::available() {
        let words = Words::load(&lang).unwrap();
        for key in words.keys() {
            assert!(!words.get(key).contains("[en]"), "{lang}: {key}");
        }
    }
}

#[test]
fn the_error_of_a_missing_language_names_the_available_ones() {
    let error = Words::load(&Lang::of("xx")).unwrap_err().to_string();
    assert!(error.contains("en") && error.contains("ko"), "{error}");
}

#[test]
fn a_unit_has_a_singular_and_a_plural() {
    let words = Words::load(&Lang::english()).unwrap();
    let text = Template::parse("{n:steps}").unwrap();
    assert_eq!(words.fill(&text, |_| SlotValue::Number(1.0)), "1 step");
    assert_eq!(
        words.fill(&text, |_| SlotValue::Number(27_616.0)),
        "27,616 steps"
    );
}

#[test]
fn a_korean_unit_follows_its_number_and_takes_the_particle() {
    let words = Words::load(&Lang::of("ko")).unwrap();
    let format = |text: &str, n: f64| {
        let text = Template::parse(text).unwrap();
        words.fill(&text, |_| SlotValue::Number(n))
    };
    assert_eq!(format("{n:steps}", 1.0), "1단계");
    assert_eq!(format("{n:steps|을/를}", 27_616.0), "27,616단계를");
    assert_eq!(format("{n:minutes|이/가}", 7.0), "7분이");
    assert_eq!(format("{n:.2|은/는}", -7.0), "−7.00은");
}

#[test]
fn a_language_has_its_native_name() {
    assert_eq!(Words::native_name(&Lang::english()), "English");
    assert_eq!(Words::native_name(&Lang::of("ko")), "한국어");
    assert_eq!(Words::native_name(&Lang::of("xx")), "xx");
}
