//! The formula of a sum of hinges: y = relu(x + 1) − 2·relu(x).

use super::{Hinge, HingeTarget, KIND};
use crate::locale::{Formula, NumberFormat, Phrase, format_number};

/// The most hinges that a title has room for.
const MOST_TERMS: usize = 3;

/// The formula of the whole sum, or the number of hinges where there are many.
pub(super) fn sum(target: HingeTarget, hinges: &[Hinge]) -> Phrase {
    if hinges.len() > MOST_TERMS {
        return KIND.phrase("formula.many").with("n", hinges.len());
    }
    let start = target.start();
    let mut formula = Formula::new().text("y = ");
    let mut is_empty = start == 0.0;
    if !is_empty {
        formula = formula.text(&format_number(start, NumberFormat::Plain));
    }
    // A hinge with v = 0 is left out to save room.
    for (at, hinge) in hinges
        .iter()
        .enumerate()
        .filter(|(_, hinge)| hinge.v != 0.0)
    {
        formula = if is_empty {
            add_term(formula, at, *hinge)
        } else {
            let sign = if hinge.v < 0.0 { " − " } else { " + " };
            let size = Hinge {
                v: hinge.v.abs(),
                ..*hinge
            };
            add_term(formula.text(sign), at, size)
        };
        is_empty = false;
    }
    Phrase::formula(if is_empty { formula.text("0") } else { formula })
}

/// The hinge with the index `at` and its sign: −2·relu(x − 1).
pub(super) fn term(at: usize, hinge: Hinge) -> Formula {
    add_term(Formula::new(), at, hinge)
}

fn add_term(before: Formula, at: usize, hinge: Hinge) -> Formula {
    let (v, k) = (format!("v{}", at + 1), format!("k{}", at + 1));
    let term = before.factor(&v, hinge.v, "·").text("relu(x");
    term.plus(&k, -hinge.k).text(")")
}
