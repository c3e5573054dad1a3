//! The numbers that a lesson writes in a formula lab.

use super::source::{AxisSource, FormulaSource, ReadingValue};

impl FormulaSource {
    /// The numbers in the expressions, the ranges and the places.
    pub(super) fn constants(&self) -> Vec<f64> {
        let heat = self.heat.as_ref();
        let mut formulas: Vec<&str> = Vec::new();
        formulas.extend(self.lets.iter().map(|it| it.formula.as_str()));
        formulas.extend(self.curves.iter().map(|it| it.formula.as_str()));
        formulas.extend(self.marks.iter().map(|it| it.x.as_str()));
        formulas.extend(heat.map(|it| it.formula.as_str()));
        for reading in &self.readings {
            match &reading.value {
                ReadingValue::Formula(formula) => formulas.push(formula),
                ReadingValue::Measured { at, .. } => formulas.extend(at.as_deref()),
            }
        }
        let mut constants: Vec<f64> = formulas.into_iter().flat_map(numbers).collect();
        let controls = self.controls.iter();
        constants.extend(controls.flat_map(|it| [it.range.min, it.range.max, it.range.default]));
        let axes: [Option<&AxisSource>; 3] =
            [self.x.as_ref(), self.y.as_ref(), heat.map(|it| &it.y)];
        constants.extend(axes.into_iter().flatten().flat_map(|it| [it.from, it.to]));
        constants.extend(
            heat.and_then(|it| it.range)
                .into_iter()
                .flat_map(<[f64; 2]>::from),
        );
        constants
    }
}

/// The numbers in `formula`, with the minus sign of those that are written with one.
fn numbers(formula: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let is_name = before.is_alphanumeric() || before == '_';
        if length > 0 && !is_name {
            let number = rest[..length].parse::<f64>().ok();
            found.extend(number.into_iter().flat_map(|it| match before {
                '-' | '−' => vec![it, -it],
                _ => vec![it],
            }));
        }
        let taken = length.max(first.len_utf8());
        before = rest[..taken].chars().last().unwrap_or(' ');
        rest = &rest[taken..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_of_names_are_no_constants() {
        assert_eq!(numbers("w1*x2 + 3.5*relu(x - 2)"), [3.5, 2.0]);
        assert_eq!(numbers("-2^x"), [2.0, -2.0]);
    }
}
