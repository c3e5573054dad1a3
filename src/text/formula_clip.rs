//! Formulas in fewer columns than they need.

use super::width::{clip, width};

/// Signs that join two terms, with their blanks.
const SIGNS: [(&str, &str); 4] = [(" + ", "+"), (" − ", "−"), (" - ", "-"), (" · ", "·")];

/// `text` in at most `limit` columns, as [`clip`] gives it, but a formula first loses the blanks inside its brackets, and
/// is cut between two terms: `y = 2·relu(x+1) + …`.
pub fn clip_formula(text: &str, limit: usize, ellipsis: &str) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let tight = without_blanks_in_brackets(text);
    if width(&tight) <= limit {
        return tight;
    }
    let cuts = cuts(&tight).into_iter().rev();
    let cut_texts = cuts.map(|end| format!("{}{ellipsis}", &tight[..end]));
    let mut fitting = cut_texts.filter(|text| width(text) <= limit);
    fitting
        .next()
        .unwrap_or_else(|| clip(text, limit, ellipsis))
}

fn without_blanks_in_brackets(text: &str) -> String {
    let mut parts = text.split_inclusive(['(', ')']);
    let mut tight: String = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_inside = part.ends_with(')');
        let part = if is_inside {
            let tighten = |part: String, (wide, narrow): &(&str, &str)| part.replace(wide, narrow);
            SIGNS.iter().fold(part.to_owned(), tighten)
        } else {
            part.to_owned()
        };
        tight.push_str(&part);
    }
    tight
}

/// The places behind the signs between two terms that both stand outside brackets, behind an equals sign.
fn cuts(text: &str) -> Vec<usize> {
    let start = text.find(" = ").map_or(text.len(), |at| at + " = ".len());
    let is_outside = |at: usize| {
        let before = &text[..at];
        before.matches('(').count() == before.matches(')').count()
    };
    let signs = SIGNS.iter().flat_map(|(sign, _)| text.match_indices(sign));
    let ends = signs.filter(|(at, _)| *at >= start && is_outside(*at));
    let mut ends: Vec<_> = ends.map(|(at, sign)| at + sign.len()).collect();
    ends.sort_unstable();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_loses_blanks_in_brackets_before_it_loses_terms() {
        let formula = "y = −2.2·relu(x + 1) + 4·relu(x + 0.5) − 4·relu(x − 0.5)";
        let shown = |limit| clip_formula(formula, limit, "…");
        assert_eq!(shown(60), formula);
        assert_eq!(
            shown(52),
            "y = −2.2·relu(x+1) + 4·relu(x+0.5) − 4·relu(x−0.5)"
        );
        assert_eq!(shown(40), "y = −2.2·relu(x+1) + 4·relu(x+0.5) − …");
        assert_eq!(shown(30), "y = −2.2·relu(x+1) + …");
        assert_eq!(shown(10), "y = −2.2·…");
    }

    #[test]
    fn other_texts_are_clipped_at_any_place() {
        assert_eq!(clip_formula("a rise and − a fall", 12, "…"), "a rise and …");
    }
}
