//! The kind of a lab in use.

use std::sync::Arc;

use super::{Controls, FORMULA, FormulaKind, LabKind, Model, Seed, Values};
use crate::locale::{LocalText, Phrase};

/// The kind of a lab.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A kind of the catalogue.
    BuiltIn(&'static LabKind),
    /// A model that a lesson writes as expressions.
    Formula(Arc<FormulaKind>),
}

impl Kind {
    /// The name in lessons and on the command line: `bias-node`.
    pub fn name(&self) -> &str {
        match self {
            Self::BuiltIn(kind) => kind.name,
            Self::Formula(_) => FORMULA,
        }
    }

    /// The controls at `values`.
    pub fn controls(&self, values: &Values) -> Controls {
        match self {
            Self::BuiltIn(kind) => (kind.controls)(values),
            Self::Formula(kind) => kind.controls(),
        }
    }

    /// The names of the figures, the main one first.
    pub fn figures(&self) -> &'static [&'static str] {
        match self {
            Self::BuiltIn(kind) => kind.figures,
            Self::Formula(kind) => kind.figures(),
        }
    }

    /// The model for complete `values`.
    pub(super) fn build(&self, values: &Values, seed: Seed) -> Box<dyn Model> {
        match self {
            Self::BuiltIn(kind) => (kind.build)(values, seed),
            Self::Formula(kind) => kind.build(values),
        }
    }

    /// Every text that a lesson gives by language, with its path in the lab.
    pub fn labels(&self) -> &[(String, LocalText)] {
        match self {
            Self::BuiltIn(_) => &[],
            Self::Formula(kind) => kind.labels(),
        }
    }

    /// The numbers that a lesson writes in the model itself.
    pub fn constants(&self) -> &[f64] {
        match self {
            Self::BuiltIn(_) => &[],
            Self::Formula(kind) => kind.constants(),
        }
    }

    /// The title of the lab.
    pub fn title(&self) -> Phrase {
        match self {
            Self::BuiltIn(kind) => kind.title(),
            Self::Formula(kind) => kind.title(),
        }
    }

    /// The label of the control called `name`.
    pub fn control_label(&self, name: &str) -> Phrase {
        match self {
            Self::BuiltIn(kind) => kind.control_label(name),
            Self::Formula(kind) => kind.control_label(name),
        }
    }

    /// The label of the reading called `name`.
    pub fn reading_label(&self, name: &str) -> Phrase {
        match self {
            Self::BuiltIn(kind) => kind.reading_label(name),
            Self::Formula(kind) => kind.reading_label(name),
        }
    }

    /// The sentence of a goal that compares the reading or control called `name`, in the words of the lab; a key without
    /// words where the usual sentence is used.
    pub fn goal_phrase(&self, name: &str, comparison: &str) -> Phrase {
        match self {
            Self::BuiltIn(kind) => kind.goal_phrase(name, comparison),
            Self::Formula(_) => Phrase::key(format!("lab.{FORMULA}.condition.{comparison}")),
        }
    }

    /// The present value of the reading or control called `name` beside a goal, in the words of the lab; none where the usual
    /// words are used.
    pub fn now_phrase(&self, name: &str) -> Option<Phrase> {
        match self {
            Self::BuiltIn(kind) => Some(kind.now_phrase(name)),
            Self::Formula(_) => None,
        }
    }

    /// `values` made complete and consistent.
    pub fn complete(&self, values: &Values) -> Values {
        match self {
            Self::BuiltIn(kind) => kind.complete(values),
            Self::Formula(kind) => kind.controls().complete(values),
        }
    }
}

/// Formula labs are equal that are written alike: the same file, read again, may have other expressions.
impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::BuiltIn(one), Self::BuiltIn(other)) => one.name == other.name,
            (Self::Formula(one), Self::Formula(other)) => one.is_same(other),
            (Self::BuiltIn(_) | Self::Formula(_), _) => false,
        }
    }
}

impl From<&'static LabKind> for Kind {
    fn from(kind: &'static LabKind) -> Self {
        Self::BuiltIn(kind)
    }
}

impl From<&&'static LabKind> for Kind {
    fn from(kind: &&'static LabKind) -> Self {
        Self::BuiltIn(kind)
    }
}

impl From<&Self> for Kind {
    fn from(kind: &Self) -> Self {
        kind.clone()
    }
}
