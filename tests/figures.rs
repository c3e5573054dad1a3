//! Figures on screens: each kind as it is painted, and what every kind promises at any size.

#[path = "support/figures.rs"]
mod samples;
#[path = "support/golden.rs"]
mod support;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use relutor::app::{Depth, GlyphChoice, Look, ThemeChoice};
use relutor::figure::{Axis, Figure, HeatMap, MarkKind, Plot, Role, Shape};
use samples::{
    activations, axis, bars, draw_into, drawn, every_kind, hinge, hinges, look, loss, plane, rows,
    sentences, table, v, verdicts,
};
use support::{assert_golden, painted};

const DARK: ThemeChoice = ThemeChoice::Dark;

fn paint(name: &str, figures: &[Figure], size: (u16, u16), look: Look) {
    assert_golden(
        &format!("figures/{name}.txt"),
        &painted(&drawn(figures, size, look)),
    );
}

#[test]
fn a_curve_stands_over_its_slope() {
    paint(
        "hinge",
        &hinge(),
        (60, 20),
        look(DARK, GlyphChoice::Braille),
    );
    paint(
        "hinge-light-blocks",
        &hinge(),
        (60, 20),
        look(ThemeChoice::Light, GlyphChoice::Blocks),
    );
    paint(
        "hinge-projector",
        &hinge(),
        (60, 20),
        look(ThemeChoice::Projector, GlyphChoice::Braille),
    );
    paint(
        "hinge-mono-ascii",
        &hinge(),
        (60, 20),
        look(ThemeChoice::Mono, GlyphChoice::Ascii),
    );
}

#[test]
fn in_eight_rows_the_slope_stands_right_under_its_curve() {
    paint(
        "hinge-tight",
        &hinge(),
        (76, 8),
        look(DARK, GlyphChoice::Braille),
    );
}

#[test]
fn five_curves_and_a_probe_are_told_apart() {
    paint(
        "activations",
        &[activations()],
        (70, 16),
        look(DARK, GlyphChoice::Braille),
    );
    paint(
        "activations-ascii",
        &[activations()],
        (70, 16),
        look(DARK, GlyphChoice::Ascii),
    );
}

#[test]
fn a_log_axis_counts_decades() {
    paint(
        "loss",
        &[loss()],
        (60, 12),
        look(DARK, GlyphChoice::Braille),
    );
}

#[test]
fn a_heat_map_shows_folds_corners_and_scale() {
    let sixteen = Look {
        depth: Depth::Ansi16,
        ..look(DARK, GlyphChoice::Braille)
    };
    paint(
        "plane",
        &[plane()],
        (50, 14),
        look(DARK, GlyphChoice::Braille),
    );
    paint("plane-sixteen-colours", &[plane()], (50, 14), sixteen);
    paint(
        "plane-mono-ascii",
        &[plane()],
        (50, 14),
        look(ThemeChoice::Mono, GlyphChoice::Ascii),
    );
}

#[test]
fn bars_begin_at_zero_and_keep_clear_of_the_goal() {
    let errors = bars(
        axis("", 0.0, 0.2),
        Some(0.03),
        &[
            ("MSE", 0.0224, "0.0224"),
            ("largest", 0.13, "0.13"),
            ("none", 0.0, "0"),
        ],
    );
    let effects = bars(
        axis("", -3.0, 5.0),
        None,
        &[
            ("at B₁", 2.0, "2"),
            ("at B", -1.3, "−1.3"),
            ("little", 1e-9, "10⁻⁹"),
            ("lost", f64::NAN, "NaN"),
        ],
    );
    let steps = bars(
        Axis::log(None, 1.0, 1e5),
        None,
        &[
            ("z = 1", 24.0, "24 steps"),
            ("z = 9", f64::INFINITY, "never"),
        ],
    );
    let figures = [errors, effects, steps];
    paint("bars", &figures, (50, 18), look(DARK, GlyphChoice::Braille));
    paint(
        "bars-mono-ascii",
        &figures,
        (50, 18),
        look(ThemeChoice::Mono, GlyphChoice::Ascii),
    );
}

#[test]
fn tables_panels_and_sentences() {
    let figures = [table(), verdicts(), hinges(), sentences()];
    paint(
        "table-panels-lines",
        &figures,
        (60, 30),
        look(DARK, GlyphChoice::Braille),
    );
    paint(
        "table-panels-lines-mono-ascii",
        &figures,
        (60, 30),
        look(ThemeChoice::Mono, GlyphChoice::Ascii),
    );
}

