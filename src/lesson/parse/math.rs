//! Formulas in TeX as characters: `$w_1 \cdot x + b$` becomes w₁ · x + b.
//!
//! A terminal has one line of characters of one size, so there are no stacked fractions: `\frac{a}{b}` becomes a/b, with
//! brackets where they are needed.

use std::iter::Peekable;
use std::str::Chars;

/// The reason why a formula cannot be written in characters.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum MathFault {
    /// A command that is not known, without its backslash.
    Command(String),
    /// Braces do not match.
    Braces,
    /// A script has a character without a small form.
    Script(String),
    /// An exponent of e has one. `tex` is its source, for `\exp(…)`.
    Exponential { text: String, tex: String },
}

/// The most groups in each other; more would only exhaust the stack.
const MAX_DEPTH: usize = 32;

/// Commands that are a character.
const SYMBOLS: [(&str, &str); 62] = [
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("eta", "η"),
    ("theta", "θ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Omega", "Ω"),
    ("cdot", "·"),
    ("times", "×"),
    ("div", "÷"),
    ("pm", "±"),
    ("le", "≤"),
    ("leq", "≤"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("ne", "≠"),
    ("neq", "≠"),
    ("approx", "≈"),
    ("sim", "∼"),
    ("equiv", "≡"),
    ("propto", "∝"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("mapsto", "↦"),
    ("infty", "∞"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("sum", "Σ"),
    ("prod", "∏"),
    ("int", "∫"),
    ("in", "∈"),
    ("notin", "∉"),
    ("subset", "⊂"),
    ("cup", "∪"),
    ("cap", "∩"),
    ("forall", "∀"),
    ("exists", "∃"),
    ("ldots", "…"),
    ("dots", "…"),
    ("cdots", "⋯"),
    ("odot", "⊙"),
    ("circ", "∘"),
    ("quad", " "),
    ("star", "⋆"),
    ("ell", "ℓ"),
];

/// Commands that are their own name.
const NAMES: [&str; 14] = [
    "max", "min", "exp", "log", "ln", "sin", "cos", "tan", "tanh", "arg", "lim", "det", "Pr", "sup",
];

/// Characters and their superscripts.
const SUPERSCRIPTS: [(char, char); 24] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
    ('k', 'ᵏ'),
    ('x', 'ˣ'),
    ('d', 'ᵈ'),
    ('T', 'ᵀ'),
    ('m', 'ᵐ'),
    ('t', 'ᵗ'),
];

/// Characters and their subscripts.
const SUBSCRIPTS: [(char, char); 27] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
    ('a', 'ₐ'),
    ('e', 'ₑ'),
    ('i', 'ᵢ'),
    ('j', 'ⱼ'),
    ('k', 'ₖ'),
    ('m', 'ₘ'),
    ('n', 'ₙ'),
    ('o', 'ₒ'),
    ('s', 'ₛ'),
    ('t', 'ₜ'),
    ('x', 'ₓ'),
];

/// `formula` in characters.
///
/// # Errors
/// It has something that one line of characters cannot show.
pub(super) fn unicode(formula: &str) -> Result<String, MathFault> {
    let mut reader = FormulaReader {
        rest: formula.chars().peekable(),
    };
    let text = reader.sequence(0)?;
    if reader.rest.next().is_some() {
        return Err(MathFault::Braces);
    }
    let words: Vec<_> = text.split_whitespace().collect();
    Ok(words.join(" "))
}

struct FormulaReader<'a> {
    rest: Peekable<Chars<'a>>,
}

impl FormulaReader<'_> {
    /// The text up to the end of the group.
    fn sequence(&mut self, depth: usize) -> Result<String, MathFault> {
        let mut text = String::new();
        while let Some(c) = self.rest.next_if(|c| *c != '}') {
            match c {
                '\\' => text.push_str(&self.command(depth)?),
                '{' => text.push_str(&self.group_behind_brace(depth)?),
                '^' => {
                    let exponent = self.exponent(&text, depth)?;
                    text.push_str(&exponent);
                }
                '_' => text.push_str(&small(&self.argument(depth)?, &SUBSCRIPTS)?),
                '-' => text.push('−'),
                '~' => text.push(' '),
                c => text.push(c),
            }
        }
        Ok(text)
    }

    /// The small characters of the exponent behind `base`.
    fn exponent(&mut self, base: &str, depth: usize) -> Result<String, MathFault> {
        let from = self.rest.clone();
        let exponent = self.argument(depth)?;
        small(&exponent, &SUPERSCRIPTS).map_err(|fault| {
            let is_exponential = base
                .strip_suffix('e')
                .is_some_and(|before| !before.ends_with(char::is_alphanumeric));
            if !is_exponential {
                return fault;
            }
            let length = from.clone().count() - self.rest.clone().count();
            let tex: String = from.take(length).collect();
            let inner = tex.trim().strip_prefix('{');
            let inner = inner.and_then(|tex| tex.strip_suffix('}'));
            MathFault::Exponential {
                text: exponent,
                tex: inner.unwrap_or_else(|| tex.trim()).to_owned(),
            }
        })
    }

    /// The text of a group whose opening brace was read.
    fn group_behind_brace(&mut self, depth: usize) -> Result<String, MathFault> {
        if depth >= MAX_DEPTH {
            return Err(MathFault::Braces);
        }
        let text = self.sequence(depth + 1)?;
        match self.rest.next() {
            Some('}') => Ok(text),
            _ => Err(MathFault::Braces),
        }
    }

    /// A group, a command or a single character.
    fn argument(&mut self, depth: usize) -> Result<String, MathFault> {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
        match self.rest.next() {
            Some('{') => self.group_behind_brace(depth),
            Some('\\') => self.command(depth),
            Some(c) if c != '}' => Ok(c.to_string()),
            _ => Err(MathFault::Braces),
        }
    }

    /// The text of a command whose backslash was read.
    fn command(&mut self, depth: usize) -> Result<String, MathFault> {
        let mut name = String::new();
        while let Some(c) = self.rest.next_if(char::is_ascii_alphabetic) {
            name.push(c);
        }
        if name.is_empty() {
            return Ok(match self.rest.next() {
                Some(c @ ('{' | '}' | '$' | '%' | '_' | '#' | '&')) => c.to_string(),
                Some('|') => "‖".to_owned(),
                Some(',' | ';' | ':' | ' ') => " ".to_owned(),
                Some('!') => String::new(),
                Some(c) => return Err(MathFault::Command(c.to_string())),
                None => return Err(MathFault::Command(String::new())),
            });
        }
        // The blank behind a name only ends it.
        let text = match name.as_str() {
            "left" | "right" | "displaystyle" => String::new(),
            "frac" | "dfrac" | "tfrac" => {
                let (over, under) = (self.argument(depth)?, self.argument(depth)?);
                format!("{}/{}", bracketed(&over), bracketed(&under))
            }
            "sqrt" => format!("√{}", bracketed(&self.argument(depth)?)),
            "text" | "mathrm" | "mathbf" | "operatorname" | "mathit" => self.argument(depth)?,
            "mathbb" => match self.argument(depth)?.as_str() {
                "R" => "ℝ".to_owned(),
                "N" => "ℕ".to_owned(),
                "Z" => "ℤ".to_owned(),
                "E" => "𝔼".to_owned(),
                _ => return Err(MathFault::Command(name)),
            },
            "hat" => self.argument(depth)? + "\u{302}",
            "bar" => self.argument(depth)? + "\u{304}",
            "relu" | "ReLU" => "relu".to_owned(),
            other if NAMES.contains(&other) => other.to_owned(),
            other => {
                let symbol = SYMBOLS.iter().find(|(name, _)| *name == other);
                let (_, symbol) = symbol.ok_or_else(|| MathFault::Command(name.clone()))?;
                (*symbol).to_owned()
            }
        };
        Ok(text)
    }
}

