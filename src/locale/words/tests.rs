use std::collections::BTreeSet;

use unicode_normalization::is_nfc;

use super::*;

/// Particles that take another form after another ending.
const CHANGING: [&str; 10] = ["은", "는", "이", "가", "을", "를", "과", "와", "으로", "로"];

fn others() -> Vec<Lang> {
    let english = Lang::english();
    let mut all = Words::available();
    all.retain(|lang| *lang != english);
    assert!(!all.is_empty(), "there is English only");
    all
}

/// What the slots of `template` are filled with.
fn sources(template: &Template) -> BTreeSet<String> {
    let named = template.slots().map(|slot| format!("{:?}", slot.source));
    named.collect()
}

/// The words of `lang` with those under `key` taken away.
fn without(lang: &str, key: &str) -> Words {
    let mut words = Words::load(&Lang::of(lang)).unwrap();
    let sheets = Arc::get_mut(&mut words.sheets).unwrap();
    let sheet = sheets
        .values_mut()
        .find(|sheet| sheet.own.table().contains_key(key));
    let sheet = sheet.unwrap_or_else(|| panic!("{lang} has no {key}"));
    sheet.own.table.get_mut().unwrap().remove(key);
    words
}

/// The words that `lang` itself has.
fn table(lang: &Lang) -> Result<Table> {
    let tables = files(lang)?.into_iter().map(|(_, file)| read_file(file));
    let tables: Vec<_> = tables.collect::<Result<_>>()?;
    Ok(tables.into_iter().flatten().collect())
}

#[test]
fn every_language_has_exactly_the_keys_of_english() {
    let english = table(&Lang::english()).unwrap();
    for lang in others() {
        let own = table(&lang).unwrap();
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !own.contains_key(*key))
            .collect();
        let surplus: Vec<_> = own
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "{lang} lacks {missing:?}");
        assert!(
            surplus.is_empty(),
            "{lang} has {surplus:?}, which English has not"
        );
    }
}

#[test]
fn every_language_fills_the_slots_that_english_fills() {
    let english = table(&Lang::english()).unwrap();
    for lang in others() {
        for (key, template) in table(&lang).unwrap() {
            let wanted = english.get(&key).map(sources).unwrap_or_default();
            assert_eq!(sources(&template), wanted, "{lang}: {key}");
        }
    }
}

#[test]
fn every_language_is_written_in_composed_letters() {
    for dir in TABLES.dirs().filter(|dir| dir.files().any(is_table)) {
        let mut folders = vec![dir];
        while let Some(dir) = folders.pop() {
            folders.extend(dir.dirs());
            for file in dir.files() {
                let text = file.contents_utf8().unwrap();
                assert!(is_nfc(text), "{} is not NFC", file.path().display());
            }
        }
    }
}

#[test]
fn no_korean_particle_that_changes_is_typed_behind_a_value() {
    for (key, template) in table(&Lang::of("ko")).unwrap() {
        for pair in template.parts().windows(2) {
            let [TemplatePart::Slot(slot), TemplatePart::Text(text)] = pair else {
                continue;
            };
            // A unit is a Korean word: what follows it does not change with the number.
            if slot.unit.is_some() {
                continue;
            }
            let text = text.trim_start_matches(['`', ')', '}', '"', '’', '”']);
            let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
            assert!(
                !CHANGING.contains(&word.as_str()),
                "{key}: {word} stands behind {:?}; write it into the slot",
                slot.source
            );
        }
    }
}

#[test]
fn what_a_language_lacks_is_english_and_says_so() {
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
fn what_needs_no_translation_is_not_marked() {
    let words = without("ko", "lab.risk-table.points");
    let points = Phrase::key("lab.risk-table.points").with("n", 40.0);
    assert_eq!(words.format(&points), "40");
}

#[test]
fn every_language_loads_and_speaks_without_marks() {
    for lang in Words::available() {
        let words = Words::load(&lang).unwrap();
        for key in words.keys() {
            assert!(!words.get(key).contains("[en]"), "{lang}: {key}");
        }
    }
}

#[test]
fn a_missing_language_names_those_there_are() {
    let error = Words::load(&Lang::of("xx")).unwrap_err().to_string();
    assert!(error.contains("en") && error.contains("ko"), "{error}");
}

#[test]
fn a_folder_of_source_files_is_no_language() {
    assert!(!Words::available().contains(&Lang::of("words")));
}

#[test]
fn a_unit_follows_its_number() {
    let words = Words::load(&Lang::english()).unwrap();
    let text = Template::parse("{n:steps}").unwrap();
    assert_eq!(words.fill(&text, |_| SlotValue::Number(1.0)), "1 step");
    assert_eq!(
        words.fill(&text, |_| SlotValue::Number(27_616.0)),
        "27,616 steps"
    );
}

#[test]
fn a_korean_unit_is_a_counter_and_takes_its_own_particle() {
    let words = Words::load(&Lang::of("ko")).unwrap();
    let say = |text: &str, n: f64| {
        let text = Template::parse(text).unwrap();
        words.fill(&text, |_| SlotValue::Number(n))
    };
    assert_eq!(say("{n:steps}", 1.0), "1단계");
    assert_eq!(say("{n:steps|을/를}", 27_616.0), "27,616단계를");
    assert_eq!(say("{n:minutes|이/가}", 7.0), "7분이");
    assert_eq!(say("{n:.2|은/는}", -7.0), "−7.00은");
}
