//! Rendered figures: a snapshot of each kind, and the alignment of labels with data points.

use std::collections::BTreeSet;

use crate::support::figures::{
    activations, axis, bars, hinge, hinges, look, loss, network, pixels, plane, render, rows,
    sentences, table, v, verdicts,
};
use crate::support::snapshot::assert_buffer;
use ratatui::style::Color;
use relutor::app::{Appearance, ColorDepth, GlyphChoice, ThemeChoice};
use relutor::figure::{Axis, Figure, HeatMap, MarkKind, Plot, Role, SeriesShape};

const DARK: ThemeChoice = ThemeChoice::Dark;

fn paint(name: &str, figures: &[Figure], size: (u16, u16), look: Appearance) {
    assert_buffer("figures", name, &render(figures, size, look));
}

#[test]
fn a_curve_is_drawn_above_its_slope() {
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
fn a_network_shows_its_units_and_connections() {
    let dark = look(DARK, GlyphChoice::Braille);
    let spiral = [
        ("data", "spiral".into()),
        ("layers", 2.0.into()),
        ("units_1", 8.0.into()),
        ("units_2", 8.0.into()),
    ];
    paint("network", &[network(&spiral, "2.3.4")], (64, 30), dark);
    paint("network-low", &[network(&spiral, "1.2")], (40, 14), dark);
    let line = [("data", "sine".into()), ("units_1", 6.0.into())];
    paint("network-line", &[network(&line, "1.2.0")], (36, 22), dark);
    paint(
        "network-ascii",
        &[network(&spiral, "1.2")],
        (50, 22),
        look(ThemeChoice::Mono, GlyphChoice::Ascii),
    );
    let mut deep = vec![("data", "xor".into()), ("layers", 8.0.into())];
    let names: Vec<_> = (1..=8).map(|layer| format!("units_{layer}")).collect();
    deep.extend(names.iter().map(|name| (name.as_str(), 16.0.into())));
    paint("network-deep", &[network(&deep, "5.12.3")], (60, 20), dark);
}

#[test]
fn in_few_rows_the_slope_follows_its_curve_without_a_gap() {
    let dark = look(DARK, GlyphChoice::Braille);
    paint("hinge-snug", &hinge(), (76, 10), dark);
    paint("hinge-tight", &hinge(), (76, 8), dark);
}

#[test]
fn five_curves_and_a_probe_are_distinguishable() {
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
fn a_log_axis_has_ticks_at_decades() {
    paint(
        "loss",
        &[loss()],
        (60, 12),
        look(DARK, GlyphChoice::Braille),
    );
}

#[test]
fn a_heat_map_shows_folds_corners_and_scale() {
    let sixteen = Appearance {
        depth: ColorDepth::Ansi16,
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
fn bars_begin_at_zero() {
    let errors = bars(
        axis("", 0.0, 0.2),
        &[
            ("MSE", 0.0224, "0.0224"),
            ("largest", 0.13, "0.13"),
            ("none", 0.0, "0"),
        ],
    );
    let effects = bars(
        axis("", -3.0, 5.0),
        &[
            ("at B₁", 2.0, "2"),
            ("at B", -1.3, "−1.3"),
            ("little", 1e-9, "10⁻⁹"),
            ("lost", f64::NAN, "NaN"),
        ],
    );
    let steps = bars(
        Axis::log(None, 1.0, 1e5),
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
fn tables_panels_and_sentences_match_their_snapshots() {
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

/// The columns of the cells of a row that contain `symbol`.
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
fn a_tick_is_in_the_column_of_its_data_point() {
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
            plot.series[0].shape = SeriesShape::Dots;
            let buf = render(&[Figure::Plot(plot)], (width, 12), look(DARK, glyphs));
            let rows = rows(&buf);
            let labels = rows
                .iter()
                .rposition(|row| label_column("0", row).is_some())
                .unwrap();
            let tick = label_column("0", &rows[labels]).unwrap();
            let colour = series_colour(Appearance::default());
            let is_datum = |x: usize| {
                let x = u16::try_from(x).unwrap();
                (0..buf.area.height).any(|y| buf[(x, y)].fg == colour)
            };
            let data: Vec<_> = (0..usize::from(width)).filter(|x| is_datum(*x)).collect();
            // A disc of three dots reaches into a neighbouring cell.
            assert!(
                data.contains(&tick) && data.len() <= 2,
                "{width} {glyphs:?} {min}…{max} {data:?}\n{}",
                rows.join("\n")
            );
        }
    }
}

fn series_colour(look: Appearance) -> Color {
    let theme = relutor::ui::theme::Theme::new(look);
    let series = relutor::ui::theme::StyleRole::Series(Role::First);
    theme.style(series).fg.expect("a dark theme has colours")
}

#[test]
fn a_kink_is_aligned_with_the_jump_of_its_slope_at_every_width() {
    for width in 24..=120 {
        for height in [8, 10, 20] {
            let rows = rows(&render(
                &hinge(),
                (width, height),
                look(DARK, GlyphChoice::Ascii),
            ));
            let (at, kink) = rows
                .iter()
                .enumerate()
                .find_map(|(y, row)| Some((y, *columns_of("^", row).first()?)))
                .unwrap_or_else(|| panic!("{width}×{height}:\n{}", rows.join("\n")));
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
fn a_mark_outside_the_axis_is_an_arrow_at_its_end() {
    let plot = Plot::tall(v("y"), axis("A", -5.0, 5.0), axis("", -1.0, 1.0))
        .mark(MarkKind::Kink, 9.0, None, Some(v("kink 9")))
        .mark(MarkKind::Probe, 0.0, Some(40.0), Some(v("40")));
    let text = rows(&render(
        &[Figure::Plot(plot)],
        (50, 10),
        look(DARK, GlyphChoice::Braille),
    ))
    .join("\n");
    // The arrow has the value; a label would stand below another place of the axis.
    assert!(text.contains("9 ▸") && !text.contains("kink"), "{text}");
    assert!(text.contains('▴') && text.contains("40"), "{text}");
}

#[test]
fn a_heat_map_reports_nan() {
    let heat = HeatMap {
        title: v("y"),
        x: axis("", 0.0, 1.0),
        y: axis("", 0.0, 1.0),
        columns: 2,
        values: vec![0.0, f64::NAN, 1.0, f64::INFINITY],
        range: (0.0, 1.0),
        caption: None,
        lines: Vec::new(),
        points: Vec::new(),
    };
    let text = rows(&render(
        &[Figure::Heat(heat)],
        (30, 10),
        look(DARK, GlyphChoice::Braille),
    ))
    .join("\n");
    assert!(text.contains("???"), "{text}");
}

#[test]
fn a_truncated_table_keeps_the_row_of_the_learner() {
    let Figure::Table(mut long) = table() else {
        unreachable!()
    };
    let plain = long.rows[0].clone();
    let here = long.rows.remove(1);
    long.rows = vec![plain; 20];
    long.rows.push(here);
    let text = rows(&render(
        &[Figure::Table(long)],
        (50, 6),
        look(DARK, GlyphChoice::Braille),
    ))
    .join("\n");
    assert!(text.contains("▸12◂"), "{text}");
}

#[test]
fn bars_with_korean_labels_begin_in_one_column() {
    let figure = bars(
        axis("", 0.0, 1.0),
        &[("기울기", 0.5, "0.5"), ("err", 0.5, "0.5")],
    );
    let buf = render(&[figure], (40, 4), look(DARK, GlyphChoice::Braille));
    let begins = |y: u16| (0..40).find(|x| buf[(*x, y)].symbol() == "█");
    assert_eq!(begins(1), Some(7));
    assert_eq!(begins(2), Some(7));
}

#[test]
fn a_line_has_a_gap_at_nan() {
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
    let rows = rows(&render(
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
    assert!(gap >= 6, "{}", rows.join("\n"));
}

/// The columns and half rows of a buffer whose background or upper half has the colour of a bright pixel.
fn bright_halves(look: Appearance, size: (u16, u16)) -> Vec<(u16, u16)> {
    let buf = render(&[pixels()], size, look);
    let bright = Color::Rgb(232, 235, 240);
    let mut halves = Vec::new();
    for y in 0..size.1 {
        for x in 0..size.0 {
            let cell = &buf[(x, y)];
            let is_split = cell.symbol() == "▀";
            let (upper, lower) = if is_split {
                (cell.fg, cell.bg)
            } else {
                (cell.bg, cell.bg)
            };
            halves.extend((upper == bright).then_some((x, 2 * y)));
            halves.extend((lower == bright).then_some((x, 2 * y + 1)));
        }
    }
    halves
}

#[test]
fn pixels_are_square_at_every_size() {
    let look = look(DARK, GlyphChoice::Braille);
    // The lit part of the picture has 3 × 6 pixels, of which 2 × 3 are in the window.
    for (size, of_pixel) in [((16, 6), 1), ((30, 9), 2), ((60, 20), 4)] {
        let bright = bright_halves(look, size);
        assert_eq!(bright.len(), 12 * of_pixel * of_pixel, "{size:?}");
        let columns: BTreeSet<u16> = bright.iter().map(|(x, _)| *x).collect();
        let rows: BTreeSet<u16> = bright.iter().map(|(_, y)| *y).collect();
        assert_eq!(columns.len(), 3 * of_pixel, "{size:?}");
        assert_eq!(rows.len(), 6 * of_pixel, "{size:?}");
    }
}

#[test]
fn grids_that_do_not_fit_are_left_out_from_the_right() {
    let text = |width| {
        rows(&render(
            &[pixels()],
            (width, 6),
            look(DARK, GlyphChoice::Braille),
        ))
        .join("\n")
    };
    assert!(text(14).contains("picture") && text(14).contains('z'));
    assert!(text(6).contains("pictu") && !text(6).contains('z'));
}

#[test]
fn without_colours_pixels_are_characters_with_a_sign_for_negative_values() {
    let text = rows(&render(
        &[pixels()],
        (30, 9),
        look(ThemeChoice::Mono, GlyphChoice::Ascii),
    ))
    .join("\n");
    assert!(text.contains("##@@@@..") && text.contains("----"), "{text}");
}
