//! Compiles a formula lab and reports its mistakes.

use super::axis_range::AxisRange;
use super::checks;
use super::curve::Curve;
use super::evaluation::{Environment, FIRST_CONTROL, X, Y};
use super::expression::Expression;
use super::fault::FormulaFault;
use super::source::{AxisSource, FormulaSource, ReadingValue};
use super::{Computation, CurveSpec, Dimension, FormulaKind, HeatSpec, Let, MarkSpec, ReadingSpec};
use crate::lab::{Control, Values};
use crate::locale::Phrase;
use crate::text::nearest_names;

/// The variables that a value depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// Controls alone.
    Fixed,
    /// Controls and x.
    Curve,
    /// Controls, x and y.
    Plane,
}

/// A lab that is being compiled.
struct Compiler<'s> {
    source: &'s FormulaSource,
    /// Every name that expressions may use, by slot, with what it depends on.
    names: Vec<(&'s str, Scope)>,
    faults: Vec<FormulaFault>,
}

impl FormulaKind {
    /// Compiles `source`, a lab that starts with the values `start`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn new(source: &FormulaSource, start: &Values) -> Result<Self, Vec<FormulaFault>> {
        let faults = checks::faults(source);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut compiler = Compiler::new(source);
        let lets = compiler.lets();
        let kind = Self {
            title: source.title.clone(),
            controls: controls(source),
            lets,
            x: source.x.as_ref().map(dimension),
            y: source.y.as_ref().map(dimension),
            curves: compiler.curves(),
            readings: compiler.readings(),
            marks: compiler.marks(),
            heat: compiler.heat(),
            heights: AxisRange::around(0.0, 1.0),
            slopes: AxisRange::around(0.0, 1.0),
            labels: source.labels(),
            constants: source.constants(),
            source: source.clone(),
        };
        if compiler.faults.is_empty() {
            kind.with_ranges(source, start)
        } else {
            Err(compiler.faults)
        }
    }

    /// The kind with the ranges of the axes at the values `start`; mistakes are curves and maps without any number there.
    fn with_ranges(
        mut self,
        source: &FormulaSource,
        start: &Values,
    ) -> Result<Self, Vec<FormulaFault>> {
        let start = self.controls().complete(start);
        let mut environment = Environment::new(&self, &start);
        let curves = self.curves_in(&environment);
        let shades = self.shades(&mut environment, RANGE_SAMPLES);
        let mut faults = Vec::new();
        for (curve, written) in curves.iter().zip(&source.curves) {
            if curve.heights().next().is_none() {
                faults.push(no_numbers(format!("curves.{}", written.name)));
            }
        }
        if self.heat.is_some() && !shades.iter().any(|shade| shade.is_finite()) {
            faults.push(no_numbers("heat".to_owned()));
        }
        self.heights = AxisRange::of(curves.iter().flat_map(Curve::heights));
        self.slopes = AxisRange::of(
            curves
                .iter()
                .flat_map(Curve::slopes)
                .map(|(_, slope)| slope),
        );
        if let (Some(heat), None) = (
            &mut self.heat,
            source.heat.as_ref().and_then(|heat| heat.range),
        ) {
            heat.range = AxisRange::of(shades.into_iter());
        }
        if faults.is_empty() {
            Ok(self)
        } else {
            Err(faults)
        }
    }
}

/// The samples along each side of a heat map whose range is found.
const RANGE_SAMPLES: usize = 16;

fn no_numbers(path: String) -> FormulaFault {
    FormulaFault::new(path, Phrase::key("check.formula.no-numbers"))
}

fn controls(source: &FormulaSource) -> Vec<(Control, Phrase)> {
    let controls = source.controls.iter();
    let controls = controls.map(|it| (Control::number(&it.name, it.range), it.label.clone()));
    controls.collect()
}

fn dimension(axis: &AxisSource) -> Dimension {
    Dimension {
        from: axis.from,
        to: axis.to,
        label: axis.label.clone(),
    }
}

impl<'s> Compiler<'s> {
    fn new(source: &'s FormulaSource) -> Self {
        let mut names = vec![("x", Scope::Curve), ("y", Scope::Plane)];
        debug_assert_eq!((X, Y, FIRST_CONTROL), (0, 1, names.len()));
        names.extend(
            source
                .controls
                .iter()
                .map(|control| (control.name.as_str(), Scope::Fixed)),
        );
        // The scopes of these follow when they are compiled.
        names.extend(
            source
                .lets
                .iter()
                .map(|it| (it.name.as_str(), Scope::Fixed)),
        );
        Self {
            source,
            names,
            faults: Vec::new(),
        }
    }

    /// Compiles `text`, the expression at `path`, which may use names of `scope`.
    fn expression(&mut self, path: &str, text: &str, scope: Scope) -> Option<Expression> {
        self.compile(path, text, scope)
            .map(|(expression, _)| expression)
    }

    fn compile(
        &mut self,
        path: &str,
        text: &str,
        scope: Scope,
    ) -> Option<(Expression, Vec<usize>)> {
        let compiled = Expression::compile(text, |name| self.resolve(name, scope));
        match compiled {
            Ok((expression, uses)) => Some((expression, uses.into_iter().map(|it| it.0).collect())),
            Err((at, message)) => {
                self.faults.push(FormulaFault {
                    path: path.to_owned(),
                    at,
                    message,
                });
                None
            }
        }
    }

