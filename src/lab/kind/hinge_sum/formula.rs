//! The sum as it is written: y = 1·relu(x + 1) − 2·relu(x).

use super::{Hinge, Target};
use crate::locale::Phrase;

/// Up to so many hinges are written out; more have no room in a title.
const WRITTEN: usize = 3;

/// The whole sum with its numbers.
pub(super) fn sum(target: Target, hinges: &[Hinge]) -> Phrase {
    if hinges.len() > WRITTEN {
        return Phrase::key("lab.hinge-sum.formula.many").with("n", hinges.len());
    }
    let start = (target.start() != 0.0)
        .then(|| Phrase::key("lab.hinge-sum.formula.number").with("n", target.start()));
    // A hinge that is switched off would only take room.
    let at_work = hinges.iter().filter(|hinge| hinge.v != 0.0);
    let sum = at_work.fold(start, |left, hinge| {
        Some(match left {
            None => term(*hinge),
            Some(left) => joined(left, *hinge),
        })
    });
    let sum = sum.unwrap_or_else(|| Phrase::key("lab.hinge-sum.formula.number").with("n", 0.0));
    Phrase::key("lab.hinge-sum.formula").with("sum", sum)
}

/// One hinge with its sign: −2·relu(x − 1).
pub(super) fn term(hinge: Hinge) -> Phrase {
    Phrase::key("lab.hinge-sum.formula.term")
        .with("v", hinge.v)
        .with("inner", inner(hinge.k))
}

/// What was before, plus or minus a hinge.
fn joined(left: Phrase, hinge: Hinge) -> Phrase {
    let key = if hinge.v < 0.0 { "minus" } else { "plus" };
    let size = Hinge {
        v: hinge.v.abs(),
        ..hinge
    };
    Phrase::key(format!("lab.hinge-sum.formula.{key}"))
        .with("left", left)
        .with("term", term(size))
}

/// x − k without a double sign.
fn inner(k: f64) -> Phrase {
    let key = if k > 0.0 {
        "right"
    } else if k < 0.0 {
        "left"
    } else {
        "middle"
    };
    Phrase::key(format!("lab.hinge-sum.formula.inner.{key}")).with("k", k.abs())
}
