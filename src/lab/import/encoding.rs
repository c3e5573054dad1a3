//! The encoding of a text file.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The bytes that are looked at to tell UTF-16 and binary files.
const SAMPLE: usize = 4096;

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// The Korean code page 949, of which EUC-KR is a part.
    Cp949,
    /// The Western European code page 1252.
    Windows1252,
}

impl TextEncoding {
    /// The encodings with one byte a letter or more, in the order in which they are offered.
    pub(super) const BYTEWISE: [Self; 3] = [Self::Utf8, Self::Cp949, Self::Windows1252];

    /// The encoding of `bytes`; none where they are no text.
    pub(super) fn detect(bytes: &[u8]) -> Option<Self> {
        if let Some((encoding, _)) = Encoding::for_bom(bytes) {
            return Some(match encoding {
                it if it == UTF_16LE => Self::Utf16Le,
                it if it == UTF_16BE => Self::Utf16Be,
                _ => Self::Utf8,
            });
        }
        if let Some(encoding) = detect_utf16(bytes) {
            return Some(encoding);
        }
        if !is_text(bytes) {
            return None;
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Some(Self::Utf8);
        }
        // A text in Korean has Hangul; two letters of Western Europe in a row would be read as Chinese characters.
        let (korean, had_errors) = EUC_KR.decode_without_bom_handling(bytes);
        let has_hangul = korean.chars().any(|c| ('가'..='힣').contains(&c));
        Some(if has_hangul && !had_errors {
            Self::Cp949
        } else {
            Self::Windows1252
        })
    }

    /// The text of `bytes`, without a byte order mark. Bytes that are not valid become U+FFFD.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        self.encoding().decode_with_bom_removal(bytes).0
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Cp949 => EUC_KR,
            Self::Windows1252 => WINDOWS_1252,
        }
    }

    /// The name, which is the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Cp949 => "CP949",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// UTF-16 without a byte order mark: the high byte of digits, delimiters and line ends is 0.
fn detect_utf16(bytes: &[u8]) -> Option<TextEncoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if bytes.len() % 2 == 1 || sample.len() < 4 {
        return None;
    }
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (high_first, low_first) = (zeros(0), zeros(1));
    let has_control = |high: usize| {
        let mut pairs = sample.chunks_exact(2);
        pairs.any(|pair| pair[high] == 0 && is_control(pair[1 - high]))
    };
    let many = sample.len() / 8;
    if low_first > many && high_first == 0 && !has_control(1) {
        Some(TextEncoding::Utf16Le)
    } else if high_first > many && low_first == 0 && !has_control(0) {
        Some(TextEncoding::Utf16Be)
    } else {
        None
    }
}

/// Whether the character of this byte is none of a text.
fn is_control(byte: u8) -> bool {
    byte < 32 && !b"\t\n\r\x0c\x1a".contains(&byte)
}

/// Whether `bytes` have no zero and few control characters.
fn is_text(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    sample.iter().filter(|b| is_control(**b)).count() * 50 <= sample.len() && !bytes.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(bytes: &[u8]) -> Option<&'static str> {
        TextEncoding::detect(bytes).map(TextEncoding::name)
    }

    fn utf16(text: &str, bom: bool) -> Vec<u8> {
        let mark = bom.then_some(0xfeff_u16);
        let units = mark.into_iter().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(detect(b"x,y\n1,2\n"), Some("UTF-8"));
        assert_eq!(detect("키,몸무게\n".as_bytes()), Some("UTF-8"));
        assert_eq!(detect(b"\xef\xbb\xbfx,y\n"), Some("UTF-8"));
        assert_eq!(detect(&utf16("키,몸무게\n1,2\n", true)), Some("UTF-16"));
        assert_eq!(detect(&utf16("x,y\n1,2\n", false)), Some("UTF-16"));
        assert_eq!(
            detect(b"\xc5\xb0,\xb8\xf6,\xbc\xba\n1,2,0\n"),
            Some("CP949")
        );
        assert_eq!(detect(b"Gr\xf6\xdfe;L\xe4nge\n1;2\n"), Some("Windows-1252"));
        assert_eq!(detect(b"\x7fELF\x02\x01\x01\0\0\0\0"), None);
        assert_eq!(detect(b""), Some("UTF-8"));
    }

    #[test]
    fn a_byte_order_mark_is_removed() {
        let bytes = utf16("키", true);
        assert_eq!(TextEncoding::Utf16Le.decode(&bytes), "키");
        assert_eq!(TextEncoding::Utf8.decode(b"\xef\xbb\xbfx"), "x");
        assert_eq!(TextEncoding::Cp949.decode(b"\xc5\xb0"), "키");
    }
}
