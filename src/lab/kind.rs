//! The kinds of labs: one module each, except for the playground.

pub(super) mod activation_gallery;
pub(super) mod alpha_slider;
pub(super) mod batch_average;
pub(super) mod bias_node;
pub(super) mod chain;
pub(super) mod deep_training;
pub(super) mod depth_folds;
pub(super) mod dying_neuron;
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

use super::shared::ACTIVATION_WORDS;
use super::{Controls, Model, Values};
use crate::locale::Phrase;

/// Where the random numbers of a run begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Seed(pub u64);

/// A kind of lab: one line of the catalogue.
pub struct LabKind {
    /// Its name, as lessons and the command line write it: `bias-node`.
    pub name: &'static str,
    /// Its controls, which may depend on what some of them stand at.
    pub controls: fn(&Values) -> Controls,
    /// The names of its figures, the most telling first.
    pub figures: &'static [&'static str],
    /// A model for complete values.
    pub build: fn(&Values, Seed) -> Box<dyn Model>,
}

impl LabKind {
    /// What the lab is called.
    pub fn title(&self) -> Phrase {
        Phrase::key(format!("lab.{}", self.name))
    }

    /// What the control called `name` is called. Behind an underscore stands which of several it is: `units_2` is said
    /// by the words of `units`, which name the layer, `w_2_1_3` by those of `w` and `2.1.3`.
    pub fn control_label(&self, name: &str) -> Phrase {
        match name.split_once('_') {
            Some((what, which)) => Phrase::key(format!("lab.{}.control.{what}", self.name))
                .with("of", which.replace('_', ".")),
            None => Phrase::key(format!("lab.{}.control.{name}", self.name)),
        }
    }

    /// What the reading called `name` is called. Behind a dot stands what it is a reading of: `wins.relu` is
    /// said by the words of `wins`, which name the activation, `dead.layer2` by those of `dead` and the layer.
    pub fn reading_label(&self, name: &str) -> Phrase {
        let (what, part) = match name.split_once('.') {
            Some((what, part)) => (what, Some(part)),
            None => (name, None),
        };
        let label = Phrase::key(format!("lab.{}.reading.{what}", self.name));
        let layer = part.and_then(|part| part.strip_prefix("layer")?.parse::<usize>().ok());
        match (part, layer) {
            (Some(_), Some(layer)) => label.with(
                "of",
                Phrase::key("lab.training.numbered-layer").with("n", layer),
            ),
            (Some(part), None) => {
                label.with("of", Phrase::key(format!("{ACTIVATION_WORDS}.{part}")))
            }
            (None, _) => label,
        }
    }

    /// `values` made complete and consistent.
    pub fn complete(&self, values: &Values) -> Values {
        // Twice, because which controls there are may depend on a value that the first pass filled in.
        let first = (self.controls)(values).complete(values);
        (self.controls)(&first).complete(&first)
    }
}

impl std::fmt::Debug for LabKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LabKind").field(&self.name).finish()
    }
}