    /// The slot of `name`, or why it cannot be used in an expression of `scope`.
    fn resolve(&self, name: &str, scope: Scope) -> Result<usize, Phrase> {
        let Some(slot) = self.names.iter().position(|(known, _)| *known == name) else {
            let known = self.names.iter().filter(|(_, needs)| *needs <= scope);
            let names = nearest_names(name, known.map(|(known, _)| *known)).join(", ");
            let key = if names.is_empty() {
                "check.formula.no-name"
            } else {
                "check.formula.unknown-name"
            };
            return Err(Phrase::key(key).with("name", name).with("names", names));
        };
        let needed = self.names[slot].1;
        if needed <= scope {
            return Ok(slot);
        }
        let key = match scope {
            Scope::Fixed => "check.formula.varies",
            Scope::Curve | Scope::Plane => "check.formula.no-y",
        };
        Err(Phrase::key(key).with("name", name))
    }

    /// The expressions under `let`, each behind those that it uses.
    fn lets(&mut self) -> Vec<Let> {
        let first = FIRST_CONTROL + self.source.controls.len();
        let mut waiting = Vec::new();
        for (at, written) in self.source.lets.iter().enumerate() {
            let path = format!("let.{}", written.name);
            if let Some((expression, uses)) = self.compile(&path, &written.formula, Scope::Plane) {
                waiting.push((first + at, expression, uses));
            }
        }
        let mut sorted = Vec::new();
        loop {
            let is_waiting = |slot: &usize| waiting.iter().any(|(other, _, _)| other == slot);
            let ready = waiting
                .iter()
                .position(|(_, _, uses)| !uses.iter().any(is_waiting));
            let Some(ready) = ready else { break };
            let (slot, expression, uses) = waiting.remove(ready);
            let scope = uses.iter().map(|slot| self.names[*slot].1).max();
            let scope = scope.unwrap_or(Scope::Fixed);
            self.names[slot].1 = scope;
            let varies = scope != Scope::Fixed;
            sorted.push(Let {
                slot,
                varies,
                expression,
            });
        }
        if let Some((slot, _, _)) = waiting.first() {
            let names = waiting.iter().map(|(slot, _, _)| self.names[*slot].0);
            let names = names.collect::<Vec<_>>().join(", ");
            let path = format!("let.{}", self.names[*slot].0);
            let message = Phrase::key("check.formula.cycle").with("names", names);
            self.faults.push(FormulaFault::new(path, message));
        }
        sorted
    }

    fn curves(&mut self) -> Vec<CurveSpec> {
        let source = self.source;
        let curves = source.curves.iter().filter_map(|curve| {
            let path = format!("curves.{}", curve.name);
            let expression = self.expression(&path, &curve.formula, Scope::Curve)?;
            Some(CurveSpec {
                label: curve.label.clone(),
                expression,
            })
        });
        curves.collect()
    }

    /// The curve called `name`, which the value at `path` names.
    fn curve(&mut self, path: &str, name: &str) -> Option<usize> {
        let mut curves = self.source.curves.iter();
        let found = curves.position(|curve| curve.name == name);
        if found.is_none() {
            let names = nearest_names(name, self.source.curves.iter().map(|it| it.name.as_str()));
            let message = Phrase::key("check.formula.no-curve")
                .with("name", name)
                .with("names", names.join(", "));
            self.faults.push(FormulaFault::new(path, message));
        }
        found
    }

    fn readings(&mut self) -> Vec<ReadingSpec> {
        let source = self.source;
        let readings = source.readings.iter().filter_map(|reading| {
            let path = format!("readings.{}", reading.name);
            let value = match &reading.value {
                ReadingValue::Formula(text) => {
                    Computation::Value(self.expression(&path, text, Scope::Fixed)?)
                }
                ReadingValue::Measured { of, measure, at } => Computation::Measured {
                    curve: self.curve(&format!("{path}.of"), of)?,
                    measure: *measure,
                    at: match at {
                        Some(text) => {
                            Some(self.expression(&format!("{path}.at"), text, Scope::Fixed)?)
                        }
                        None => None,
                    },
                },
            };
            Some(ReadingSpec {
                name: reading.name.clone(),
                label: reading.label.clone(),
                value,
            })
        });
        readings.collect()
    }

    fn marks(&mut self) -> Vec<MarkSpec> {
        let source = self.source;
        let marks = source.marks.iter().filter_map(|mark| {
            let path = format!("marks.{}", mark.name);
            let is_control =
                |name: &str| source.controls.iter().any(|control| control.name == name);
            let x = mark.x.trim();
            Some(MarkSpec {
                label: mark.label.clone(),
                x: self.expression(&format!("{path}.x"), &mark.x, Scope::Fixed)?,
                on: match &mark.on {
                    Some(name) => Some(self.curve(&format!("{path}.on"), name)?),
                    None => None,
                },
                control: is_control(x).then(|| x.to_owned()),
                is_goal: mark.is_goal,
            })
        });
        marks.collect()
    }

    fn heat(&mut self) -> Option<HeatSpec> {
        let heat = self.source.heat.as_ref()?;
        let (from, to) = heat.range.unwrap_or((0.0, 1.0));
        Some(HeatSpec {
            label: heat.label.clone(),
            y: dimension(&heat.y),
            range: AxisRange { from, to },
            expression: self.expression("heat", &heat.formula, Scope::Plane)?,
        })
    }
}
