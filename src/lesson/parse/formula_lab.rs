//! Labs of the kind `formula`: controls, expressions and labels from `lesson.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::toml_reader::TableReader;
use crate::lab::{
    AxisSource, ControlSource, CurveSource, FORMULA, FormulaKind, FormulaSource, HeatSource, Kind,
    LetSource, MarkSource, Measure, Range, ReadingSource, ReadingValue, Values, round_tick,
};
use crate::lesson::model::Location;
use crate::locale::{Lang, LocalText, Phrase};

/// The keys of a formula lab beside `kind`.
pub(super) const KEYS: [&str; 9] = [
    "title", "x", "y", "controls", "let", "curves", "readings", "marks", "heat",
];

/// The steps of a control over its range, where the lesson gives no `step`.
const STEPS: f64 = 50.0;

/// Reads a formula lab and remembers where its expressions stand.
struct LabReader<'r, 'a, 'i> {
    table: &'r TableReader<'a, 'i>,
    /// The text and the location of each expression by its path in the lab.
    expressions: BTreeMap<String, (String, Location)>,
}

/// The kind that `table` describes, a lab that starts with the values `set`. Mistakes are reported.
pub(super) fn formula_lab(table: &TableReader<'_, '_>, set: &Values) -> Option<Kind> {
    let mut reader = LabReader {
        table,
        expressions: BTreeMap::new(),
    };
    let source = reader.source()?;
    match FormulaKind::new(&source, set) {
        Ok(kind) => Some(Kind::Formula(Arc::new(kind))),
        Err(faults) => {
            for fault in faults {
                let place = match reader.expressions.get(&fault.path) {
                    Some((text, place)) => table.place_within(place, text, fault.at),
                    None => table.nearest_place(&fault.path),
                };
                table.report(place, fault.message);
            }
            None
        }
    }
}

impl<'a, 'i> LabReader<'_, 'a, 'i> {
    fn source(&mut self) -> Option<FormulaSource> {
        if !self.table.has("title") {
            self.table.report_missing("title");
        }
        let title = label(self.table, "title", FORMULA);
        let controls = self.table.named_tables("controls");
        let controls = controls
            .iter()
            .map(|(name, table)| control(name, table))
            .collect::<Vec<_>>();
        let x = self.table.table("x").map(|table| axis(&table, "x"));
        let y = self.table.table("y").map(|table| axis(&table, "y"));
        let lets = self.lets();
        let curves = self.curves();
        let readings = self.readings();
        let marks = self.marks();
        let heat = self.table.table("heat").map(|table| self.heat(&table));
        Some(FormulaSource {
            title,
            controls: controls.into_iter().collect::<Option<_>>()?,
            x: x.map_or(Some(None), |x| x.map(Some))?,
            y: y.map_or(Some(None), |y| y.map(Some))?,
            lets,
            curves: curves?,
            readings: readings?,
            marks: marks?,
            heat: heat.map_or(Some(None), |heat| heat.map(Some))?,
        })
    }

    /// The expression under `key` of `table`; `path` is its path in the lab. A missing one is a fault.
    fn expression(&mut self, table: &TableReader<'a, 'i>, key: &str, path: &str) -> Option<String> {
        if !table.has(key) {
            table.report_missing(key);
        }
        let text = table.string(key)?;
        self.expressions
            .insert(path.to_owned(), (text.clone(), table.place_in(key)));
        Some(text)
    }

    fn lets(&mut self) -> Vec<LetSource> {
        let Some(table) = self.table.table("let") else {
            return Vec::new();
        };
        let lets = table.entries().into_iter().filter_map(|(name, _)| {
            let formula = self.expression(&table, &name, &format!("let.{name}"))?;
            Some(LetSource { name, formula })
        });
        lets.collect()
    }

    fn curves(&mut self) -> Option<Vec<CurveSource>> {
        let Some(table) = self.table.table("curves") else {
            return Some(Vec::new());
        };
        let mut curves = Vec::new();
        for (name, _) in table.entries() {
            let path = format!("curves.{name}");
            let (formula, label) = if table.is_text(&name) {
                (
                    self.expression(&table, &name, &path),
                    Phrase::verbatim(name.as_str()),
                )
            } else {
                let curve = table.table(&name)?;
                let formula = self.expression(&curve, "formula", &path);
                let label = label(&curve, "label", &name);
                curve.report_unknown_keys(&["formula", "label"]);
                (formula, label)
            };
            curves.push(CurveSource {
                name,
                label,
                formula: formula?,
            });
        }
        Some(curves)
    }

    fn readings(&mut self) -> Option<Vec<ReadingSource>> {
        let Some(table) = self.table.table("readings") else {
            return Some(Vec::new());
        };
        let mut readings = Vec::new();
        for (name, _) in table.entries() {
            let path = format!("readings.{name}");
            let (value, label) = if table.is_text(&name) {
                let text = self.expression(&table, &name, &path);
                (
                    text.map(ReadingValue::Formula),
                    Phrase::verbatim(name.as_str()),
                )
            } else {
                let reading = table.table(&name)?;
                let value = self.reading_value(&reading, &path);
                let label = label(&reading, "label", &name);
                reading.report_unknown_keys(&["formula", "take", "of", "at", "label"]);
                (value, label)
            };
            readings.push(ReadingSource {
                name,
                label,
                value: value?,
            });
        }
        Some(readings)
    }

    /// `formula`, or `take` with the curve that it is taken `of`.
    fn reading_value(&mut self, table: &TableReader<'a, 'i>, path: &str) -> Option<ReadingValue> {
        if !table.has("take") {
            return self
                .expression(table, "formula", path)
                .map(ReadingValue::Formula);
        }
        // Known keys also where their values are of no use.
        let (_of, _at) = (table.has("of"), table.has("at"));
        let word = table.string("take")?;
        let Some(measure) = Measure::ALL.into_iter().find(|it| it.name() == word) else {
            let message = Phrase::key("check.formula.take")
                .with("word", word)
                .with("names", Measure::ALL.map(Measure::name).join(", "));
            table.report(table.place_in("take"), message);
            return None;
        };
        if !table.has("of") {
            table.report_missing("of");
        }
        let of = table.string("of")?;
        let at = if measure.is_at_a_place() {
            Some(self.place_on_x(table, &format!("{path}.at"))?)
        } else {
            None
        };
        Some(ReadingValue::Measured { of, measure, at })
    }

    /// The number or the expression under `at`.
    fn place_on_x(&mut self, table: &TableReader<'a, 'i>, path: &str) -> Option<String> {
        if table.has("at") && !table.is_text("at") {
            return table.number("at").map(|number| number.to_string());
        }
        self.expression(table, "at", path)
    }

    fn marks(&mut self) -> Option<Vec<MarkSource>> {
        let mut marks = Vec::new();
        for (name, table) in self.table.named_tables("marks") {
            let x = self.expression(&table, "x", &format!("marks.{name}.x"));
            marks.push(MarkSource {
                label: label(&table, "label", &name),
                on: table.string("on"),
                is_goal: table.boolean("goal").unwrap_or_default(),
                x: x?,
                name,
            });
            table.report_unknown_keys(&["x", "on", "goal", "label"]);
        }
        Some(marks)
    }

    fn heat(&mut self, table: &TableReader<'a, 'i>) -> Option<HeatSource> {
        let formula = self.expression(table, "formula", "heat");
        let y = table.required_table("y").and_then(|y| axis(&y, "y"));
        let range = match (table.number("from"), table.number("to")) {
            (Some(from), Some(to)) => Some((from, to)),
            (None, None) => None,
            (Some(_), None) => {
                table.report_missing("to");
                None
            }
            (None, Some(_)) => {
                table.report_missing("from");
                None
            }
        };
        let label = label(table, "label", "heat");
        table.report_unknown_keys(&["formula", "label", "y", "from", "to"]);
        Some(HeatSource {
            label,
            formula: formula?,
            y: y?,
            range,
        })
    }
}