/// The columns of cells of a row that hold `symbol`.
fn columns_of(symbol: &str, row: &str) -> Vec<usize> {
    row.chars()
        .enumerate()
        .filter(|(_, c)| symbol.contains(*c))
        .map(|(x, _)| x)
        .collect()
}

/// The middle column of the label that reads `text`.
fn label_column(text: &str, row: &str) -> Option<usize> {
    let mut x = 0;
    for word in row.split(' ') {
        if word == text {
            return Some(x + word.chars().count() / 2);
        }
        x += word.chars().count() + 1;
    }
    None
}

#[test]
fn the_tick_of_a_number_stands_in_the_column_of_its_datum() {
    let looks = [
        GlyphChoice::Braille,
        GlyphChoice::Blocks,
        GlyphChoice::Ascii,
    ];
    for width in 20..=120 {
        for (glyphs, (min, max)) in looks
            .into_iter()
            .flat_map(|g| [(g, (-10.0, 10.0)), (g, (-3.0, 8.0))])
        {
            let mut plot = Plot::tall(v(""), axis("A", min, max), axis("", -1.0, 1.0)).curve(
                v("datum"),
                Role::First,
                vec![(0.0, 0.5)],
            );
            plot.series[0].shape = Shape::Dots;
            let buf = drawn(&[Figure::Plot(plot)], (width, 12), look(DARK, glyphs));
            let rows = rows(&buf);
            let labels = rows
                .iter()
                .rposition(|row| label_column("0", row).is_some())
                .unwrap();
            let tick = label_column("0", &rows[labels]).unwrap();
            let first = Look::default();
            let colour = |cell: &Cell| cell.fg == series_colour(first);
            let datum = buf.content().iter().position(colour).unwrap() % usize::from(width);
            assert_eq!(
                tick,
                datum,
                "{width} {glyphs:?} {min}…{max}\n{}",
                rows.join("\n")
            );
            assert!(
                columns_of("┬+", &rows[labels - 1]).contains(&tick),
                "{width} {glyphs:?}"
            );
        }
    }
}

fn series_colour(look: Look) -> ratatui::style::Color {
    let theme = relutor::ui::theme::Theme::of(look);
    theme
        .style(relutor::ui::theme::Part::Series(Role::First))
        .fg
        .unwrap()
}

#[test]
fn a_kink_stands_over_its_jump_of_slope_at_every_width() {
    for width in 24..=120 {
        for height in [8, 20] {
            let rows = rows(&drawn(
                &hinge(),
                (width, height),
                look(DARK, GlyphChoice::Ascii),
            ));
            let (at, kink) = rows
                .iter()
                .enumerate()
                .find_map(|(y, row)| Some((y, *columns_of("^", row).first()?)))
                .unwrap();
            let low = rows[at..]
                .iter()
                .find(|row| row.contains("slope 0"))
                .unwrap();
            let jump = *columns_of("*", low).last().unwrap();
            assert!(
                jump.abs_diff(kink) <= 1,
                "{width}×{height}: {kink} {jump}\n{}",
                rows.join("\n")
            );
        }
    }
}

#[test]
fn a_mark_beyond_the_end_of_the_axis_points_there() {
    let plot = Plot::tall(v("y"), axis("A", -5.0, 5.0), axis("", -1.0, 1.0))
        .mark(MarkKind::Kink, 9.0, None, Some(v("kink 9")))
        .mark(MarkKind::Probe, 0.0, Some(40.0), Some(v("40")));
    let text = rows(&drawn(
        &[Figure::Plot(plot)],
        (50, 10),
        look(DARK, GlyphChoice::Braille),
    ))
    .join("\n");
    assert!(text.contains('▸') && text.contains("kink 9"), "{text}");
    assert!(text.contains('▴') && text.contains("40"), "{text}");
}

#[test]
fn what_is_not_a_number_on_a_heat_map_is_said() {
    let heat = HeatMap {
        title: v("y"),
        x: axis("", 0.0, 1.0),
        y: axis("", 0.0, 1.0),
        columns: 2,
        values: vec![0.0, f64::NAN, 1.0, f64::INFINITY],
        range: (0.0, 1.0),
        lines: Vec::new(),
        points: Vec::new(),
    };
    let text = rows(&drawn(
        &[Figure::Heat(heat)],
        (30, 10),
        look(DARK, GlyphChoice::Braille),
    ))
    .join("\n");
    assert!(text.contains("???"), "{text}");
}

