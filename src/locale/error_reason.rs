//! Reasons of errors that come from outside the program: from the operating system and from the parser of TOML.

use std::io::{self, ErrorKind};

use super::phrase::Phrase;

/// The reason of an error of the operating system or of a parser, in words of every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorReason {
    /// There is no such path.
    NotFound,
    /// The user has no permission.
    NotAllowed,
    /// The disk or the quota is full.
    NoSpace,
    /// The file system is read-only.
    ReadOnly,
    /// The path names a folder.
    IsFolder,
    /// A part of the path is no folder.
    NotFolder,
    /// The name is too long or has characters that the file system refuses.
    BadName,
    /// Another program uses the file.
    InUse,
    /// The file has more than this number of bytes.
    TooLarge(u64),
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The text is no TOML.
    Toml(TomlReason),
    /// Another error, in the English words of its source.
    Other(String),
}

/// The kind of an error in the syntax of TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TomlReason {
    /// A key has no value.
    NoValue,
    /// A key or a table is defined twice.
    DuplicateKey,
    /// A quotation mark is missing.
    UnclosedText,
    /// A bracket or a brace is missing.
    UnclosedBracket,
    /// Two values have no comma between them.
    NoComma,
    /// There is one `=` too many.
    ExtraEquals,
    /// Something follows the end of the value.
    Surplus,
    /// A key is not valid.
    BadKey,
    /// A value is missing or not valid.
    BadValue,
}

impl TomlReason {
    /// The kind of an error by the English message of the parser; none for a rare one.
    fn of(message: &str) -> Option<Self> {
        let what = message.lines().next()?.split(", expected").next()?;
        Some(match what {
            "key with no value"
            | "missing value"
            | "missing value for key"
            | "missing assignment between key-value pairs" => Self::NoValue,
            "duplicate key" => Self::DuplicateKey,
            "missing opening quote" | "invalid string" => Self::UnclosedText,
            _ if what.starts_with("invalid ") && what.ends_with(" string") => Self::UnclosedText,
            _ if what.starts_with("unclosed ") => Self::UnclosedBracket,
            _ if what.starts_with("missing comma ") => Self::NoComma,
            "extra `=`" => Self::ExtraEquals,
            _ if what.starts_with("unexpected key") => Self::Surplus,
            _ if what.starts_with("unexpected content") => Self::Surplus,
            "invalid key" | "invalid table" | "invalid key-value pair" => Self::BadKey,
            _ if what.starts_with("invalid ") && what.ends_with(" key") => Self::BadKey,
            "unquoted keys cannot be empty" => Self::BadKey,
            // An empty value is a text without quotation marks to the parser.
            "string values must be quoted" | "unexpected leading zero" => Self::BadValue,
            _ if what.starts_with("invalid ") => Self::BadValue,
            _ => return None,
        })
    }

    fn key(self) -> &'static str {
        match self {
            Self::NoValue => "reason.toml.no-value",
            Self::DuplicateKey => "reason.toml.duplicate-key",
            Self::UnclosedText => "reason.toml.unclosed-text",
            Self::UnclosedBracket => "reason.toml.unclosed-bracket",
            Self::NoComma => "reason.toml.no-comma",
            Self::ExtraEquals => "reason.toml.extra-equals",
            Self::Surplus => "reason.toml.surplus",
            Self::BadKey => "reason.toml.bad-key",
            Self::BadValue => "reason.toml.bad-value",
        }
    }
}

impl ErrorReason {
    /// The reason of an error by the English message of the parser of TOML.
    pub fn of_toml(message: &str) -> Self {
        TomlReason::of(message).map_or_else(|| Self::Other(message.replace('\n', ", ")), Self::Toml)
    }

    /// The reason as a few words without a full stop.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::TooLarge(limit) => Phrase::key(self.key()).with("mebibytes", *limit >> 20),
            Self::Other(message) => Phrase::key(self.key()).with("message", message.as_str()),
            Self::NotFound
            | Self::NotAllowed
            | Self::NoSpace
            | Self::ReadOnly
            | Self::IsFolder
            | Self::NotFolder
            | Self::BadName
            | Self::InUse
            | Self::NotUtf8
            | Self::Toml(_) => Phrase::key(self.key()),
        }
    }

    /// The remedy, as a sentence without a full stop.
    pub fn remedy(&self) -> Phrase {
        let key = match self {
            Self::Toml(_) => "reason.toml.remedy".to_owned(),
            _ => format!("{}.remedy", self.key()),
        };
        Phrase::key(key)
    }

    /// `phrase` with the reason as `why` and its remedy as `remedy`.
    pub fn explain(&self, phrase: Phrase) -> Phrase {
        phrase
            .with("why", self.phrase())
            .with("remedy", self.remedy())
    }

    fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "reason.not-found",
            Self::NotAllowed => "reason.not-allowed",
            Self::NoSpace => "reason.no-space",
            Self::ReadOnly => "reason.read-only",
            Self::IsFolder => "reason.is-folder",
            Self::NotFolder => "reason.not-folder",
            Self::BadName => "reason.bad-name",
            Self::InUse => "reason.in-use",
            Self::TooLarge(_) => "reason.too-large",
            Self::NotUtf8 => "reason.not-utf8",
            Self::Toml(reason) => reason.key(),
            Self::Other(_) => "reason.other",
        }
    }
}

