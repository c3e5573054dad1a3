//! Completes a path that is being typed.

use std::path::Path;

use super::user_path;

/// The most entries of a folder that are looked at.
const MAX_ENTRIES: usize = 10_000;

/// A path as far as it is certain, and the names that continue it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PathCompletion {
    /// The typed text, continued as far as all names agree.
    pub text: String,
    /// The names that begin like the last part of the typed text, in order; folders end in `/`.
    pub names: Vec<String>,
}

/// Completes the last part of the path `text`, with `home` for a `~` at its start. Hidden files are found by their dot.
pub fn complete_path(text: &str, home: Option<&Path>) -> PathCompletion {
    let (folder, start) = match text.rfind('/') {
        Some(at) => text.split_at(at + 1),
        None => ("", text.trim_start_matches(['"', '\''])),
    };
    let opened = folder.trim_start();
    let unquoted = opened.trim_start_matches(['"', '\'']);
    let path = if unquoted.is_empty() {
        Path::new(".").to_owned()
    } else {
        user_path(unquoted, home)
    };
    let names = names_in(&path, start);
    let Some(common) = common_start(&names) else {
        return PathCompletion {
            text: text.to_owned(),
            names,
        };
    };
    let head = &text[..text.len() - start.len()];
    PathCompletion {
        text: format!("{head}{common}"),
        names,
    }
}

/// The names in `folder` that begin with `start`; none where it cannot be read.
fn names_in(folder: &Path, start: &str) -> Vec<String> {
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let entries = entries.take(MAX_ENTRIES).filter_map(Result::ok);
    let mut names: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let is_hidden = name.starts_with('.') && !start.starts_with('.');
            if is_hidden || !name.starts_with(start) || name.chars().any(char::is_control) {
                return None;
            }
            let is_folder = entry.path().is_dir();
            Some(if is_folder { name + "/" } else { name })
        })
        .collect();
    names.sort_unstable();
    names
}

/// The start that all names have in common; none without names.
fn common_start(names: &[String]) -> Option<String> {
    let (first, rest) = names.split_first()?;
    let agree = |name: &String| {
        let pairs = first.chars().zip(name.chars());
        pairs.take_while(|(a, b)| a == b).count()
    };
    let shared = rest.iter().map(agree).min();
    let shared = shared.unwrap_or_else(|| first.chars().count());
    Some(first.chars().take(shared).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_continued_as_far_as_all_names_agree() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["pumps.csv", "pumps 2.csv", "키.csv", ".hidden"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("data")).unwrap();
        let root = format!("{}/", folder.path().display());
        let complete = |typed: &str| complete_path(&format!("{root}{typed}"), None);
        let text = |typed: &str| complete(typed).text.replace(&root, "");
        assert_eq!(text("pu"), "pumps");
        assert_eq!(complete("pu").names, ["pumps 2.csv", "pumps.csv"]);
        assert_eq!(text("pumps."), "pumps.csv");
        assert_eq!(text("d"), "data/");
        assert_eq!(text("키"), "키.csv");
        assert_eq!(text(".h"), ".hidden");
        assert_eq!(text("none"), "none");
        assert_eq!(complete("").names.len(), 4);
        let quoted = complete_path(&format!("'{root}pumps."), None);
        assert_eq!(quoted.text, format!("'{root}pumps.csv"));
        let at_home = complete_path("~/d", Some(folder.path()));
        assert_eq!(at_home.text, "~/data/");
    }
}
