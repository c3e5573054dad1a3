//! The kinds of labs: one module each, except for the playground.

pub(super) mod activation_gallery;
pub(super) mod alpha_slider;
pub(super) mod batch_average;
pub(super) mod bias_node;
pub(super) mod chain;
pub(super) mod deep_training;
pub(super) mod depth_folds;
pub(super) mod dying_neuron;
pub(super) mod filter;
pub(super) mod hinge_sum;
pub(super) mod one_hinge;
pub(super) mod one_unit_xor;
pub(super) mod plateau;
pub(super) mod race;
pub(super) mod random_network;
pub(super) mod random_pieces;
pub(super) mod revival_race;
pub(super) mod risk_table;
pub(super) mod two_input_node;
pub(super) mod unit_grid;
pub(super) mod watch_it_learn;
pub(super) mod xor_by_hand;

use super::shared::activation_label;
use super::{Controls, Model, Values};
use crate::locale::Phrase;

/// The seed of the random numbers of a lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Seed(pub u64);

/// The sides of a picture, which readings may have in their names.
const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];

/// A kind of lab: one line of the catalogue.
pub struct LabKind {
    /// The name in lessons and on the command line: `bias-node`.
    pub name: &'static str,
    /// The controls; their list may depend on the values of some of them.
    pub controls: fn(&Values) -> Controls,
    /// The names of the figures, the main one first.
    pub figures: &'static [&'static str],
    /// Builds the model for complete values.
    pub build: fn(&Values, Seed) -> Box<dyn Model>,
}

impl LabKind {
    /// The title of the lab.
    pub fn title(&self) -> Phrase {
        Phrase::key(format!("lab.{}", self.name))
    }

    /// The words under `key` in the group of the lab.
    pub(super) fn phrase(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.{}.{key}", self.name))
    }

    /// The label of the control called `name`. The part behind an underscore is the number of one of several controls:
    /// `units_2` has the label of `units` with the number 2, `w_2_1_3` that of `w` with the number `2.1.3`.
    pub fn control_label(&self, name: &str) -> Phrase {
        match name.split_once('_') {
            Some((what, which)) => self
                .phrase(&format!("control.{what}"))
                .with("of", which.replace('_', ".")),
            None => self.phrase(&format!("control.{name}")),
        }
    }

    /// The label of the reading called `name`. The part behind a dot is an activation, a layer or a side: `wins.relu` has the
    /// label of `wins` with the name of ReLU, `dead.layer2` that of `dead` with the name of layer 2, `lit.left` its own.
    pub fn reading_label(&self, name: &str) -> Phrase {
        let (what, part) = match name.split_once('.') {
            Some((what, part)) => (what, Some(part)),
            None => (name, None),
        };
        if part.is_some_and(|part| SIDES.contains(&part)) {
            return self.phrase(&format!("reading.{name}"));
        }
        let label = self.phrase(&format!("reading.{what}"));
        let layer = part.and_then(|part| part.strip_prefix("layer")?.parse::<usize>().ok());
        match (part, layer) {
            (Some(_), Some(layer)) => label.with(
                "of",
                Phrase::key("lab.training.numbered-layer").with("n", layer),
            ),
            (Some(part), None) => label.with("of", activation_label(part)),
            (None, _) => label,
        }
    }

    /// The sentence of a goal that compares the reading or control called `name`, in the words of the lab:
    /// `condition.wins.at-least` for `wins.relu`, with the name of ReLU. Labs have such words only where the usual ones read
    /// badly.
    pub fn goal_phrase(&self, name: &str, comparison: &str) -> Phrase {
        let (what, part) = match name.split_once('.') {
            Some((what, part)) => (what, Some(part)),
            None => (name, None),
        };
        let sentence = self.phrase(&format!("condition.{what}.{comparison}"));
        match part {
            Some(part) => sentence.with("of", activation_label(part)),
            None => sentence,
        }
    }

    /// The present value of the reading or control called `name` beside a goal, in the words of the lab: `now.needs`. Labs have
    /// such words only where the number alone does not say what it counts, or has more digits than its figures show.
    pub fn now_phrase(&self, name: &str) -> Phrase {
        let what = name.split_once('.').map_or(name, |(what, _)| what);
        self.phrase(&format!("now.{what}"))
    }

    /// `values` made complete and consistent.
    pub fn complete(&self, values: &Values) -> Values {
        // Twice, because the first pass may fill in a value on which the list of controls depends.
        let first = (self.controls)(values).complete(values);
        (self.controls)(&first).complete(&first)
    }
}

impl std::fmt::Debug for LabKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LabKind").field(&self.name).finish()
    }
}

/// The methods of a [`Model`] that return its run, for a model that has it in the given field.
macro_rules! run_in {
    ($field:ident) => {
        fn run(&self) -> Option<&dyn $crate::lab::Run> {
            Some(&self.$field)
        }

        fn run_mut(&mut self) -> Option<&mut dyn $crate::lab::Run> {
            Some(&mut self.$field)
        }
    };
}
use run_in;
