//! Suggestions for a name that does not exist.

/// At most this many names are suggested.
const SUGGESTIONS: usize = 3;

/// The names most like `wanted` by edit distance, the nearest first, at most three. A name is as near as its nearest word:
/// `biaas` is near `bias-node`.
pub fn nearest_names<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut ranked: Vec<_> = names
        .into_iter()
        .map(|name| (distance(wanted, name), name))
        .collect();
    ranked.sort_unstable();
    ranked
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// The nearest of `names` to `wanted` that somebody may have meant: those with a word that begins like it, and those of which
/// at most a third of its letters differ.
pub fn near_names<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    nearest_names(
        wanted,
        names.into_iter().filter(|name| is_near(wanted, name)),
    )
}

/// Whether somebody who typed `wanted` may have meant `name`.
fn is_near(wanted: &str, name: &str) -> bool {
    let wanted = wanted.to_lowercase();
    let most = wanted.chars().count() / 3;
    let is_like = |word: &str| {
        word.starts_with(&wanted) || strsim::damerau_levenshtein(&wanted, word) <= most
    };
    !wanted.is_empty() && (is_like(name) || name.split('-').any(is_like) || name.contains(&wanted))
}

/// Whether `typed` is `name` with one slip: a letter too many, too few, another one, or two exchanged.
pub fn is_slip(typed: &str, name: &str) -> bool {
    strsim::damerau_levenshtein(typed, name) == 1
}

/// Twice the edit distance of `wanted` and `name`, or of its nearest word and one more.
fn distance(wanted: &str, name: &str) -> usize {
    let of = |word: &str| 2 * strsim::damerau_levenshtein(wanted, word);
    // Somebody who typed several words meant the whole name.
    let words = name
        .split('-')
        .filter(|word| *word != name && !wanted.contains('-'));
    let nearest = words.map(|word| of(word) + 1).min();
    nearest.unwrap_or(usize::MAX).min(of(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_comes_first_and_at_most_three_are_returned() {
        let names = ["depth", "width", "seed", "steps", "bias"];
        assert_eq!(nearest_names("widht", names)[0], "width");
        assert_eq!(nearest_names("widht", names).len(), 3);
        assert_eq!(near_names("widht", names), ["width"]);
        assert_eq!(near_names("perceptron", ["version", "report"]), [""; 0]);
        assert_eq!(near_names("two", ["step-two", "two-steps", "go"]).len(), 2);
        let kinds = ["chain", "race", "bias-node"];
        assert_eq!(nearest_names("biaas", kinds)[0], "bias-node");
    }
}
