//! Figures in words, for screen readers and handouts.

use super::{
    Bars, Diagram, DiagramTier, Figure, HeatMap, LinearPiece, MarkKind, NodeState, Panels, Plot,
    PointMarker, Role, Series, SeriesShape, Table, pieces,
};
use crate::locale::Phrase;

/// Up to this many pieces are told one by one; more are summed up.
const TELLABLE: usize = 5;
/// Slopes closer to zero than this are called flat.
const FLAT: f64 = 5e-4;

pub(super) fn sentences(figure: &Figure) -> Vec<Phrase> {
    match figure {
        Figure::Plot(plot) => of_plot(plot),
        Figure::Heat(heat) => of_heat(heat),
        Figure::Bars(bars) => of_bars(bars),
        Figure::Panels(panels) => of_panels(panels),
        Figure::Table(table) => of_table(table),
        Figure::Lines(lines) => lines.lines.clone(),
        Figure::Diagram(diagram) => of_diagram(diagram),
    }
}

/// Tier by tier how many units there are and how they fare; of the chosen unit every number.
fn of_diagram(diagram: &Diagram) -> Vec<Phrase> {
    let mut said: Vec<_> = diagram.tiers.iter().map(of_tier).collect();
    let Some(chosen) = diagram.chosen else {
        return said;
    };
    let before = chosen
        .tier
        .checked_sub(1)
        .and_then(|at| diagram.tiers.get(at));
    let Some(tier) = diagram.tiers.get(chosen.tier) else {
        return said;
    };
    let node = tier.nodes.get(chosen.node);
    if let (Some(before), Some(node), Some(weights)) = (before, node, tier.weights.get(chosen.node))
    {
        let weights = before.nodes.iter().zip(weights).map(|(from, weight)| {
            Phrase::key("figure.diagram.from")
                .with("from", from.name.clone())
                .with("weight", *weight)
        });
        said.push(
            Phrase::key("figure.diagram.chosen")
                .with("tier", tier.name.clone())
                .with("node", node.name.clone())
                .with("bias", node.bias.unwrap_or(f64::NAN))
                .with("weights", weights.collect::<Vec<_>>()),
        );
    }
    said
}

fn of_tier(tier: &DiagramTier) -> Phrase {
    let count = |state| tier.nodes.iter().filter(|node| node.state == state).count();
    let states = [
        (NodeState::Off, "figure.diagram.off"),
        (NodeState::Saturated, "figure.diagram.saturated"),
        (NodeState::Undefined, "figure.diagram.undefined"),
    ];
    let faults: Vec<_> = states
        .iter()
        .map(|(state, key)| (count(*state), *key))
        .filter(|(count, _)| *count > 0)
        .map(|(count, key)| Phrase::key(key).with("n", count))
        .collect();
    let tier = Phrase::key(if faults.is_empty() {
        "figure.diagram.tier"
    } else {
        "figure.diagram.ailing-tier"
    })
    .with("tier", tier.name.clone())
    .with("n", tier.nodes.len());
    tier.with("faults", faults)
}

fn of_plot(plot: &Plot) -> Vec<Phrase> {
    let mut said = Vec::new();
    for series in &plot.series {
        said.push(
            Phrase::key("figure.curve")
                .with("name", series.name.clone())
                .with("course", course(plot, series)),
        );
    }
    for mark in &plot.marks {
        let key = match mark.kind {
            MarkKind::Kink => "figure.mark.kink",
            MarkKind::Turn => "figure.mark.turn",
            MarkKind::Probe => "figure.mark.probe",
            MarkKind::Prediction => "figure.mark.belief",
            MarkKind::Goal => "figure.mark.goal",
        };
        let at = Phrase::key(key).with("x", mark.x);
        said.push(match mark.y {
            Some(y) => Phrase::key("figure.mark.at").with("what", at).with("y", y),
            None => at,
        });
    }
    said
}

/// How a curve goes: its pieces one by one where they are few, else its ends and extremes.
fn course(plot: &Plot, series: &Series) -> Phrase {
    let visible: Vec<_> = series
        .points
        .iter()
        .copied()
        .filter(|(x, _)| {
            plot.x
                .place(*x)
                .is_some_and(|p| (-1e-9..=1.0 + 1e-9).contains(&p))
        })
        .collect();
    let finite: Vec<_> = visible
        .iter()
        .copied()
        .filter(|(_, y)| y.is_finite())
        .collect();
    let (Some(first), Some(last)) = (finite.first(), finite.last()) else {
        return Phrase::key("figure.course.nothing");
    };
    if series.shape == SeriesShape::Stairs {
        return Phrase::key("figure.list").with("items", levels(&finite));
    }
    let straight = pieces(&visible);
    if series.shape == SeriesShape::Line
        && straight.len() <= TELLABLE
        && finite.len() == visible.len()
    {
        let x = plot
            .x
            .label
            .clone()
            .unwrap_or_else(|| Phrase::verbatim("x"));
        return Phrase::key("figure.list").with("items", told(&straight, &x));
    }
    let top = extreme(&finite, |a, b| a > b);
    let bottom = extreme(&finite, |a, b| a < b);
    let summary = Phrase::key("figure.course.summary")
        .with("x0", first.0)
        .with("y0", first.1)
        .with("x1", last.0)
        .with("y1", last.1)
        .with("top", top.1)
        .with("top_at", top.0)
        .with("bottom", bottom.1)
        .with("bottom_at", bottom.0);
    if finite.len() < visible.len() {
        return Phrase::key("figure.course.ends").with("course", summary);
    }
    summary
}

