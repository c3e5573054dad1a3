//! The selected element of a network, and the elements beside it.

use crate::app::input::action::Direction;
use crate::lab::{Lab, NetworkElement, UnitParameter, Values};

/// The name of the selected weight or bias.
pub(in crate::app) fn selected_parameter(lab: &Lab) -> Option<String> {
    let NetworkElement {
        layer,
        unit,
        number,
    } = selected_element(lab);
    let name = match number? {
        UnitParameter::Bias => format!("b_{layer}_{unit}"),
        UnitParameter::Weight(input) => format!("w_{layer}_{unit}_{input}"),
    };
    lab.number(&name).map(|_| name)
}

/// The selected element, clamped to the size of the network.
fn selected_element(lab: &Lab) -> NetworkElement {
    let sizes = lab.layer_sizes();
    let wanted = NetworkElement::parse(lab.values().choice("at"));
    let wanted = wanted.unwrap_or(NetworkElement {
        layer: 1,
        unit: 1,
        number: None,
    });
    let last = sizes.len().saturating_sub(1).max(1);
    let layer = wanted.layer.clamp(1, last);
    let size = |layer: usize| sizes.get(layer).copied().unwrap_or(1).max(1);
    NetworkElement {
        layer,
        unit: wanted.unit.clamp(1, size(layer)),
        number: wanted.number.map(|number| match number {
            UnitParameter::Bias => UnitParameter::Bias,
            UnitParameter::Weight(input) => UnitParameter::Weight(input.clamp(1, size(layer - 1))),
        }),
    }
}

/// The element beside the selected one: up and down the units of a layer, left from a unit to its weights and on to the
/// units of the layer before.
pub(super) fn element_beside(lab: &Lab, direction: Direction) -> NetworkElement {
    let sizes = lab.layer_sizes();
    let here = selected_element(lab);
    let size = |layer: usize| sizes.get(layer).copied().unwrap_or(1).max(1);
    let inputs = size(here.layer - 1);
    let unit = |layer: usize, unit: usize| NetworkElement {
        layer,
        unit: unit.clamp(1, size(layer)),
        number: None,
    };
    let number = |input: usize| NetworkElement {
        number: Some(match input {
            0 => UnitParameter::Bias,
            input => UnitParameter::Weight(input.min(inputs)),
        }),
        ..here
    };
    match (here.number, direction) {
        (None, Direction::Up) => unit(here.layer, here.unit - 1),
        (None, Direction::Down) => unit(here.layer, here.unit + 1),
        (None, Direction::Left) => number(here.unit.min(inputs)),
        (None, Direction::Right) if here.layer + 1 < sizes.len() => NetworkElement {
            number: Some(UnitParameter::Weight(here.unit)),
            ..unit(here.layer + 1, here.unit)
        },
        (Some(_), Direction::Right) => unit(here.layer, here.unit),
        (Some(UnitParameter::Weight(input)), Direction::Left) if here.layer > 1 => {
            unit(here.layer - 1, input)
        }
        (Some(UnitParameter::Weight(input)), Direction::Up) => number(input - 1),
        (Some(UnitParameter::Weight(input)), Direction::Down) => number(input + 1),
        (Some(UnitParameter::Bias), Direction::Down) => number(1),
        (None | Some(_), _) => here,
    }
}

/// Selects `element`; false if the lab refuses it.
pub(super) fn select_element(lab: &mut Lab, element: NetworkElement) -> bool {
    let at = Values::new().with("at", element.written().as_str());
    lab.look_at(&at).is_ok()
}

/// The name of the control for the units of the selected layer.
pub(super) fn units_control(lab: &Lab) -> String {
    format!("units_{}", selected_element(lab).layer)
}
