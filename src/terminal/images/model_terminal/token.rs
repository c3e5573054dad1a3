//! The parts of a stream of bytes for a terminal.

/// A part of the stream.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Characters to print.
    Text(&'a str),
    /// A control sequence (CSI).
    Control { parameters: &'a str, last: char },
    /// An application program command (APC).
    Application(&'a str),
    /// A device control string (DCS), whole.
    Device(&'a str),
    /// An operating system command (OSC).
    System(&'a str),
    /// A control character, or the end of a string.
    Other,
}

/// The parts of `text` in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (token, length) = first(rest);
        tokens.push(token);
        rest = &rest[length..];
    }
    tokens
}

/// The first part of `text` and its length.
fn first(text: &str) -> (Token<'_>, usize) {
    let string = |start: usize, end: &str| {
        let length = text[start..].find(end).expect("a string has an end");
        (&text[start..start + length], start + length + end.len())
    };
    if let Some(sequence) = text.strip_prefix("\x1b[") {
        let length = sequence
            .find(|c: char| ('@'..='~').contains(&c))
            .expect("a control sequence has an end");
        let last = sequence[length..].chars().next().expect("it was found");
        let parameters = &sequence[..length];
        return (Token::Control { parameters, last }, length + 3);
    }
    if text.starts_with("\x1b_") {
        let (command, length) = string(2, "\x1b\\");
        return (Token::Application(command), length);
    }
    if text.starts_with("\x1bP") {
        let (_, length) = string(2, "\x1b\\");
        return (Token::Device(&text[..length]), length);
    }
    if text.starts_with("\x1b]") {
        let (command, length) = string(2, "\x07");
        return (Token::System(command), length);
    }
    if text.starts_with("\x1b\\") {
        return (Token::Other, 2);
    }
    if text.starts_with(char::is_control) {
        assert!(text.starts_with('\x18'), "{:?}", &text[..1]);
        return (Token::Other, 1);
    }
    let length = text.find(char::is_control).unwrap_or(text.len());
    (Token::Text(&text[..length]), length)
}
