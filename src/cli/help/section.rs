//! Sections of a page of help or of the manual, and pages of them as plain text.

use crate::text::{align_columns, wrap};

/// A name or a line to type, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Row {
    pub(in crate::cli) name: String,
    pub(in crate::cli) about: String,
}

/// A heading, paragraphs, and rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct HelpSection {
    pub(in crate::cli) heading: String,
    pub(in crate::cli) text: Vec<String>,
    pub(in crate::cli) rows: Vec<Row>,
}

impl Row {
    pub(in crate::cli) fn new(name: &str, about: String) -> Self {
        Self {
            name: name.to_owned(),
            about,
        }
    }
}

impl HelpSection {
    /// A section that is still empty.
    pub(in crate::cli) fn new(heading: String) -> Self {
        Self {
            heading,
            text: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// The same section with the paragraphs of `text`, one per line.
    pub(in crate::cli) fn text(self, text: &str) -> Self {
        Self {
            text: text.lines().map(str::to_owned).collect(),
            ..self
        }
    }

    /// The same section with `rows`.
    pub(in crate::cli) fn rows(self, rows: Vec<Row>) -> Self {
        Self { rows, ..self }
    }
}

/// The sections with a line for each name and a wrapped line or more for what it stands for.
pub(super) fn page(sections: &[HelpSection], width: u16) -> String {
    let mut lines = Vec::new();
    for section in sections {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(section.heading.clone());
        for paragraph in &section.text {
            lines.push(String::new());
            lines.extend(wrap(paragraph, width, ""));
        }
        if !section.rows.is_empty() && !section.text.is_empty() {
            lines.push(String::new());
        }
        for row in &section.rows {
            lines.push(format!("  {}", row.name));
            let about = wrap(&row.about, width.saturating_sub(6), "");
            lines.extend(about.into_iter().map(|line| format!("      {line}")));
        }
    }
    lines.join("\n") + "\n"
}

/// The sections with a line for each row.
pub(super) fn list(sections: &[HelpSection]) -> String {
    let names = sections.iter().flat_map(|section| &section.rows);
    let widest = names.map(|row| row.name.len()).max().unwrap_or(0);
    let texts = sections.iter().map(|section| {
        let rows = section.rows.iter();
        let rows: Vec<_> = rows
            .map(|row| vec![format!("{:widest$}", row.name), row.about.clone()])
            .collect();
        format!("{}:\n{}", section.heading, align_columns(&rows, 2))
    });
    texts.collect::<Vec<_>>().join("\n")
}
