//! How signals travel through the layers of a network.

use ndarray::{ArrayView1, ArrayView2};

use crate::nn::activation::Activation;
use crate::nn::data::Dataset;
use crate::nn::loss::Loss;
use crate::nn::network::{Network, matrix};
use crate::nn::simd::Pass;

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
        let mut tally = Tally::default();
        tally.add(self, layer, activation, 1.0);
        tally.health(&self.weight_gradient(network, layer))
    }
}

/// How each layer of a network fares on all samples of `data`, the output layer last. It takes the samples a few at a time: all at
/// once need megabytes where a network is deep and wide.
pub fn health_over(network: &Network, data: &Dataset, loss: Loss) -> Vec<LayerHealth> {
    let mut pass = Pass::new(network, SLICE);
    let mut tallies: Vec<_> = network.layers().iter().map(|_| Tally::default()).collect();
    let mut gradient = vec![0.0; network.parameters().len()];
    let samples: Vec<usize> = (0..data.samples()).collect();
    for slice in samples.chunks(SLICE) {
        pass.load(data, slice);
        pass.run(network, loss);
        // The loss is a mean, so a slice's gradients are larger than their part of the whole's.
        let share = slice.len() as f64 / samples.len() as f64;
        for ((i, layer), tally) in network.layers().iter().enumerate().zip(&mut tallies) {
            tally.add(&pass, i, layer.activation, share);
        }
        for (whole, part) in gradient.iter_mut().zip(pass.gradient()) {
            *whole += share * part;
        }
    }
    let layers = network.layers().iter().zip(tallies);
    layers
        .map(|(layer, tally)| tally.health(&matrix(&gradient[layer.weights()], layer)))
        .collect()
}

/// How many samples [`health_over`] takes at a time.
const SLICE: usize = 16;

/// What a layer did on the samples seen so far.
#[derive(Default)]
struct Tally {
    /// Numbers seen: units times samples.
    count: usize,
    back_signal: f64,
    activations: f64,
    slopes: f64,
    on: usize,
    units: Vec<Seen>,
}

impl Tally {
    /// Adds the samples of a pass whose mean loss has this share in the whole.
    fn add(&mut self, pass: &Pass, layer: usize, activation: Activation, share: f64) {
        let (z, a) = (pass.z(layer), pass.a(layer));
        self.count += a.len();
        self.back_signal += squares(pass.dz(layer).iter().map(|dz| share * dz));
        self.activations += squares(a.iter().copied());
        self.slopes += pass.slope(layer).iter().sum::<f64>();
        self.on += z.iter().filter(|z| **z > 0.0).count();
        self.units.resize(z.nrows(), Seen::NOTHING);
        for (unit, z) in self.units.iter_mut().zip(z.rows()) {
            *unit = unit.and(Seen::of(activation, &z));
        }
    }

    fn health(self, weight_gradient: &ArrayView2<'_, f64>) -> LayerHealth {
        let count = self.count.max(1) as f64;
        LayerHealth {
            back_signal: self.back_signal.sqrt(),
            weight_gradient: squares(weight_gradient.iter().copied()).sqrt(),
            activation_size: (self.activations / count).sqrt(),
            mean_slope: self.slopes / count,
            on_share: self.on as f64 / count,
            units: self.units.into_iter().map(Seen::state).collect(),
        }
    }
}

fn squares(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.map(|x| x * x).sum()
}

/// The state of a unit, given its sums on all samples.
pub fn state(activation: Activation, z: &ArrayView1<'_, f64>) -> UnitState {
    Seen::of(activation, z).state()
}

/// What holds of a unit's sums on all samples seen so far.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts, any of which may hold"
)]
struct Seen {
    numbers: bool,
    flat: bool,
    off: bool,
    on: bool,
}

impl Seen {
    /// All of it holds as long as there are no samples.
    const NOTHING: Self = Self {
        numbers: true,
        flat: true,
        off: true,
        on: true,
    };

    fn of(activation: Activation, z: &ArrayView1<'_, f64>) -> Self {
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
        let is_flat = |largest: f64| z.iter().all(|&z| activation.slope(z) < FLAT * largest);
        Self {
            numbers: !z.iter().any(|z| z.is_nan()),
            flat: largest.is_some_and(is_flat),
            off: z.iter().all(|&z| z <= 0.0),
            on: z.iter().all(|&z| z > 0.0),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            numbers: self.numbers && other.numbers,
            flat: self.flat && other.flat,
            off: self.off && other.off,
            on: self.on && other.on,
        }
    }

    fn state(self) -> UnitState {
        match self {
            Self { numbers: false, .. } => UnitState::Undefined,
            Self { flat: true, .. } => UnitState::Saturated,
            Self { off: true, .. } => UnitState::Off,
            Self { on: true, .. } => UnitState::On,
            Self { .. } => UnitState::Alive,
        }
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

    #[test]
    fn a_few_samples_at_a_time_tell_the_same_as_all_at_once() {
        for activation in [Activation::Relu, Activation::Tanh] {
            let network = Plan::new(3, 2, 8, activation).draw(4);
            let data = Dataset::noise(3, 37, 4);
            let mut pass = Pass::over(&network, &data);
            pass.run(&network, Loss::Mse);
            let near = |a: f64, b: f64| assert!((a - b).abs() <= 1e-12 * a.abs(), "{a} {b}");
            for (at_once, sliced) in std::iter::zip(
                pass.health(&network),
                health_over(&network, &data, Loss::Mse),
            ) {
                near(at_once.back_signal, sliced.back_signal);
                near(at_once.weight_gradient, sliced.weight_gradient);
                near(at_once.activation_size, sliced.activation_size);
                near(at_once.mean_slope, sliced.mean_slope);
                assert_eq!(at_once.on_share, sliced.on_share);
                assert_eq!(at_once.units, sliced.units);
            }
        }
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
