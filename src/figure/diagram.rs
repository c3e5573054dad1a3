//! Networks as diagrams.

use crate::locale::Phrase;

/// A network: its units in columns, layer by layer, and the weights between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    /// What is shown.
    pub title: Phrase,
    /// Columns of units, the inputs first, the output last.
    pub tiers: Vec<DiagramTier>,
    /// The element that is chosen.
    pub chosen: Option<Chosen>,
}

/// A column of units.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramTier {
    /// What it is called: `inputs`, `layer 1`, `output`.
    pub name: Phrase,
    /// The activation of its units, if they have one.
    pub activation: Option<Phrase>,
    /// Its units, from top to bottom.
    pub nodes: Vec<DiagramNode>,
    /// For each of its units one weight a unit of the tier before; empty for the inputs.
    pub weights: Vec<Vec<f64>>,
}

/// A unit.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramNode {
    /// Its name, short: `x₁`, `3`, `y`.
    pub name: Phrase,
    /// Its bias; none for an input.
    pub bias: Option<f64>,
    /// A miniature of what it answers.
    pub thumb: Thumbnail,
    /// What it does on all samples taken together.
    pub state: NodeState,
}

/// A miniature of what a unit answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Thumbnail {
    /// Over the plane, row by row, the lowest y first.
    Map {
        /// Samples across.
        columns: usize,
        /// The samples.
        values: Vec<f64>,
        /// The values of the darkest and the brightest shade.
        range: (f64, f64),
    },
    /// Over the line, from left to right.
    Curve {
        /// The samples.
        values: Vec<f64>,
        /// The values at the foot and at the head.
        range: (f64, f64),
    },
}

/// What a unit does on all samples taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeState {
    /// It is an input.
    Input,
    /// None of the below.
    Awake,
    /// Its sum is never above zero.
    Off,
    /// Its sum is always above zero.
    On,
    /// It is flat everywhere.
    Saturated,
    /// It has no number.
    Undefined,
}

/// The element of a diagram that is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The place of its tier.
    pub tier: usize,
    /// The place of its unit in the tier.
    pub node: usize,
    /// Which part of the unit.
    pub part: ChosenPart,
    /// Whether a hand is on it, so that arrows turn it.
    pub held: bool,
}

/// A part of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChosenPart {
    /// The unit itself.
    Node,
    /// Its bias.
    Bias,
    /// The weight from this unit of the tier before.
    Weight(usize),
}
