//! The data of a playground as a specification: columns, target, source and test share.

use std::sync::Arc;

use super::names;
use crate::lab::shared::Split;
use crate::lab::{ClassPoint, TextValue, Value, Values};
use crate::nn::{Dataset, Recipe, Task};

/// A specification of data.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DataSpec {
    /// The input columns, in the order of the network's inputs.
    pub(super) columns: Vec<Column>,
    /// The target column.
    pub(super) target: Target,
    /// The scaling from the source's target to the network's.
    pub(super) target_scaling: Scaling,
    /// The source of the samples.
    pub(super) source: Source,
    /// The share of the samples, from 0 to 1, that is held back for the test.
    pub(super) test_share: f64,
}

/// An input column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// The name, as axes and formulas show it.
    pub(super) name: String,
    /// The scaling from the source to the network's input.
    pub(super) scaling: Scaling,
}

/// A linear scaling: `(x - offset) / scale`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scaling {
    /// The value that becomes 0.
    pub(super) offset: f64,
    /// The difference that becomes 1.
    pub(super) scale: f64,
}

/// The content of the target column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A class, 0 or 1.
    Class,
    /// A number.
    Number,
}

/// The source of the samples.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    /// A recipe of the course.
    Recipe {
        /// The recipe.
        recipe: Recipe,
        /// The number of samples.
        samples: u32,
        /// The standard deviation of the noise.
        noise: f64,
    },
    /// The learner's own points of the plane.
    Points(Arc<[ClassPoint]>),
    /// The learner's own curve, x and y.
    Curve(Arc<[(f64, f64)]>),
}

impl DataSpec {
    /// The data that `values` describe.
    pub(super) fn parse(values: &Values) -> Self {
        let source = Source::parse(values);
        let target = source.target();
        let columns: &[&str] = match target {
            Target::Class => &["x₁", "x₂"],
            Target::Number => &["x"],
        };
        let column = |name: &&str| Column {
            name: (*name).to_owned(),
            scaling: Scaling::IDENTITY,
        };
        let mut spec = Self {
            columns: columns.iter().map(column).collect(),
            target,
            target_scaling: Scaling::IDENTITY,
            source,
            test_share: values.number(names::TEST_SHARE),
        };
        if values.is_choice(names::STANDARDISE, "on") {
            spec.standardise();
        }
        spec
    }

    /// Scales the learner's own points or curve to mean 0 and standard deviation 1. Recipes stay as they are.
    fn standardise(&mut self) {
        let scalings = match &self.source {
            Source::Recipe { .. } => Vec::new(),
            Source::Points(points) => vec![
                Scaling::standardise(points.iter().map(|point| point.at.0)),
                Scaling::standardise(points.iter().map(|point| point.at.1)),
            ],
            Source::Curve(points) => {
                self.target_scaling = Scaling::standardise(points.iter().map(|(_, y)| *y));
                vec![Scaling::standardise(points.iter().map(|(x, _)| *x))]
            }
        };
        for (column, scaling) in self.columns.iter_mut().zip(scalings) {
            column.scaling = scaling;
            column.name = format!("z({})", column.name);
        }
    }

    /// All samples, those held back for the test among them.
    pub(super) fn samples(&self, seed: u64) -> Dataset {
        match &self.source {
            Source::Recipe {
                recipe,
                samples,
                noise,
            } => recipe.sample(*samples, *noise, seed),
            Source::Points(points) => {
                let rows = points.iter().map(|point| {
                    let (x, y) = point.at;
                    (vec![x, y], point.class)
                });
                self.scale(rows)
            }
            Source::Curve(points) => self.scale(points.iter().map(|(x, y)| (vec![*x], *y))),
        }
    }

    /// The rows of a source, inputs and target, as samples for the network.
    fn scale(&self, rows: impl Iterator<Item = (Vec<f64>, f64)>) -> Dataset {
        let scaled = rows.map(|(mut inputs, target)| {
            for (input, column) in inputs.iter_mut().zip(&self.columns) {
                *input = column.scaling.apply(*input);
            }
            (inputs, self.target_scaling.apply(target))
        });
        Dataset::from_points(self.target.task(), &scaled.collect::<Vec<_>>())
    }

    /// The samples to learn from and those held back for the test.
    pub(super) fn split(&self, seed: u64) -> Split {
        let (train, test) = self.samples(seed).split(self.test_share, seed);
        Split { train, test }
    }
}

impl Scaling {
    /// The scaling that changes nothing.
    pub(super) const IDENTITY: Self = Self {
        offset: 0.0,
        scale: 1.0,
    };

    /// The scaling to mean 0 and standard deviation 1. Equal values become 0.
    fn standardise(values: impl ExactSizeIterator<Item = f64> + Clone) -> Self {
        let count = values.len().max(1) as f64;
        let offset = values.clone().sum::<f64>() / count;
        let variance = values.map(|x| (x - offset) * (x - offset)).sum::<f64>() / count;
        let scale = if variance > 0.0 { variance.sqrt() } else { 1.0 };
        Self { offset, scale }
    }

    /// The scaled value.
    pub(super) fn apply(self, x: f64) -> f64 {
        (x - self.offset) / self.scale
    }

    /// The value that is scaled to `x`.
    pub(super) fn invert(self, x: f64) -> f64 {
        self.offset + self.scale * x
    }
}

impl Target {
    /// The task of a network that learns it.
    pub(super) fn task(self) -> Task {
        match self {
            Self::Class => Task::Classification,
            Self::Number => Task::Regression,
        }
    }
}

