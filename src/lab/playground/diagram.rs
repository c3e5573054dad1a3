//! A playground's network as a diagram.

use super::data_spec::DataSpec;
use super::unit::value_range;
use super::unit_responses::{PLANE_THUMBNAIL, UnitResponses};
use crate::figure::{
    Diagram, DiagramNode, DiagramPart, DiagramSelection, DiagramTier, Figure, NodeState, Thumbnail,
};
use crate::lab::{NetworkElement, UnitParameter};
use crate::locale::Phrase;
use crate::nn::{LayerStats, Network, UnitState};
use crate::text::clip;

/// The most columns of the name of an input.
const MAX_INPUT_NAME: usize = 8;

/// The network with a thumbnail of every unit and the selected element.
pub(super) fn diagram(
    network: &Network,
    health: &[LayerStats],
    data: &DataSpec,
    responses: &UnitResponses,
    selected: NetworkElement,
) -> Figure {
    let inputs = DiagramTier {
        name: Phrase::key("lab.playground.inputs"),
        activation: None,
        nodes: (0..network.inputs())
            .map(|i| input_node(network, data, responses, i))
            .collect(),
        weights: Vec::new(),
    };
    let layers = (0..network.layers().len()).map(|i| layer_tier(network, &health[i], responses, i));
    Figure::Diagram(Diagram {
        title: Phrase::key("lab.playground.figure.network").with("n", network.parameters().len()),
        tiers: std::iter::once(inputs).chain(layers).collect(),
        selected: Some(DiagramSelection {
            tier: selected.layer,
            node: selected.unit - 1,
            part: match selected.parameter {
                None => DiagramPart::Node,
                Some(UnitParameter::Bias) => DiagramPart::Bias,
                Some(UnitParameter::Weight(input)) => DiagramPart::Weight(input - 1),
            },
            held: false,
        }),
    })
}

fn input_node(
    network: &Network,
    data: &DataSpec,
    responses: &UnitResponses,
    i: usize,
) -> DiagramNode {
    DiagramNode {
        name: Phrase::verbatim(clip(&data.columns[i].name, MAX_INPUT_NAME, "…")),
        bias: None,
        thumbnail: thumbnail(network, responses, (0, i)),
        state: NodeState::Input,
    }
}

fn layer_tier(
    network: &Network,
    health: &LayerStats,
    responses: &UnitResponses,
    i: usize,
) -> DiagramTier {
    let layer = &network.layers()[i];
    let is_output = i + 1 == network.layers().len();
    let node = |unit: usize| DiagramNode {
        name: Phrase::verbatim(if is_output {
            "y".to_owned()
        } else {
            (unit + 1).to_string()
        }),
        bias: network.biases(i).get(unit).copied(),
        thumbnail: thumbnail(network, responses, (i + 1, unit)),
        state: match health.units[unit] {
            // The output is a sum; one sign for all samples is no problem.
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

fn thumbnail(
    network: &Network,
    responses: &UnitResponses,
    (layer, unit): (usize, usize),
) -> Thumbnail {
    let values = responses.thumbnail(layer, unit);
    let range = value_range(&values);
    if network.inputs() == 1 {
        Thumbnail::Curve { values, range }
    } else {
        Thumbnail::Map {
            columns: PLANE_THUMBNAIL,
            values,
            range,
        }
    }
}
