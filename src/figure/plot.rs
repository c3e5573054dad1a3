//! Plots: curves over one axis.

use super::{Axis, Scale, Ticks};
use crate::locale::Phrase;

/// Curves over one axis, with marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The title; often the formula with its current numbers.
    pub title: Phrase,
    /// The horizontal axis. Plots that are stacked in one column and have equal x axes are aligned.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// The curves, from back to front.
    pub series: Vec<Series>,
    /// Marked points, and marked places on the x axis.
    pub marks: Vec<Mark>,
    /// The range of x in which the unit is on; an end may be infinite.
    pub active: Option<(f64, f64)>,
    /// The height it is given.
    pub height: PlotHeight,
    /// The triangle that shows the slope of the current curve.
    pub slope_triangle: Option<SlopeTriangle>,
    /// The words for what draws its curves, while it has none: `Space trains`.
    pub drawn_by: Option<Phrase>,
}

/// A right triangle below a straight part of the current curve: run to the right, then rise up to the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlopeTriangle {
    /// The x at which the run starts.
    pub from: f64,
    /// The run.
    pub run: f64,
    /// The slope of the curve there. No triangle is drawn for slope 0.
    pub slope: f64,
}

/// The height that a plot is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlotHeight {
    /// A main plot, which takes the height that is left.
    Tall,
    /// A strip of a few rows below a main plot.
    Strip,
}

/// One curve: its points in the order of drawing. A point that is not finite interrupts the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The name in the legend and in descriptions.
    pub name: Phrase,
    /// The points (x, y), in the units of the axes.
    pub points: Vec<(f64, f64)>,
    /// The role, which decides its colour and width.
    pub role: Role,
    /// The way the points are connected.
    pub shape: SeriesShape,
}

/// The role of a curve, bar or dot in a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The current result of the model; the first of several equal ones.
    First,
    /// The second of several equal ones.
    Second,
    /// The third of several equal ones.
    Third,
    /// The fourth of several equal ones.
    Fourth,
    /// The result that the model should have, or a curve to compare with.
    Target,
    /// The result before the last change.
    Ghost,
    /// The prediction of the learner.
    Prediction,
}

impl Role {
    /// Whether it shows the present values of the model.
    pub const fn is_current(self) -> bool {
        match self {
            Self::First | Self::Second | Self::Third | Self::Fourth => true,
            Self::Target | Self::Ghost | Self::Prediction => false,
        }
    }

    /// The name of a curve that is shown only to compare with.
    fn comparison_name(self) -> Option<Phrase> {
        match self {
            Self::Ghost => Some(Phrase::key("figure.before")),
            Self::Prediction => Some(Phrase::key("figure.your-prediction")),
            Self::First | Self::Second | Self::Third | Self::Fourth | Self::Target => None,
        }
    }
}

/// The way the points of a curve are connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesShape {
    /// By straight lines.
    Line,
    /// By a level line from each point to the x of the next, then a jump: for slopes.
    Staircase,
    /// Not at all: single dots.
    Dots,
    /// By straight lines: the places of something that moves along the x axis, the last one now. The y axis is time.
    Trail,
}

/// A marked place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The kind, which decides its sign.
    pub kind: MarkKind,
    /// The place on the x axis.
    pub x: f64,
    /// The place on the y axis; none for a mark on the x axis itself.
    pub y: Option<f64>,
    /// The text beside it.
    pub label: Option<Phrase>,
}

/// The kind of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A kink: the slope changes here.
    Kink,
    /// The place of the kink before the last change.
    KinkBefore,
    /// An extremum: a smooth curve is lowest or highest here.
    Extremum,
    /// The point that the learner moves.
    Probe,
    /// A place that the learner predicted.
    Prediction,
    /// A goal to reach.
    Goal,
}

impl Plot {
    /// A main plot without curves.
    pub fn tall(title: Phrase, x: Axis, y: Axis) -> Self {
        Self {
            title,
            x,
            y,
            series: Vec::new(),
            marks: Vec::new(),
            active: None,
            height: PlotHeight::Tall,
            slope_triangle: None,
            drawn_by: None,
        }
    }

