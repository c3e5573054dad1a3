//! The values of names at one setting of the controls.

use super::{AxisRange, Expression, FormulaKind};
use crate::lab::Values;

/// The slots of x and y; those of the controls and of `let` follow.
pub(super) const X: usize = 0;
pub(super) const Y: usize = 1;
/// The slot of the first control.
pub(super) const FIRST_CONTROL: usize = 2;

/// The value of every name of a lab, by slot.
#[derive(Clone, Debug)]
pub(super) struct Environment {
    slots: Vec<f64>,
}

impl Environment {
    /// The values of `kind` where its controls have `values`. What varies with x or y is not a number yet.
    pub(super) fn new(kind: &FormulaKind, values: &Values) -> Self {
        let mut slots = vec![f64::NAN; FIRST_CONTROL + kind.controls.len() + kind.lets.len()];
        for (slot, (control, _)) in slots[FIRST_CONTROL..].iter_mut().zip(&kind.controls) {
            *slot = values.number(&control.name);
        }
        for fixed in kind.lets.iter().filter(|it| !it.varies) {
            slots[fixed.slot] = fixed.expression.eval(&slots);
        }
        Self { slots }
    }

    /// Goes to the point (`x`, `y`).
    fn go_to(&mut self, kind: &FormulaKind, x: f64, y: f64) {
        self.slots[X] = x;
        self.slots[Y] = y;
        for varying in kind.lets.iter().filter(|it| it.varies) {
            self.slots[varying.slot] = varying.expression.eval(&self.slots);
        }
    }

    /// The value of `expression`, which uses neither x nor y.
    pub(super) fn value(&self, expression: &Expression) -> f64 {
        expression.eval(&self.slots)
    }

    /// The value of `expression` at the point (`x`, `y`).
    pub(super) fn value_at(
        &mut self,
        kind: &FormulaKind,
        expression: &Expression,
        (x, y): (f64, f64),
    ) -> f64 {
        self.go_to(kind, x, y);
        expression.eval(&self.slots)
    }
}

/// The values for which the ranges of axes are found: the defaults `start`, and with each control at its ends.
pub(super) fn settings(kind: &FormulaKind, start: &Values) -> Vec<Values> {
    let mut settings = vec![start.clone()];
    for control in kind.controls().0 {
        if let crate::lab::Domain::Number(range) = control.domain {
            for end in [range.min, range.max] {
                settings.push(start.clone().with(&control.name, end));
            }
        }
    }
    settings
}

/// The range of `groups` of numbers, of which the first belongs to the defaults. The others widen it to three times its
/// length at most: a curve that grows without limit would flatten all others.
pub(super) fn range_of(groups: &[Vec<f64>]) -> AxisRange {
    let ends = |numbers: &[f64]| {
        let finite = numbers.iter().copied().filter(|number| number.is_finite());
        finite.fold(None, |ends: Option<(f64, f64)>, number| {
            let (low, high) = ends.unwrap_or((number, number));
            Some((low.min(number), high.max(number)))
        })
    };
    let Some((low, high)) = groups.iter().find_map(|group| ends(group)) else {
        return AxisRange::around(0.0, 0.0);
    };
    let length = (high - low).max(1e-3 * high.abs());
    let all = groups.iter().filter_map(|group| ends(group));
    let (lowest, highest) = all.fold((low, high), |(lowest, highest), (low, high)| {
        (lowest.min(low), highest.max(high))
    });
    AxisRange::around(lowest.max(low - length), highest.min(high + length))
}
