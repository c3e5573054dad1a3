//! The model of a formula lab.

use std::cell::RefCell;
use std::sync::Arc;

use super::axis_range::AxisRange;
use super::curve::Curve;
use super::evaluation::Environment;
use super::{Computation, Dimension, Expression, FormulaKind, HeatSpec, MarkSpec};
use crate::figure::{Axis, Figure, HeatMap, MarkKind, Plot, Role};
use crate::lab::shared::slope_name;
use crate::lab::{Model, Readings, Values};
use crate::locale::Phrase;

/// The samples along each side of the heat map.
const HEAT_SAMPLES: usize = 48;
/// Up to this many levels the slopes of a curve are a staircase.
const MOST_LEVELS: usize = 20;
/// The roles of the curves, in order.
const ROLES: [Role; 4] = [Role::First, Role::Second, Role::Third, Role::Fourth];

/// A formula lab at one setting of its controls. Curves and readings are computed once, when it is built.
#[derive(Clone)]
pub(super) struct FormulaModel {
    kind: Arc<FormulaKind>,
    environment: Environment,
    curves: Vec<Curve>,
    readings: Readings,
}

impl FormulaKind {
    /// `expression` as a function of x.
    fn function<'a>(
        &'a self,
        environment: &Environment,
        expression: &'a Expression,
    ) -> impl Fn(f64) -> f64 + 'a {
        let environment = RefCell::new(environment.clone());
        move |x| {
            environment
                .borrow_mut()
                .value_at(self, expression, (x, f64::NAN))
        }
    }

    /// The curves in `environment`.
    pub(super) fn curves_in(&self, environment: &Environment) -> Vec<Curve> {
        let Some(x) = &self.x else {
            return Vec::new();
        };
        let curves = self.curves.iter();
        let curves =
            curves.map(|it| Curve::new(x.from, x.to, self.function(environment, &it.expression)));
        curves.collect()
    }

    fn readings_in(&self, environment: &Environment, curves: &[Curve]) -> Readings {
        let mut readings = Readings::new();
        for reading in &self.readings {
            let value = match &reading.value {
                Computation::Value(expression) => environment.value(expression),
                Computation::Measured { curve, measure, at } => {
                    let place = at.as_ref().map_or(f64::NAN, |at| environment.value(at));
                    match (curves.get(*curve), self.curves.get(*curve)) {
                        (Some(points), Some(spec)) => {
                            let f = self.function(environment, &spec.expression);
                            measure.of(points, f, place)
                        }
                        (_, _) => f64::NAN,
                    }
                }
            };
            readings = readings.with(reading.name.as_str(), value);
        }
        readings
    }

    /// The values of the heat map, `samples` along each side, the lowest y first, each in the middle of its cell.
    pub(super) fn shades(&self, environment: &mut Environment, samples: usize) -> Vec<f64> {
        let (Some(x), Some(heat)) = (&self.x, &self.heat) else {
            return Vec::new();
        };
        let middle = |axis: &Dimension, at: usize| {
            axis.from + (at as f64 + 0.5) / samples as f64 * (axis.to - axis.from)
        };
        let mut shades = Vec::with_capacity(samples * samples);
        for row in 0..samples {
            for column in 0..samples {
                let place = (middle(x, column), middle(&heat.y, row));
                shades.push(environment.value_at(self, &heat.expression, place));
            }
        }
        shades
    }
}

impl FormulaModel {
    pub(super) fn new(kind: Arc<FormulaKind>, values: &Values) -> Self {
        let environment = Environment::new(&kind, values);
        let curves = kind.curves_in(&environment);
        let readings = kind.readings_in(&environment, &curves);
        Self {
            kind,
            environment,
            curves,
            readings,
        }
    }

    /// The curves with their labels and roles.
    fn shown_curves(&self) -> impl Iterator<Item = (&Curve, &Phrase, Role)> {
        let labels = self.kind.curves.iter().map(|it| &it.label);
        let curves = self.curves.iter().zip(labels).zip(ROLES);
        curves.map(|((curve, label), role)| (curve, label, role))
    }

