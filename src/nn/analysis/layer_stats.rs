//! Statistics of the layers of a network: sizes of activations and gradients, and states of units.

use ndarray::{ArrayView1, ArrayView2};

use crate::nn::activation::Activation;
use crate::nn::data::Dataset;
use crate::nn::loss::Loss;
use crate::nn::network::Network;
use crate::nn::simd::Pass;

/// Statistics of a layer on all samples of a pass.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerStats {
    /// ‖∂L/∂z‖ over all units and samples, the course's "back-signal". It shows whether gradients vanish; the gradient of
    /// the weights can hide it.
    pub dz_norm: f64,
    /// ‖∂L/∂W‖.
    pub weight_gradient_norm: f64,
    /// The root mean square of the activations.
    pub activation_rms: f64,
    /// The mean of f′(z) over units and samples.
    pub mean_slope: f64,
    /// The root mean square of f′(z) over units and samples, the course's "typical slope". Through a layer of random weights
    /// ∂L/∂z changes by about the gain times this, not times the mean.
    pub rms_slope: f64,
    /// The share of units and samples with z > 0.
    pub on_share: f64,
    /// The state of each unit.
    pub units: Vec<UnitState>,
}

/// The state of a unit, given its z on all samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitState {
    /// None of the other states.
    Alive,
    /// z ≤ 0 on every sample. A ReLU unit is then dead: its gradient is 0. A sigmoid or tanh unit is never off.
    Off,
    /// z > 0 on every sample. A ReLU unit is then linear. A sigmoid or tanh unit is never on.
    On,
    /// A sigmoid or tanh unit whose slope is below 5 % of the largest on every sample.
    Saturated,
    /// z is NaN on some sample.
    Undefined,
}

/// The share of its largest slope below which a unit counts as saturated.
const SATURATED: f64 = 0.05;

/// The number of samples that [`layer_stats`] computes at once.
const SLICE: usize = 16;

impl LayerStats {
    /// The number of units that are off on every sample. They are dead if the activation [can die](Activation::can_die).
    pub fn off_units(&self) -> usize {
        self.count(UnitState::Off)
    }

    /// The number of units in a state.
    pub fn count(&self, state: UnitState) -> usize {
        self.units.iter().filter(|unit| **unit == state).count()
    }
}

impl Pass {
    /// The statistics of each layer over the samples of the last run, the output layer last.
    pub fn layer_stats(&self, network: &Network) -> Vec<LayerStats> {
        let layers = network.layers().iter().enumerate();
        layers
            .map(|(i, layer)| {
                let mut accumulator = LayerAccumulator::default();
                accumulator.add(self, i, layer.activation, 1.0);
                accumulator.finish(&self.weight_gradient(network, i))
            })
            .collect()
    }
}

/// The statistics of each layer of a network over all samples of `data`, the output layer last. A few samples are computed
/// at a time: all at once take megabytes in a deep and wide network.
pub fn layer_stats(network: &Network, data: &Dataset, loss: Loss) -> Vec<LayerStats> {
    let mut pass = Pass::new(network, SLICE);
    let layers = network.layers().iter();
    let mut accumulators: Vec<_> = layers.map(|_| LayerAccumulator::default()).collect();
    let mut gradient = vec![0.0; network.parameters().len()];
    let samples: Vec<usize> = (0..data.samples()).collect();
    for slice in samples.chunks(SLICE) {
        pass.load(data, slice);
        pass.run(network, loss);
        // The loss of a slice is the mean of its samples. Its share in the mean of all samples scales its gradients.
        let share = slice.len() as f64 / samples.len() as f64;
        let layers = network.layers().iter().enumerate();
        for ((i, layer), accumulator) in layers.zip(&mut accumulators) {
            accumulator.add(&pass, i, layer.activation, share);
        }
        for (total, part) in gradient.iter_mut().zip(pass.gradient()) {
            *total += share * part;
        }
    }
    let layers = network.layers().iter().zip(accumulators);
    layers
        .map(|(layer, accumulator)| accumulator.finish(&layer.weight_matrix(&gradient)))
        .collect()
}

