//! Adds missing literals to the text of a `lesson.toml`. Everything else in the file, comments and order, stays as it is.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::has_values;
use super::lint::TODO;

/// `text`, a `lesson.toml`, with a literal for each of `numbers` and [`TODO`] as its reason: in the table of the step with
/// the index `step`, or of the lesson. None if there is no such step, or its lines cannot be told.
pub fn with_literals(
    text: &str,
    step: Option<usize>,
    numbers: &BTreeSet<String>,
) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (from, until, header) = match step {
        Some(step) => {
            let (from, until) = step_lines(&lines, step)?;
            (from, until, "[step.literals]")
        }
        None => (0, lines.len(), "[literals]"),
    };
    let mut rows = String::new();
    for number in numbers {
        // Writing to a string cannot fail.
        let _ = writeln!(rows, "\"{number}\" = \"{TODO}\"");
    }
    let table = (from..until).find(|at| header_of(lines[*at]) == Some(header));
    let (at, rows) = if let Some(table) = table {
        let next = (table + 1..until).find(|at| header_of(lines[*at]).is_some());
        (end_of_content(&lines, table, next.unwrap_or(until)), rows)
    } else {
        let gap = if step.is_some() { "" } else { "\n" };
        let end = end_of_content(&lines, from, until);
        (end, format!("{gap}{header}\n{rows}"))
    };
    let mut fixed: String = lines[..at].concat();
    if !fixed.is_empty() && !fixed.ends_with('\n') {
        fixed.push('\n');
    }
    fixed.push_str(&rows);
    fixed.push_str(&lines[at..].concat());
    let table = match step {
        Some(step) => format!("step.{step}.literals"),
        None => "literals".to_owned(),
    };
    // A text of several lines may look like a header.
    has_values(
        &fixed,
        numbers.iter().map(|number| format!("{table}.{number}")),
    )
    .then_some(fixed)
}

/// The lines of a step: from its header to the next header that is not its own.
fn step_lines(lines: &[&str], step: usize) -> Option<(usize, usize)> {
    let is_header = |at: &usize| header_of(lines[*at]) == Some("[[step]]");
    let from = (0..lines.len()).filter(is_header).nth(step)?;
    let is_own = |header: &str| header.starts_with("[step.") || header.starts_with("[[step.");
    let until = (from + 1..lines.len())
        .find(|at| header_of(lines[*at]).is_some_and(|header| !is_own(header)))
        .unwrap_or(lines.len());
    Some((from, until))
}

/// The header in a line, without blanks and comment: `[[step]]`.
fn header_of(line: &str) -> Option<&str> {
    let line = line.trim();
    let end = line.find(']')?;
    let end = if line[end..].starts_with("]]") {
        end + 2
    } else {
        end + 1
    };
    let rest = line[end..].trim_start();
    let is_header = line.starts_with('[') && (rest.is_empty() || rest.starts_with('#'));
    is_header.then(|| &line[..end])
}

/// The line behind the last one with content; comments before the next header belong to that header.
fn end_of_content(lines: &[&str], from: usize, until: usize) -> usize {
    let has_content = |at: &usize| {
        let line = lines[*at].trim();
        !line.is_empty() && !line.starts_with('#')
    };
    (from..until)
        .rev()
        .find(has_content)
        .map_or(until, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "minutes = 3\n\n[[step]]\nid = \"a\"\nright = \"x\"\n[step.option.x]\n\n# The next one.\n[[step]] # b\n\
                        id = \"b\"\n[step.literals]\n\"1\" = \"one\"\n\n[facts.f]\nvalue = 1\n";

    fn numbers(numbers: &[&str]) -> BTreeSet<String> {
        numbers.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn literals_are_added_to_their_step_and_nothing_else_changes() {
        let fixed = with_literals(TEXT, Some(0), &numbers(&["7", "−2"])).unwrap();
        let added = "[step.literals]\n\"7\" = \"TODO\"\n\"−2\" = \"TODO\"\n";
        assert_eq!(
            fixed,
            TEXT.replacen("[step.option.x]\n", &format!("[step.option.x]\n{added}"), 1)
        );
        let fixed = with_literals(TEXT, Some(1), &numbers(&["2"])).unwrap();
        assert_eq!(
            fixed,
            TEXT.replacen(
                "\"1\" = \"one\"\n",
                "\"1\" = \"one\"\n\"2\" = \"TODO\"\n",
                1
            )
        );
        assert_eq!(with_literals(TEXT, Some(2), &numbers(&["2"])), None);
    }

    #[test]
    fn literals_of_the_lesson_stand_at_its_end() {
        let fixed = with_literals(TEXT, None, &numbers(&["5"])).unwrap();
        assert_eq!(fixed, format!("{TEXT}\n[literals]\n\"5\" = \"TODO\"\n"));
    }
}
