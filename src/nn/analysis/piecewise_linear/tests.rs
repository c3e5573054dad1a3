use super::*;
use crate::nn::{Activation, BiasInit, Inference, NetworkConfig};
use Activation::Relu;

/// Σ heightᵢ·relu(wᵢ·x + bᵢ) from triples (w, b, height).
fn hinges(hinges: &[(f64, f64, f64)]) -> Network {
    let n = hinges.len();
    let mut network = Network::zeros(&[1, n, 1], Relu);
    for (i, (w, b, height)) in hinges.iter().enumerate() {
        network.parameters_mut()[i] = *w;
        network.parameters_mut()[n + i] = *b;
        network.parameters_mut()[2 * n + i] = *height;
    }
    network
}

fn count(network: &Network, from: f64, to: f64) -> usize {
    PiecewiseLinear::from_network(network, from, to)
        .unwrap()
        .count()
}

/// `science.md` T5.
#[test]
fn n_hinges_have_n_plus_1_segments_unless_they_cancel() {
    for n in [1, 2, 3, 5, 8, 16] {
        let apart: Vec<_> = (0..n)
            .map(|i| (1.0, 2.0 - 4.0 * f64::from(i) / f64::from(n), 1.5))
            .collect();
        assert_eq!(count(&hinges(&apart), -3.0, 3.0), apart.len() + 1);
    }
    assert_eq!(
        count(&hinges(&[(1.0, 0.0, 1.0), (-1.0, 0.0, -1.0)]), -3.0, 3.0),
        1
    );
    assert_eq!(
        count(&hinges(&[(1.0, 1.0, 1.0), (1.0, 1.0, -1.0)]), -3.0, 3.0),
        1
    );
}

#[test]
fn a_hat_of_three_hinges_has_its_breakpoints_and_slopes() {
    let hat = PiecewiseLinear::from_network(
        &hinges(&[(1.0, 1.0, 1.0), (1.0, 0.0, -2.0), (1.0, -1.0, 1.0)]),
        -3.0,
        3.0,
    )
    .unwrap();
    assert_eq!(hat.breakpoints().collect::<Vec<_>>(), [-1.0, 0.0, 1.0]);
    assert_eq!(
        hat.segments
            .iter()
            .map(|segment| segment.slope)
            .collect::<Vec<_>>(),
        [0.0, 1.0, -1.0, 0.0]
    );
    assert_eq!(
        (
            hat.segments[0].from,
            hat.segments[3].to,
            hat.segments[2].offset
        ),
        (-3.0, 3.0, 1.0)
    );
}

/// The tent map 2relu(x) − 4relu(x − ½), applied k times, has 2ᵏ segments on [0, 1].
#[test]
fn each_fold_of_the_tent_map_doubles_the_segments() {
    for folds in 1..=10 {
        let mut sizes = vec![1];
        sizes.resize(folds + 1, 2);
        sizes.push(1);
        let mut network = Network::zeros(&sizes, Relu);
        let mut parameters = vec![1.0, 1.0, 0.0, -0.5];
        for _ in 1..folds {
            parameters.extend([2.0, -4.0, 2.0, -4.0, 0.0, -0.5]);
        }
        parameters.extend([2.0, -4.0, 0.0]);
        network.parameters_mut().copy_from_slice(&parameters);
        assert_eq!(count(&network, 0.0, 1.0), 1 << folds);
    }
}

/// `science.md` T5 with the generator of §4.
#[test]
fn random_networks_have_about_as_many_segments_as_units() {
    let spread = |width, depth, bias| {
        let config = NetworkConfig::new(1, depth, width, Relu).with_bias(bias);
        let mut counts: Vec<usize> = (0..40)
            .map(|seed| count(&config.draw(seed), -3.0, 3.0))
            .collect();
        counts.sort_unstable();
        (
            (counts[19] + counts[20]) as f64 / 2.0,
            counts[0],
            counts[39],
        )
    };
    assert_eq!(spread(16, 3, BiasInit::Uniform), (43.5, 24, 56));
    assert_eq!(spread(8, 8, BiasInit::Uniform), (40.0, 17, 60));
    for (width, depth) in [(8, 1), (8, 3), (8, 8), (16, 3)] {
        assert!(spread(width, depth, BiasInit::Zero).2 <= 2);
    }
}

#[test]
fn segments_agree_with_inference() {
    for f in [
        Relu,
        Activation::Leaky { alpha: 0.3 },
        Activation::Leaky { alpha: -1.0 },
        Activation::Identity,
    ] {
        for seed in 0..10 {
            let network = NetworkConfig::new(1, 3, 7, f)
                .with_bias(BiasInit::Uniform)
                .draw(seed);
            let function = PiecewiseLinear::from_network(&network, -2.0, 2.0).unwrap();
            let x =
                ndarray::Array2::from_shape_fn((1, 501), |(_, i)| -2.0 + 4.0 * i as f64 / 500.0);
            let y = Inference::new(&network, &x);
            for (x, y) in x.row(0).iter().zip(y.output().row(0)) {
                let segment = function
                    .segments
                    .iter()
                    .find(|segment| *x <= segment.to)
                    .unwrap();
                assert!(
                    (segment.slope * x + segment.offset - y).abs() < 1e-9 * (1.0 + y.abs()),
                    "{f} {seed} at {x}"
                );
            }
        }
    }
}

#[test]
fn other_networks_and_ranges_have_no_segments() {
    assert_eq!(
        PiecewiseLinear::from_network(
            &NetworkConfig::new(1, 1, 3, Activation::Tanh).draw(0),
            -1.0,
            1.0
        ),
        None
    );
    assert_eq!(
        PiecewiseLinear::from_network(&NetworkConfig::new(2, 1, 3, Relu).draw(0), -1.0, 1.0),
        None
    );
    let mut broken = NetworkConfig::new(1, 1, 3, Relu).draw(0);
    assert_eq!(PiecewiseLinear::from_network(&broken, 1.0, 1.0), None);
    assert_eq!(PiecewiseLinear::from_network(&broken, f64::NAN, 1.0), None);
    broken.parameters_mut()[0] = f64::NAN;
    assert_eq!(PiecewiseLinear::from_network(&broken, -1.0, 1.0), None);
}

#[test]
fn points_are_the_vertices_of_the_graph() {
    let function =
        PiecewiseLinear::from_network(&hinges(&[(1.0, 1.0, 2.0), (1.0, 0.0, -3.0)]), -3.0, 3.0)
            .unwrap();
    assert_eq!(
        function.points(),
        [(-3.0, 0.0), (-1.0, 0.0), (0.0, 2.0), (3.0, -1.0)]
    );
    assert_eq!(function.value(1.5), 0.5);
    assert!(function.value(4.0).is_nan());
}
