//! Compiled expressions.

use exmex::{Express, FlatEx};

use super::operators::Operators;
use super::scan::{ScanFault, scan};
use crate::locale::Phrase;

/// The most names that expressions of one lab may use.
pub(super) const MOST_NAMES: usize = 64;

/// A compiled expression.
#[derive(Debug)]
pub(super) struct Expression {
    program: FlatEx<f64, Operators>,
    /// The slot of each variable of the program, in its order.
    slots: Vec<usize>,
}

impl Expression {
    /// Compiles `text`, whose names `resolve` turns into slots, or refuses with the reason. The result comes with the slots
    /// that it uses, each with the byte of its first use.
    pub(super) fn compile(
        text: &str,
        resolve: impl Fn(&str) -> Result<usize, Phrase>,
    ) -> Result<(Self, Vec<(usize, usize)>), ScanFault> {
        let scan = scan(text, resolve)?;
        let unreadable = || (0, Phrase::key("check.formula.unreadable"));
        let program = FlatEx::parse(&scan.plain).map_err(|_refused| unreadable())?;
        let slots = program
            .var_names()
            .iter()
            .map(|name| name.strip_prefix('v')?.parse().ok());
        let slots: Vec<usize> = slots.collect::<Option<_>>().ok_or_else(unreadable)?;
        if slots.len() > MOST_NAMES {
            return Err(unreadable());
        }
        Ok((Self { program, slots }, scan.uses))
    }

