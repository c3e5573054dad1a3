//! Numbers typed in prose.

/// The numbers typed in `text`: each with the character at which it begins. Digits that belong to a
/// name (`x1`) are none; a sign belongs to the number where it is not an operator.
pub(super) fn typed(text: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|i| chars[i]);
        let end = end_of(&chars, at);
        if !before.is_some_and(|c| c.is_alphabetic() || c == '_') {
            let start = if signed(&chars, at) { at - 1 } else { at };
            found.push((start, chars[start..end].iter().collect()));
        }
        at = end;
    }
    found
}

/// Where the number that begins at `start` ends: digits, with points and commas only between digits.
fn end_of(chars: &[char], start: usize) -> usize {
    let mut at = start;
    while at < chars.len() {
        let between =
            matches!(chars[at], '.' | ',') && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        if !chars[at].is_ascii_digit() && !between {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a sign stands directly before the digit at `at` and is no operator between two things.
fn signed(chars: &[char], at: usize) -> bool {
    let Some(sign) = at.checked_sub(1) else {
        return false;
    };
    if !matches!(chars[sign], '−' | '-' | '+') {
        return false;
    }
    sign.checked_sub(1)
        .is_none_or(|i| !chars[i].is_alphanumeric() && !matches!(chars[i], ')' | '₀'..='₉'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        typed(text).into_iter().map(|(_, number)| number).collect()
    }

    #[test]
    fn signs_points_and_groups_belong_to_a_number() {
        assert_eq!(numbers("from −3.5 to 27,616."), ["−3.5", "27,616"]);
        assert_eq!(numbers("2A+3B, n + 1"), ["2", "3", "1"]);
    }

    #[test]
    fn names_and_subscripts_are_no_numbers() {
        assert_eq!(numbers("x1 and v₂ and L2"), Vec::<String>::new());
        assert_eq!(typed("a 7"), [(2, "7".to_owned())]);
    }
}
