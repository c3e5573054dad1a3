use std::collections::BTreeSet;

use unicode_normalization::is_nfc;

use super::super::words::COMMAND_LINE;
use super::*;
use crate::locale::TemplatePart;

/// Particles whose form depends on the word before.
const PARTICLES: [&str; 10] = ["은", "는", "이", "가", "을", "를", "과", "와", "으로", "로"];

fn translations() -> Vec<Lang> {
    let english = Lang::english();
    let mut langs = languages();
    langs.retain(|lang| *lang != english);
    assert!(!langs.is_empty(), "there is English only");
    langs
}

/// The sources of the slots of `template`.
fn sources(template: &Template) -> BTreeSet<String> {
    let sources = template.slots().map(|slot| format!("{:?}", slot.source));
    sources.collect()
}

/// The key of the words that a message on the command line replaces.
fn on_screen(key: &str) -> &str {
    let replaced = key.strip_prefix(COMMAND_LINE);
    replaced.map_or(key, |key| key.trim_start_matches('.'))
}

#[test]
fn every_language_has_the_keys_of_english() {
    let english = load(&Lang::english()).unwrap();
    for lang in translations() {
        let own = load(&lang).unwrap();
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !own.contains_key(*key))
            .collect();
        let surplus: Vec<_> = own
            .keys()
            .filter(|key| !english.contains_key(on_screen(key)))
            .collect();
        assert!(missing.is_empty(), "{lang} lacks {missing:?}");
        assert!(
            surplus.is_empty(),
            "{lang} has {surplus:?}, which English has not"
        );
    }
}

#[test]
fn every_language_has_the_slots_of_english() {
    let english = load(&Lang::english()).unwrap();
    for lang in translations() {
        for (key, template) in load(&lang).unwrap().iter() {
            let wanted = english.get(on_screen(key)).map(sources).unwrap_or_default();
            assert_eq!(sources(template), wanted, "{lang}: {key}");
        }
    }
}

#[test]
fn every_table_is_in_normalization_form_c() {
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
fn particles_behind_a_korean_slot_are_part_of_the_slot() {
    for (key, template) in load(&Lang::of("ko")).unwrap().iter() {
        for pair in template.parts().windows(2) {
            let [TemplatePart::Slot(slot), TemplatePart::Text(text)] = pair else {
                continue;
            };
            // The particle behind a unit follows the unit, which does not change.
            if slot.unit.is_some() {
                continue;
            }
            let text = text.trim_start_matches(['`', ')', '}', '"', '’', '”']);
            let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
            assert!(
                !PARTICLES.contains(&word.as_str()),
                "{key}: {word} stands behind {:?}; write it into the slot",
                slot.source
            );
        }
    }
}

#[test]
fn no_particle_stands_inside_backquotes() {
    for (key, template) in load(&Lang::of("ko")).unwrap().iter() {
        let mut backquotes = 0;
        for part in template.parts() {
            match part {
                TemplatePart::Text(text) => backquotes += text.matches('`').count(),
                TemplatePart::Slot(slot) => assert!(
                    backquotes % 2 == 0 || slot.particle.is_none(),
                    "{key}: the particle of {:?} would be a part of the quoted text",
                    slot.source
                ),
            }
        }
    }
}

#[test]
fn a_folder_without_tables_is_no_language() {
    assert!(!languages().contains(&Lang::of("table")));
}
