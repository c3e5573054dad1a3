//! The report of a measurement: values beside their limits.

use std::io::{self, Write as _};
use std::process::ExitCode;

/// A measured value.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) value: f64,
    /// The largest allowed value; `None` for a comparison.
    pub(crate) limit: Option<f64>,
}

impl Row {
    pub(crate) fn with_limit(name: &str, value: f64, limit: f64) -> Self {
        Self {
            name: name.to_owned(),
            value,
            limit: Some(limit),
        }
    }

    pub(crate) fn without_limit(name: String, value: f64) -> Self {
        Self {
            name,
            value,
            limit: None,
        }
    }

    fn exceeds_limit(&self) -> bool {
        self.limit.is_some_and(|limit| self.value > limit)
    }
}

/// Prints `rows`; the exit code is 1 if a value is above its limit.
pub(crate) fn print(rows: &[Row]) -> io::Result<ExitCode> {
    let mut out = io::stdout();
    for row in rows {
        let limit = row.limit.map_or(String::new(), |limit| {
            let verdict = if row.exceeds_limit() {
                "   TOO MUCH"
            } else {
                ""
            };
            format!("   at most {limit}{verdict}")
        });
        writeln!(out, "{:<56} {:>8.2}{limit}", row.name, row.value)?;
    }
    let is_too_much = rows.iter().any(Row::exceeds_limit);
    Ok(ExitCode::from(u8::from(is_too_much)))
}
