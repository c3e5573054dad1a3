//! The keys of the run of a fact, and the words by which sentences name the values of each key.

use super::spoken_numbers::NumberTable;
use super::value_names::{Names, ValueNames, written};
use crate::lab::{Controls, Domain, Kind, Lab, Values};
use crate::lesson::model::{Fact, Lesson};
use crate::locale::{Phrase, Words};

/// A part of what a fact runs and reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FactKey {
    /// The value of a control.
    Control(String),
    /// The reading without the part behind its dot.
    Reading,
    /// The activation or the layer behind the dot of its reading.
    Part,
    /// The training step.
    Step,
}

/// A fact with the values of all controls of its lab.
pub(super) struct KeyedFact<'a> {
    pub(super) name: &'a str,
    pub(super) fact: &'a Fact,
    kind: &'a Kind,
    pub(super) controls: Controls,
    pub(super) values: Values,
}

impl<'a> KeyedFact<'a> {
    /// The run of the fact `name`; none if the lesson lacks its lab.
    pub(super) fn new(lesson: &'a Lesson, name: &str) -> Option<Self> {
        let (name, fact) = lesson.facts.get_key_value(name)?;
        let setup = lesson.labs.get(&fact.lab)?;
        let values = setup.kind.complete(&setup.set.clone().merge(&fact.set));
        let controls = setup.kind.controls(&values);
        Some(Self {
            name,
            fact,
            kind: &setup.kind,
            controls,
            values,
        })
    }

    /// The keys whose values a sentence may name. Which racer is meant says the reading.
    pub(super) fn keys(&self) -> Vec<FactKey> {
        let controls = self.controls.0.iter().filter(|control| {
            let is_single = match &control.domain {
                Domain::Choice(options) => {
                    let mut others = self.controls.0.iter();
                    options.words.is_empty()
                        || others.all(|other| match &other.domain {
                            Domain::Choice(it) => {
                                other.name == control.name || it.words != options.words
                            }
                            Domain::Number(_) | Domain::Text { .. } => true,
                        })
                }
                Domain::Number(_) => true,
                Domain::Text { .. } => false,
            };
            is_single && !matches!(control.name.as_str(), "seed" | "seeds")
        });
        let controls = controls.map(|control| FactKey::Control(control.name.clone()));
        let part = self.fact.reading.contains('.').then_some(FactKey::Part);
        controls.chain(part).collect()
    }

    /// The value under `key`; none if it has none.
    pub(super) fn value(&self, key: &FactKey) -> Option<String> {
        match key {
            FactKey::Control(name) => self.values.get(name).map(written),
            FactKey::Reading => Some(self.head().to_owned()),
            FactKey::Part => self
                .fact
                .reading
                .split_once('.')
                .map(|(_, part)| part.to_owned()),
            FactKey::Step => self.fact.at.map(|at| at.to_string()),
        }
    }

    fn head(&self) -> &str {
        let reading = &self.fact.reading;
        reading.split_once('.').map_or(reading, |(head, _)| head)
    }

    /// The value under `key` that a number in the label of the reading names: `effect of A at B = 1`.
    pub(super) fn value_of_label(
        &self,
        key: &FactKey,
        words: &Words,
        table: &NumberTable,
    ) -> Option<String> {
        let label = self.reading_label(words);
        let mentions = self
            .names(key, words)
            .mentions(&label, &table.numbers(&label));
        mentions.first()?.values.first().cloned()
    }

    /// The label of a control.
    pub(super) fn control_label(&self, key: &FactKey, words: &Words) -> String {
        match key {
            FactKey::Control(name) => words.format(&self.kind.control_label(name)),
            FactKey::Reading | FactKey::Part | FactKey::Step => String::new(),
        }
    }

    /// The label of its reading.
    pub(super) fn reading_label(&self, words: &Words) -> String {
        words.format(&self.kind.reading_label(&self.fact.reading))
    }

    /// Whether its lab has an end of its own.
    pub(super) fn is_race(&self) -> bool {
        let lab = Lab::new(self.kind, &self.values, crate::lab::Seed::default());
        lab.is_ok_and(|lab| lab.run().and_then(crate::lab::Run::progress).is_some())
    }

    /// `value`, one of those under `key`, as readers know it.
    pub(super) fn label(&self, key: &FactKey, value: &str, words: &Words) -> String {
        match key {
            FactKey::Control(name) => {
                let control = self.controls.get(name);
                let label = control.map(|control| words.format(&control.option_label(value)));
                label.unwrap_or_else(|| value.to_owned())
            }
            FactKey::Part if words.has(&format!("activation.{value}")) => {
                words.get(&format!("activation.{value}"))
            }
            FactKey::Reading | FactKey::Part | FactKey::Step => value.to_owned(),
        }
    }

    /// The value under `key` as readers know it.
    pub(super) fn shown(&self, key: &FactKey, words: &Words) -> String {
        self.label(key, &self.value(key).unwrap_or_default(), words)
    }

    /// The names of the values under `key`.
    pub(super) fn names(&self, key: &FactKey, words: &Words) -> ValueNames {
        match key {
            FactKey::Control(name) => {
                self.controls
                    .get(name)
                    .map_or_else(ValueNames::default, |control| {
                        let label = words.format(&self.kind.control_label(name));
                        let others = self.controls.names().filter(|other| other != name);
                        let others =
                            others.map(|other| words.format(&self.kind.control_label(other)));
                        ValueNames::of_control(control, &label, words).beside(others)
                    })
            }
            FactKey::Part => names_of_parts(&self.fact.reading, words),
            FactKey::Reading | FactKey::Step => ValueNames::default(),
        }
    }

    /// The path of the value under `key` in `lesson.toml`.
    pub(super) fn path(&self, key: &FactKey) -> String {
        let name = self.name;
        match key {
            FactKey::Control(control) => format!("facts.{name}.set.{control}"),
            FactKey::Reading | FactKey::Part => format!("facts.{name}.reading"),
            FactKey::Step => format!("facts.{name}.at"),
        }
    }
}

/// The names of activations, or of layers.
pub(super) fn names_of_parts(reading: &str, words: &Words) -> ValueNames {
    let part = reading.split_once('.').map_or("", |(_, part)| part);
    if part.starts_with("layer") {
        let table = words.get("check.layer-names");
        let mut names = Names::new();
        for (layer, group) in (1..).zip(table.split(';')) {
            for name in group.split('|').map(str::trim) {
                names.push((name.to_owned(), vec![format!("layer{layer}")]));
            }
        }
        return ValueNames::of_names(names);
    }
    let names = words
        .keys()
        .filter_map(|key| key.strip_prefix("activation."))
        .map(str::to_owned)
        .collect::<Vec<_>>();
    let labels = names.into_iter().map(|name| {
        let label = words.format(&Phrase::key(format!("activation.{name}")));
        (label, name)
    });
    ValueNames::of_options(labels, words)
}