/// The sums of a layer over the samples so far.
#[derive(Default)]
struct LayerAccumulator {
    /// Units times samples.
    count: usize,
    dz_squares: f64,
    activation_squares: f64,
    slopes: f64,
    slope_squares: f64,
    on: usize,
    units: Vec<UnitFlags>,
}

impl LayerAccumulator {
    /// Adds the samples of a pass whose mean loss has this share in the whole.
    fn add(&mut self, pass: &Pass, layer: usize, activation: Activation, share: f64) {
        let (z, a) = (pass.z(layer), pass.a(layer));
        self.count += a.len();
        self.dz_squares += sum_of_squares(pass.dz(layer).iter().map(|dz| share * dz));
        self.activation_squares += sum_of_squares(a.iter().copied());
        self.slopes += pass.slope(layer).iter().sum::<f64>();
        self.slope_squares += sum_of_squares(pass.slope(layer).iter().copied());
        self.on += z.iter().filter(|z| **z > 0.0).count();
        self.units.resize(z.nrows(), UnitFlags::NO_SAMPLES);
        for (unit, z) in self.units.iter_mut().zip(z.rows()) {
            *unit = unit.and(UnitFlags::new(activation, &z));
        }
    }

    fn finish(self, weight_gradient: &ArrayView2<'_, f64>) -> LayerStats {
        let count = self.count.max(1) as f64;
        LayerStats {
            dz_norm: self.dz_squares.sqrt(),
            weight_gradient_norm: sum_of_squares(weight_gradient.iter().copied()).sqrt(),
            activation_rms: (self.activation_squares / count).sqrt(),
            mean_slope: self.slopes / count,
            rms_slope: (self.slope_squares / count).sqrt(),
            on_share: self.on as f64 / count,
            units: self.units.into_iter().map(UnitFlags::state).collect(),
        }
    }
}

fn sum_of_squares(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.map(|x| x * x).sum()
}

/// The state of a unit with these z on all samples.
pub fn unit_state(activation: Activation, z: &ArrayView1<'_, f64>) -> UnitState {
    UnitFlags::new(activation, z).state()
}

/// Properties of a unit's z on all samples so far.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four independent properties")]
struct UnitFlags {
    no_nan: bool,
    saturated: bool,
    off: bool,
    on: bool,
}

impl UnitFlags {
    const NO_SAMPLES: Self = Self {
        no_nan: true,
        saturated: true,
        off: true,
        on: true,
    };

    fn new(activation: Activation, z: &ArrayView1<'_, f64>) -> Self {
        let is_flat = |largest: f64| z.iter().all(|&z| activation.slope(z) < SATURATED * largest);
        // A sigmoid or tanh unit has no off side: its slope is largest at 0.
        let has_two_sides = activation.saturating_slope().is_none();
        Self {
            no_nan: !z.iter().any(|z| z.is_nan()),
            saturated: activation.saturating_slope().is_some_and(is_flat),
            off: has_two_sides && z.iter().all(|&z| z <= 0.0),
            on: has_two_sides && z.iter().all(|&z| z > 0.0),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            no_nan: self.no_nan && other.no_nan,
            saturated: self.saturated && other.saturated,
            off: self.off && other.off,
            on: self.on && other.on,
        }
    }

