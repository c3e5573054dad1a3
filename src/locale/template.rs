//! Templates: texts with slots, `the kink is at {kink:.2}`.

use super::number::NumberFormat;
use super::particle::Particle;

/// A text with slots.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Template {
    parts: Vec<TemplatePart>,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplatePart {
    /// Literal text.
    Text(String),
    /// A slot; boxed, because most parts are text.
    Slot(Box<Slot>),
}

/// A slot: `{name:format unit|particles}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The source of its value.
    pub source: SlotSource,
    /// The format of a number.
    pub format: NumberFormat,
    /// The name of the unit behind the number; its key is `unit.<name>`.
    pub unit: Option<String>,
    /// The Korean particle behind the value.
    pub particle: Option<Particle>,
}

/// The source of the value of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotSource {
    /// The argument of this name; in prose, a reading or a control of the lab.
    Value(String),
    /// `{fact:NAME}`: a fact of the lesson.
    Fact(String),
    /// `{key:ACTION}`: the key of an action.
    Key(String),
    /// `{term:NAME}`: a term of the glossary.
    Term(String),
    /// `{source:NAME}`: a reference to the literature.
    Citation(String),
    /// `{figure:ID}`: the title of a figure of the step.
    Figure(String),
    /// `{lesson:NAME}`: the number of a lesson.
    Lesson(String),
}

/// A value for a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotValue {
    /// A number, in the format of the slot.
    Number(f64),
    /// A text.
    Text(String),
}

/// A syntax error of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// The opening brace at this byte has no closing one.
    Unclosed(usize),
    /// The braces from this byte enclose no slot.
    NoSlot(usize),
}

impl Template {
    /// Parses `text`. `{{` and `}}` stand for braces.
    ///
    /// # Errors
    /// A brace is not closed, or encloses no slot.
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
        // There are thousands of templates, most of one part; a vector reserves space for four.
        parts.shrink_to_fit();
        Ok(Self { parts })
    }

    /// The same template with `prefix` before it. A template without letters, such as `{n}`, is the same in every
    /// language and stays.
    #[must_use]
    pub(super) fn with_prefix(mut self, prefix: &str) -> Self {
        let has_letters = |part: &TemplatePart| matches!(part, TemplatePart::Text(text) if text.contains(char::is_alphabetic));
        if self.parts.iter().any(has_letters) {
            self.parts.insert(0, TemplatePart::Text(prefix.to_owned()));
        }
        self
    }

    /// The parts, in order.
    pub fn parts(&self) -> &[TemplatePart] {
        &self.parts
    }

    /// The same template, with `rename` applied to the name of every fact and every source.
    #[must_use]
    pub fn with_names(mut self, rename: impl Fn(&str) -> String) -> Self {
        for part in &mut self.parts {
            if let TemplatePart::Slot(slot) = part
                && let SlotSource::Fact(name) | SlotSource::Citation(name) = &mut slot.source
            {
                *name = rename(name);
            }
        }
        self
    }

    /// The slots, in order.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.parts.iter().filter_map(|part| match part {
            TemplatePart::Slot(slot) => Some(&**slot),
            TemplatePart::Text(_) => None,
        })
    }
}

impl Slot {
    /// The name of the fact that it shows; none for another source.
    pub fn fact(&self) -> Option<&str> {
        match &self.source {
            SlotSource::Fact(name) => Some(name),
            SlotSource::Value(_)
            | SlotSource::Key(_)
            | SlotSource::Term(_)
            | SlotSource::Citation(_)
            | SlotSource::Figure(_)
            | SlotSource::Lesson(_) => None,
        }
    }

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
            ("figure", Some(second)) => (SlotSource::Figure(name(second)?), third),
            ("lesson", Some(second)) => (SlotSource::Lesson(name(second)?), third),
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
    let is_valid = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    (!text.is_empty() && text.chars().all(is_valid)).then(|| text.to_owned())
}

fn format_and_unit(text: &str) -> Option<(NumberFormat, Option<String>)> {
    let mut format = NumberFormat::Plain;
    let mut unit = None;
    for word in text.split_whitespace() {
        if let Some(digits) = word.strip_prefix('.') {
            format = NumberFormat::Decimals(digits.parse().ok()?);
        } else if let Some(digits) = word.strip_prefix('~') {
            format = NumberFormat::Significant(digits.parse().ok()?);
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
    fn a_slot_has_a_format_a_unit_and_a_particle() {
        let slot = only_slot("at {kink:.2 steps|은/는}");
        assert_eq!(slot.source, SlotSource::Value("kink".to_owned()));
        assert_eq!(slot.format, NumberFormat::Decimals(2));
        assert_eq!(slot.unit.as_deref(), Some("steps"));
        assert_eq!(slot.particle, Particle::parse("은/는"));
    }

    #[test]
    fn the_prefix_of_a_slot_selects_its_source() {
        assert_eq!(
            only_slot("{fact:xor2:~2}").source,
            SlotSource::Fact("xor2".to_owned())
        );
        assert_eq!(
            only_slot("{fact:xor2:~2}").format,
            NumberFormat::Significant(2)
        );
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
        assert_eq!(
            only_slot("{figure:curve|을/를}").source,
            SlotSource::Figure("curve".to_owned())
        );
        assert_eq!(
            only_slot("{lesson:depth-folds}").source,
            SlotSource::Lesson("depth-folds".to_owned())
        );
    }

    #[test]
    fn an_unclosed_brace_is_an_error_with_its_position() {
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
