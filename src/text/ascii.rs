//! Text in ASCII, for terminals that draw nothing else.

use std::borrow::Cow;

/// `text` with signs, symbols and superscripts in ASCII: −7 becomes -7, 1.8×10⁻⁵ becomes 1.8e-5, x² becomes x^2.
/// Letters of other scripts stay as they are.
pub fn fold_to_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut in_superscript = false;
    for c in text.chars() {
        let superscript = plain_superscript(c);
        if superscript.is_some() && !in_superscript {
            match folded.strip_suffix("x10").map(str::len) {
                Some(mantissa) => folded.replace_range(mantissa.., "e"),
                None => folded.push('^'),
            }
        }
        in_superscript = superscript.is_some();
        match superscript {
            Some(digit) => folded.push(digit),
            None => folded.push_str(&ascii_replacement(c)),
        }
    }
    Cow::Owned(folded)
}

/// The plain digit or letter of a superscript.
fn plain_superscript(c: char) -> Option<char> {
    Some(match c {
        '⁻' => '-',
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        'ⁿ' => 'n',
        _ => return None,
    })
}

/// The ASCII replacement of a character. Characters of other scripts stay as they are.
fn ascii_replacement(c: char) -> Cow<'static, str> {
    let replacement = match c {
        '−' | '–' | '‐' | '‑' => "-",
        '—' => "--",
        '×' | '✗' => "x",
        '·' | '•' | '●' | '∙' => "*",
        '→' | '⇒' => "->",
        '←' => "<-",
        '↑' => "Up",
        '↓' => "Down",
        '↔' => "<->",
        '…' => "...",
        '‘' | '’' | '′' => "'",
        '“' | '”' | '″' => "\"",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '≈' => "~",
        '±' => "+/-",
        '∞' => "inf",
        'α' => "alpha",
        'β' => "beta",
        'ε' => "eps",
        'η' => "eta",
        'σ' => "sigma",
        'Δ' => "delta",
        '∂' => "d",
        'Σ' | '∑' => "sum",
        'Π' | '∏' => "prod",
        '√' => "sqrt",
        'π' => "pi",
        '½' => "1/2",
        '⊕' => "xor",
        '▲' => "^",
        '▼' => "v",
        '▸' | '▶' => ">",
        '◂' => "<",
        '✓' => "+",
        '■' => "#",
        '□' => ".",
        '\u{a0}' | '\u{202f}' | '\u{2009}' => " ",
        '₀'..='₉' => {
            let digit = u32::from(c) - u32::from('₀');
            return char::from_digit(digit, 10)
                .map_or(Cow::Borrowed("?"), |d| Cow::Owned(d.to_string()));
        }
        other => return Cow::Owned(other.to_string()),
    };
    Cow::Borrowed(replacement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_signs_become_ascii() {
        assert_eq!(fold_to_ascii("−3.6×10⁻⁸ at x₁ → ∞"), "-3.6e-8 at x1 -> inf");
        assert_eq!(
            fold_to_ascii("1.1×10¹⁵, 2×10⁸, 10⁻⁵, (y − ½)²"),
            "1.1e15, 2e8, 10^-5, (y - 1/2)^2"
        );
    }

    #[test]
    fn letters_of_other_scripts_stay() {
        assert_eq!(fold_to_ascii("기울기 −1"), "기울기 -1");
    }
}
