//! A playground's network as a diagram.

use super::unit::{span, subscript};
use super::view::View;
use crate::figure::{
    Diagram, DiagramNode, DiagramPart, DiagramSelection, DiagramTier, Figure, NodeState, Thumbnail,
};
use crate::lab::{NetworkElement, UnitParameter};
use crate::locale::Phrase;
use crate::nn::{LayerHealth, Network, UnitState};

/// The network with a miniature of every unit, and the element that is chosen.
pub(super) fn diagram(
    network: &Network,
    health: &[LayerHealth],
    view: &View,
    element: NetworkElement,
) -> Figure {
    let inputs = DiagramTier {
        name: Phrase::key("lab.playground.inputs"),
        activation: None,
        nodes: (0..network.inputs())
            .map(|i| input(network, view, i))
            .collect(),
        weights: Vec::new(),
    };
    let layers = (0..network.layers().len()).map(|i| tier(network, &health[i], view, i));
    Figure::Diagram(Diagram {
        title: Phrase::key("lab.playground.figure.network").with("n", network.parameters().len()),
        tiers: std::iter::once(inputs).chain(layers).collect(),
        selected: Some(DiagramSelection {
            tier: element.layer,
            node: element.unit - 1,
            part: match element.parameter {
                None => DiagramPart::Node,
                Some(UnitParameter::Bias) => DiagramPart::Bias,
                Some(UnitParameter::Weight(input)) => DiagramPart::Weight(input - 1),
            },
            held: false,
        }),
    })
}

fn input(network: &Network, view: &View, i: usize) -> DiagramNode {
    let name = if network.inputs() == 1 {
        "x".to_owned()
    } else {
        format!("x{}", subscript(i + 1))
    };
    DiagramNode {
        name: Phrase::verbatim(name),
        bias: None,
        thumbnail: thumb(network, view, (0, i)),
        state: NodeState::Input,
    }
}

fn tier(network: &Network, health: &LayerHealth, view: &View, i: usize) -> DiagramTier {
    let layer = &network.layers()[i];
    let is_output = i + 1 == network.layers().len();
    let node = |unit: usize| DiagramNode {
        name: Phrase::verbatim(if is_output {
            "y".to_owned()
        } else {
            (unit + 1).to_string()
        }),
        bias: network.biases(i).get(unit).copied(),
        thumbnail: thumb(network, view, (i + 1, unit)),
        state: match health.units[unit] {
            // The output is a sum, which may well have one sign for all samples.
            _ if is_output => NodeState::Awake,
            UnitState::Alive => NodeState::Awake,
            UnitState::Off => NodeState::Off,
            UnitState::On => NodeState::On,
            UnitState::Saturated => NodeState::Saturated,
            UnitState::Undefined => NodeState::Undefined,
        },
    };
    DiagramTier {
        name: if is_output {
            Phrase::key("lab.playground.output")
        } else {
            Phrase::key("lab.training.numbered-layer").with("n", i + 1)
        },
        activation: (!is_output)
            .then(|| Phrase::key(format!("activation.{}", layer.activation.name()))),
        nodes: (0..layer.units).map(node).collect(),
        weights: network
            .weights(i)
            .rows()
            .into_iter()
            .map(|row| row.to_vec())
            .collect(),
    }
}

fn thumb(network: &Network, view: &View, (layer, unit): (usize, usize)) -> Thumbnail {
    let values = view.thumb(layer, unit);
    let range = span(&values);
    if network.inputs() == 1 {
        Thumbnail::Curve { values, range }
    } else {
        Thumbnail::Map {
            columns: View::thumb_columns(),
            values,
            range,
        }
    }
}
