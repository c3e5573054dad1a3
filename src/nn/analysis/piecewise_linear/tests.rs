use super::*;
use crate::nn::{Activation, BiasInit, Plan, Response};
use Activation::Relu;

/// Σ heightᵢ·relu(wᵢ·x + bᵢ) from (w, b, height).
fn hinges(hinges: &[(f64, f64, f64)]) -> Network {
    let n = hinges.len();
    let mut network = Network::zero(&[1, n, 1], Relu);
    for (i, (w, b, height)) in hinges.iter().enumerate() {
        network.parameters_mut()[i] = *w;
        network.parameters_mut()[n + i] = *b;
        network.parameters_mut()[2 * n + i] = *height;
    }
    network
}

fn count(network: &Network, from: f64, to: f64) -> usize {
    Pieces::of(network, from, to).unwrap().count()
}

/// The first lines of `science.md` T5.
#[test]
fn n_hinges_make_n_plus_one_pieces_unless_they_cancel() {
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
fn a_hat_has_its_corners_where_it_was_put() {
    let hat = Pieces::of(
        &hinges(&[(1.0, 1.0, 1.0), (1.0, 0.0, -2.0), (1.0, -1.0, 1.0)]),
        -3.0,
        3.0,
    )
    .unwrap();
    assert_eq!(hat.breakpoints().collect::<Vec<_>>(), [-1.0, 0.0, 1.0]);
    assert_eq!(
        hat.pieces
            .iter()
            .map(|piece| piece.slope)
            .collect::<Vec<_>>(),
        [0.0, 1.0, -1.0, 0.0]
    );
    assert_eq!(
        (hat.pieces[0].from, hat.pieces[3].to, hat.pieces[2].offset),
        (-3.0, 3.0, 1.0)
    );
}

/// The tent map 2relu(x) − 4relu(x − ½), k times: 2ᵏ pieces on [0, 1].
#[test]
fn every_fold_doubles_the_pieces() {
    for folds in 1..=10 {
        let mut sizes = vec![1];
        sizes.resize(folds + 1, 2);
        sizes.push(1);
        let mut network = Network::zero(&sizes, Relu);
        let mut parameters = vec![1.0, 1.0, 0.0, -0.5];
        for _ in 1..folds {
            parameters.extend([2.0, -4.0, 2.0, -4.0, 0.0, -0.5]);
        }
        parameters.extend([2.0, -4.0, 0.0]);
        network.parameters_mut().copy_from_slice(&parameters);
        assert_eq!(count(&network, 0.0, 1.0), 1 << folds);
    }
}

/// `science.md` T5 with the values that §4 gives for our generator.
#[test]
fn random_nets_have_about_as_many_pieces_as_units() {
    let spread = |width, depth, bias| {
        let plan = Plan::new(1, depth, width, Relu).with_bias(bias);
        let mut counts: Vec<usize> = (0..40)
            .map(|seed| count(&plan.draw(seed), -3.0, 3.0))
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
fn pieces_lie_on_the_network() {
    for f in [
        Relu,
        Activation::Leaky { alpha: 0.3 },
        Activation::Leaky { alpha: -1.0 },
        Activation::Identity,
    ] {
        for seed in 0..10 {
            let network = Plan::new(1, 3, 7, f)
                .with_bias(BiasInit::Uniform)
                .draw(seed);
            let pieces = Pieces::of(&network, -2.0, 2.0).unwrap();
            let x =
                ndarray::Array2::from_shape_fn((1, 501), |(_, i)| -2.0 + 4.0 * i as f64 / 500.0);
            let y = Response::new(&network, &x);
            for (x, y) in x.row(0).iter().zip(y.output().row(0)) {
                let piece = pieces.pieces.iter().find(|piece| *x <= piece.to).unwrap();
                assert!(
                    (piece.slope * x + piece.offset - y).abs() < 1e-9 * (1.0 + y.abs()),
                    "{f} {seed} at {x}"
                );
            }
        }
    }
}

#[test]
fn what_is_not_made_of_straight_pieces_has_none() {
    assert_eq!(
        Pieces::of(&Plan::new(1, 1, 3, Activation::Tanh).draw(0), -1.0, 1.0),
        None
    );
    assert_eq!(
        Pieces::of(&Plan::new(2, 1, 3, Relu).draw(0), -1.0, 1.0),
        None
    );
    let mut broken = Plan::new(1, 1, 3, Relu).draw(0);
    assert_eq!(Pieces::of(&broken, 1.0, 1.0), None);
    assert_eq!(Pieces::of(&broken, f64::NAN, 1.0), None);
    broken.parameters_mut()[0] = f64::NAN;
    assert_eq!(Pieces::of(&broken, -1.0, 1.0), None);
}

#[test]
fn the_corners_joined_by_straight_lines_are_the_curve() {
    let pieces = Pieces::of(&hinges(&[(1.0, 1.0, 2.0), (1.0, 0.0, -3.0)]), -3.0, 3.0).unwrap();
    assert_eq!(
        pieces.points(),
        [(-3.0, 0.0), (-1.0, 0.0), (0.0, 2.0), (3.0, -1.0)]
    );
    assert_eq!(pieces.value(1.5), 0.5);
    assert!(pieces.value(4.0).is_nan());
}