    /// A strip without curves.
    pub fn strip(title: Phrase, x: Axis, y: Axis) -> Self {
        Self {
            height: PlotHeight::Strip,
            ..Self::tall(title, x, y)
        }
    }

    /// The same plot with one more curve, in front of the others.
    #[must_use]
    pub fn curve(self, name: Phrase, role: Role, points: Vec<(f64, f64)>) -> Self {
        self.with_series(name, role, points, SeriesShape::Line)
    }

    /// The same plot with one more staircase, in front of the others.
    #[must_use]
    pub fn staircase(self, name: Phrase, role: Role, points: Vec<(f64, f64)>) -> Self {
        self.with_series(name, role, points, SeriesShape::Staircase)
    }

    /// The same plot with one more series of dots, in front of the others.
    #[must_use]
    pub fn dots(self, name: Phrase, role: Role, points: Vec<(f64, f64)>) -> Self {
        self.with_series(name, role, points, SeriesShape::Dots)
    }

    /// The same plot with the trail of something that moves along the x axis: its places, and their times as heights.
    #[must_use]
    pub fn trail(self, name: Phrase, places: Vec<(f64, f64)>) -> Self {
        self.with_series(name, Role::First, places, SeriesShape::Trail)
    }

    fn with_series(
        mut self,
        name: Phrase,
        role: Role,
        points: Vec<(f64, f64)>,
        shape: SeriesShape,
    ) -> Self {
        self.series.push(Series {
            name,
            points,
            role,
            shape,
        });
        self
    }

    /// The same plot, whose curves are drawn by `how`: `Space trains`.
    #[must_use]
    pub fn drawn_by(self, how: Phrase) -> Self {
        Self {
            drawn_by: Some(how),
            ..self
        }
    }

    /// The points of `series` within the range of the x axis, also those that are not finite.
    pub(super) fn visible_points(&self, series: &Series) -> Vec<(f64, f64)> {
        let is_visible = |x: f64| {
            let place = self.x.place(x);
            place.is_some_and(|place| (-1e-9..=1.0 + 1e-9).contains(&place))
        };
        let points = series.points.iter().copied();
        points.filter(|(x, _)| is_visible(*x)).collect()
    }

    /// The words for a plot that waits for its curves; none once a curve has two points.
    pub fn waiting(&self) -> Option<Phrase> {
        let how = self.drawn_by.clone()?;
        let has_curve = |series: &Series| match series.shape {
            SeriesShape::Dots => !self.visible_points(series).is_empty(),
            SeriesShape::Line | SeriesShape::Staircase | SeriesShape::Trail => {
                self.visible_points(series).len() >= 2
            }
        };
        let mut current = self.series.iter().filter(|series| series.role.is_current());
        if current.clone().any(has_curve) {
            return None;
        }
        let has_start = current.any(|series| !self.visible_points(series).is_empty());
        let key = if has_start {
            "figure.waiting.after-start"
        } else {
            "figure.waiting"
        };
        Some(Phrase::key(key).with("how", how))
    }

    /// The words for a plot that is empty until something draws its curves.
    pub fn empty(&self) -> Option<Phrase> {
        let mut current = self.series.iter().filter(|series| series.role.is_current());
        let is_empty = current.all(|series| self.visible_points(series).is_empty());
        self.waiting().filter(|_| is_empty)
    }

    /// The same plot with one more mark.
    #[must_use]
    pub fn mark(mut self, kind: MarkKind, x: f64, y: Option<f64>, label: Option<Phrase>) -> Self {
        self.marks.push(Mark { kind, x, y, label });
        self
    }

    /// The same plot with the range of x in which the unit is on: above `kink`, or below it.
    #[must_use]
    pub fn active_side(self, kink: f64, is_above: bool) -> Self {
        let active = Some(if is_above {
            (kink, f64::INFINITY)
        } else {
            (f64::NEG_INFINITY, kink)
        });
        Self { active, ..self }
    }

    /// The same plot with the triangle that shows the slope of its curve.
    #[must_use]
    pub fn slope_triangle(self, triangle: SlopeTriangle) -> Self {
        Self {
            slope_triangle: Some(triangle),
            ..self
        }
    }

