//! The catalogue of labs.

use super::{LabKind, kind, playground};

/// Every kind of lab, one line each.
pub static KINDS: &[&LabKind] = &[
    &kind::one_hinge::KIND,
    &kind::two_input_node::KIND,
    &kind::risk_table::KIND,
    &kind::bias_node::KIND,
    &kind::hinge_sum::KIND,
    &kind::xor_by_hand::KIND,
    &kind::filter::KIND,
    &kind::plateau::KIND,
    &kind::chain::KIND,
    &kind::depth_folds::KIND,
    &kind::random_pieces::KIND,
    &kind::watch_it_learn::KIND,
    &kind::random_network::KIND,
    &kind::deep_training::KIND,
    &kind::batch_average::KIND,
    &kind::dying_neuron::KIND,
    &kind::unit_grid::KIND,
    &kind::alpha_slider::KIND,
    &kind::revival_race::KIND,
    &kind::activation_gallery::KIND,
    &kind::one_unit_xor::KIND,
    &kind::race::KIND,
    &playground::KIND,
];

/// The kind called `name`.
pub fn find(name: &str) -> Option<&'static LabKind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

/// The kind of lab called `name`, or the only one whose name begins with that word: `bias` for `bias-node`.
pub fn find_by_start(name: &str) -> Option<&'static LabKind> {
    find(name).or_else(|| {
        let begins = |kind: &&&LabKind| {
            let rest = kind.name.strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with('-'))
        };
        let mut like = KINDS.iter().filter(begins);
        like.next().copied().filter(|_| like.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Domain, Lab, Seed, Values};
    use crate::locale::{Lang, Words};

    #[test]
    fn every_lab_has_english_words_for_its_controls() {
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
    fn every_figure_of_every_lab_has_a_title_and_a_description() {
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
