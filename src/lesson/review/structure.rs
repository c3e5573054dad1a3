//! The elements of a TOML file as pieces: steps, options, goals, conditions, literals, facts, labs and sources; and the order
//! of the steps, and of the options and variants of each. Comments and the order of keys do not matter.

use std::collections::BTreeMap;

use super::piece::ReviewPiece;
use crate::lesson::model::Location;
use crate::lesson::parse::{TomlLeaf, toml_leaves, toml_places};

/// Tables of tables with names.
const NAMED: [&str; 3] = ["labs", "facts", "sources"];
/// Tables of a step that are pieces of their own, each with the number of keys that name one of them.
const OF_STEP: [(&str, usize); 5] = [
    ("option", 1),
    ("goal", 1),
    ("always", 1),
    ("variant", 1),
    ("literals", 0),
];

/// The name of the order of the steps.
const STEPS: &str = "steps";
/// Tables of a step whose order learners see, each with the name of that order.
const ORDERED: [(&str, &str); 2] = [("option", "options"), ("variant", "variants")];

/// The elements of the TOML in `text`; none if it is not valid.
pub(super) fn pieces(file: &str, text: &str) -> Vec<ReviewPiece> {
    let leaves = toml_leaves(file, text);
    let ids: BTreeMap<&str, &str> = leaves
        .iter()
        .filter_map(|leaf| match leaf.path.as_slice() {
            [step, at, id] if step == "step" && id == "id" => {
                Some((at.as_str(), leaf.value.as_str()))
            }
            _ => None,
        })
        .collect();
    let mut pieces: BTreeMap<String, ReviewPiece> = BTreeMap::new();
    for leaf in &leaves {
        let (key, depth) = key_of(leaf, &ids);
        let piece = pieces.entry(key.clone()).or_insert_with(|| ReviewPiece {
            section: key.clone(),
            key,
            words: Vec::new(),
        });
        let inner = leaf.path.get(depth..).unwrap_or_default().join(".");
        piece
            .words
            .push((leaf.place.clone(), format!("{inner}={}", leaf.value)));
    }
    let orders = orders(&leaves, &ids, &toml_places(file, text));
    pieces.into_values().chain(orders).collect()
}

/// The order of the steps, and of the named tables of each step whose order learners see: a word for each name.
fn orders(
    leaves: &[TomlLeaf],
    ids: &BTreeMap<&str, &str>,
    places: &BTreeMap<String, Location>,
) -> Vec<ReviewPiece> {
    let mut orders: BTreeMap<String, Vec<(Location, String)>> = BTreeMap::new();
    for leaf in leaves {
        if let [step, _, id] = leaf.path.as_slice()
            && (step.as_str(), id.as_str()) == ("step", "id")
        {
            let name = (leaf.place.clone(), leaf.value.clone());
            orders.entry(STEPS.to_owned()).or_default().push(name);
        }
    }
    for (path, place) in places {
        let path: Vec<_> = path.split('.').collect();
        if let ["step", at, table, name] = path.as_slice()
            && let Some((_, order)) = ORDERED.iter().find(|(other, _)| other == table)
        {
            let key = format!("step.{}.{order}", ids.get(at).unwrap_or(at));
            let name = (place.clone(), (*name).to_owned());
            orders.entry(key).or_default().push(name);
        }
    }
    let pieces = orders.into_iter().map(|(key, mut words)| {
        words.sort();
        ReviewPiece {
            section: key.clone(),
            key,
            words,
        }
    });
    pieces.collect()
}

/// The name of the piece that a value belongs to, and the number of keys that it consists of. Steps are named by their id, so
/// that a new step changes no other.
fn key_of(leaf: &TomlLeaf, ids: &BTreeMap<&str, &str>) -> (String, usize) {
    let path: Vec<&str> = leaf.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["step", at, rest @ ..] => {
            let step = format!("step.{}", ids.get(at).unwrap_or(at));
            let own = OF_STEP
                .iter()
                .find(|(table, _)| rest.first() == Some(table));
            match own {
                Some((table, 0)) => (format!("{step}.{table}"), 3),
                Some((table, _)) => (format!("{step}.{table}.{}", rest.get(1).unwrap_or(&"")), 4),
                None => (step, 2),
            }
        }
        [table, name, ..] if NAMED.contains(table) => (format!("{table}.{name}"), 2),
        [first, ..] => ((*first).to_owned(), 1),
        [] => (String::new(), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "minutes = 3\n[[step]]\nid = \"a\"\nright = \"x\"\n[step.option.x]\nholds = { reading = \"k\", is = 1 }\n\
                        [step.option.y]\n[step.literals]\n\"0.5\" = \"half\"\n\n[facts.f]\nvalue = 1\nat = 3\n";

    fn rows(text: &str) -> Vec<(String, String)> {
        pieces("lesson.toml", text)
            .into_iter()
            .map(|piece| (piece.key.clone(), piece.row()))
            .collect()
    }

    #[test]
    fn elements_are_named_by_step_and_table() {
        let keys: Vec<_> = rows(TEXT).into_iter().map(|(key, _)| key).collect();
        let wanted = [
            "facts.f",
            "minutes",
            "step.a",
            "step.a.literals",
            "step.a.option.x",
            "step.a.option.y",
            "step.a.options",
            "steps",
        ];
        assert_eq!(keys, wanted);
    }

    #[test]
    fn comments_and_the_order_of_keys_change_no_row() {
        let other = TEXT
            .replace("value = 1\nat = 3", "# Read late.\nat   = 3\nvalue = 1")
            .replace("reading = \"k\", is = 1", "is = 1, reading = \"k\"");
        assert_eq!(rows(TEXT), rows(&other));
        assert_ne!(rows(TEXT), rows(&TEXT.replace("is = 1", "is = 2")));
    }

    #[test]
    fn the_order_of_options_and_of_steps_is_a_piece_of_its_own() {
        let steps = format!("{TEXT}[[step]]\nid = \"b\"\n");
        let changed = |before: &str, after: &str| {
            let before = pieces("lesson.toml", before);
            let after = pieces("lesson.toml", after);
            let mut changed = before
                .iter()
                .zip(&after)
                .filter(|(a, b)| a.row() != b.row());
            let (old, new) = changed.next().unwrap();
            assert_eq!(changed.count(), 0);
            (new.key.clone(), new.place_of_change(&old.row()).line)
        };
        let exchanged = TEXT
            .replace("[step.option.y]\n", "")
            .replace("[step.option.x]", "[step.option.y]\n[step.option.x]");
        assert_eq!(changed(TEXT, &exchanged), ("step.a.options".to_owned(), 5));
        let step = "[[step]]\nid = \"b\"\n";
        let first = steps
            .replace(step, "")
            .replace("minutes = 3\n", &format!("minutes = 3\n{step}"));
        assert_eq!(changed(&steps, &first), ("steps".to_owned(), 3));
    }

    #[test]
    fn a_change_is_at_its_key() {
        let find = |text: &str| {
            pieces("lesson.toml", text)
                .into_iter()
                .find(|piece| piece.key == "facts.f")
                .unwrap()
        };
        let (before, after) = (find(TEXT), find(&TEXT.replace("value = 1", "value = 2")));
        assert_eq!(after.place_of_change(&before.row()).line, 12);
    }
}
