//! Labs as JSON, for recomputing them elsewhere.

use serde_json::{Map, Value as Json, json};

use super::{Control, Domain, Lab, TrainingRecord, Value};
use crate::figure::{Axis, Figure, Lane, LaneGroup, Lanes, PixelGrid, Plot, Scale};
use crate::locale::Words;

impl Lab {
    /// The fields of its kind: title, controls with values and ranges, and the names of readings and figures with their
    /// labels and titles.
    pub fn json_of_kind(&self, words: &Words) -> Map<String, Json> {
        let kind = self.kind();
        let readings: Map<_, _> = self
            .readings()
            .iter()
            .map(|(name, _)| {
                let label = kind.reading_label(name);
                let label = words.has(label.name()).then(|| words.format(&label));
                (name.to_owned(), json!(label))
            })
            .collect();
        let figures = kind.figures().iter();
        let figures: Map<_, _> = figures
            .filter_map(|id| {
                let title = words.format(self.figure(id)?.title());
                Some(((*id).to_owned(), json!(title)))
            })
            .collect();
        Map::from_iter([
            ("kind".to_owned(), json!(kind.name())),
            ("title".to_owned(), json!(words.format(&kind.title()))),
            ("runs".to_owned(), json!(self.run().is_some())),
            ("controls".to_owned(), self.controls_json(words)),
            ("readings".to_owned(), Json::Object(readings)),
            ("figures".to_owned(), Json::Object(figures)),
        ])
    }

    fn controls_json(&self, words: &Words) -> Json {
        let controls = self.controls().0.iter();
        controls
            .map(|control| (control.name.clone(), self.control_json(control, words)))
            .collect::<Map<_, _>>()
            .into()
    }

    /// Its fields: the controls with values and ranges, the readings, and the data of every figure.
    pub fn json(&self, words: &Words) -> Map<String, Json> {
        let readings: Map<_, _> = self
            .readings()
            .iter()
            .map(|(name, value)| (name.to_owned(), number(value)))
            .collect();
        let figures: Map<_, _> = self
            .kind()
            .figures()
            .iter()
            .filter_map(|id| Some(((*id).to_owned(), figure_json(&self.figure(id)?, words))))
            .collect();
        let mut fields = Map::from_iter([
            ("lab".to_owned(), json!(self.kind().name())),
            ("seed".to_owned(), json!(self.seed().0)),
            ("controls".to_owned(), self.controls_json(words)),
            ("readings".to_owned(), Json::Object(readings)),
            ("figures".to_owned(), Json::Object(figures)),
        ]);
        if let Some(run) = self.run() {
            fields.insert("step".to_owned(), json!(run.at()));
        }
        if let Some(record) = self.training_record() {
            fields.insert("training".to_owned(), record_json(&record));
        }
        fields
    }

    fn control_json(&self, control: &Control, words: &Words) -> Json {
        let label = words.format(&self.kind().control_label(&control.name));
        let value = match self.values().get(&control.name) {
            Some(Value::Number(n)) => number(*n),
            Some(Value::Choice(name)) => json!(name),
            Some(Value::Text(text)) => json!(text.to_string()),
            None => Json::Null,
        };
        match &control.domain {
            Domain::Number(range) => json!({
                "label": label,
                "value": value,
                "min": number(range.min),
                "max": number(range.max),
                "default": number(range.default),
                "step": number(range.step),
                "fine": number(range.fine),
            }),
            Domain::Choice(options) => json!({
                "label": label,
                "value": value,
                "options": options.names,
                "default": options.default,
            }),
            Domain::Text { default } => json!({
                "label": label,
                "value": value,
                "default": default.to_string(),
            }),
        }
    }
}

fn record_json(record: &TrainingRecord) -> Json {
    let numbers = |values: &[f64]| values.iter().copied().map(number).collect::<Vec<_>>();
    json!({
        "sizes": record.sizes,
        "start": numbers(&record.start),
        "inputs": record.inputs.iter().map(|sample| numbers(sample)).collect::<Vec<_>>(),
        "targets": numbers(&record.targets),
        "losses": record.losses.iter().copied().map(pair).collect::<Vec<_>>(),
    })
}

/// `value` as a JSON number; null for a value that is not finite, which JSON cannot write.
pub fn number(value: f64) -> Json {
    if value.is_finite() {
        json!(value)
    } else {
        Json::Null
    }
}

fn pair((x, y): (f64, f64)) -> Json {
    Json::Array(vec![number(x), number(y)])
}

fn lanes_json(lanes: &Lanes, words: &Words) -> Json {
    let group = |group: &LaneGroup| {
        json!({
            "name": words.format(&group.name),
            "lanes": group.lanes.iter().map(lane_json).collect::<Vec<_>>(),
        })
    };
    json!({
        "x": axis_json(&lanes.axis),
        "groups": lanes.groups.iter().map(group).collect::<Vec<_>>(),
    })
}