impl Source {
    /// The option for [`Source::Points`].
    const POINTS: &'static str = "own";
    /// The option for [`Source::Curve`].
    const CURVE: &'static str = "drawn";

    /// The options of the control [`names::DATA`].
    pub(super) const OPTIONS: [&'static str; 12] = [
        "circle",
        "xor",
        "spiral",
        "clouds",
        "xor4",
        "wide-circle",
        Self::POINTS,
        "sine",
        "abs",
        "step",
        "bump",
        Self::CURVE,
    ];

    /// The source that `values` describe. Values that are missing leave it empty; the controls depend on its variant only.
    pub(super) fn parse(values: &Values) -> Self {
        match (
            values.choice(names::DATA),
            values.text(names::POINTS),
            values.text(names::CURVE),
        ) {
            (Self::POINTS, Some(TextValue::Points(points)), _) => Self::Points(points.clone()),
            (Self::POINTS, _, _) => Self::Points(Arc::default()),
            (Self::CURVE, _, Some(TextValue::Curve(points))) => Self::Curve(points.clone()),
            (Self::CURVE, _, _) => Self::Curve(Arc::default()),
            (name, _, _) => Self::Recipe {
                recipe: Recipe::from_name(name).unwrap_or(Recipe::Circle),
                samples: u32::try_from(values.count(names::SAMPLES)).unwrap_or(u32::MAX),
                noise: values.number(names::NOISE),
            },
        }
    }

    /// Own points or an own curve as a source.
    pub(super) fn from_text(text: TextValue) -> Option<Self> {
        match text {
            TextValue::Points(points) => Some(Self::Points(points)),
            TextValue::Curve(points) => Some(Self::Curve(points)),
            TextValue::Element(_) => None,
        }
    }

    /// The values that describe own points or an own curve; none for a recipe.
    pub(super) fn to_values(&self) -> Values {
        let own = |option: &str, name: &str, text: TextValue| {
            let values = Values::new().with(names::DATA, option);
            values.with(name, Value::Text(text))
        };
        match self {
            Self::Recipe { .. } => Values::new(),
            Self::Points(points) => own(
                Self::POINTS,
                names::POINTS,
                TextValue::Points(points.clone()),
            ),
            Self::Curve(points) => own(Self::CURVE, names::CURVE, TextValue::Curve(points.clone())),
        }
    }

    /// The content of the target column.
    pub(super) fn target(&self) -> Target {
        match self {
            Self::Recipe { recipe, .. } => match recipe.task() {
                Task::Classification => Target::Class,
                Task::Regression => Target::Number,
            },
            Self::Points(_) => Target::Class,
            Self::Curve(_) => Target::Number,
        }
    }

    /// The number of input columns.
    pub(super) fn inputs(&self) -> usize {
        match self.target() {
            Target::Class => 2,
            Target::Number => 1,
        }
    }
}

/// The points of a playground whose data become the learner's own before any point was placed: two small clouds.
pub(super) fn default_points() -> TextValue {
    let points = [
        (-0.6, -0.5, 0.0),
        (-0.4, -0.7, 0.0),
        (-0.7, 0.6, 1.0),
        (0.6, 0.4, 0.0),
        (0.5, 0.7, 0.0),
        (0.6, -0.6, 1.0),
    ];
    let point = |(x, y, class)| ClassPoint { at: (x, y), class };
    TextValue::Points(points.into_iter().map(point).collect())
}

/// Intervals of a drawn curve: wide enough to draw each point, narrow enough for any shape.
const CURVE_INTERVALS: u32 = 32;

/// The x of the points of a drawn curve.
pub(super) fn curve_columns() -> impl Iterator<Item = f64> {
    (0..=CURVE_INTERVALS).map(|i| 2.0 * f64::from(i) / f64::from(CURVE_INTERVALS) - 1.0)
}

/// The curve of a playground whose data become a drawn curve before anything was drawn: a flat line with a hill.
pub(super) fn default_curve() -> TextValue {
    let hill = |x: f64| (0.5 - 1.5 * x.abs()).max(-0.25);
    TextValue::Curve(curve_columns().map(|x| (x, hill(x))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_scaled_before_they_reach_the_network() {
        let values = Values::new()
            .with(names::DATA, Source::POINTS)
            .with(names::POINTS, Value::Text(default_points()));
        let mut spec = DataSpec::parse(&values);
        assert_eq!(spec.samples(0).points()[0].0, [-0.6, -0.5]);
        spec.columns[0].scaling = Scaling {
            offset: 0.4,
            scale: 0.5,
        };
        assert_eq!(spec.samples(0).points()[0].0, [-2.0, -0.5]);
    }

    #[test]
    fn standardised_points_have_mean_0_and_deviation_1() {
        let values = Values::new()
            .with(names::DATA, Source::POINTS)
            .with(names::STANDARDISE, "on")
            .with(names::POINTS, Value::Text(default_points()));
        let samples = DataSpec::parse(&values).samples(0);
        for column in samples.inputs().rows() {
            assert!(column.sum().abs() < 1e-12);
            assert!((column.dot(&column) - column.len() as f64).abs() < 1e-9);
        }
    }

    #[test]
    fn own_data_become_values_and_parse_to_themselves() {
        for (option, name, text) in [
            (Source::POINTS, names::POINTS, default_points()),
            (Source::CURVE, names::CURVE, default_curve()),
        ] {
            let values = Values::new()
                .with(names::DATA, option)
                .with(name, Value::Text(text));
            assert_eq!(Source::parse(&values).to_values(), values);
        }
    }
}
