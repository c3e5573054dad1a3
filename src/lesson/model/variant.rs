//! Texts of a step that depend on the state of its model.

use super::condition::Condition;
use super::fault::Location;
use super::step::Step;
use crate::lab::Lab;

/// A text of a step that holds in a part of the range of its controls: `[step.variant.left]`, `### variant left`.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its name, the same in every language.
    pub id: String,
    /// The variants of a group replace each other; a step without groups has one, without a name.
    pub group: String,
    /// When its text is shown.
    pub when: When,
    /// The location in `lesson.toml`.
    pub place: Location,
}

/// The state of the model in which a variant is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// All conditions hold.
    All(Vec<Condition>),
    /// No other variant of its group is shown.
    Otherwise,
}

/// A condition that makes a paragraph of a step true, whatever the learner sets: `[[step.always]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The number of the paragraph in the main text of the step, from 1.
    pub text: u64,
    /// The conditions; all hold for every value of the free controls.
    pub all: Vec<Condition>,
    /// The location in `lesson.toml`.
    pub place: Location,
}

impl Step {
    /// The variants that are shown for the present state of `lab`, in the order of `lesson.toml`.
    pub fn shown_variants<'a>(&'a self, lab: &'a Lab) -> impl Iterator<Item = &'a Variant> {
        self.variants.iter().filter(|variant| match &variant.when {
            When::All(conditions) => conditions.iter().all(|condition| condition.holds(lab)),
            When::Otherwise => self
                .variants
                .iter()
                .filter(|other| other.group == variant.group)
                .all(|other| match &other.when {
                    When::All(conditions) => {
                        !conditions.iter().all(|condition| condition.holds(lab))
                    }
                    When::Otherwise => true,
                }),
        })
    }
}