    fn curves_plot(&self, x: &Dimension) -> Plot {
        let y = self.kind.y.as_ref().map_or_else(
            || {
                let heights = self.curves.iter().flat_map(Curve::heights);
                growing(self.kind.heights.holding(heights))
            },
            axis,
        );
        let mut plot = Plot::tall(self.kind.title.clone(), axis(x), y);
        for (curve, label, role) in self.shown_curves() {
            plot = plot.curve(label.clone(), role, curve.points.clone());
        }
        let mut kinks: Vec<f64> = self
            .curves
            .iter()
            .flat_map(|curve| curve.kinks.clone())
            .collect();
        kinks.sort_by(f64::total_cmp);
        kinks.dedup_by(|a, b| (*a - *b).abs() <= 1e-9 * (x.to - x.from));
        let plot = plot.kinks(kinks);
        self.kind
            .marks
            .iter()
            .fold(plot, |plot, mark| self.mark(plot, mark))
    }

    fn mark(&self, plot: Plot, mark: &MarkSpec) -> Plot {
        let x = self.environment.value(&mark.x);
        if !x.is_finite() {
            return plot;
        }
        let curve = mark.on.and_then(|curve| self.kind.curves.get(curve));
        let y = curve.map(|curve| self.kind.function(&self.environment, &curve.expression)(x));
        let kind = if mark.is_goal {
            MarkKind::Goal
        } else {
            MarkKind::Probe
        };
        match y {
            Some(y) if !y.is_finite() => plot,
            y => plot.mark(kind, x, y, Some(mark.label.clone())),
        }
    }

    fn slopes_plot(&self, x: &Dimension) -> Plot {
        let slopes = self.curves.iter().flat_map(Curve::slopes);
        let range = self.kind.slopes.holding(slopes.map(|(_, slope)| slope));
        let title = Phrase::key("lab.formula.slopes").with("title", self.kind.title.clone());
        let plot = Plot::strip(title, axis(x), growing(range));
        self.shown_curves()
            .fold(plot, |plot, (curve, label, role)| {
                let name = slope_name(label.clone());
                match curve.levels(MOST_LEVELS) {
                    Some(levels) => plot.staircase(name, role, levels),
                    None => plot.curve(name, role, curve.slopes()),
                }
            })
    }

    fn heat_map(&self, x: &Dimension, heat: &HeatSpec) -> HeatMap {
        HeatMap {
            title: heat.label.clone(),
            x: axis(x),
            y: axis(&heat.y),
            columns: HEAT_SAMPLES,
            values: self
                .kind
                .shades(&mut self.environment.clone(), HEAT_SAMPLES),
            range: (heat.range.from, heat.range.to),
            caption: None,
            lines: Vec::new(),
            points: Vec::new(),
        }
    }
}

/// A vertical axis without a label.
fn growing(range: AxisRange) -> Axis {
    Axis::linear(None, range.from, range.to)
}

fn axis(dimension: &Dimension) -> Axis {
    Axis::linear(Some(dimension.label.clone()), dimension.from, dimension.to)
}

impl Model for FormulaModel {
    fn readings(&self) -> Readings {
        self.readings.clone()
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let x = self.kind.x.as_ref()?;
        match id {
            "curves" if !self.curves.is_empty() => Some(Figure::Plot(self.curves_plot(x))),
            "slopes" if !self.curves.is_empty() => Some(Figure::Plot(self.slopes_plot(x))),
            "heat" => Some(Figure::Heat(self.heat_map(x, self.kind.heat.as_ref()?))),
            _ => None,
        }
    }

    /// A mark whose place is a control is dragged along the curve.
    fn drag_values(&self, id: &str, (x, _): (f64, f64), free: &[&str]) -> Values {
        if id != "curves" {
            return Values::new();
        }
        let marks = self.kind.marks.iter().filter_map(|mark| {
            let control = mark
                .control
                .as_deref()
                .filter(|control| free.contains(control))?;
            let distance = (self.environment.value(&mark.x) - x).abs();
            Some((distance, control))
        });
        let nearest = marks.min_by(|a, b| a.0.total_cmp(&b.0));
        nearest.map_or_else(Values::new, |(_, control)| Values::new().with(control, x))
    }
}
