//! Curves over one axis.

use super::Axis;
use crate::locale::Phrase;

/// Curves over one axis, with marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// What is drawn; often the formula with its live numbers.
    pub title: Phrase,
    /// The horizontal axis. Plots stacked in one figure column with equal x axes share its columns.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// The curves, the ones behind first.
    pub series: Vec<Series>,
    /// Single points and places on the x axis.
    pub marks: Vec<Mark>,
    /// How much height it deserves.
    pub stature: PlotHeight,
}

/// How much height a plot deserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlotHeight {
    /// A main chart: takes the room that is left.
    Tall,
    /// A strip of a few rows under a main chart: slopes, staircases.
    Strip,
}

/// One curve: points in order of drawing. A point that is not finite ends the line; the next finite one starts anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What the curve is, for the legend and for descriptions.
    pub name: Phrase,
    /// (x, y) in the units of the axes.
    pub points: Vec<(f64, f64)>,
    /// What part it plays: decides its colour and weight.
    pub role: Role,
    /// How points become a line.
    pub shape: SeriesShape,
}

/// The part that a curve, bar or dot plays in a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What the model does now; the first of several equals.
    First,
    /// The second of several equals.
    Second,
    /// The third of several equals.
    Third,
    /// The fourth of several equals.
    Fourth,
    /// What the model should do.
    Target,
    /// What the model did before.
    Ghost,
    /// What the learner predicted.
    Prediction,
}

/// How points become a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesShape {
    /// Straight lines from point to point.
    Line,
    /// Level from each point to the next, then a jump: for slopes.
    Stairs,
    /// Single dots.
    Dots,
}

/// A marked place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it marks.
    pub kind: MarkKind,
    /// Where on the x axis.
    pub x: f64,
    /// Where on the y axis; none marks the x axis itself.
    pub y: Option<f64>,
    /// A word or number beside it.
    pub label: Option<Phrase>,
}

/// What a mark marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A kink: where the slope changes.
    Kink,
    /// A turn: where a smooth curve is lowest or highest.
    Turn,
    /// The point that the learner moves.
    Probe,
    /// Where the learner predicted something to be.
    Prediction,
    /// A goal to reach.
    Goal,
}

impl Plot {
    /// A main chart without curves yet.
    pub fn tall(title: Phrase, x: Axis, y: Axis) -> Self {
        Self {
            title,
            x,
            y,
            series: Vec::new(),
            marks: Vec::new(),
            stature: PlotHeight::Tall,
        }
    }

    /// A strip without curves yet.
    pub fn strip(title: Phrase, x: Axis, y: Axis) -> Self {
        Self {
            stature: PlotHeight::Strip,
            ..Self::tall(title, x, y)
        }
    }

    /// The same plot with one more curve, in front of the others.
    #[must_use]
    pub fn curve(mut self, name: Phrase, role: Role, points: Vec<(f64, f64)>) -> Self {
        self.series.push(Series {
            name,
            points,
            role,
            shape: SeriesShape::Line,
        });
        self
    }

    /// The same plot with one more staircase, in front of the others.
    #[must_use]
    pub fn stairs(mut self, name: Phrase, role: Role, points: Vec<(f64, f64)>) -> Self {
        self.series.push(Series {
            name,
            points,
            role,
            shape: SeriesShape::Stairs,
        });
        self
    }

    /// The same plot with one more mark.
    #[must_use]
    pub fn mark(mut self, kind: MarkKind, x: f64, y: Option<f64>, label: Option<Phrase>) -> Self {
        self.marks.push(Mark { kind, x, y, label });
        self
    }

    /// The curve that describes the model now, if there is one.
    pub fn leading(&self) -> Option<&Series> {
        self.series.iter().find(|series| series.role == Role::First)
    }

    /// Lays the leading curve of `other` behind this plot's own, where it differs from them.
    pub(super) fn underlay(&mut self, other: &Self, role: Role) {
        let Some(behind) = other.leading() else {
            return;
        };
        let is_same = |front: &Series| front.points == behind.points;
        // A single point is no line: a loss before its first step, say.
        let is_line = behind.points.len() >= 2;
        if self.leading().is_some_and(is_same) || !is_line || turns(&behind.points) > MOST_TURNS {
            return;
        }
        self.series.insert(
            0,
            Series {
                role,
                ..behind.clone()
            },
        );
    }
}
/// A curve behind another one that goes up and down more often than this is a cloud of dots.
const MOST_TURNS: usize = 12;

/// How often a curve turns from rising to falling or back.
fn turns(points: &[(f64, f64)]) -> usize {
    let slopes = points.windows(2).map(|pair| pair[1].1 - pair[0].1);
    let directions: Vec<bool> = slopes.filter(|dy| *dy != 0.0).map(|dy| dy > 0.0).collect();
    directions
        .windows(2)
        .filter(|pair| pair[0] != pair[1])
        .count()
}
