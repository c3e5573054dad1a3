//! Eight activations: the lowest point of each, and its least and greatest slope.

use crate::figure::{Axis, Figure, Lines, MarkKind, Panels, Plot, Role};
use crate::lab::shared::{
    ACTIVATION_WORDS, activation, activation_label, function_name, sample_curve, slope_axis,
    slope_name, slopes,
};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `activation-gallery`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "activation-gallery",
    controls,
    figures: &["curve", "slope", "gallery", "facts"],
    build: |values, _| Box::new(ActivationGallery::new(values)),
};

/// The drawn range of x is −`SIDE`…`SIDE`.
const SIDE: f64 = 5.0;
/// The activations of the gallery.
const NAMES: [&str; 8] = [
    "relu", "leaky", "elu", "gelu", "silu", "softplus", "mish", "tanh",
];

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &NAMES, "relu"),
        Control::number("x", Range::new(-SIDE, SIDE, -1.0, 0.1).fine(0.05)),
    ])
}

#[derive(Clone, Debug)]
struct ActivationGallery {
    name: String,
    f: Activation,
    x: f64,
    features: Features,
}

/// The features of an activation over the drawn range.
#[derive(Clone, Copy, Debug)]
struct Features {
    /// The x of the lowest point of an activation that falls and rises again, else NaN.
    lowest_at: f64,
    /// The value there.
    lowest: f64,
    least_slope: f64,
    greatest_slope: f64,
}

impl Features {
    fn of(f: Activation) -> Self {
        let lowest_at = find_minimum(f).unwrap_or(f64::NAN);
        let flattest = find_maximum(|x| -f.slope(x));
        let steepest = find_maximum(|x| f.slope(x));
        Self {
            lowest_at,
            lowest: f.value(lowest_at),
            // Adding 0 turns −0 into 0.
            least_slope: f.slope(flattest) + 0.0,
            greatest_slope: f.slope(steepest),
        }
    }

    fn has_minimum(&self) -> bool {
        !self.lowest_at.is_nan()
    }
}

/// The place where `f` changes from falling to rising, by bisection.
fn find_minimum(f: Activation) -> Option<f64> {
    let grid = sample_curve(-SIDE, SIDE, &[], |x| f.slope(x));
    let pair = grid
        .windows(2)
        .find(|pair| pair[0].1 < 0.0 && pair[1].1 >= 0.0)?;
    let (mut falls, mut rises) = (pair[0].0, pair[1].0);
    for _ in 0..60 {
        let middle = f64::midpoint(falls, rises);
        if f.slope(middle) < 0.0 {
            falls = middle;
        } else {
            rises = middle;
        }
    }
    Some(rises)
}

/// The place where `f` is greatest: the best place of a grid, refined by ternary search between its neighbours.
fn find_maximum(f: impl Fn(f64) -> f64) -> f64 {
    let grid = sample_curve(-SIDE, SIDE, &[], &f);
    let top = grid.iter().copied().fold(
        (0.0, f64::NEG_INFINITY),
        |a, b| if b.1 > a.1 { b } else { a },
    );
    let width = 2.0 * SIDE / (grid.len() - 1) as f64;
    let (mut low, mut high) = ((top.0 - width).max(-SIDE), (top.0 + width).min(SIDE));
    for _ in 0..100 {
        let third = (high - low) / 3.0;
        if f(low + third) < f(high - third) {
            low += third;
        } else {
            high -= third;
        }
    }
    let refined = f64::midpoint(low, high);
    // At a jump and at an end of the range the place of the grid can be better.
    if f(refined) > top.1 { refined } else { top.0 }
}

impl ActivationGallery {
    fn new(values: &Values) -> Self {
        let name = values.choice("f").to_owned();
        let f = activation(&name);
        Self {
            name,
            f,
            x: values.number("x"),
            features: Features::of(f),
        }
    }

    fn y(&self) -> f64 {
        self.f.value(self.x)
    }

    fn slope(&self) -> f64 {
        // Adding 0 turns −0 into 0.
        self.f.slope(self.x) + 0.0
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("f", activation_label(&self.name))
            .with("function", function_name(&self.name))
            .with("x", self.x)
            .with("y", self.y())
            .with("slope", self.slope())
            .with("lowest", self.features.lowest)
            .with("at", self.features.lowest_at)
            .with("least", self.features.least_slope)
            .with("most", self.features.greatest_slope)
    }

    fn curve(&self) -> Plot {
        let plot = activation_plot(self.phrase("figure.curve"), &self.name, self.f);
        let plot = if self.features.has_minimum() {
            let label = Some(self.phrase("lowest"));
            plot.mark(MarkKind::Extremum, self.features.lowest_at, None, label)
        } else {
            plot
        };
        plot.probe(self.x, self.y())
    }