    /// The same plot with the point that the learner moves.
    #[must_use]
    pub fn probe(self, x: f64, y: f64) -> Self {
        self.mark(MarkKind::Probe, x, Some(y), None)
    }

    /// The same plot with a kink without a label at each of these places on the x axis.
    #[must_use]
    pub fn kinks(self, xs: impl IntoIterator<Item = f64>) -> Self {
        xs.into_iter()
            .fold(self, |plot, x| plot.mark(MarkKind::Kink, x, None, None))
    }

    /// The curve of the current values, if there is one.
    pub fn current_series(&self) -> Option<&Series> {
        self.series.iter().find(|series| series.role == Role::First)
    }

    /// Names the curves of `role`.
    pub(super) fn name_curves(&mut self, role: Role, name: &Phrase) {
        for series in self.series.iter_mut().filter(|series| series.role == role) {
            series.name = name.clone();
        }
    }

    /// Draws the current curve of `other` behind the curves of this plot, in the given role. A curve that is equal to the
    /// current one, a single point, a cloud of dots and a curve over another quantity are left out.
    pub(super) fn draw_behind(&mut self, other: &Self, role: Role) {
        let Some(behind) = other.current_series() else {
            return;
        };
        // The curve of another quantity has no place on this axis, and a trail is not compared.
        if self.x.label != other.x.label || behind.shape == SeriesShape::Trail {
            return;
        }
        let is_equal = |front: &Series| {
            let is_rival = front.role == Role::First || front.role == role;
            is_rival && front.points == behind.points
        };
        let is_line = behind.points.len() >= 2;
        if self.series.iter().any(is_equal) || !is_line || count_turns(&behind.points) > MOST_TURNS
        {
            return;
        }
        if role == Role::Prediction {
            self.extend_y(behind);
        }
        self.series.insert(
            0,
            Series {
                role,
                name: role
                    .comparison_name()
                    .unwrap_or_else(|| behind.name.clone()),
                ..behind.clone()
            },
        );
        if let (Role::Ghost, Some(before), Some(now)) = (role, other.only_kink(), self.only_kink())
            && before != now
        {
            self.marks.insert(
                0,
                Mark {
                    kind: MarkKind::KinkBefore,
                    x: before,
                    y: None,
                    label: None,
                },
            );
        }
    }

    /// Extends the y axis of a main plot so that it holds `curve`, unless it would become much longer.
    fn extend_y(&mut self, curve: &Series) {
        let has_range = self.y.scale == Scale::Linear && self.y.ticks == Ticks::Round;
        if self.height == PlotHeight::Strip || !has_range || self.y.min >= self.y.max {
            return;
        }
        let points = self.visible_points(curve).into_iter();
        let heights = points.map(|(_, y)| y).filter(|y| y.is_finite());
        let (low, high) = heights.fold((self.y.min, self.y.max), |(low, high), y| {
            (low.min(y), high.max(y))
        });
        if high - low <= MOST_GROWTH * (self.y.max - self.y.min) {
            (self.y.min, self.y.max) = (low, high);
        }
    }

    /// The kink of a plot with a single one.
    pub fn only_kink(&self) -> Option<f64> {
        let mut kinks = self.marks.iter().filter(|mark| mark.kind == MarkKind::Kink);
        match (kinks.next(), kinks.next()) {
            (Some(kink), None) => Some(kink.x),
            (_, _) => None,
        }
    }
}

/// The most that the y axis grows to hold a prediction, as a multiple of its length. A longer one would flatten the curve.
const MOST_GROWTH: f64 = 3.0;
/// A curve that changes between rising and falling more often than this is a cloud of dots.
const MOST_TURNS: usize = 12;

/// The number of changes between rising and falling.
fn count_turns(points: &[(f64, f64)]) -> usize {
    let differences = points.windows(2).map(|pair| pair[1].1 - pair[0].1);
    let directions: Vec<bool> = differences
        .filter(|dy| *dy != 0.0)
        .map(|dy| dy > 0.0)
        .collect();
    directions
        .windows(2)
        .filter(|pair| pair[0] != pair[1])
        .count()
}
