//! Eight activations, one after the other: where each is lowest, and how steep it gets.

use super::shared::{ACTIVATION_WORDS, activation, sampled, slopes};
use super::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::figure::{Axis, Figure, Lines, MarkKind, Panels, Plot, Role};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `activation-gallery`.
pub(super) static KIND: LabKind = LabKind {
    name: "activation-gallery",
    controls,
    figures: &["curve", "slope", "gallery", "facts"],
    build,
};

/// The stretch of x that is drawn.
const SIDE: f64 = 5.0;
/// What hangs in the gallery.
const NAMES: [&str; 8] = [
    "relu", "leaky", "elu", "gelu", "silu", "softplus", "mish", "tanh",
];

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &NAMES, "relu"),
        Control::number("x", Range::new(-SIDE, SIDE, -1.0, 0.1).fine(0.05)),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(ActivationGallery::new(values))
}

#[derive(Clone, Debug)]
struct ActivationGallery {
    name: String,
    f: Activation,
    x: f64,
    features: Features,
}

/// What is worth knowing of an activation, over the stretch that is drawn.
#[derive(Clone, Copy, Debug)]
struct Features {
    /// Where it turns from falling to rising, if it does.
    lowest: Option<f64>,
    /// The places where it is least and most steep.
    slopes: (f64, f64),
}

impl Features {
    fn of(f: Activation) -> Self {
        let flattest = best(|x| -f.slope(x));
        let steepest = best(|x| f.slope(x));
        Self {
            lowest: turn(f),
            slopes: (f.slope(flattest) + 0.0, f.slope(steepest)),
        }
    }
}

/// Where `f` turns from falling to rising, to the last bit.
fn turn(f: Activation) -> Option<f64> {
    let grid = sampled(-SIDE, SIDE, &[], |x| f.slope(x));
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

/// Where `height` is greatest: the best place of a grid, then ever finer between its neighbours.
fn best(height: impl Fn(f64) -> f64) -> f64 {
    let grid = sampled(-SIDE, SIDE, &[], &height);
    let top = grid.iter().copied().fold(
        (0.0, f64::NEG_INFINITY),
        |a, b| if b.1 > a.1 { b } else { a },
    );
    let width = 2.0 * SIDE / (grid.len() - 1) as f64;
    let (mut low, mut high) = ((top.0 - width).max(-SIDE), (top.0 + width).min(SIDE));
    for _ in 0..100 {
        let third = (high - low) / 3.0;
        if height(low + third) < height(high - third) {
            low += third;
        } else {
            high -= third;
        }
    }
    let fine = f64::midpoint(low, high);
    // At a corner or at an end the grid may know better.
    if height(fine) > top.1 { fine } else { top.0 }
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

    fn said(&self, key: &str) -> Phrase {
        let at = self.features.lowest.unwrap_or(f64::NAN);
        Phrase::key(format!("lab.activation-gallery.{key}"))
            .with("f", label(&self.name))
            .with("x", self.x)
            .with("y", self.f.value(self.x))
            .with("slope", self.f.slope(self.x) + 0.0)
            .with("lowest", self.f.value(at))
            .with("at", at)
            .with("least", self.features.slopes.0)
            .with("most", self.features.slopes.1)
    }

    fn axis() -> Axis {
        Axis::linear(Some(Phrase::verbatim("x")), -SIDE, SIDE)
    }

    fn curve(&self) -> Plot {
        let title = self.said("figure.curve");
        let plot = Plot::tall(title, Self::axis(), Axis::linear(None, -1.4, SIDE));
        let plot = framed(plot, &self.name, self.f);
        let plot = match self.features.lowest {
            Some(at) => plot.mark(MarkKind::Turn, at, None, Some(self.said("lowest"))),
            None => plot,
        };
        plot.mark(MarkKind::Probe, self.x, Some(self.f.value(self.x)), None)
    }

    fn slope(&self) -> Plot {
        let tick = |slope: f64| (slope, Phrase::key("figure.slope").with("slope", slope));
        let y = Axis::linear(None, -0.3, 1.3).ticks(vec![tick(0.0), tick(1.0)]);
        let strip = Plot::strip(self.said("figure.slope"), Self::axis(), y);
        let name = Phrase::key("figure.slope-of").with("of", label(&self.name));
        let strip = if self.f.linear_slopes().is_some() {
            // It jumps: a staircase says so.
            let points = sampled(-SIDE, SIDE, &[0.0], |x| self.f.value(x));
            strip.stairs(name, Role::First, slopes(&points))
        } else {
            let points = sampled(-SIDE, SIDE, &[0.0], |x| self.f.slope(x));
            strip.curve(name, Role::First, points)
        };
        strip.mark(MarkKind::Probe, self.x, Some(self.f.slope(self.x)), None)
    }

    fn gallery() -> Panels {
        let panel = |name: &str| {
            let plot = Plot::tall(label(name), Self::axis(), Axis::linear(None, -1.4, SIDE));
            framed(plot, name, activation(name))
        };
        Panels {
            title: Phrase::key("lab.activation-gallery.figure.gallery"),
            plots: NAMES.iter().map(|name| panel(name)).collect(),
        }
    }

    fn facts(&self) -> Lines {
        let course = if self.features.lowest.is_some() {
            "facts.dips"
        } else {
            "facts.never-falls"
        };
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![
                self.said("facts.here"),
                self.said(course),
                self.said("facts.slopes"),
            ],
        }
    }
}