    fn slope_strip(&self) -> Plot {
        let y = slope_axis(-0.3, 1.3, &[0.0, 1.0]);
        let strip = Plot::strip(self.phrase("figure.slope"), x_axis(), y);
        let name = slope_name(activation_label(&self.name));
        let strip = if self.f.linear_slopes().is_some() {
            // A staircase shows the jump of the slope.
            let points = sample_curve(-SIDE, SIDE, &[0.0], |x| self.f.value(x));
            strip.staircase(name, Role::First, slopes(&points))
        } else {
            let points = sample_curve(-SIDE, SIDE, &[0.0], |x| self.f.slope(x));
            strip.curve(name, Role::First, points)
        };
        strip.probe(self.x, self.f.slope(self.x))
    }

    fn facts(&self) -> Lines {
        let course = if self.features.has_minimum() {
            "facts.dips"
        } else {
            "facts.never-falls"
        };
        Lines::untitled(
            ["facts.here", course, "facts.slopes"]
                .map(|key| self.phrase(key))
                .to_vec(),
        )
    }
}

fn gallery() -> Panels {
    let panel = |name: &&str| activation_plot(activation_label(name), name, activation(name));
    Panels {
        title: KIND.phrase("figure.gallery"),
        plots: NAMES.iter().map(panel).collect(),
    }
}

fn x_axis() -> Axis {
    Axis::named("x", -SIDE, SIDE)
}

/// The curve of an activation, with that of ReLU behind it.
fn activation_plot(title: Phrase, name: &str, f: Activation) -> Plot {
    let points = |f: Activation| sample_curve(-SIDE, SIDE, &[0.0], |x| f.value(x));
    let plot = Plot::tall(title, x_axis(), Axis::linear(None, -1.4, SIDE));
    let plot = if f == Activation::Relu {
        plot
    } else {
        let relu = points(Activation::Relu);
        plot.curve(activation_label("relu"), Role::Target, relu)
    };
    plot.curve(activation_label(name), Role::First, points(f))
}

impl Model for ActivationGallery {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("y", self.y())
            .with("slope", self.slope())
            .with("lowest", self.features.lowest)
            .with("lowest_at", self.features.lowest_at)
            .with("least_slope", self.features.least_slope)
            .with("most_slope", self.features.greatest_slope)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve())),
            "slope" => Some(Figure::Plot(self.slope_strip())),
            "gallery" => Some(Figure::Panels(gallery())),
            "facts" => Some(Figure::Lines(self.facts())),
            _ => None,
        }
    }

    /// The probe is dragged along the curve.
    fn drag_values(&self, id: &str, (x, _): (f64, f64), free: &[&str]) -> Values {
        match id {
            "curve" | "slope" if free.contains(&"x") => Values::new().with("x", x),
            _ => Values::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};

    fn readings(f: &str) -> [f64; 4] {
        let lab = Lab::new(&KIND, &Values::new().with("f", f), Seed(0)).unwrap();
        ["lowest", "lowest_at", "least_slope", "most_slope"].map(|name| lab.number(name).unwrap())
    }

    fn is_close(found: f64, stated: f64) -> bool {
        (found - stated).abs() < 6e-5
    }

    #[test]
    fn gelu_silu_and_mish_have_a_minimum() {
        for (f, lowest, at) in [
            ("gelu", -0.16997, -0.7518),
            ("silu", -0.2785, -1.2785),
            ("mish", -0.3088, -1.1924),
        ] {
            let [found, found_at, ..] = readings(f);
            assert!(is_close(found, lowest), "{f}: {found}");
            assert!(is_close(found_at, at), "{f}: {found_at}");
        }
        for f in ["relu", "leaky", "elu", "softplus", "tanh"] {
            assert!(readings(f)[0].is_nan(), "{f} has no minimum");
        }
    }

    #[test]
    fn slopes_of_gelu_and_silu_go_beyond_zero_and_one() {
        let [.., least, most] = readings("gelu");
        assert!((least + 0.129).abs() < 5e-4 && (most - 1.129).abs() < 5e-4);
        let [.., least, most] = readings("silu");
        assert!(is_close(least, -0.0998) && is_close(most, 1.0998));
        let [.., least, most] = readings("relu");
        assert_eq!((least, most), (0.0, 1.0));
        let [.., least, most] = readings("leaky");
        assert_eq!((least, most), (0.3, 1.0));
        assert!(is_close(readings("tanh")[3], 1.0));
    }

    #[test]
    fn values_at_minus_one_match_the_science_page() {
        for (f, y) in [
            ("leaky", -0.3),
            ("elu", -0.63212),
            ("softplus", 0.31326),
            ("tanh", -0.76159),
            ("gelu", -0.15866),
            ("silu", -0.26894),
            ("mish", -0.30340),
        ] {
            let lab = Lab::new(&KIND, &Values::new().with("f", f), Seed(0)).unwrap();
            assert!((lab.number("y").unwrap() - y).abs() < 1e-5, "{f}");
        }
    }

    #[test]
    fn the_minimum_of_silu_is_marked() {
        let lab = Lab::new(&KIND, &Values::new().with("f", "silu"), Seed(0)).unwrap();
        let Some(Figure::Plot(plot)) = lab.figure("curve") else {
            panic!("no curve")
        };
        let extremum = plot
            .marks
            .iter()
            .find(|mark| mark.kind == MarkKind::Extremum);
        assert!(is_close(extremum.unwrap().x, -1.2785));
    }
}
