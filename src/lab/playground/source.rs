//! Where the data of a playground come from.

use crate::lab::Values;
use crate::lab::text_value::{parse_curve, parse_points, write_curve, write_points};
use crate::nn::{Dataset, Recipe, Task};

/// Where the data come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A recipe of the course.
    Recipe(Recipe),
    /// The learner's own points of the plane.
    Own,
    /// The learner's own curve.
    Drawn,
}

impl Source {
    /// The options of the control `data`.
    pub(super) const NAMES: [&'static str; 12] = [
        "circle",
        "xor",
        "spiral",
        "clouds",
        "xor4",
        "wide-circle",
        "own",
        "sine",
        "abs",
        "step",
        "bump",
        "drawn",
    ];

    /// What the control `data` stands at.
    pub(super) fn of(values: &Values) -> Self {
        match values.choice("data") {
            "own" => Self::Own,
            "drawn" => Self::Drawn,
            name => Self::Recipe(Recipe::from_name(name).unwrap_or(Recipe::Circle)),
        }
    }

    pub(super) fn task(self) -> Task {
        match self {
            Self::Recipe(recipe) => recipe.task(),
            Self::Own => Task::Classification,
            Self::Drawn => Task::Regression,
        }
    }

    /// How many numbers go into the network.
    pub(super) fn inputs(self) -> usize {
        match self.task() {
            Task::Regression => 1,
            Task::Classification => 2,
        }
    }

    /// The points that `values` ask for, those held back for the test among them.
    pub(super) fn draw(self, values: &Values, seed: u64) -> Dataset {
        match self {
            Self::Recipe(recipe) => {
                let count = u32::try_from(values.count("samples")).unwrap_or(u32::MAX);
                recipe.sample(count, values.number("noise"), seed)
            }
            Self::Own => {
                let points = parse_points(values.choice("points")).unwrap_or_default();
                let points = points.iter().map(|(at, class)| (at.to_vec(), *class));
                Dataset::from_points(Task::Classification, &points.collect::<Vec<_>>())
            }
            Self::Drawn => {
                let curve = parse_curve(values.choice("curve")).unwrap_or_default();
                let curve = curve.iter().map(|(x, y)| (vec![*x], *y));
                Dataset::from_points(Task::Regression, &curve.collect::<Vec<_>>())
            }
        }
    }
}

/// Two small clouds, for whoever begins with points of their own.
pub(super) fn first_points() -> String {
    write_points(&[
        ([-0.6, -0.5], 0.0),
        ([-0.4, -0.7], 0.0),
        ([-0.7, 0.6], 1.0),
        ([0.6, 0.4], 0.0),
        ([0.5, 0.7], 0.0),
        ([0.6, -0.6], 1.0),
    ])
}

/// Places of a drawn curve: so far apart that a hand can draw it, so close that it can bend where it likes.
const COLUMNS: u32 = 32;

/// The places on the line through which a hand draws.
pub(super) fn columns() -> impl Iterator<Item = f64> {
    (0..=COLUMNS).map(|i| 2.0 * f64::from(i) / f64::from(COLUMNS) - 1.0)
}

/// A flat line with a hill, for whoever begins with a curve of their own.
pub(super) fn first_curve() -> String {
    let hill = |x: f64| (0.5 - 1.5 * x.abs()).max(-0.25);
    write_curve(&columns().map(|x| (x, hill(x))).collect::<Vec<_>>())
}
