use super::*;
use crate::nn::{Activation, BiasInit, NetworkConfig, Recipe, Task};

#[test]
fn gradients_agree_with_central_differences() {
    for f in Activation::ALL {
        for loss in [Loss::Mse, Loss::Logistic] {
            for depth in 1..=5 {
                assert_gradients_agree(f, loss, depth);
            }
        }
    }
}

fn assert_gradients_agree(f: Activation, loss: Loss, depth: usize) {
    const H: f64 = 1e-6;
    let mut network = NetworkConfig::new(2, depth, 5, f)
        .with_bias(BiasInit::Uniform)
        .draw(depth as u64);
    let data = Recipe::Spiral.draw(1);
    let mut pass = Pass::new(&network, 9);
    pass.load(&data, &[0, 13, 26, 39, 52, 65, 78, 91, 104]);
    pass.run(&network, loss);
    let has_kink = f.linear_slopes().is_some()
        || matches!(
            f,
            Activation::Selu | Activation::Elu | Activation::ReluSquared
        );
    let near_a_kink = (0..depth).any(|l| pass.z(l).iter().any(|z| z.abs() < 1e-4));
    if has_kink && near_a_kink {
        return;
    }
    let gradient = pass.gradient().to_vec();
    for (i, got) in gradient.iter().enumerate() {
        let mut at = |change: f64| {
            let before = network.parameters()[i];
            network.parameters_mut()[i] = before + change;
            pass.forward(&network, loss);
            network.parameters_mut()[i] = before;
            pass.loss()
        };
        let want = (at(H) - at(-H)) / (2.0 * H);
        assert!(
            (got - want).abs() < 1e-7 * (1.0 + want.abs()),
            "{f} {loss:?} depth {depth} parameter {i}: {got}, not {want}"
        );
    }
}

#[test]
fn spare_columns_do_not_change_a_bit() {
    let network = NetworkConfig::new(2, 2, 7, Activation::Tanh).draw(3);
    let data = Recipe::Circle.draw(3);
    for samples in 1..20 {
        let mut tight = Pass::new(&network, samples);
        let mut roomy = Pass::new(&network, 41);
        for pass in [&mut tight, &mut roomy] {
            pass.load(&data, &(0..samples).collect::<Vec<_>>());
            pass.run(&network, Loss::Logistic);
        }
        assert_eq!(tight.loss().to_bits(), roomy.loss().to_bits());
        assert_eq!(tight.gradient(), roomy.gradient());
    }
}

#[test]
fn a_pass_without_samples_has_loss_0_and_gradient_0() {
    let network = NetworkConfig::new(2, 1, 3, Activation::Relu).draw(0);
    let mut pass = Pass::over(&network, &Dataset::from_points(Task::Classification, &[]));
    pass.run(&network, Loss::Logistic);
    assert_eq!(
        (pass.loss(), pass.samples(), pass.accuracy(Loss::Logistic)),
        (0.0, 0, 1.0)
    );
    assert!(pass.gradient().iter().all(|g| *g == 0.0));
}