#[test]
fn the_learners_own_row_is_shown_of_a_table_that_is_cut() {
    let Figure::Table(mut long) = table() else {
        unreachable!()
    };
    let plain = long.rows[0].clone();
    let here = long.rows.remove(1);
    long.rows = vec![plain; 20];
    long.rows.push(here);
    let text = rows(&drawn(
        &[Figure::Table(long)],
        (50, 6),
        look(DARK, GlyphChoice::Braille),
    ))
    .join("\n");
    assert!(text.contains("▸12◂"), "{text}");
}

/// Cells outside the area of a figure.
const MARGIN: u16 = 2;

/// Draws into the middle of a screen full of letters, and holds that no letter around it changes.
fn draw_inside(figures: &[Figure], size: (u16, u16), look: Look) {
    let whole = Rect::new(0, 0, size.0 + 2 * MARGIN, size.1 + 2 * MARGIN);
    let area = Rect::new(MARGIN, MARGIN, size.0, size.1);
    let mut buf = Buffer::filled(whole, Cell::new("Q"));
    draw_into(figures, area, look, &mut buf);
    for at in whole.positions().filter(|at| !area.contains(*at)) {
        assert_eq!(buf[at], Cell::new("Q"), "{size:?} {at:?} {look:?}");
    }
}

fn every_look() -> Vec<Look> {
    let themes = ThemeChoice::ALL.into_iter();
    themes
        .flat_map(|theme| GlyphChoice::ALL.map(|glyphs| (theme, glyphs)))
        .flat_map(|(theme, glyphs)| {
            [Depth::None, Depth::Ansi16, Depth::Ansi256, Depth::True].map(|depth| Look {
                theme,
                glyphs,
                depth,
            })
        })
        .collect()
}

#[test]
fn every_kind_keeps_to_its_area_at_every_size() {
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
    for look in every_look() {
        for size in [(0, 0), (1, 1), (2, 40), (40, 2), (80, 24), (200, 60)] {
            draw_inside(&every_kind(), size, look);
        }
    }
}

/// Every kind with `number` for each of its values, or with no values at all.
fn ruined(number: Option<f64>) -> Vec<Figure> {
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
            }
            figure
        })
        .collect()
}

#[test]
fn every_kind_stands_any_number_and_none() {
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
            for figure in ruined(number) {
                draw_inside(&[figure], size, Look::default());
            }
        }
    }
}

#[test]
fn a_line_through_what_is_not_a_number_has_a_gap() {
    let points = vec![
        (-5.0, 0.5),
        (-1.0, 0.5),
        (0.0, f64::NAN),
        (1.0, 0.5),
        (5.0, 0.5),
    ];
    let plot = Plot::tall(v(""), axis("", -5.0, 5.0), axis("", 0.2, 1.0)).curve(
        v("y"),
        Role::First,
        points,
    );
    let rows = rows(&drawn(
        &[Figure::Plot(plot)],
        (44, 10),
        look(DARK, GlyphChoice::Ascii),
    ));
    let line = rows.iter().find(|row| row.contains("***")).unwrap();
    let stars = columns_of("*", line);
    let gap = stars
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .max()
        .unwrap();
    assert!(gap >= 7, "{}", rows.join("\n"));
}

proptest! {
    #[test]
    fn no_axis_and_no_point_stops_the_drawing(
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
            .stairs(v("b"), Role::Second, points.clone())
            .mark(MarkKind::Kink, mark.0, None, Some(v("kink")))
            .mark(MarkKind::Probe, mark.0, Some(mark.1), Some(v("here")));
        let heat = HeatMap {
            title: v("h"),
            x: of(None, x0, x1),
            y: of(None, y0, y1),
            columns: points.len(),
            values: points.iter().map(|p| p.1).collect(),
            range: (y0, y1),
            lines: Vec::new(),
            points: Vec::new(),
        };
        let values: Vec<_> = points.iter().map(|p| ("bar", p.0, "x")).collect();
        let bars = bars(of(None, x0, x1), Some(y0), &values);
        for figure in [Figure::Plot(plot), Figure::Heat(heat), bars] {
            draw_inside(&[figure], size, Look::default());
        }
    }
}
