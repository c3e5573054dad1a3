//! Formulas with the present numbers of controls: `relu(A + 7)`. They are the same in every language.

use super::number::{NumberFormat, format_number};

/// A formula. Numbers that change nothing, such as the factor 1, are left out until their control is introduced.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Formula(Vec<FormulaPart>);

#[derive(Clone, Debug, PartialEq)]
enum FormulaPart {
    /// Symbols that are always shown.
    Text(String),
    /// The number of a control.
    Number {
        control: String,
        text: String,
        is_marked: bool,
    },
    /// A part that can be left out.
    Optional {
        controls: Vec<String>,
        /// Whether the formula is the same without it.
        is_neutral: bool,
        is_shown: bool,
        inner: Formula,
    },
}

/// The controls that matter to the reader of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FormulaView {
    /// The names of the controls that are introduced: their numbers are shown even where they change nothing.
    pub introduced: Vec<String>,
    /// The name of the control whose number is marked.
    pub focused: Option<String>,
}

impl Formula {
    /// A formula without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same formula with `text` behind it.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.0.push(FormulaPart::Text(text.to_owned()));
        self
    }

    /// The same formula with the number of a control behind it.
    #[must_use]
    pub fn number(mut self, control: &str, number: f64) -> Self {
        self.0.push(FormulaPart::Number {
            control: control.to_owned(),
            text: format_number(number, NumberFormat::Plain),
            is_marked: false,
        });
        self
    }

    /// The same formula with `inner` behind it, which is left out where it is neutral, unless one of `controls` is
    /// introduced.
    #[must_use]
    pub fn optional(mut self, controls: &[&str], is_neutral: bool, inner: Self) -> Self {
        self.0.push(FormulaPart::Optional {
            controls: controls.iter().map(|name| (*name).to_owned()).collect(),
            is_neutral,
            is_shown: !is_neutral,
            inner,
        });
        self
    }

    /// The same formula with a factor and `times` behind it: `2 · `, and for −1 a minus sign; the factor 1 is neutral.
    #[must_use]
    pub fn factor(self, control: &str, factor: f64, times: &str) -> Self {
        let size = factor.abs();
        let inner = Self::new().number(control, size).text(times);
        let signed = if factor < 0.0 { self.text("−") } else { self };
        signed.optional(&[control], size == 1.0, inner)
    }

    /// The same formula with a number added to it: ` + 7`, ` − 10`; 0 is neutral.
    #[must_use]
    pub fn plus(self, control: &str, number: f64) -> Self {
        let sign = if number < 0.0 { " − " } else { " + " };
        let inner = Self::new().text(sign).number(control, number.abs());
        self.optional(&[control], number == 0.0, inner)
    }

    /// Shows the numbers of introduced controls, and marks that of the focused one.
    pub fn set_view(&mut self, view: &FormulaView) {
        for part in &mut self.0 {
            match part {
                FormulaPart::Text(_) => {}
                FormulaPart::Number {
                    control, is_marked, ..
                } => *is_marked = view.focused.as_ref() == Some(control),
                FormulaPart::Optional {
                    controls,
                    is_neutral,
                    is_shown,
                    inner,
                } => {
                    *is_shown =
                        !*is_neutral || controls.iter().any(|name| view.introduced.contains(name));
                    inner.set_view(view);
                }
            }
        }
    }

    /// The parts that are shown, each with whether it is marked.
    pub(super) fn shown_parts(&self) -> Vec<(String, bool)> {
        let mut shown = Vec::new();
        for part in &self.0 {
            match part {
                FormulaPart::Text(text) => shown.push((text.clone(), false)),
                FormulaPart::Number {
                    text, is_marked, ..
                } => shown.push((text.clone(), *is_marked)),
                FormulaPart::Optional {
                    is_shown, inner, ..
                } => {
                    if *is_shown {
                        shown.extend(inner.shown_parts());
                    }
                }
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// v · relu(w · A + b).
    fn node(v: f64, w: f64, b: f64) -> Formula {
        Formula::new()
            .factor("v", v, " · ")
            .text("relu(")
            .factor("w", w, " · ")
            .text("A")
            .plus("b", b)
            .text(")")
    }

    fn text(formula: &Formula) -> String {
        let parts = formula.shown_parts().into_iter();
        parts.map(|(text, _)| text).collect()
    }

    #[test]
    fn numbers_that_change_nothing_are_left_out() {
        assert_eq!(text(&node(1.0, 1.0, 7.0)), "relu(A + 7)");
        assert_eq!(text(&node(1.0, 1.0, -10.0)), "relu(A − 10)");
        assert_eq!(text(&node(1.0, 1.0, 0.0)), "relu(A)");
        assert_eq!(text(&node(-1.0, 0.5, 0.0)), "−relu(0.5 · A)");
        assert_eq!(text(&node(-2.5, -1.0, 0.0)), "−2.5 · relu(−A)");
    }

    #[test]
    fn introduced_numbers_are_shown_and_the_focused_one_is_marked() {
        let mut formula = node(1.0, 1.0, 0.0);
        formula.set_view(&FormulaView {
            introduced: vec!["w".to_owned(), "b".to_owned()],
            focused: Some("b".to_owned()),
        });
        assert_eq!(text(&formula), "relu(1 · A + 0)");
        let marked = formula.shown_parts().into_iter().filter(|part| part.1);
        assert_eq!(marked.collect::<Vec<_>>(), [("0".to_owned(), true)]);
    }
}
