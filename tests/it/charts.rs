//! The rules of charts, on the scenes of every figure of the course and on random sizes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::cell::RefCell;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use relutor::app::{App, Appearance, GlyphChoice, ThemeChoice};
use relutor::chart::{Paint, Primitive, Scene, SceneRegion, SceneText};
use relutor::figure::{Figure, HeatMap, Plot, Role, Scale};
use relutor::lab::Values;
use relutor::text::columns;
use relutor::ui;

use crate::support::figures::{axis, look, render, rows, v};
use crate::support::{app, course, step_after};

const SIZES: [(u16, u16); 4] = [(80, 24), (100, 30), (120, 36), (160, 45)];

/// The scenes of the screen that `app` shows.
fn scenes(app: &App, size: (u16, u16)) -> Vec<Scene> {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    ui::render_scenes(app, Appearance::default(), area, &mut buffer)
}

/// Calls `check` with the scenes of every step of the course, at every size of [`SIZES`].
fn for_every_step(mut check: impl FnMut(&str, &Scene)) {
    let course = course();
    for (at, lesson) in course.lessons.iter().enumerate() {
        let mut app = app(course.clone(), Appearance::default());
        for step in 0..lesson.steps.len() {
            app.open(at, step, &Values::new()).unwrap();
            for size in SIZES {
                let place = format!("{} {} {size:?}", lesson.name, lesson.steps[step].id);
                for scene in scenes(&app, size) {
                    check(&place, &scene);
                }
            }
        }
    }
}

/// The texts of a scene.
pub(crate) fn texts(scene: &Scene) -> impl Iterator<Item = &SceneText> {
    scene
        .primitives
        .iter()
        .filter_map(|primitive| match primitive {
            Primitive::Text(text) => Some(text),
            Primitive::Polyline(_)
            | Primitive::Rect { .. }
            | Primitive::Disc(_)
            | Primitive::Raster(_)
            | Primitive::Pixels(_) => None,
        })
}

/// The number that a tick label states. None for a word.
pub(crate) fn number(label: &str) -> Option<f64> {
    let superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let plain = label.replace('−', "-");
    if let Some(power) = plain
        .strip_prefix("10")
        .filter(|rest| rest.starts_with('⁻') || rest.starts_with(|c| superscripts.contains(c)))
    {
        let digits: String = power
            .chars()
            .map(|c| match superscripts.chars().position(|s| s == c) {
                Some(digit) => char::from_digit(u32::try_from(digit).unwrap(), 10).unwrap(),
                None => '-',
            })
            .collect();
        return Some(10f64.powi(digits.parse().unwrap()));
    }
    plain.parse().ok()
}

#[test]
fn every_tick_label_stands_at_its_value() {
    let mut checked = 0;
    for_every_step(|place, scene| {
        for (area, region) in &scene.regions {
            let SceneRegion::Plane { x, y, .. } = region else {
                continue;
            };
            for text in texts(scene).filter(|text| text.paint == Paint::Axis) {
                let Some(value) = number(&text.text) else {
                    continue;
                };
                let (column, row) = text.at;
                let is_y = column < area.x
                    && column + 16 > area.x
                    && (area.top()..area.bottom()).contains(&row);
                let is_x = row == area.bottom() && column + 4 > area.x && column < area.right();
                if is_y {
                    // Ticks of a logarithmic axis shorter than two decades have unequal distances.
                    let tolerance = if y.scale == Scale::Linear { 0.02 } else { 0.51 };
                    let position = y.position(value).unwrap();
                    let middle = f64::from(row) + 0.5;
                    assert!(
                        (position - middle).abs() < tolerance,
                        "{place}: y tick {value} is at {position}, its label at {middle}"
                    );
                    checked += 1;
                } else if is_x {
                    let position = x.position(value).unwrap();
                    let label = f64::from(column)..=f64::from(column + columns(&text.text));
                    assert!(
                        label.contains(&position),
                        "{place}: x tick {value} is at {position}, its label at {label:?}"
                    );
                    checked += 1;
                }
            }
        }
    });
    assert!(checked > 1000, "{checked} labels were found");
}

/// The lines of the grid in the plane `area`: their rows.
fn grid_rows(scene: &Scene, area: Rect) -> Vec<f64> {
    let mut rows: Vec<f64> = scene
        .primitives
        .iter()
        .filter_map(|primitive| match primitive {
            Primitive::Polyline(line) if matches!(line.paint, Paint::Grid | Paint::Zero) => {
                let [a, b] = line.points.as_slice() else {
                    return None;
                };
                let inside = (f64::from(area.top())..f64::from(area.bottom())).contains(&a.y);
                (a.y == b.y && inside && a.x >= f64::from(area.x)).then_some(a.y)
            }
            Primitive::Polyline(_)
            | Primitive::Rect { .. }
            | Primitive::Disc(_)
            | Primitive::Raster(_)
            | Primitive::Pixels(_)
            | Primitive::Text(_) => None,
        })
        .collect();
    rows.sort_by(f64::total_cmp);
    rows
}