    fn state(self) -> UnitState {
        match self {
            Self { no_nan: false, .. } => UnitState::Undefined,
            Self {
                saturated: true, ..
            } => UnitState::Saturated,
            Self { off: true, .. } => UnitState::Off,
            Self { on: true, .. } => UnitState::On,
            Self { .. } => UnitState::Alive,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Dataset, Init, Loss, NetworkConfig, Task};

    #[test]
    fn a_unit_is_off_if_it_is_off_on_every_sample() {
        use Activation::{Relu, Sigmoid, Tanh};
        let of = |f, z: &[f64]| unit_state(f, &ArrayView1::from(z));
        assert_eq!(of(Relu, &[-1.0, -2.0, 0.0]), UnitState::Off);
        assert_eq!(of(Relu, &[-1.0, 0.1]), UnitState::Alive);
        assert_eq!(of(Relu, &[1.0, 0.1]), UnitState::On);
        assert_eq!(of(Relu, &[1.0, f64::NAN]), UnitState::Undefined);
        assert_eq!(of(Tanh, &[-4.0, 3.0]), UnitState::Saturated);
        assert_eq!(of(Sigmoid, &[-4.0, 3.0]), UnitState::Alive);
        assert_eq!(of(Sigmoid, &[-0.1, -0.2]), UnitState::Alive);
    }

    #[test]
    fn layer_stats_have_the_values_computed_by_hand() {
        let mut network = Network::zeros(&[1, 2, 1], Activation::Relu);
        network
            .parameters_mut()
            .copy_from_slice(&[1.0, -1.0, 0.0, 0.0, 2.0, 5.0, 0.0]);
        let data = Dataset::from_points(Task::Regression, &[(vec![3.0], 6.0), (vec![4.0], 9.0)]);
        let mut pass = Pass::over(&network, &data);
        pass.run(&network, Loss::Mse);
        let stats = pass.layer_stats(&network);
        assert_eq!(stats[0].units, [UnitState::On, UnitState::Off]);
        assert_eq!(
            (stats[0].off_units(), stats[0].on_share, stats[0].mean_slope),
            (1, 0.5, 0.5)
        );
        assert_eq!(stats[0].rms_slope, 0.5_f64.sqrt());
        assert_eq!(stats[0].activation_rms, 2.5);
        // Outputs 6 and 8: dz of the output is (0, −1), of the first unit twice that.
        assert_eq!((stats[1].dz_norm, stats[0].dz_norm), (1.0, 2.0));
        assert_eq!(
            (stats[1].weight_gradient_norm, stats[0].weight_gradient_norm),
            (4.0, 8.0)
        );
    }

    #[test]
    fn stats_in_slices_equal_stats_at_once() {
        for activation in [Activation::Relu, Activation::Tanh] {
            let network = NetworkConfig::new(3, 2, 8, activation).draw(4);
            let data = Dataset::noise(3, 37, 4);
            let mut pass = Pass::over(&network, &data);
            pass.run(&network, Loss::Mse);
            let near = |a: f64, b: f64| assert!((a - b).abs() <= 1e-12 * a.abs(), "{a} {b}");
            for (at_once, sliced) in std::iter::zip(
                pass.layer_stats(&network),
                layer_stats(&network, &data, Loss::Mse),
            ) {
                near(at_once.dz_norm, sliced.dz_norm);
                near(at_once.weight_gradient_norm, sliced.weight_gradient_norm);
                near(at_once.activation_rms, sliced.activation_rms);
                near(at_once.mean_slope, sliced.mean_slope);
                near(at_once.rms_slope, sliced.rms_slope);
                assert_eq!(at_once.on_share, sliced.on_share);
                assert_eq!(at_once.units, sliced.units);
            }
        }
    }

    /// `science.md` T7.
    #[test]
    fn dz_vanishes_with_old_weights_while_the_weight_gradient_does_not() {
        let mut ratios: Vec<(f64, f64)> = (0..8)
            .map(|seed| {
                let config = NetworkConfig::new(64, 20, 64, Activation::Tanh).with_init(Init::Old);
                let network = config.draw(seed);
                let mut pass = Pass::over(&network, &Dataset::noise(64, 128, seed));
                pass.run(&network, Loss::Mse);
                let stats = pass.layer_stats(&network);
                (
                    stats[0].dz_norm / stats[19].dz_norm,
                    stats[0].weight_gradient_norm / stats[19].weight_gradient_norm,
                )
            })
            .collect();
        ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (dz, weights) = ratios[4];
        assert!((5e-6..5e-5).contains(&dz), "{dz}");
        assert!((0.2..5.0).contains(&weights), "{weights}");
    }
}
