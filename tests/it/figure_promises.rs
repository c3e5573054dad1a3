//! Invariants of every kind of figure: at any size, with any number and on any axis, drawing does not panic and stays
//! inside its area.

use crate::support::figures::{
    activations, axis, bars, draw_into, hinge, hinges, lanes, look, loss, network, pixels, plane,
    render, rows, sentences, table, v, verdicts,
};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use relutor::app::{Appearance, ColorDepth, GlyphChoice, ThemeChoice};
use relutor::figure::{
    Axis, Diagram, Figure, HeatMap, Lane, Lanes, MarkKind, PixelScale, Plot, Role, Thumbnail,
};

const DARK: ThemeChoice = ThemeChoice::Dark;

/// One of every kind.
fn every_kind() -> Vec<Figure> {
    let errors = [("MSE", 0.0224, "0.0224"), ("largest", 0.13, "0.13")];
    let mut figures = hinge();
    figures.extend([
        activations(),
        loss(),
        plane(),
        pixels(),
        bars(axis("", 0.0, 0.2), &errors),
        table(),
        verdicts(),
        hinges(),
        sentences(),
        network(&[], "1.2.1"),
        network(
            &[
                ("data", "sine".into()),
                ("layers", 8.0.into()),
                ("units_3", 16.0.into()),
            ],
            "3.9",
        ),
        network(&[("layers", 0.0.into())], "1.1.0"),
        lanes(),
    ]);
    figures
}

#[test]
fn figures_that_do_not_fit_are_omitted_entirely() {
    let figures = [table(), sentences(), plane()];
    let shown = |height: u16| {
        let text = rows(&render(
            &figures,
            (60, height),
            look(DARK, GlyphChoice::Braille),
        ))
        .join("\n");
        ["risk", "awake", "y over the plane"].map(|word| text.contains(word))
    };
    assert_eq!(shown(5), [true, false, false]);
    assert_eq!(shown(8), [true, true, false]);
    assert_eq!(shown(24), [true, true, true]);
}

/// Cells outside the area of a figure.
const MARGIN: u16 = 2;

/// Draws into the middle of a screen full of letters and asserts that no letter around it changes.
fn draw_inside(figures: &[Figure], size: (u16, u16), look: Appearance) {
    let whole = Rect::new(0, 0, size.0 + 2 * MARGIN, size.1 + 2 * MARGIN);
    let area = Rect::new(MARGIN, MARGIN, size.0, size.1);
    let mut buf = Buffer::filled(whole, Cell::new("Q"));
    draw_into(figures, area, look, &mut buf);
    for at in whole.positions().filter(|at| !area.contains(*at)) {
        assert_eq!(buf[at], Cell::new("Q"), "{size:?} {at:?} {look:?}");
    }
}

fn every_appearance() -> Vec<Appearance> {
    let themes = ThemeChoice::ALL.into_iter();
    themes
        .flat_map(|theme| GlyphChoice::ALL.map(|glyphs| (theme, glyphs)))
        .flat_map(|(theme, glyphs)| {
            [
                ColorDepth::None,
                ColorDepth::Ansi16,
                ColorDepth::Ansi256,
                ColorDepth::True,
            ]
            .map(|depth| Appearance {
                theme,
                glyphs,
                depth,
                ..Appearance::default()
            })
        })
        .collect()
}

#[test]
fn every_figure_stays_inside_its_area_at_every_size() {
    for figure in every_kind() {
        for glyphs in GlyphChoice::ALL {
            for (width, height) in (0..34).flat_map(|w| (0..14).map(move |h| (w, h))) {
                draw_inside(
                    std::slice::from_ref(&figure),
                    (width, height),
                    look(DARK, glyphs),
                );
            }
        }
    }
    for look in every_appearance() {
        for size in [(0, 0), (1, 1), (2, 40), (40, 2), (80, 24), (200, 60)] {
            draw_inside(&every_kind(), size, look);
        }
    }
}

fn set_network_numbers(diagram: &mut Diagram, number: f64) {
    for tier in &mut diagram.tiers {
        tier.weights.iter_mut().for_each(|row| row.fill(number));
        for node in &mut tier.nodes {
            node.bias = node.bias.map(|_| number);
            match &mut node.thumbnail {
                Thumbnail::Map { values, range, .. } | Thumbnail::Curve { values, range } => {
                    values.fill(number);
                    *range = (number, number);
                }
            }
        }
    }
}