#[test]
fn ticks_of_a_linear_axis_have_equal_distances_in_whole_rows() {
    for_every_step(|place, scene| {
        for (area, region) in &scene.regions {
            let SceneRegion::Plane { y, .. } = region else {
                continue;
            };
            let rows = grid_rows(scene, *area);
            if y.scale != Scale::Linear || rows.len() < 2 {
                continue;
            }
            for row in &rows {
                let part = row.fract();
                assert!(
                    (part - 0.5).abs() < 1e-6,
                    "{place}: a grid line at row {row}"
                );
            }
            let distances: Vec<f64> = rows.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let is_multiple = |distance: &f64| {
                let times = distance / distances[0];
                (times - times.round()).abs() < 1e-6
            };
            assert!(
                distances.iter().all(is_multiple),
                "{place}: distances of ticks {distances:?}"
            );
        }
    });
}

#[test]
fn every_y_axis_has_two_ticks_so_that_its_scale_can_be_read() {
    for_every_step(|place, scene| {
        for (area, region) in &scene.regions {
            let SceneRegion::Plane { y, .. } = region else {
                continue;
            };
            let is_axis = |text: &&SceneText| {
                text.paint == Paint::Axis
                    && text.at.0 < area.x
                    && text.at.0 + 16 > area.x
                    && (area.top()..area.bottom()).contains(&text.at.1)
            };
            let labels: Vec<_> = texts(scene).filter(is_axis).map(|it| &it.text).collect();
            // A grid of pixels has no axis.
            if y.scale == Scale::Linear && area.height > 2 && !labels.is_empty() {
                assert!(
                    labels.len() >= 2,
                    "{place}: {labels:?} in {} rows",
                    area.height
                );
            }
        }
    });
}

#[test]
fn the_arrow_of_a_kink_that_moved_crosses_no_label() {
    let driver = step_after("bias-moves-the-kink", "guess", "1");
    let mut arrows = 0;
    for size in [(80, 24), (80, 30), (100, 30), (120, 36)] {
        for scene in scenes(&driver.app, size) {
            let lines = scene.primitives.iter().filter_map(|it| match it {
                Primitive::Polyline(line) if line.paint == Paint::Kink => Some(line),
                _ => None,
            });
            for line in lines.filter(|line| line.points.len() == 2) {
                let (from, to) = (line.points[0], line.points[1]);
                let crossed = texts(&scene).find(|text| {
                    let (column, row) = text.at;
                    let start = f64::from(column);
                    let end = start + f64::from(columns(&text.text));
                    f64::from(row) == from.y.floor() && start < to.x && from.x < end
                });
                assert_eq!(crossed.map(|it| &it.text), None, "{size:?}");
                arrows += 1;
            }
        }
    }
    assert!(arrows > 0, "there is room for an arrow");
}

#[test]
fn labels_never_overlap() {
    for_every_step(|place, scene| {
        let mut cells = std::collections::BTreeMap::new();
        // Samples of a colour map may lie on each other.
        let is_sample = |text: &&SceneText| matches!(text.paint, Paint::Heat(_) | Paint::Selected);
        for text in texts(scene).filter(|text| !is_sample(text)) {
            for column in text.at.0..text.at.0 + columns(&text.text) {
                if let Some(other) = cells.insert((text.at.1, column), &text.text) {
                    panic!("{place}: {:?} covers {other:?}", text.text);
                }
            }
        }
    });
}

#[test]
fn a_heat_map_has_colours_only_where_it_has_data() {
    // The axis goes on to the next tick in its row, which is beyond the data in most sizes.
    let mut is_beyond = false;
    for (low, high) in [(-5.0, 5.0), (-3.0, 4.0), (0.0, 1.7)] {
        for height in 10..30 {
            let heat = HeatMap {
                title: v("h"),
                x: axis("", low, high),
                y: axis("", low, high),
                columns: 2,
                values: vec![0.0, 1.0, 2.0, 3.0],
                range: (0.0, 3.0),
                caption: None,
                lines: Vec::new(),
                points: Vec::new(),
            };
            for scene in scenes_of(&[Figure::Heat(heat)], (80, height)) {
                let rasters = scene
                    .primitives
                    .iter()
                    .filter_map(|primitive| match primitive {
                        Primitive::Raster(raster) if raster.area.height > 1 => Some(raster.area),
                        _ => None,
                    });
                for area in rasters {
                    let [(plane, SceneRegion::Plane { y, .. })] = scene.regions.as_slice() else {
                        panic!("one plane");
                    };
                    let value = |row: u16| y.value(f64::from(row) + 0.5);
                    for row in area.rows() {
                        let value = value(row.y);
                        assert!(value > low - 1e-6 && value < high + 1e-6, "{value}");
                    }
                    assert!(area.top() == plane.top() || value(area.top() - 1) > high);
                    assert!(area.bottom() == plane.bottom() || value(area.bottom()) < low);
                    is_beyond |= area.height < plane.height;
                }
            }
        }
    }
    assert!(is_beyond, "an axis is longer than its data");
}