fn extreme(points: &[(f64, f64)], beats: impl Fn(f64, f64) -> bool) -> (f64, f64) {
    points
        .iter()
        .copied()
        .fold((f64::NAN, f64::NAN), |best, p| {
            if best.1.is_nan() || beats(p.1, best.1) {
                p
            } else {
                best
            }
        })
}

fn told(straight: &[LinearPiece], x: &Phrase) -> Vec<Phrase> {
    let end = straight.len().saturating_sub(1);
    straight
        .iter()
        .enumerate()
        .map(|(i, piece)| {
            let slope = piece.slope();
            let way = if slope.abs() < FLAT {
                Phrase::key("figure.piece.flat").with("y", piece.from.1)
            } else if slope > 0.0 {
                Phrase::key("figure.piece.rising").with("slope", slope)
            } else {
                Phrase::key("figure.piece.falling").with("slope", slope)
            };
            if i == end {
                way
            } else {
                Phrase::key("figure.piece.until")
                    .with("way", way)
                    .with("x", x.clone())
                    .with("at", piece.to.0)
            }
        })
        .collect()
}

/// The levels of a staircase, each with where it starts.
fn levels(points: &[(f64, f64)]) -> Vec<Phrase> {
    let mut said: Vec<Phrase> = Vec::new();
    let mut last = f64::NAN;
    for (x, y) in points {
        if *y != last {
            said.push(Phrase::key("figure.level").with("y", *y).with("x", *x));
        }
        last = *y;
    }
    if said.len() > 2 * TELLABLE {
        let count = said.len();
        return vec![Phrase::key("figure.levels").with("n", count)];
    }
    said
}

fn of_heat(heat: &HeatMap) -> Vec<Phrase> {
    let finite = || heat.values.iter().copied().filter(|v| v.is_finite());
    let (low, high) = finite().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
        (l.min(v), h.max(v))
    });
    let mut said = vec![if low <= high {
        Phrase::key("figure.heat")
            .with("low", low)
            .with("high", high)
    } else {
        Phrase::key("figure.course.nothing")
    }];
    for line in &heat.lines {
        said.push(
            Phrase::key("figure.heat.line")
                .with("name", line.name.clone())
                .with("x0", line.from.0)
                .with("y0", line.from.1)
                .with("x1", line.to.0)
                .with("y1", line.to.1),
        );
    }
    let samples = heat
        .points
        .iter()
        .filter(|point| point.sign == PointMarker::Label);
    let samples = samples.count();
    if samples > 0 {
        said.push(Phrase::key("figure.heat.samples").with("n", samples));
    }
    for point in heat
        .points
        .iter()
        .filter(|point| point.sign != PointMarker::Label)
    {
        let value = heat.x.place(point.at.0).zip(heat.y.place(point.at.1));
        let value = value
            .and_then(|(across, up)| heat.sample(across, up))
            .unwrap_or(f64::NAN);
        let key = if point.label == Phrase::verbatim("") {
            "figure.heat.corner"
        } else {
            "figure.heat.point"
        };
        said.push(
            Phrase::key(key)
                .with("label", point.label.clone())
                .with("x", point.at.0)
                .with("y", point.at.1)
                .with("value", value),
        );
    }
    said
}

fn of_bars(bars: &Bars) -> Vec<Phrase> {
    let mut said: Vec<_> = bars
        .bars
        .iter()
        .map(|bar| {
            Phrase::key("figure.bar")
                .with("label", bar.label.clone())
                .with("value", bar.written.clone())
        })
        .collect();
    if let Some(goal) = bars.goal {
        said.push(Phrase::key("figure.goal").with("value", goal));
    }
    said
}

fn of_panels(panels: &Panels) -> Vec<Phrase> {
    panels
        .plots
        .iter()
        .filter_map(|plot| {
            let leading = plot.series.iter().find(|s| s.role == Role::First)?;
            Some(
                Phrase::key("figure.curve")
                    .with("name", plot.title.clone())
                    .with("course", course(plot, leading)),
            )
        })
        .collect()
}

fn of_table(table: &Table) -> Vec<Phrase> {
    table
        .rows
        .iter()
        .map(|row| {
            let cells = table.columns.iter().zip(&row.cells).map(|(column, cell)| {
                Phrase::key("figure.table.cell")
                    .with("column", column.clone())
                    .with("value", cell.text.clone())
            });
            Phrase::key("figure.table.row")
                .with("header", row.header.clone())
                .with("cells", cells.collect::<Vec<_>>())
        })
        .collect()
}
