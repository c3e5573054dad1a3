//! Text with slots: `the kink is at {kink:.2}`.

use super::{Format, Particle};

/// Text whose slots are filled when it is shown.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Template {
    parts: Vec<TemplatePart>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplatePart {
    /// Words as they stand.
    Text(String),
    /// A place for a value. Most parts are words, and need no room for one.
    Slot(Box<Slot>),
}

/// A place for a value: `{name:format unit|particles}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// What fills it.
    pub source: SlotSource,
    /// How a number is written.
    pub format: Format,
    /// A unit, by its key `unit.<name>`, that stands behind the number.
    pub unit: Option<String>,
    /// A particle that fits the value as it is read aloud.
    pub particle: Option<Particle>,
}

/// What fills a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotSource {
    /// A value by name: in prose, a live reading or control.
    Value(String),
    /// `{fact:NAME}`: a number that the course states and `check` recomputes.
    Fact(String),
    /// `{key:ACTION}`: the key that does something.
    Key(String),
    /// `{term:NAME}`: a word of the glossary.
    Term(String),
    /// `{source:NAME}`: where a number of the literature was read.
    Citation(String),
}

/// A value for a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotValue {
    /// A number, to be written in the slot's format.
    Number(f64),
    /// Words.
    Text(String),
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// An opening brace without its closing one; the byte where it stands.
    Unclosed(usize),
    /// What stands between the braces is no slot; the byte where it begins.
    NoSlot(usize),
}

impl Template {
    /// Reads `text`. `{{` and `}}` stand for braces.
    pub fn parse(text: &str) -> Result<Self, TemplateFault> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            plain.push_str(&rest[..at]);
            let here = text.len() - rest.len() + at;
            let tail = &rest[at..];
            if let Some(after) = tail.strip_prefix("{{") {
                plain.push('{');
                rest = after;
            } else if let Some(after) = tail.strip_prefix("}}") {
                plain.push('}');
                rest = after;
            } else if let Some(after) = tail.strip_prefix('}') {
                plain.push('}');
                rest = after;
            } else {
                let end = tail.find('}').ok_or(TemplateFault::Unclosed(here))?;
                let slot = Slot::parse(&tail[1..end]).ok_or(TemplateFault::NoSlot(here))?;
                if !plain.is_empty() {
                    parts.push(TemplatePart::Text(std::mem::take(&mut plain)));
                }
                parts.push(TemplatePart::Slot(slot.into()));
                rest = &tail[end + 1..];
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(TemplatePart::Text(plain));
        }
        // There are thousands of them, most of one part, and a vector begins with room for four.
        parts.shrink_to_fit();
        Ok(Self { parts })
    }

    /// The same text with `mark` before it; text without a letter, such as `{n}`, is of no language and stays.
    #[must_use]
    pub(super) fn marked(mut self, mark: &str) -> Self {
        let is_words = |part: &TemplatePart| matches!(part, TemplatePart::Text(text) if text.contains(char::is_alphabetic));
        if self.parts.iter().any(is_words) {
            self.parts.insert(0, TemplatePart::Text(mark.to_owned()));
        }
        self
    }

    /// Its pieces, in order.
    pub fn parts(&self) -> &[TemplatePart] {
        &self.parts
    }

    /// The same text with every fact and every source called by the name that `renamed` gives it.
    #[must_use]
    pub fn with_names(mut self, renamed: impl Fn(&str) -> String) -> Self {
        for part in &mut self.parts {
            if let TemplatePart::Slot(slot) = part
                && let SlotSource::Fact(name) | SlotSource::Citation(name) = &mut slot.source
            {
                *name = renamed(name);
            }
        }
        self
    }

    /// Its slots, in order.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.parts.iter().filter_map(|part| match part {
            TemplatePart::Slot(slot) => Some(&**slot),
            TemplatePart::Text(_) => None,
        })
    }
}

impl Slot {
    fn parse(inner: &str) -> Option<Self> {
        let (head, particle) = match inner.split_once('|') {
            Some((head, tail)) => (head, Some(Particle::parse(tail)?)),
            None => (inner, None),
        };
        let mut fields = head.splitn(3, ':');
        let first = fields.next()?.trim();
        let second = fields.next();
        let third = fields.next();
        let (source, tail) = match (first, second) {
            ("fact", Some(second)) => (SlotSource::Fact(name(second)?), third),
            ("key", Some(second)) => (SlotSource::Key(name(second)?), third),
            ("term", Some(second)) => (SlotSource::Term(name(second)?), third),
            ("source", Some(second)) => (SlotSource::Citation(name(second)?), third),
            (_, _) if third.is_some() => return None,
            (_, _) => (SlotSource::Value(name(first)?), second),
        };
        let (format, unit) = format_and_unit(tail.unwrap_or(""))?;
        Some(Self {
            source,
            format,
            unit,
            particle,
        })
    }
}

fn name(text: &str) -> Option<String> {
    let good = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    (!text.is_empty() && text.chars().all(good)).then(|| text.to_owned())
}

fn format_and_unit(text: &str) -> Option<(Format, Option<String>)> {
    let mut format = Format::Plain;
    let mut unit = None;
    for word in text.split_whitespace() {
        if let Some(digits) = word.strip_prefix('.') {
            format = Format::Decimals(digits.parse().ok()?);
        } else if let Some(digits) = word.strip_prefix('~') {
            format = Format::Significant(digits.parse().ok()?);
        } else {
            unit = Some(name(word)?);
        }
    }
    Some((format, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only_slot(text: &str) -> Slot {
        Template::parse(text)
            .unwrap()
            .slots()
            .next()
            .unwrap()
            .clone()
    }

    #[test]
    fn a_slot_carries_format_unit_and_particle() {
        let slot = only_slot("at {kink:.2 steps|은/는}");
        assert_eq!(slot.source, SlotSource::Value("kink".to_owned()));
        assert_eq!(slot.format, Format::Decimals(2));
        assert_eq!(slot.unit.as_deref(), Some("steps"));
        assert_eq!(slot.particle, Particle::parse("은/는"));
    }

    #[test]
    fn facts_keys_and_terms_are_told_apart() {
        assert_eq!(
            only_slot("{fact:xor2:~2}").source,
            SlotSource::Fact("xor2".to_owned())
        );
        assert_eq!(only_slot("{fact:xor2:~2}").format, Format::Significant(2));
        assert_eq!(
            only_slot("{key:next}").source,
            SlotSource::Key("next".to_owned())
        );
        assert_eq!(
            only_slot("{term:kink}").source,
            SlotSource::Term("kink".to_owned())
        );
        assert_eq!(
            only_slot("{source:he2015}").source,
            SlotSource::Citation("he2015".to_owned())
        );
    }

    #[test]
    fn an_open_brace_is_a_fault_with_its_place() {
        assert_eq!(Template::parse("ab {kink"), Err(TemplateFault::Unclosed(3)));
        assert_eq!(
            Template::parse("a {kink:.x}"),
            Err(TemplateFault::NoSlot(2))
        );
        assert_eq!(
            Template::parse("{{a}}").unwrap().parts(),
            [TemplatePart::Text("{a}".to_owned())]
        );
    }
}