/// The dots of a braille character in its third row of dots.
fn has_third_row(symbol: &str) -> bool {
    symbol
        .chars()
        .next()
        .is_some_and(|c| ('\u{2800}'..='\u{28ff}').contains(&c) && (c as u32 & 0b0010_0100) != 0)
}

#[test]
fn a_curve_through_a_tick_value_is_in_the_dot_row_of_its_tick() {
    for height in 8..30 {
        for value in [-4.0, -2.0, 0.0, 2.0, 4.0] {
            let points = vec![(10.0, value), (20.0, value)];
            let plot = Plot::tall(v(""), axis("", 10.0, 20.0), axis("", -5.0, 5.0)).curve(
                v("y"),
                Role::First,
                points,
            );
            let buf = render(
                &[Figure::Plot(plot)],
                (60, height),
                look(ThemeChoice::Dark, GlyphChoice::Braille),
            );
            let label = format!("{value}").replace('-', "−");
            let rows = rows(&buf);
            let Some(row) = rows
                .iter()
                .position(|row| row.trim_start().starts_with(&format!("{label} ")))
            else {
                continue;
            };
            let y = u16::try_from(row).unwrap();
            let solid = (0..60).filter(|x| buf[(*x, y)].symbol() == "⠤").count();
            assert!(solid > 40, "{value} in {height} rows:\n{}", rows.join("\n"));
            assert!((0..60).any(|x| has_third_row(buf[(x, y)].symbol())));
        }
    }
}

#[test]
fn curves_are_named_at_their_right_end() {
    let line = |slope: f64| vec![(-5.0, -5.0 * slope), (5.0, 5.0 * slope)];
    let plot = Plot::tall(v(""), axis("", -5.0, 5.0), axis("", -5.0, 5.0))
        .curve(v("steep"), Role::First, line(1.0))
        .curve(v("flat"), Role::Second, line(0.1));
    let rows = rows(&render(
        &[Figure::Plot(plot)],
        (60, 14),
        look(ThemeChoice::Dark, GlyphChoice::Braille),
    ));
    let row = |name: &str| rows.iter().position(|row| row.trim_end().ends_with(name));
    let (steep, flat) = (row("steep").unwrap(), row("flat").unwrap());
    assert!(steep < flat, "{}", rows.join("\n"));
}

/// The scenes of `figures` on their own, in `size` cells.
pub(crate) fn scenes_of(figures: &[Figure], size: (u16, u16)) -> Vec<Scene> {
    let theme = ui::theme::Theme::new(Appearance::default());
    let words = relutor::locale::Words::load(&relutor::locale::Lang::english()).unwrap();
    let collected = RefCell::default();
    let ctx = ui::RenderContext::new(&theme, GlyphChoice::Braille, &words).collecting(&collected);
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    ui::figure::draw_column(figures, area, &mut buffer, &ctx);
    collected.into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_range_of_any_size_keeps_its_ticks_on_rows(
        low in -1e6..1e6f64,
        span in 1e-3..1e6f64,
        size in (20u16..140, 6u16..40),
    ) {
        let plot = Plot::tall(v(""), axis("", 0.0, 1.0), axis("", low, low + span)).curve(
            v("y"),
            Role::First,
            vec![(0.0, low), (1.0, low + span)],
        );
        for scene in &scenes_of(&[Figure::Plot(plot)], size) {
            for (area, _) in &scene.regions {
                for row in grid_rows(scene, *area) {
                    prop_assert!((row.fract() - 0.5).abs() < 1e-6);
                }
                // Both ends of the range are inside of the plane.
                let SceneRegion::Plane { y, .. } = scene.regions[0].1 else { unreachable!() };
                for end in [low, low + span] {
                    let position = y.position(end).unwrap();
                    prop_assert!(position >= f64::from(area.top()) - 1e-3);
                    prop_assert!(position <= f64::from(area.bottom()) + 1e-3);
                }
            }
        }
    }
}
