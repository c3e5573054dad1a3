//! The catalogue of labs.

use super::kind::{
    activation_gallery, alpha_slider, batch_average, bias_node, chain, deep_training, depth_folds,
    dying_neuron, hinge_sum, one_hinge, one_unit_xor, plateau, race, random_network, random_pieces,
    revival_race, risk_table, two_input_node, unit_grid, watch_it_learn, xor_by_hand,
};
use super::{LabKind, playground};

/// Every kind of lab, one line each.
pub static KINDS: &[&LabKind] = &[
    &one_hinge::KIND,
    &two_input_node::KIND,
    &risk_table::KIND,
    &bias_node::KIND,
    &hinge_sum::KIND,
    &xor_by_hand::KIND,
    &plateau::KIND,
    &chain::KIND,
    &depth_folds::KIND,
    &random_pieces::KIND,
    &watch_it_learn::KIND,
    &random_network::KIND,
    &deep_training::KIND,
    &batch_average::KIND,
    &dying_neuron::KIND,
    &unit_grid::KIND,
    &alpha_slider::KIND,
    &revival_race::KIND,
    &activation_gallery::KIND,
    &one_unit_xor::KIND,
    &race::KIND,
    &playground::KIND,
];

/// The kind called `name`.
pub fn find(name: &str) -> Option<&'static LabKind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Domain, Lab, Seed, Values};
    use crate::locale::{Lang, Words};

    #[test]
    fn every_lab_has_words_for_all_that_it_shows_in_english() {
        let words = Words::load(&Lang::english()).unwrap();
        for kind in KINDS {
            assert!(words.has(kind.title().name()), "{} has no name", kind.name);
            for control in (kind.controls)(&Values::new()).0 {
                let label = kind.control_label(&control.name);
                assert!(words.has(label.name()), "{} is missing", label.name());
                if let Domain::Choice(options) = &control.domain {
                    for name in &options.names {
                        let label = options.label(name);
                        let said = label.name() == "verbatim" || words.has(label.name());
                        assert!(said, "{} is missing", label.name());
                    }
                }
            }
        }
    }

    #[test]
    fn every_lab_draws_and_describes_each_of_its_figures() {
        let words = Words::load(&Lang::english()).unwrap();
        for kind in KINDS {
            let lab = Lab::new(kind, &Values::new(), Seed(0)).unwrap();
            for id in kind.figures {
                let figure = lab
                    .figure(id)
                    .unwrap_or_else(|| panic!("{}: no figure {id}", kind.name));
                let title = words.format(figure.title());
                assert!(!title.starts_with("lab."), "{title} has no words");
                for sentence in figure.describe() {
                    let said = words.format(&sentence);
                    assert!(
                        !said.is_empty() && !said.contains('{'),
                        "{} {id}: {said}",
                        kind.name
                    );
                    assert!(
                        !said.contains("lab.") && !said.contains("figure."),
                        "{} {id}: {said}",
                        kind.name
                    );
                }
            }
        }
    }
}
