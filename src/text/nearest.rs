//! Suggestions for a name that does not exist.

/// At most this many names are suggested.
const SUGGESTIONS: usize = 3;

/// The names most like `wanted` by edit distance, the nearest first, at most three.
pub fn nearest_names<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut ranked: Vec<_> = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .collect();
    ranked.sort_unstable();
    ranked
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, name)| name.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_comes_first_and_at_most_three_are_returned() {
        let names = ["depth", "width", "seed", "steps", "bias"];
        assert_eq!(nearest_names("widht", names)[0], "width");
        assert_eq!(nearest_names("widht", names).len(), 3);
    }
}
