//! Lanes: the race on the screen, on scenes and in words.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::cell::RefCell;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use relutor::app::{Appearance, GlyphChoice, ThemeChoice};
use relutor::chart::{AxisScale, Paint, Primitive, Scene, SceneRegion};
use relutor::figure::{Axis, Figure, Lane, LaneGroup, Lanes, Role};
use relutor::locale::{Lang, Phrase, Words};
use relutor::ui;

use crate::support::figures::{look, render, rows, v};

const ROLES: [Role; 4] = [Role::First, Role::Second, Role::Third, Role::Fourth];
const NAMES: [&str; 4] = ["ReLU", "tanh", "GELU", "leaky ReLU"];

fn race(groups: Vec<Vec<Lane>>) -> Figure {
    let groups = groups.into_iter().zip(ROLES.into_iter().zip(NAMES));
    Figure::Lanes(Lanes {
        title: v("The race"),
        axis: Axis::log(None, 1.0, 1000.0),
        groups: groups
            .map(|(lanes, (role, name))| LaneGroup {
                name: v(name),
                role,
                lanes,
            })
            .collect(),
        started_by: Phrase::key("lab.training.races"),
    })
}

/// A lane of each state, at `at`.
fn lane(state: u8, at: f64) -> Lane {
    match state {
        0 => Lane::Moving { at },
        1 => Lane::Ended { at: 1000.0 },
        _ => Lane::Arrived { at },
    }
}

fn scene(figure: &Figure, size: (u16, u16)) -> Scene {
    let theme = ui::theme::Theme::new(Appearance::default());
    let words = Words::load(&Lang::english()).unwrap();
    let collected = RefCell::default();
    let ctx = ui::RenderContext::new(&theme, GlyphChoice::Braille, &words).collecting(&collected);
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    ui::figure::draw_column(std::slice::from_ref(figure), area, &mut buffer, &ctx);
    let scenes = collected.borrow();
    scenes.first().cloned().unwrap()
}

/// The plane and its horizontal scale.
fn plane(scene: &Scene) -> (Rect, AxisScale) {
    match scene.regions.as_slice() {
        [(area, SceneRegion::Plane { x, .. })] => (*area, *x),
        other => panic!("{other:?}"),
    }
}

/// The lines of this paint as (left, top, right, bottom).
fn lines(scene: &Scene, paint: Paint) -> Vec<(f64, f64, f64, f64)> {
    let lines = scene
        .primitives
        .iter()
        .filter_map(|primitive| match primitive {
            Primitive::Polyline(line) if line.paint == paint => {
                let [a, b] = line.points.as_slice() else {
                    panic!("{line:?}");
                };
                Some((a.x, a.y, b.x, b.y))
            }
            Primitive::Polyline(_)
            | Primitive::Rect { .. }
            | Primitive::Disc(_)
            | Primitive::Raster(_)
            | Primitive::Pixels(_)
            | Primitive::Text(_) => None,
        });
    lines.collect()
}

fn texts(scene: &Scene) -> Vec<String> {
    let texts = scene
        .primitives
        .iter()
        .filter_map(|primitive| match primitive {
            Primitive::Text(text) => Some(text.text.clone()),
            Primitive::Polyline(_)
            | Primitive::Rect { .. }
            | Primitive::Disc(_)
            | Primitive::Raster(_)
            | Primitive::Pixels(_) => None,
        });
    texts.collect()
}

/// Checks the lanes of every group in `scene`, which shows `figure`.
fn check(figure: &Figure, scene: &Scene) {
    let Figure::Lanes(lanes) = figure else {
        panic!("{figure:?}");
    };
    let (area, x) = plane(scene);
    let (left, right) = (f64::from(area.left()), f64::from(area.right()));
    let (top, bottom) = (f64::from(area.top()), f64::from(area.bottom()));
    let column = |value: f64| x.position(value).map_or(left, |x| x.clamp(left, right));
    let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let mut never = lines(scene, Paint::Wrong).into_iter();
    for group in &lanes.groups {
        let ways = lines(scene, Paint::Lane(group.role));
        assert_eq!(ways.len(), group.lanes.len(), "a way for every lane");
        let mut ticks = lines(scene, Paint::Arrival(group.role)).into_iter();
        if let Some(median) = group.median() {
            let bar = ticks.next().unwrap();
            assert!(same(bar.0, column(median)) && same(bar.2, bar.0), "{bar:?}");
            assert!(ways.iter().all(|way| bar.1 < way.1 && way.1 < bar.3));
        }
        for (lane, way) in group.lanes.iter().zip(&ways) {
            assert!(
                same(way.0, left) && same(way.2, column(lane.at())),
                "{way:?}"
            );
            assert!(same(way.1, way.3) && top + 1.0 < way.1 && way.1 < bottom);
            match lane {
                Lane::Moving { .. } => {}
                Lane::Arrived { at } => {
                    let tick = ticks.next().unwrap();
                    assert!(same(tick.0, column(*at)) && same(tick.2, tick.0));
                    assert!(tick.1 < way.1 && way.1 < tick.3, "{tick:?} in {way:?}");
                }
                Lane::Ended { .. } => {
                    let end = never.next().unwrap();
                    assert!(end.2 > right - 1.5, "never is at the edge: {end:?}");
                    assert!(same(end.1, way.1));
                }
            }
        }
        assert_eq!(ticks.next(), None);
        let is_sorted = ways.is_sorted_by(|a, b| a.1 <= b.1);
        assert!(is_sorted, "seeds from top to bottom");
    }
    assert_eq!(never.next(), None);
    assert!(texts(scene).iter().any(|text| text == "log"));
}

