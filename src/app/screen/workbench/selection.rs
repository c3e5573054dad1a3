//! The selected element of a network, and the elements beside it.

use crate::app::input::action::Direction;
use crate::lab::{Lab, NetworkElement, UnitParameter};

/// The control that sets the selected weight or bias.
pub(in crate::app) fn selected_parameter(lab: &Lab) -> Option<String> {
    lab.workbench()?.selected_parameter()
}

/// The element beside the selected one: up and down the units of a layer, left from a unit to its weights and on to the
/// units of the layer before.
pub(super) fn element_beside(lab: &Lab, direction: Direction) -> Option<NetworkElement> {
    let workbench = lab.workbench()?;
    let sizes = workbench.layer_sizes();
    let here = workbench.selected();
    let size = |layer: usize| sizes.get(layer).copied().unwrap_or(1).max(1);
    let inputs = size(here.layer - 1);
    let unit = |layer: usize, unit: usize| NetworkElement::unit(layer, unit.clamp(1, size(layer)));
    let parameter = |input: usize| NetworkElement {
        parameter: Some(match input {
            0 => UnitParameter::Bias,
            input => UnitParameter::Weight(input.min(inputs)),
        }),
        ..here
    };
    Some(match (here.parameter, direction) {
        (None, Direction::Up) => unit(here.layer, here.unit - 1),
        (None, Direction::Down) => unit(here.layer, here.unit + 1),
        (None, Direction::Left) => parameter(here.unit.min(inputs)),
        (None, Direction::Right) if here.layer + 1 < sizes.len() => NetworkElement {
            parameter: Some(UnitParameter::Weight(here.unit)),
            ..unit(here.layer + 1, here.unit)
        },
        (Some(_), Direction::Right) => unit(here.layer, here.unit),
        (Some(UnitParameter::Weight(input)), Direction::Left) if here.layer > 1 => {
            unit(here.layer - 1, input)
        }
        (Some(UnitParameter::Weight(input)), Direction::Up) => parameter(input - 1),
        (Some(UnitParameter::Weight(input)), Direction::Down) => parameter(input + 1),
        (Some(UnitParameter::Bias), Direction::Down) => parameter(1),
        (None | Some(_), _) => here,
    })
}