impl From<&io::Error> for ErrorReason {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::PermissionDenied => Self::NotAllowed,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::WriteZero => {
                Self::NoSpace
            }
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::IsADirectory => Self::IsFolder,
            ErrorKind::NotADirectory => Self::NotFolder,
            ErrorKind::InvalidFilename => Self::BadName,
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Self::InUse,
            ErrorKind::InvalidData => Self::NotUtf8,
            // The kind is non-exhaustive, and every other one is rare for files.
            _ => Self::Other(without_number(&error.to_string())),
        }
    }
}

/// The message of the operating system without its number: `Input/output error (os error 5)`.
fn without_number(message: &str) -> String {
    message
        .split(" (os error ")
        .next()
        .unwrap_or(message)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Lang, Words};
    use super::*;

    /// The reason why `text` is no TOML.
    fn toml_reason(text: &str) -> ErrorReason {
        let error = toml::de::DeTable::parse(text).unwrap_err();
        ErrorReason::of_toml(error.message())
    }

    #[test]
    fn usual_errors_of_toml_have_a_kind() {
        for (text, kind) in [
            ("a", TomlReason::NoValue),
            ("a b = 1", TomlReason::NoValue),
            ("a = 1\na = 2", TomlReason::DuplicateKey),
            ("[a]\n[a]", TomlReason::DuplicateKey),
            ("a = \"b", TomlReason::UnclosedText),
            ("a = 'b\nc = 1", TomlReason::UnclosedText),
            ("a = [1", TomlReason::UnclosedBracket),
            ("[a", TomlReason::UnclosedBracket),
            ("a = {b = 1", TomlReason::UnclosedBracket),
            ("a = [\"b\" \"c\"]", TomlReason::NoComma),
            ("a = \"b\" c", TomlReason::Surplus),
            ("a = = 1", TomlReason::ExtraEquals),
            ("= 1", TomlReason::BadKey),
            ("a: 1", TomlReason::NoValue),
            ("a = ", TomlReason::BadValue),
            ("a = yes", TomlReason::BadValue),
            ("a = 012", TomlReason::BadValue),
            ("a = 1..2", TomlReason::BadValue),
        ] {
            assert_eq!(toml_reason(text), ErrorReason::Toml(kind), "{text}");
        }
    }

    #[test]
    fn a_rare_error_is_quoted_in_a_sentence_of_the_language() {
        let words = Words::load(&Lang::of("ko")).unwrap();
        let reason = ErrorReason::from(&io::Error::from_raw_os_error(5));
        let text = words.format(&reason.phrase());
        assert!(text.contains("“Input/output error”"), "{text}");
        assert!(!text.starts_with('“'), "{text}");
    }

    #[test]
    fn every_reason_and_remedy_has_words() {
        let toml = [
            TomlReason::NoValue,
            TomlReason::DuplicateKey,
            TomlReason::UnclosedText,
            TomlReason::UnclosedBracket,
            TomlReason::NoComma,
            TomlReason::ExtraEquals,
            TomlReason::Surplus,
            TomlReason::BadKey,
            TomlReason::BadValue,
        ];
        let mut reasons = vec![
            ErrorReason::NotFound,
            ErrorReason::NotAllowed,
            ErrorReason::NoSpace,
            ErrorReason::ReadOnly,
            ErrorReason::IsFolder,
            ErrorReason::NotFolder,
            ErrorReason::BadName,
            ErrorReason::InUse,
            ErrorReason::TooLarge(1 << 20),
            ErrorReason::NotUtf8,
            ErrorReason::Other("x".to_owned()),
        ];
        reasons.extend(toml.map(ErrorReason::Toml));
        for lang in Words::available() {
            let words = Words::load(&lang).unwrap();
            for reason in &reasons {
                for phrase in [reason.phrase(), reason.remedy()] {
                    assert!(words.has(phrase.name()), "{lang}: {}", phrase.name());
                }
            }
        }
    }
}
