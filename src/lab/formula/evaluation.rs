//! The values of names at one setting of the controls.

use super::{Expression, FormulaKind};
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
