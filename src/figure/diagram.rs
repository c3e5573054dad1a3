//! Diagrams of networks.

use crate::locale::Phrase;

/// A network: one column of units for each layer, and the weights between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    /// The title.
    pub title: Phrase,
    /// The columns of units, from the inputs to the output.
    pub tiers: Vec<DiagramTier>,
    /// The selected unit, bias or weight.
    pub selected: Option<DiagramSelection>,
}

/// A column of units.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramTier {
    /// The name: `inputs`, `layer 1`, `output`.
    pub name: Phrase,
    /// The activation of its units; none for the inputs.
    pub activation: Option<Phrase>,
    /// The units, from top to bottom.
    pub nodes: Vec<DiagramNode>,
    /// For each unit one weight for each unit of the tier before; empty for the inputs.
    pub weights: Vec<Vec<f64>>,
}

/// A unit.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramNode {
    /// The short name: `x₁`, `3`, `y`.
    pub name: Phrase,
    /// The bias; none for an input.
    pub bias: Option<f64>,
    /// A small picture of its output.
    pub thumbnail: Thumbnail,
    /// The state over all samples.
    pub state: NodeState,
}

/// A small picture of the output of a unit.
#[derive(Clone, Debug, PartialEq)]
pub enum Thumbnail {
    /// The output over the plane, row by row, the lowest y first.
    Map {
        /// The samples in a row.
        columns: usize,
        /// The samples.
        values: Vec<f64>,
        /// The values of the darkest and the brightest shade.
        range: (f64, f64),
    },
    /// The output over the line, from left to right.
    Curve {
        /// The samples.
        values: Vec<f64>,
        /// The values at the bottom and at the top.
        range: (f64, f64),
    },
}

/// The state of a unit over all samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeState {
    /// The unit is an input.
    Input,
    /// The unit has none of the states below.
    Awake,
    /// The sum is above zero for no sample.
    Off,
    /// The sum is above zero for every sample.
    On,
    /// The slope is about zero for every sample.
    Saturated,
    /// The output is not finite.
    Undefined,
}

/// The selected element of a diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiagramSelection {
    /// The index of the tier.
    pub tier: usize,
    /// The index of the unit in the tier.
    pub node: usize,
    /// The part of the unit.
    pub part: DiagramPart,
    /// Whether the arrow keys change its value.
    pub held: bool,
}

/// A part of a unit of a diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagramPart {
    /// The unit itself.
    Node,
    /// The bias.
    Bias,
    /// The weight from the unit with this index in the tier before.
    Weight(usize),
}
