use super::Activation::{self, *};

/// `science.md` §3.2.
#[test]
fn values_at_minus_1_and_1_are_those_of_the_table() {
    let table = [
        (Identity, -1.0, 1.0),
        (Relu, 0.0, 1.0),
        (Leaky { alpha: 0.3 }, -0.3, 1.0),
        (Elu, -0.63212, 1.0),
        (Selu, -1.11133, 1.05070),
        (Softplus, 0.31326, 1.31326),
        (Sigmoid, 0.26894, 0.73106),
        (Tanh, -0.76159, 0.76159),
        (Gelu, -0.15866, 0.84134),
        (GeluTanh, -0.15881, 0.84119),
        (Silu, -0.26894, 0.73106),
        (Mish, -0.30340, 0.86510),
        (ReluSquared, 0.0, 1.0),
    ];
    for (f, at_minus_one, at_one) in table {
        assert!(
            (f.value(-1.0) - at_minus_one).abs() < 5.1e-6,
            "{f} at -1: {}",
            f.value(-1.0)
        );
        assert!(
            (f.value(1.0) - at_one).abs() < 5.1e-6,
            "{f} at 1: {}",
            f.value(1.0)
        );
    }
}

#[test]
fn every_slope_is_the_central_difference_of_its_value() {
    for f in Activation::ALL
        .into_iter()
        .chain([Leaky { alpha: -1.0 }, Leaky { alpha: 1.5 }])
    {
        for i in -400..400 {
            let z = f64::from(i) / 50.0 + 0.003;
            let h = 1e-5;
            let difference = (f.value(z + h) - f.value(z - h)) / (2.0 * h);
            assert!(
                (f.slope(z) - difference).abs() < 2e-9,
                "{f} at {z}: {} not {difference}",
                f.slope(z)
            );
        }
    }
}

#[test]
fn nan_gives_nan() {
    for f in Activation::ALL.into_iter().chain([Leaky { alpha: 0.0 }]) {
        assert!(f.value(f64::NAN).is_nan(), "value of {f}");
        assert!(f.slope(f64::NAN).is_nan(), "slope of {f}");
    }
}

#[test]
fn relu_has_slope_zero_at_zero() {
    assert_eq!(Relu.slope(0.0), 0.0);
    assert_eq!(Relu.slope(-0.0), 0.0);
    assert_eq!(Relu.slope(f64::MIN_POSITIVE), 1.0);
    assert_eq!(ReluSquared.slope(0.0), 0.0);
    assert_eq!(Leaky { alpha: 0.3 }.slope(0.0), 0.3);
}

#[test]
fn leaky_with_alpha_above_1_differs_from_the_maximum() {
    let steep = Leaky { alpha: 1.5 };
    assert_eq!(steep.value(-2.0), -3.0);
    assert_eq!((Leaky { alpha: -1.0 }).value(-2.0), 2.0);
}

#[test]
fn no_value_is_a_negative_zero() {
    for f in Activation::ALL
        .into_iter()
        .chain([Leaky { alpha: 0.0 }, Leaky { alpha: -1.0 }])
    {
        for z in [-0.0, 0.0, -1.0, -50.0, -800.0, -1e300, f64::NEG_INFINITY] {
            let value = f.value(z);
            assert!(value != 0.0 || value.is_sign_positive(), "{f} at {z}");
        }
    }
}

#[test]
fn large_arguments_give_the_limits() {
    let far = [
        (Elu, -1.0),
        (Gelu, 0.0),
        (GeluTanh, 0.0),
        (Silu, 0.0),
        (Mish, 0.0),
        (Softplus, 0.0),
        (Leaky { alpha: 0.0 }, 0.0),
    ];
    for (f, limit) in far {
        for z in [-1e4, -1e300, f64::NEG_INFINITY] {
            assert_eq!((f.value(z), f.slope(z)), (limit, 0.0), "{f} at {z}");
        }
        for z in [1e4, 1e300, f64::INFINITY] {
            assert_eq!((f.value(z), f.slope(z)), (z, 1.0), "{f} at {z}");
        }
    }
    assert_eq!((Tanh.value(-1e9), Tanh.slope(-1e9)), (-1.0, 0.0));
    assert_eq!((Sigmoid.value(-1e9), Sigmoid.value(1e9)), (0.0, 1.0));
}

#[test]
fn tanh_and_sigmoid_have_an_error_of_at_most_4e_16() {
    for i in -200_000..200_000 {
        let z = f64::from(i) / 9_973.0;
        assert!((Tanh.value(z) - z.tanh()).abs() <= 4e-16, "tanh {z}");
        let e = (-z.abs()).exp();
        let sigmoid = if z >= 0.0 {
            1.0 / (1.0 + e)
        } else {
            e / (1.0 + e)
        };
        assert!((Sigmoid.value(z) - sigmoid).abs() <= 4e-16, "sigmoid {z}");
    }
}

#[test]
fn tanh_of_a_tiny_number_has_a_small_relative_error() {
    // A deep network with small weights has activations of 1e-12.
    for z in [1e-5, 1e-12, 1e-200] {
        assert!((Tanh.value(z) / z - z.tanh() / z).abs() < 1e-15);
        assert_eq!(Tanh.value(-z), -Tanh.value(z));
    }
}

#[test]
fn slopes_of_saturated_units_do_not_underflow_early() {
    let ten = 1.0 / 10.0_f64.cosh().powi(2);
    assert!((Tanh.slope(10.0) / ten - 1.0).abs() < 1e-14);
    assert!(Tanh.slope(300.0) > 0.0);
    assert!((Sigmoid.slope(40.0) / (-40.0_f64).exp() - 1.0).abs() < 1e-14);
}

#[test]
fn minima_and_slope_ranges_are_those_of_the_literature() {
    assert!((Gelu.value(-0.7518) - -0.16997).abs() < 1e-5);
    assert!((Gelu.slope(2.0_f64.sqrt()) - 1.129).abs() < 1e-3);
    assert!((Silu.value(-1.2785) - -0.2785).abs() < 1e-4);
    assert!((Mish.value(-1.1924) - -0.3088).abs() < 1e-4);
    assert!((GeluTanh.value(2.70) - Gelu.value(2.70)).abs() < 4.8e-4);
    assert_eq!(Softplus.value(0.0), std::f64::consts::LN_2);
}

#[test]
fn names_are_parsed_back() {
    for f in Activation::ALL
        .into_iter()
        .chain([Leaky { alpha: 0.3 }, Leaky { alpha: -1.0 }])
    {
        assert_eq!(f.to_string().parse(), Ok(f));
    }
    assert_eq!("leaky".parse(), Ok(Leaky { alpha: 0.01 }));
    for wrong in ["", "ReLU", "leaky(", "leaky(x)", "leaky(0.1"] {
        assert!(wrong.parse::<Activation>().is_err(), "{wrong}");
    }
}