fn lane_json(lane: &Lane) -> Json {
    let state = match lane {
        Lane::Moving { .. } => "moving",
        Lane::Arrived { .. } => "arrived",
        Lane::Ended { .. } => "ended",
    };
    json!({"state": state, "at": number(lane.at())})
}

fn grid_json(grid: &PixelGrid, words: &Words) -> Json {
    json!({
        "name": words.format(&grid.name),
        "first": grid.first,
        "columns": grid.columns,
        "values": grid.values.iter().copied().map(number).collect::<Vec<_>>(),
    })
}

fn figure_json(figure: &Figure, words: &Words) -> Json {
    let title = words.format(figure.title());
    let description: Vec<_> = figure
        .describe()
        .iter()
        .map(|sentence| words.format(sentence))
        .collect();
    let mut whole = match figure {
        Figure::Plot(plot) => plot_json(plot, words),
        Figure::Panels(panels) => json!({
            "panels": panels.plots.iter().map(|plot| plot_json(plot, words)).collect::<Vec<_>>(),
        }),
        Figure::Heat(heat) => json!({
            "x": axis_json(&heat.x),
            "y": axis_json(&heat.y),
            "columns": heat.columns,
            "values": heat.values.iter().copied().map(number).collect::<Vec<_>>(),
            "lines": heat.lines.iter().map(|line| json!([pair(line.from), pair(line.to)])).collect::<Vec<_>>(),
            "points": heat.points.iter().map(|point| pair(point.at)).collect::<Vec<_>>(),
        }),
        Figure::Bars(bars) => json!({
            "bars": bars.bars.iter()
                .map(|bar| json!({"label": words.format(&bar.label), "value": number(bar.value)}))
                .collect::<Vec<_>>(),
        }),
        Figure::Table(table) => json!({
            "columns": table.columns.iter().map(|column| words.format(column)).collect::<Vec<_>>(),
            "rows": table.rows.iter()
                .map(|row| json!({
                    "header": words.format(&row.header),
                    "cells": row.cells.iter().map(|cell| words.format(&cell.text)).collect::<Vec<_>>(),
                }))
                .collect::<Vec<_>>(),
        }),
        Figure::Lines(_) => json!({}),
        Figure::Lanes(lanes) => lanes_json(lanes, words),
        Figure::Pixels(pixels) => json!({
            "grids": pixels.grids.iter().map(|grid| grid_json(grid, words)).collect::<Vec<_>>(),
        }),
        Figure::Diagram(diagram) => json!({
            "tiers": diagram.tiers.iter()
                .map(|tier| json!({
                    "name": words.format(&tier.name),
                    "biases": tier.nodes.iter().filter_map(|node| node.bias.map(number)).collect::<Vec<_>>(),
                    "weights": tier.weights.iter()
                        .map(|row| row.iter().copied().map(number).collect::<Vec<_>>())
                        .collect::<Vec<_>>(),
                }))
                .collect::<Vec<_>>(),
        }),
    };
    if let Some(object) = whole.as_object_mut() {
        object.insert("kind".to_owned(), json!(figure_kind(figure)));
        object.insert("title".to_owned(), json!(title));
        object.insert("description".to_owned(), json!(description));
    }
    whole
}

fn figure_kind(figure: &Figure) -> &'static str {
    match figure {
        Figure::Plot(_) => "plot",
        Figure::Panels(_) => "panels",
        Figure::Heat(_) => "heat",
        Figure::Bars(_) => "bars",
        Figure::Table(_) => "table",
        Figure::Lines(_) => "lines",
        Figure::Lanes(_) => "lanes",
        Figure::Pixels(_) => "pixels",
        Figure::Diagram(_) => "diagram",
    }
}

fn plot_json(plot: &Plot, words: &Words) -> Json {
    let series = plot.series.iter().map(|series| {
        json!({
            "name": words.format(&series.name),
            "points": series.points.iter().copied().map(pair).collect::<Vec<_>>(),
        })
    });
    let marks = plot
        .marks
        .iter()
        .map(|mark| json!({"x": number(mark.x), "y": mark.y.map(number)}));
    json!({
        "x": axis_json(&plot.x),
        "y": axis_json(&plot.y),
        "series": series.collect::<Vec<_>>(),
        "marks": marks.collect::<Vec<_>>(),
    })
}

fn axis_json(axis: &Axis) -> Json {
    json!({
        "min": number(axis.min),
        "max": number(axis.max),
        "scale": match axis.scale {
            Scale::Linear => "linear",
            Scale::Log => "log",
        },
    })
}