    /// Its value where each name has the value in its slot.
    pub(super) fn eval(&self, values: &[f64]) -> f64 {
        let mut variables = [0.0; MOST_NAMES];
        for (variable, slot) in variables.iter_mut().zip(&self.slots) {
            *variable = values.get(*slot).copied().unwrap_or(f64::NAN);
        }
        let value = self.program.eval(&variables[..self.slots.len()]);
        // Adding 0 turns −0 into 0.
        value.unwrap_or(f64::NAN) + 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::operators::FUNCTIONS;
    use super::*;

    fn names(name: &str) -> Result<usize, Phrase> {
        match name {
            "x" => Ok(0),
            "maxi" => Ok(1),
            "a12" => Ok(12),
            _ => Err(Phrase::key("unknown")),
        }
    }

    /// The value where x is 3, `maxi` 5 and `a12` 7.
    fn value(text: &str) -> f64 {
        let (expression, _) = Expression::compile(text, names).expect(text);
        let mut values = [0.0; 13];
        values[0] = 3.0;
        values[1] = 5.0;
        values[12] = 7.0;
        expression.eval(&values)
    }

    #[test]
    fn expressions_mean_what_they_mean_on_paper() {
        for (text, expected) in [
            ("-x^2", -9.0),
            ("2*-x^2", -18.0),
            ("2^-x", 0.125),
            ("(-2)^3 + 4^0.5 + 0^0.5 + 9^-0.5", -6.0 + 1.0 / 3.0),
            ("2^-1*x", 1.5),
            ("1 − −x", 4.0),
            ("10 - 4 + 3", 9.0),
            ("8 / 2 * 4", 16.0),
            ("(1 + 2) * +x", 9.0),
            ("1.5e2 + 2E-1 + .5", 150.7),
            ("x < 4", 1.0),
            ("(0 < x) * (x <= 2) + (x != 3) + (x == 3) * 4", 4.0),
            ("x + 1 > 2 * x", 0.0),
            ("max(1, x, 2) + min(maxi, x + 9)", 8.0),
            ("maxi - a12 * x", -16.0),
            ("exp(ln(x)) + log(exp(2))", 5.0),
            ("log10(1000) + log2(8)", 6.0),
            ("relu(-x) + relu(x) + step(0) + step(x)", 4.0),
            (
                "abs(-x) + floor(-1.5) + ceil(1.2) + round(2.5) + sign(-8)",
                5.0,
            ),
            ("tanh(0) + tan(0) + sin(0) + cos(pi) + sigmoid(0)", -0.5),
            ("softplus(0) - ln(2) + sqrt(x * x)", 3.0),
            ("if(x > 2, 10, ln(-x)) + if(x == 2, ln(-x), 1)", 11.0),
            ("2 * if(x < 2, 1, if(x < 4, maxi + 1, 3)) - 1", 11.0),
        ] {
            let found = value(text);
            assert!((found - expected).abs() < 1e-12, "{text} = {found}");
        }
    }

    #[test]
    fn what_is_no_number_stays_none() {
        for text in [
            "max(ln(-x), 0)",
            "min(1, sqrt(-1))",
            "relu(0/0)",
            "(-2)^0.5",
            "(0/0)^2",
            "step(0/0)",
            "sign(ln(-1))",
            "if(ln(-1), 1, 2)",
            "if(x > 0, 0/0, 2)",
        ] {
            assert!(value(text).is_nan(), "{text}");
        }
    }

    #[test]
    fn mistakes_are_found_at_their_place() {
        for (text, at, key) in [
            ("", 0, "empty"),
            ("2 x", 2, "no-operator"),
            ("2(x)", 1, "no-operator"),
            ("x + * 2", 4, "no-operand"),
            ("x +", 3, "ends"),
            ("(x + 1", 0, "open"),
            ("x + 1)", 5, "closed-too-often"),
            ("exp x", 0, "bare-function"),
            ("exp(x, 1)", 5, "many-arguments"),
            ("1 + max(x)", 4, "few-arguments"),
            ("(x, 1)", 2, "comma"),
            ("1 + if(x, 1)", 4, "three-arguments"),
            ("if(x, 1, 2, 3)", 0, "three-arguments"),
            ("exp()", 4, "no-operand"),
            ("x^2^3", 3, "two-powers"),
            ("0 < x < 1", 6, "two-comparisons"),
            ("x $ 2", 2, "character"),
            ("1.2.3", 3, "no-operator"),
            ("x(2)", 1, "no-function"),
            (".", 0, "number"),
            ("1e999", 0, "number"),
        ] {
            let (found, message) = Expression::compile(text, names).expect_err(text);
            assert_eq!(message.name(), format!("check.formula.{key}"), "{text}");
            assert_eq!(found, at, "{text}");
        }
        let (at, message) = Expression::compile("x + nix", names).unwrap_err();
        assert_eq!((at, message.name()), (4, "unknown"));
    }

    #[test]
    fn sixty_four_brackets_are_read_and_one_more_is_refused() {
        // Each bracket of `max` is two for `exmex`. Half the usual stack is enough in a build without optimisation.
        let nested = |levels: usize| format!("{}x{}", "max(1,".repeat(levels), ")".repeat(levels));
        let run = move || {
            assert_eq!(value(&nested(64)), 3.0);
            let (_, message) = Expression::compile(&nested(65), names).unwrap_err();
            assert_eq!(message.name(), "check.formula.deep");
        };
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        thread.spawn(run).unwrap().join().unwrap();
    }

    #[test]
    fn five_hundred_characters_are_read_and_one_more_is_refused() {
        let long = |length: usize| "-".repeat(length - 1) + "x";
        assert_eq!(value(&long(500)).abs(), 3.0);
        let (_, message) = Expression::compile(&long(501), names).unwrap_err();
        assert_eq!(message.name(), "check.formula.long");
        assert_eq!(value(&vec!["x"; 250].join("+")[..499]), 750.0);
    }

    #[test]
    fn no_text_makes_it_panic() {
        let parts = [
            "x", "2", "(", ")", ",", "-", "^", "max(", "exp", "<", " ", ".", "−", "é", "1e",
        ];
        let mut state = 7_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..8 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                text += parts[usize::try_from(state >> 33).unwrap() % parts.len()];
            }
            if let Ok((expression, _)) = Expression::compile(&text, names) {
                let _ = expression.eval(&[0.5]);
            }
        }
    }

    #[test]
    fn no_function_hides_another() {
        for (name, _) in FUNCTIONS {
            let text = match name {
                "max" | "min" => format!("{name}(x, 1)"),
                "if" => format!("{name}(x, 1, 2)"),
                _ => format!("{name}(x) + 1"),
            };
            assert!(Expression::compile(&text, names).is_ok(), "{text}");
        }
    }
}
