//! The formula of a sum of hinges: y = 1·relu(x + 1) − 2·relu(x).

use super::{Hinge, HingeTarget, KIND};
use crate::locale::Phrase;

/// The most hinges that a title has room for.
const MOST_TERMS: usize = 3;

/// The formula of the whole sum, or the number of hinges where there are many.
pub(super) fn sum(target: HingeTarget, hinges: &[Hinge]) -> Phrase {
    if hinges.len() > MOST_TERMS {
        return KIND.phrase("formula.many").with("n", hinges.len());
    }
    let number = |n: f64| KIND.phrase("formula.number").with("n", n);
    let start = (target.start() != 0.0).then(|| number(target.start()));
    // A hinge with v = 0 is left out to save room.
    let terms = hinges.iter().filter(|hinge| hinge.v != 0.0);
    let sum = terms.fold(start, |left, hinge| {
        Some(match left {
            None => term(*hinge),
            Some(left) => add(left, *hinge),
        })
    });
    let sum = sum.unwrap_or_else(|| number(0.0));
    KIND.phrase("formula").with("sum", sum)
}

/// One hinge with its sign: −2·relu(x − 1).
pub(super) fn term(hinge: Hinge) -> Phrase {
    KIND.phrase("formula.term")
        .with("v", hinge.v)
        .with("inner", inner(hinge.k))
}

/// `left` plus or minus a hinge.
fn add(left: Phrase, hinge: Hinge) -> Phrase {
    let key = if hinge.v < 0.0 {
        "formula.minus"
    } else {
        "formula.plus"
    };
    let size = Hinge {
        v: hinge.v.abs(),
        ..hinge
    };
    KIND.phrase(key).with("left", left).with("term", term(size))
}

/// x − k without a double sign.
fn inner(k: f64) -> Phrase {
    let key = if k > 0.0 {
        "formula.inner.right"
    } else if k < 0.0 {
        "formula.inner.left"
    } else {
        "formula.inner.middle"
    };
    KIND.phrase(key).with("k", k.abs())
}
