//! Paths as users type, paste or drop them.

use std::path::{Path, PathBuf};

/// The path that `text` names: with blanks around it, in quotes, with escaped characters, as a `file://` address, or
/// from `home` on with `~`.
pub fn user_path(text: &str, home: Option<&Path>) -> PathBuf {
    let text = text.trim();
    if let Some(address) = text.strip_prefix("file://") {
        let path = address.strip_prefix("localhost").unwrap_or(address);
        return PathBuf::from(decode_percent(path));
    }
    let is_quoted =
        |quote: char| text.len() > 1 && text.starts_with(quote) && text.ends_with(quote);
    if is_quoted('"') || is_quoted('\'') {
        return from_home(&text[1..text.len() - 1], home);
    }
    from_home(&unescape(text), home)
}

/// The home folder of the user.
pub fn home_folder() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// `path` with the home folder for a `~` at its start.
fn from_home(path: &str, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        (_, _) => PathBuf::from(path),
    }
}

/// `text` without the backslashes that a shell writes before blanks and signs. Windows separates folders by them.
fn unescape(text: &str) -> String {
    if cfg!(windows) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_escape = c == '\\' && chars.peek().is_some_and(|next| !next.is_alphanumeric());
        if let Some(next) = chars.next_if(|_| is_escape) {
            plain.push(next);
        } else {
            plain.push(c);
        }
    }
    plain
}

/// `text` with the bytes that `%20` and the like stand for.
fn decode_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%');
        let hex = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_understood_as_they_are_typed_and_dropped() {
        for (text, path) in [
            ("a.csv", "a.csv"),
            ("a b.csv", "a b.csv"),
            ("  a.csv \n", "a.csv"),
            ("'a b.csv'", "a b.csv"),
            ("\"a b.csv\" ", "a b.csv"),
            ("a\\ b\\(1\\).csv", "a b(1).csv"),
            ("~/x.csv", "/home/me/x.csv"),
            ("'~/a b.csv'", "/home/me/a b.csv"),
            ("~", "/home/me"),
            ("~you/x.csv", "~you/x.csv"),
            ("file:///tmp/a%20b.csv", "/tmp/a b.csv"),
            ("file://localhost/tmp/%ED%82%A4.csv", "/tmp/키.csv"),
            ("file:///tmp/100%.csv", "/tmp/100%.csv"),
            ("Tom's data.csv", "Tom's data.csv"),
            ("'", "'"),
        ] {
            let home = Path::new("/home/me");
            assert_eq!(user_path(text, Some(home)), Path::new(path), "{text}");
        }
        assert_eq!(user_path("~/x.csv", None), Path::new("~/x.csv"));
    }
}