/// What the activation called `name` is called.
fn label(name: &str) -> Phrase {
    Phrase::key(format!("{ACTIVATION_WORDS}.{name}"))
}

/// The curve of an activation, before that of ReLU.
fn framed(plot: Plot, name: &str, f: Activation) -> Plot {
    let points = |f: Activation| sampled(-SIDE, SIDE, &[0.0], |x| f.value(x));
    let plot = if f == Activation::Relu {
        plot
    } else {
        plot.curve(label("relu"), Role::Target, points(Activation::Relu))
    };
    plot.curve(label(name), Role::First, points(f))
}

impl Model for ActivationGallery {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let at = self.features.lowest.unwrap_or(f64::NAN);
        Readings::new()
            .with("y", self.f.value(self.x))
            .with("slope", self.f.slope(self.x) + 0.0)
            .with("lowest", self.f.value(at))
            .with("lowest_at", at)
            .with("least_slope", self.features.slopes.0)
            .with("most_slope", self.features.slopes.1)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve())),
            "slope" => Some(Figure::Plot(self.slope())),
            "gallery" => Some(Figure::Panels(Self::gallery())),
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

    fn change(&mut self, values: &Values, _: &str) -> Change {
        *self = Self::new(values);
        Change::Redrawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;

    fn readings(f: &str) -> [f64; 4] {
        let lab = Lab::new(&KIND, &Values::new().with("f", f), Seed(0)).unwrap();
        ["lowest", "lowest_at", "least_slope", "most_slope"].map(|name| lab.number(name).unwrap())
    }

    fn is_close(found: f64, stated: f64) -> bool {
        (found - stated).abs() < 6e-5
    }

    #[test]
    fn three_of_them_dip_below_zero_and_come_back() {
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
            assert!(readings(f)[0].is_nan(), "{f} never turns");
        }
    }

    #[test]
    fn the_smooth_cousins_are_at_places_steeper_than_relu_or_fall() {
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
    fn the_probe_reads_the_values_of_the_science_page() {
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
    fn the_turn_is_marked_where_the_curve_is_lowest() {
        let lab = Lab::new(&KIND, &Values::new().with("f", "silu"), Seed(0)).unwrap();
        let Some(Figure::Plot(plot)) = lab.figure("curve") else {
            panic!("no curve")
        };
        let turn = plot.marks.iter().find(|mark| mark.kind == MarkKind::Turn);
        assert!(is_close(turn.unwrap().x, -1.2785));
    }
}
