use super::*;
use crate::nn::{Activation, BiasInit, Plan, Recipe, Task};

/// y = 2·relu(x − 1) − 1 at x = 3, target 4: every number by hand.
#[test]
fn two_units_by_hand() {
    let mut network = Network::zero(&[1, 2, 1], Activation::Relu);
    // Unit 0 is awake (w 1, b −1), unit 1 asleep (w −1, b 0); output 2·a₀ + 5·a₁ − 1.
    network
        .parameters_mut()
        .copy_from_slice(&[1.0, -1.0, -1.0, 0.0, 2.0, 5.0, -1.0]);
    let data = Dataset::from_points(Task::Regression, &[(vec![3.0], 4.0)]);
    let mut pass = Pass::over(&network, &data);
    pass.run(&network, Loss::Mse);
    assert_eq!(pass.z(0).iter().copied().collect::<Vec<_>>(), [2.0, -3.0]);
    assert_eq!(pass.a(0).iter().copied().collect::<Vec<_>>(), [2.0, 0.0]);
    assert_eq!(pass.output()[[0, 0]], 3.0);
    assert_eq!(pass.loss(), 1.0);
    // dy = 2(3 − 4) = −2; back through w = 2 to unit 0 only.
    assert_eq!(pass.dz(1)[[0, 0]], -2.0);
    assert_eq!(pass.dz(0).iter().copied().collect::<Vec<_>>(), [-4.0, 0.0]);
    assert_eq!(pass.gradient(), [-12.0, 0.0, -4.0, 0.0, -4.0, 0.0, -2.0]);
    assert_eq!(
        pass.weight_gradient(&network, 1),
        ndarray::array![[-4.0, 0.0]]
    );
    assert_eq!(pass.bias_gradient(0), ndarray::array![-4.0, 0.0]);
}

#[test]
fn gradients_agree_with_central_differences_for_every_activation_loss_and_depth() {
    for f in Activation::ALL {
        for loss in [Loss::Mse, Loss::Logistic] {
            for depth in 1..=5 {
                agree(f, loss, depth);
            }
        }
    }
}

fn agree(f: Activation, loss: Loss, depth: usize) {
    const H: f64 = 1e-6;
    let mut network = Plan::new(2, depth, 5, f)
        .with_bias(BiasInit::Uniform)
        .draw(depth as u64);
    let data = Recipe::Spiral.draw(1);
    let mut pass = Pass::new(&network, 9);
    pass.load(&data, &[0, 13, 26, 39, 52, 65, 78, 91, 104]);
    pass.run(&network, loss);
    let kinked = f.straight_parts().is_some()
        || matches!(
            f,
            Activation::Selu | Activation::Elu | Activation::ReluSquared
        );
    let near_a_kink = (0..depth).any(|l| pass.z(l).iter().any(|z| z.abs() < 1e-4));
    if kinked && near_a_kink {
        return;
    }
    let gradient = pass.gradient().to_vec();
    for (i, got) in gradient.iter().enumerate() {
        let mut at = |change: f64| {
            let before = network.parameters()[i];
            network.parameters_mut()[i] = before + change;
            pass.run_forward(&network, loss);
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
fn a_pass_with_room_to_spare_has_the_bits_of_one_that_fits() {
    let network = Plan::new(2, 2, 7, Activation::Tanh).draw(3);
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
fn no_samples_at_all_give_no_loss_and_no_gradient() {
    let network = Plan::new(2, 1, 3, Activation::Relu).draw(0);
    let mut pass = Pass::over(&network, &Dataset::from_points(Task::Classification, &[]));
    pass.run(&network, Loss::Logistic);
    assert_eq!(
        (pass.loss(), pass.samples(), pass.accuracy(Loss::Logistic)),
        (0.0, 0, 1.0)
    );
    assert!(pass.gradient().iter().all(|g| *g == 0.0));
}