/// `text`, in brackets if it is more than one name or number.
fn bracketed(text: &str) -> String {
    let text = text.trim();
    if text.chars().all(|c| c.is_alphanumeric() || c == '.') || is_in_brackets(text) {
        text.to_owned()
    } else {
        format!("({text})")
    }
}

/// Whether a pair of brackets encloses all of `text`.
fn is_in_brackets(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut closes_at = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && closes_at.is_none() {
                    closes_at = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    text.starts_with('(') && closes_at == Some(text.len())
}

/// `text` in the small characters of `table`.
fn small(text: &str, table: &[(char, char)]) -> Result<String, MathFault> {
    let small_form = |c: char| table.iter().find(|(from, _)| *from == c).map(|(_, to)| *to);
    let chars = text.chars().filter(|c| !c.is_whitespace());
    let small: Option<String> = chars.map(small_form).collect();
    small.ok_or_else(|| MathFault::Script(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_written_in_characters() {
        for (formula, text) in [
            (r"w \cdot x + b", "w · x + b"),
            (r"w_1 x_1 - w_{12}", "w₁ x₁ − w₁₂"),
            (r"\frac{1}{2}", "1/2"),
            (r"\frac{a + b}{\sqrt{n}}", "(a + b)/(√n)"),
            (r"\frac{(a + b)}{\left(c - d\right)}", "(a + b)/(c − d)"),
            (r"\frac{(a) (b)}{\sqrt{(n)}}", "((a) (b))/(√(n))"),
            (r"e^{-x}", "e⁻ˣ"),
            (r"\max(0, \alpha x)", "max(0, α x)"),
            (r"\sum_{i=1}^n x_i", "Σᵢ₌₁ⁿ xᵢ"),
            (r"f: \mathbb{R} \to \mathbb{R}", "f: ℝ → ℝ"),
            (r"\{0, 1\}", "{0, 1}"),
            (r"\text{loss} \ge 0", "loss ≥ 0"),
        ] {
            assert_eq!(unicode(formula), Ok(text.to_owned()), "{formula}");
        }
    }

    #[test]
    fn the_guide_lists_every_command() {
        let names = SYMBOLS.iter().map(|(name, _)| *name).chain(NAMES);
        let missing: Vec<_> = [
            include_str!("../../../lessons/README.md"),
            include_str!("../../../lessons/README.ko.md"),
        ]
        .into_iter()
        .flat_map(|guide| {
            let words: Vec<&str> = guide.split_whitespace().collect();
            let listed = move |name: &&str| {
                words
                    .iter()
                    .any(|word| word.strip_prefix('\\') == Some(*name))
            };
            names.clone().filter(move |name| !listed(name))
        })
        .collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[test]
    fn whatever_one_line_cannot_show_is_named() {
        let command = |name: &str| Err(MathFault::Command(name.to_owned()));
        assert_eq!(unicode(r"\begin{matrix}"), command("begin"));
        assert_eq!(unicode(r"a \"), command(""));
        for formula in ["{a", "a}", r"\frac{1}", "x^", &"{".repeat(10_000)] {
            assert_eq!(unicode(formula), Err(MathFault::Braces), "{formula}");
        }
        assert_eq!(unicode("x^{q}"), Err(MathFault::Script("q".to_owned())));
        assert_eq!(
            unicode(r"\frac{e^{z_i/T}}{2}"),
            Err(MathFault::Exponential {
                text: "zᵢ/T".to_owned(),
                tex: "z_i/T".to_owned(),
            })
        );
    }
}