/// The number under `key`; a missing one is a fault.
fn required_number(table: &TableReader<'_, '_>, key: &str) -> Option<f64> {
    if !table.has(key) {
        table.report_missing(key);
    }
    table.number(key)
}

fn control(name: &str, table: &TableReader<'_, '_>) -> Option<ControlSource> {
    let (min, max) = (required_number(table, "min"), required_number(table, "max"));
    let value = required_number(table, "value");
    let step = table.number("step");
    let label = label(table, "label", name);
    table.report_unknown_keys(&["min", "max", "value", "step", "label"]);
    let (min, max) = (min?, max?);
    let step = step.unwrap_or_else(|| round_tick((max - min) / STEPS));
    Some(ControlSource {
        name: name.to_owned(),
        label,
        range: Range::new(min, max, value?, step),
    })
}

/// An axis, whose label is `name` if it has none.
fn axis(table: &TableReader<'_, '_>, name: &str) -> Option<AxisSource> {
    let (from, to) = (required_number(table, "from"), required_number(table, "to"));
    let label = label(table, "label", name);
    table.report_unknown_keys(&["from", "to", "label"]);
    Some(AxisSource {
        label,
        from: from?,
        to: to?,
    })
}

/// The text under `key`, the same in every language or by language; `name` where there is none.
fn label(table: &TableReader<'_, '_>, key: &str, name: &str) -> Phrase {
    if !table.has(key) {
        return Phrase::verbatim(name);
    }
    if table.is_text(key) {
        return Phrase::verbatim(table.string(key).unwrap_or_default());
    }
    let texts = table.named_texts(key, "check.formula.no-label");
    let texts = texts
        .into_iter()
        .map(|(lang, text)| (Lang::of(&lang), text))
        .collect();
    LocalText::new(texts).map_or_else(|| Phrase::verbatim(name), Phrase::local)
}