#[test]
fn races_of_all_sizes_have_a_lane_for_every_seed() {
    for size in [(38, 12), (58, 14), (58, 22), (78, 34), (120, 40)] {
        for racers in 1..=4_u32 {
            for seeds in [1, 5, 20, 100_u32] {
                let group = |racer: u32| {
                    let at = |seed: u32| f64::from(1 + (seed * 37 + racer * 11) % 900);
                    let state = |seed: u32| u8::try_from((seed + racer) % 5).unwrap();
                    (0..seeds).map(|seed| lane(state(seed), at(seed))).collect()
                };
                let figure = race((0..racers).map(group).collect());
                check(&figure, &scene(&figure, size));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn lanes_are_exact_at_random_sizes(
        size in (20u16..140, 10u16..50),
        groups in prop::collection::vec(
            prop::collection::vec((0u8..5, 0.0..1000.0f64), 1..60),
            1..=4,
        ),
    ) {
        let groups = groups
            .into_iter()
            .map(|lanes| lanes.into_iter().map(|(state, at)| lane(state, at)).collect());
        let figure = race(groups.collect());
        check(&figure, &scene(&figure, size));
    }
}

#[test]
fn lanes_do_not_share_a_row_of_dots_where_they_have_room() {
    let lanes = || {
        (1..=20)
            .map(|at| Lane::Arrived { at: f64::from(at) })
            .collect()
    };
    let figure = race(vec![lanes(), lanes()]);
    for (height, quarters) in [(14, 1.0), (26, 2.0), (48, 4.0)] {
        let scene = scene(&figure, (60, height));
        for role in [Role::First, Role::Second] {
            let ways = lines(&scene, Paint::Lane(role));
            for pair in ways.windows(2) {
                let distance = 4.0 * (pair[1].1 - pair[0].1);
                assert!((distance - quarters).abs() < 1e-9, "{distance} at {height}");
            }
        }
    }
}

#[test]
fn a_heading_counts_arrivals_and_runs_that_never_arrived() {
    let figure = race(vec![
        vec![Lane::Arrived { at: 39.0 }, Lane::Arrived { at: 40.0 }],
        vec![Lane::Ended { at: 1000.0 }, Lane::Arrived { at: 300.0 }],
    ]);
    let said = texts(&scene(&figure, (60, 16)));
    for text in ["2 of 2 arrived", "median 39.5", "1 of 2 arrived", "1 never"] {
        assert!(said.iter().any(|said| said == text), "{text}: {said:?}");
    }
    let medians = said.iter().filter(|said| said.starts_with("median"));
    assert_eq!(
        medians.count(),
        1,
        "half of the second group never arrived: {said:?}"
    );
    for (width, text) in [
        (28, "2 of 2"),
        (28, "1 of 2"),
        (28, "1 never"),
        (26, "39.5"),
    ] {
        let narrow = texts(&scene(&figure, (width, 16)));
        assert!(narrow.iter().any(|said| said == text), "{text}: {narrow:?}");
    }
}

#[test]
fn ascii_characters_tell_arrivals_heads_and_ends_apart() {
    let figure = race(vec![vec![
        Lane::Arrived { at: 10.0 },
        Lane::Moving { at: 100.0 },
        Lane::Ended { at: 1000.0 },
    ]]);
    let rows = rows(&render(
        &[figure],
        (40, 8),
        look(ThemeChoice::Dark, GlyphChoice::Ascii),
    ));
    let ends = |end: &str| rows.iter().any(|row| row.trim_end().ends_with(end));
    assert!(ends("---|") && ends("---*") && ends("--xx"), "{rows:#?}");
}

#[test]
fn the_words_name_arrivals_the_median_and_never() {
    let said = |figure: &Figure, lang: Lang| {
        let words = Words::load(&lang).unwrap();
        let sentences = figure.describe();
        let said: Vec<_> = sentences.iter().map(|it| words.format(it)).collect();
        said
    };
    let figure = race(vec![
        vec![
            Lane::Arrived { at: 39.0 },
            Lane::Arrived { at: 40.0 },
            Lane::Moving { at: 104.5 },
        ],
        vec![Lane::Ended { at: 1000.0 }, Lane::Ended { at: 1000.0 }],
    ]);
    let korean = Words::available()
        .into_iter()
        .find(|lang| lang.tag() == "ko")
        .unwrap();
    assert_eq!(
        said(&figure, Lang::english()),
        [
            "ReLU: 2 of 3 arrived, median 40, 1 on the way at 104.",
            "tanh: 0 of 2 arrived, 2 never.",
        ]
    );
    assert_eq!(
        said(&figure, korean),
        [
            "ReLU: 3개 중 2개 도달, 중앙값 40, 달리는 중 1개 (104단계).",
            "tanh: 2개 중 0개 도달, 미도달 2개.",
        ]
    );
    let start = race(vec![vec![Lane::Moving { at: 0.0 }]]);
    assert_eq!(
        said(&start, Lang::english()),
        ["Nothing yet; Space starts the race."]
    );
}