fn set_lane_numbers(lanes: &mut Lanes, number: Option<f64>) {
    let Some(number) = number else {
        return lanes.groups.clear();
    };
    for group in &mut lanes.groups {
        group.lanes = vec![
            Lane::Moving { at: number },
            Lane::Arrived { at: number },
            Lane::Ended { at: number },
        ];
    }
}

/// Every kind with `number` for each of its values, or with no values at all.
fn with_numbers(number: Option<f64>) -> Vec<Figure> {
    let ruin = |points: &mut Vec<(f64, f64)>| match number {
        Some(number) => points.iter_mut().skip(1).for_each(|point| point.1 = number),
        None => points.clear(),
    };
    every_kind()
        .into_iter()
        .map(|mut figure| {
            match &mut figure {
                Figure::Plot(plot) => {
                    plot.series
                        .iter_mut()
                        .for_each(|series| ruin(&mut series.points));
                    plot.marks
                        .iter_mut()
                        .for_each(|mark| mark.x = number.unwrap_or(mark.x));
                }
                Figure::Heat(heat) => match number {
                    Some(number) => heat.values.fill(number),
                    None => heat.values.clear(),
                },
                Figure::Bars(bars) => match number {
                    Some(number) => bars.bars.iter_mut().for_each(|bar| bar.value = number),
                    None => bars.bars.clear(),
                },
                Figure::Panels(panels) => match number {
                    Some(_) => panels
                        .plots
                        .iter_mut()
                        .for_each(|p| ruin(&mut p.series[0].points)),
                    None => panels.plots.clear(),
                },
                Figure::Table(table) => table.rows.clear(),
                Figure::Lines(lines) => lines.lines.clear(),
                Figure::Lanes(lanes) => set_lane_numbers(lanes, number),
                Figure::Pixels(pixels) => match number {
                    Some(number) => {
                        for grid in &mut pixels.grids {
                            grid.values.fill(number);
                            grid.scale = PixelScale::Signed { reach: number };
                        }
                    }
                    None => pixels.grids.iter_mut().for_each(|grid| grid.values.clear()),
                },
                Figure::Diagram(diagram) => match number {
                    Some(number) => set_network_numbers(diagram, number),
                    None => diagram.tiers.clear(),
                },
            }
            figure
        })
        .collect()
}

#[test]
fn every_figure_can_be_drawn_with_any_number_and_without_data() {
    let numbers = [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        0.0,
        1e300,
        -1e300,
        f64::MAX,
        f64::MIN_POSITIVE,
    ];
    for number in numbers.map(Some).into_iter().chain([None]) {
        for size in [(0, 0), (1, 1), (9, 5), (60, 16)] {
            for figure in with_numbers(number) {
                draw_inside(&[figure], size, Appearance::default());
            }
        }
    }
}

proptest! {
    #[test]
    fn extreme_axes_and_points_do_not_panic(
        ends in prop::array::uniform4(prop::num::f64::ANY),
        points in prop::collection::vec((prop::num::f64::ANY, prop::num::f64::ANY), 0..12),
        is_log in any::<bool>(),
        size in (0u16..60, 0u16..20),
    ) {
        let [x0, x1, y0, y1] = ends;
        let of = if is_log { Axis::log } else { Axis::linear };
        let mark = points.first().copied().unwrap_or((x0, y0));
        let plot = Plot::tall(v("y"), of(Some(v("A")), x0, x1), of(None, y0, y1))
            .curve(v("a"), Role::First, points.clone())
            .staircase(v("b"), Role::Second, points.clone())
            .mark(MarkKind::Kink, mark.0, None, Some(v("kink")))
            .mark(MarkKind::Probe, mark.0, Some(mark.1), Some(v("here")));
        let heat = HeatMap {
            title: v("h"),
            x: of(None, x0, x1),
            y: of(None, y0, y1),
            columns: points.len(),
            values: points.iter().map(|p| p.1).collect(),
            range: (y0, y1),
            caption: None,
            lines: Vec::new(),
            points: Vec::new(),
        };
        let values: Vec<_> = points.iter().map(|p| ("bar", p.0, "x")).collect();
        let bars = bars(of(None, x0, x1), &values);
        for figure in [Figure::Plot(plot), Figure::Heat(heat), bars] {
            draw_inside(&[figure], size, Appearance::default());
        }
    }
}
