//! The data of a playground as a specification: columns, target, source and test share.

use std::sync::Arc;

use super::names;
use super::scaling::Scaling;
use super::table::default_table;
use crate::lab::shared::Split;
use crate::lab::{ClassPoint, DataTable, TableTarget, TextValue, Value, Values};
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
    /// Whether the network sees z-scores of own data.
    pub(super) is_standardised: bool,
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
    /// The rows of the learner's own file.
    Table(Arc<DataTable>),
}

impl DataSpec {
    /// The data that `values` describe.
    pub(super) fn parse(values: &Values) -> Self {
        let source = Source::parse(values);
        let target = source.target();
        let is_standardised = match &source {
            Source::Recipe { .. } => false,
            Source::Points(_) | Source::Curve(_) => values.is_choice(names::STANDARDISE, "on"),
            Source::Table(table) => table.is_standardised,
        };
        let mut spec = Self {
            columns: source.columns(),
            target,
            target_scaling: Scaling::IDENTITY,
            is_standardised,
            source,
            test_share: values.number(names::TEST_SHARE),
        };
        if is_standardised {
            spec.standardise();
        }
        spec
    }

    /// Scales the inputs, and a target that is a number, to mean 0 and standard deviation 1.
    fn standardise(&mut self) {
        let rows = self.source.rows();
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.scaling = Scaling::standardise(rows.iter().map(|(inputs, _)| inputs[at]));
        }
        self.target_scaling = match self.target {
            Target::Class => Scaling::IDENTITY,
            Target::Number => Scaling::standardise(rows.iter().map(|(_, target)| *target)),
        };
    }

    /// The table that the samples come from.
    pub(super) fn table(&self) -> Option<&DataTable> {
        match &self.source {
            Source::Table(table) => Some(table),
            Source::Recipe { .. } | Source::Points(_) | Source::Curve(_) => None,
        }
    }

    /// Whether a network that learns `before` cannot continue with these data: other columns, or another file.
    pub(super) fn needs_new_network(&self, before: &Self) -> bool {
        let header = |data: &Self| {
            data.table().map(|table| DataTable {
                rows: Arc::default(),
                ..table.clone()
            })
        };
        self.columns.len() != before.columns.len()
            || self.target != before.target
            || self.is_standardised != before.is_standardised
            || header(self) != header(before)
    }

    /// All samples, those held back for the test among them.
    pub(super) fn samples(&self, seed: u64) -> Dataset {
        match &self.source {
            Source::Recipe {
                recipe,
                samples,
                noise,
            } => recipe.sample(*samples, *noise, seed),
            Source::Points(_) | Source::Curve(_) | Source::Table(_) => {
                self.scale(self.source.rows().into_iter())
            }
        }
    }

    /// The samples of `data` in the units of the source.
    pub(super) fn unscale(&self, data: &Dataset) -> Vec<(Vec<f64>, f64)> {
        let unscale = |(mut inputs, target): (Vec<f64>, f64)| {
            for (input, column) in inputs.iter_mut().zip(&self.columns) {
                *input = column.scaling.invert(*input);
            }
            (inputs, self.target_scaling.invert(target))
        };
        data.points().into_iter().map(unscale).collect()
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
    /// The option for [`Source::Table`].
    const TABLE: &'static str = "file";

    /// The options of the control [`names::DATA`].
    pub(super) const OPTIONS: [&'static str; 13] = [
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
        Self::TABLE,
    ];

    /// The source that `values` describe. Points that are missing leave it empty; a missing table is the default one, because
    /// the controls depend on its columns.
    pub(super) fn parse(values: &Values) -> Self {
        let text = |name| values.text(name);
        match values.choice(names::DATA) {
            Self::POINTS => match text(names::POINTS) {
                Some(TextValue::Points(points)) => Self::Points(points.clone()),
                Some(_) | None => Self::Points(Arc::default()),
            },
            Self::CURVE => match text(names::CURVE) {
                Some(TextValue::Curve(points)) => Self::Curve(points.clone()),
                Some(_) | None => Self::Curve(Arc::default()),
            },
            Self::TABLE => match text(names::TABLE) {
                Some(TextValue::Table(table)) => Self::Table(table.clone()),
                Some(_) | None => Self::Table(Arc::new(default_table())),
            },
            name => Self::Recipe {
                recipe: Recipe::from_name(name).unwrap_or(Recipe::Circle),
                samples: u32::try_from(values.count(names::SAMPLES)).unwrap_or(u32::MAX),
                noise: values.number(names::NOISE),
            },
        }
    }

    /// Own data as a source.
    pub(super) fn from_text(text: TextValue) -> Option<Self> {
        match text {
            TextValue::Points(points) => Some(Self::Points(points)),
            TextValue::Curve(points) => Some(Self::Curve(points)),
            TextValue::Table(table) => Some(Self::Table(table)),
            TextValue::Element(_) | TextValue::Picture(_) => None,
        }
    }

    /// The values that describe own data; none for a recipe.
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
            Self::Table(table) => own(Self::TABLE, names::TABLE, TextValue::Table(table.clone())),
        }
    }

    /// The input columns, without a scaling.
    fn columns(&self) -> Vec<Column> {
        let names: Vec<&str> = match (self, self.target()) {
            (Self::Table(table), _) => table
                .inputs
                .iter()
                .map(|column| column.name.as_str())
                .collect(),
            (_, Target::Class) => vec!["x₁", "x₂"],
            (_, Target::Number) => vec!["x"],
        };
        let columns = names.into_iter().take(2);
        columns
            .map(|name| Column {
                name: name.to_owned(),
                scaling: Scaling::IDENTITY,
            })
            .collect()
    }

    /// The rows of own data, inputs and target, in their own units; none for a recipe.
    fn rows(&self) -> Vec<(Vec<f64>, f64)> {
        match self {
            Self::Recipe { .. } => Vec::new(),
            Self::Points(points) => {
                let row = |point: &ClassPoint| (vec![point.at.0, point.at.1], point.class);
                points.iter().map(row).collect()
            }
            Self::Curve(points) => points.iter().map(|(x, y)| (vec![*x], *y)).collect(),
            Self::Table(table) => {
                let inputs = table.inputs.len().min(2);
                let rows = table.rows.iter();
                rows.map(|row| (row.inputs[..inputs].to_vec(), row.target))
                    .collect()
            }
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
            Self::Table(table) => match table.target {
                TableTarget::Class { .. } => Target::Class,
                TableTarget::Number { .. } => Target::Number,
            },
        }
    }

    /// The number of input columns.
    pub(super) fn inputs(&self) -> usize {
        match (self, self.target()) {
            (Self::Table(table), _) => table.inputs.len(),
            (_, Target::Class) => 2,
            (_, Target::Number) => 1,
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
        spec.columns[0].scaling = Scaling::new(0.4, 0.5);
        assert_eq!(spec.samples(0).points()[0].0, [-2.0, -0.5]);
        let unscaled = spec.unscale(&spec.samples(0));
        assert!((unscaled[0].0[0] + 0.6).abs() < 1e-12 && unscaled[0].0[1] == -0.5);
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
            (
                Source::TABLE,
                names::TABLE,
                TextValue::table(default_table()).unwrap(),
            ),
        ] {
            let values = Values::new()
                .with(names::DATA, option)
                .with(name, Value::Text(text));
            assert_eq!(Source::parse(&values).to_values(), values);
        }
    }
}
