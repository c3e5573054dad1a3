//! How signals travel through the layers of a network.

use ndarray::ArrayView1;

use super::{Activation, Network, Pass};

/// How one layer fares on all samples of a pass.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerHealth {
    /// ‖∂L/∂z‖: the size of the back-signal over all units and samples. This, not the gradient of the weights, shows whether
    /// gradients vanish (`science.md` §2, T7).
    pub back_signal: f64,
    /// ‖∂L/∂W‖: what the weights are changed by. It can stay the same while the back-signal vanishes.
    pub weight_gradient: f64,
    /// The root mean square of the activations.
    pub activation_size: f64,
    /// The mean of f′(z) over units and samples.
    pub mean_slope: f64,
    /// The share of units and samples with z > 0.
    pub on_share: f64,
    /// The state of each unit.
    pub units: Vec<UnitState>,
}

/// What a unit does on all samples taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitState {
    /// None of the below.
    Alive,
    /// z ≤ 0 on every sample. A ReLU unit is then dead: its gradient is exactly 0.
    Off,
    /// z > 0 on every sample: a ReLU unit is then linear.
    On,
    /// An S-shaped unit whose slope is below 5 % of its largest on every sample.
    Saturated,
    /// z is not a number on some sample.
    Undefined,
}

/// Below this share of its largest slope a unit counts as saturated.
const FLAT: f64 = 0.05;

impl LayerHealth {
    /// How many units are off on every sample. They are dead if the activation [can die](Activation::can_die).
    pub fn off_units(&self) -> usize {
        self.count(UnitState::Off)
    }

    /// How many units are in a state.
    pub fn count(&self, state: UnitState) -> usize {
        self.units.iter().filter(|unit| **unit == state).count()
    }
}

impl Pass {
    /// How each layer fares, the output layer last. All means are over the samples of the last run.
    pub fn health(&self, network: &Network) -> Vec<LayerHealth> {
        let layers = network.layers().iter().enumerate();
        layers
            .map(|(i, layer)| self.layer_health(network, i, layer.activation))
            .collect()
    }

    /// How one layer fares.
    pub fn layer_health(
        &self,
        network: &Network,
        layer: usize,
        activation: Activation,
    ) -> LayerHealth {
        let (z, a, slope) = (self.z(layer), self.a(layer), self.slope(layer));
        let count = a.len().max(1) as f64;
        let square = |x: &f64| x * x;
        LayerHealth {
            back_signal: self.dz(layer).iter().map(square).sum::<f64>().sqrt(),
            weight_gradient: self
                .weight_gradient(network, layer)
                .iter()
                .map(square)
                .sum::<f64>()
                .sqrt(),
            activation_size: (a.iter().map(square).sum::<f64>() / count).sqrt(),
            mean_slope: slope.iter().sum::<f64>() / count,
            on_share: z.iter().filter(|z| **z > 0.0).count() as f64 / count,
            units: (0..z.nrows())
                .map(|unit| state(activation, &z.row(unit)))
                .collect(),
        }
    }
}

/// The state of a unit, given its sums on all samples.
pub fn state(activation: Activation, z: &ArrayView1<'_, f64>) -> UnitState {
    let largest = match activation {
        Activation::Tanh => Some(1.0),
        Activation::Sigmoid => Some(0.25),
        Activation::Identity
        | Activation::Relu
        | Activation::Leaky { .. }
        | Activation::Elu
        | Activation::Selu
        | Activation::Softplus
        | Activation::Gelu
        | Activation::GeluTanh
        | Activation::Silu
        | Activation::Mish
        | Activation::ReluSquared => None,
    };
    let flat = |largest: f64| z.iter().all(|&z| activation.slope(z) < FLAT * largest);
    if z.iter().any(|z| z.is_nan()) {
        UnitState::Undefined
    } else if largest.is_some_and(flat) {
        UnitState::Saturated
    } else if z.iter().all(|&z| z <= 0.0) {
        UnitState::Off
    } else if z.iter().all(|&z| z > 0.0) {
        UnitState::On
    } else {
        UnitState::Alive
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Dataset, Init, Loss, Plan, Task};

    #[test]
    fn a_unit_is_off_only_if_it_is_off_for_every_sample() {
        use Activation::{Relu, Sigmoid, Tanh};
        let of = |f, z: &[f64]| state(f, &ArrayView1::from(z));
        assert_eq!(of(Relu, &[-1.0, -2.0, 0.0]), UnitState::Off);
        assert_eq!(of(Relu, &[-1.0, 0.1]), UnitState::Alive);
        assert_eq!(of(Relu, &[1.0, 0.1]), UnitState::On);
        assert_eq!(of(Relu, &[1.0, f64::NAN]), UnitState::Undefined);
        assert_eq!(of(Tanh, &[-4.0, 3.0]), UnitState::Saturated);
        assert_eq!(of(Sigmoid, &[-4.0, 3.0]), UnitState::Alive);
    }

    #[test]
    fn sizes_and_shares_are_those_of_a_net_worked_out_by_hand() {
        let mut network = Network::zero(&[1, 2, 1], Activation::Relu);
        network
            .parameters_mut()
            .copy_from_slice(&[1.0, -1.0, 0.0, 0.0, 2.0, 5.0, 0.0]);
        let data = Dataset::from_points(Task::Regression, &[(vec![3.0], 6.0), (vec![4.0], 9.0)]);
        let mut pass = Pass::over(&network, &data);
        pass.run(&network, Loss::Mse);
        let health = pass.health(&network);
        assert_eq!(health[0].units, [UnitState::On, UnitState::Off]);
        assert_eq!(
            (
                health[0].off_units(),
                health[0].on_share,
                health[0].mean_slope
            ),
            (1, 0.5, 0.5)
        );
        assert_eq!(health[0].activation_size, 2.5);
        // Outputs 6 and 8: dz of the output is (0, −1), of the first unit twice that.
        assert_eq!((health[1].back_signal, health[0].back_signal), (1.0, 2.0));
        assert_eq!(
            (health[1].weight_gradient, health[0].weight_gradient),
            (4.0, 8.0)
        );
    }

    /// `science.md` T7: the finding that the weight gradient hides what the back-signal shows.
    #[test]
    fn old_weights_lose_the_back_signal_while_the_weight_gradient_stays() {
        let mut ratios: Vec<(f64, f64)> = (0..8)
            .map(|seed| {
                let plan = Plan::new(64, 20, 64, Activation::Tanh).with_init(Init::Old);
                let network = plan.draw(seed);
                let mut pass = Pass::over(&network, &Dataset::noise(64, 128, seed));
                pass.run(&network, Loss::Mse);
                let health = pass.health(&network);
                (
                    health[0].back_signal / health[19].back_signal,
                    health[0].weight_gradient / health[19].weight_gradient,
                )
            })
            .collect();
        ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (signal, weights) = ratios[4];
        assert!((5e-6..5e-5).contains(&signal), "{signal}");
        assert!((0.2..5.0).contains(&weights), "{weights}");
    }
}
