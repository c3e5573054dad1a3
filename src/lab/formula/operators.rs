//! The functions and operators of expressions. They have the same bits on every machine, as the engine does.

use std::f64::consts::{LN_2, LN_10, TAU};

use exmex::{BinOp, MakeOperators, Operator};

use crate::nn::Activation;
use crate::nn::math::{cos_turns, exp, ln, sin_turns};

/// A function by the number of its arguments.
#[derive(Clone, Copy, Debug)]
pub(super) enum Function {
    /// One argument.
    One(fn(f64) -> f64),
    /// Two or more arguments, taken together from the left.
    Several(fn(f64, f64) -> f64),
    /// A condition, the value where it holds, and the value elsewhere.
    Choice,
}

/// Every function by name.
pub(super) const FUNCTIONS: [(&str, Function); 22] = [
    ("abs", Function::One(f64::abs)),
    ("ceil", Function::One(f64::ceil)),
    ("cos", Function::One(|x| cos_turns(x / TAU))),
    ("exp", Function::One(exp)),
    ("floor", Function::One(f64::floor)),
    ("if", Function::Choice),
    ("ln", Function::One(ln)),
    ("log", Function::One(ln)),
    ("log10", Function::One(|x| ln(x) / LN_10)),
    ("log2", Function::One(|x| ln(x) / LN_2)),
    ("max", Function::Several(maximum)),
    ("min", Function::Several(minimum)),
    ("relu", Function::One(relu)),
    ("round", Function::One(f64::round)),
    ("sigmoid", Function::One(|x| Activation::Sigmoid.value(x))),
    ("sign", Function::One(sign)),
    ("sin", Function::One(|x| sin_turns(x / TAU))),
    ("softplus", Function::One(|x| Activation::Softplus.value(x))),
    ("sqrt", Function::One(f64::sqrt)),
    ("step", Function::One(step)),
    (
        "tan",
        Function::One(|x| sin_turns(x / TAU) / cos_turns(x / TAU)),
    ),
    ("tanh", Function::One(|x| Activation::Tanh.value(x))),
];

/// The name of π in expressions. There is no `e`, which is a common name of a control: exp(1) is the number.
pub(super) const PI: &str = "pi";

/// A minus sign before a power, as an operator that binds less than the power: −x² is −(x²).
pub(super) const NEGATION: &str = "(-1)~";

/// The operator between a condition and the value where it holds.
pub(super) const THEN: &str = "then";
/// The operator between that and the value elsewhere.
pub(super) const ELSE: &str = "else";

/// The result of [`THEN`] where the condition does not hold: a NaN that no calculation has.
const NOT_CHOSEN: u64 = 0x7ff8_0000_0e15_e000;

/// The function called `name`.
pub(super) fn function(name: &str) -> Option<Function> {
    let found = FUNCTIONS.iter().find(|(known, _)| *known == name);
    found.map(|(_, function)| *function)
}

/// The larger number; NaN if one is.
fn maximum(a: f64, b: f64) -> f64 {
    if a.is_nan() || a > b { a } else { b }
}

/// The smaller number; NaN if one is.
fn minimum(a: f64, b: f64) -> f64 {
    if a.is_nan() || a < b { a } else { b }
}

fn relu(x: f64) -> f64 {
    maximum(x, 0.0)
}

/// The greatest whole exponent for which a power is a product.
const GREATEST_FACTORS: f64 = 64.0;

/// `x` to the power `y`; NaN for a negative `x` and a `y` that is not whole or beyond ±64.
fn power(x: f64, y: f64) -> f64 {
    if y.fract() == 0.0 && y.abs() <= GREATEST_FACTORS {
        let mut product = 1.0;
        let mut left = y.abs();
        while left > 0.0 {
            product *= x;
            left -= 1.0;
        }
        return if y < 0.0 { 1.0 / product } else { product };
    }
    exp(y * ln(x))
}

/// −1, 0 or 1.
fn sign(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        x
    } else {
        x.signum()
    }
}

/// 1 above 0, else 0.
fn step(x: f64) -> f64 {
    if x.is_nan() { x } else { truth(x > 0.0) }
}

/// The number of a comparison.
fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// `value` where `condition` is not 0.
fn then(condition: f64, value: f64) -> f64 {
    if condition.is_nan() {
        f64::NAN
    } else if condition == 0.0 {
        f64::from_bits(NOT_CHOSEN)
    } else {
        value
    }
}

/// The chosen value, else `value`.
fn or_else(chosen: f64, value: f64) -> f64 {
    if chosen.to_bits() == NOT_CHOSEN {
        value
    } else {
        chosen
    }
}

/// The operators for `exmex`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Operators;

impl MakeOperators<f64> for Operators {
    fn make<'a>() -> Vec<Operator<'a, f64>> {
        let binary = |apply, prio| BinOp {
            apply,
            prio,
            // Reordered numbers would round in another way than the author wrote them.
            is_commutative: false,
        };
        let comparison = |name, apply| Operator::make_bin(name, binary(apply, 1));
        let mut operators = vec![
            comparison("<", |a, b| truth(a < b)),
            comparison("<=", |a, b| truth(a <= b)),
            comparison(">", |a, b| truth(a > b)),
            comparison(">=", |a, b| truth(a >= b)),
            comparison("==", |a, b| truth(a == b)),
            comparison("!=", |a, b| truth(a != b)),
            Operator::make_bin("+", binary(|a, b| a + b, 2)),
            Operator::make_bin_unary("-", binary(|a, b| a - b, 2), |a| -a),
            Operator::make_bin("*", binary(|a, b| a * b, 3)),
            Operator::make_bin("/", binary(|a, b| a / b, 3)),
            Operator::make_bin("~", binary(|a, b| a * b, 4)),
            Operator::make_bin("^", binary(power, 5)),
        ];
        operators.extend(
            FUNCTIONS
                .iter()
                .filter_map(|(name, function)| match *function {
                    Function::One(apply) => Some(Operator::make_unary(name, apply)),
                    Function::Several(apply) => Some(Operator::make_bin(name, binary(apply, 0))),
                    Function::Choice => None,
                }),
        );
        operators.push(Operator::make_bin(THEN, binary(then, 0)));
        operators.push(Operator::make_bin(ELSE, binary(or_else, 0)));
        operators
    }
}
