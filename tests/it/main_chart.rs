//! The main chart of a step: its rows, its range, and the map and the lanes that share its columns.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use relutor::app::{App, Appearance};
use relutor::chart::{AxisScale, Paint, Scene, SceneRegion};
use relutor::figure::{
    Axis, Figure, HeatMap, HeatPoint, Lane, LaneGroup, Lanes, Plot, PointMarker, Role,
};
use relutor::lab::{Lab, Seed, Status, Values, Work, catalogue};
use relutor::locale::Phrase;
use relutor::ui;

use crate::charts::{scenes_of, texts};
use crate::support::figures::v;
use crate::support::{app, course, step_after};

fn scenes(app: &App, size: (u16, u16)) -> Vec<Scene> {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    ui::render_scenes(app, Appearance::default(), area, &mut buffer)
}

/// The planes of `scenes` with their figures and vertical scales, in the order of drawing.
fn planes(scenes: &[Scene]) -> Vec<(Rect, usize, AxisScale)> {
    let regions = scenes.iter().flat_map(|scene| &scene.regions);
    let planes = regions.filter_map(|(area, region)| match region {
        SceneRegion::Plane { figure, y, .. } => Some((*area, *figure, *y)),
        SceneRegion::Unit { .. } => None,
    });
    planes.collect()
}

/// The planes of a step at this size.
fn planes_of(name: &str, step: &str, size: (u16, u16)) -> Vec<(Rect, usize, AxisScale)> {
    let course = course();
    let at = course.find(name).unwrap();
    let steps = &course.lessons[at].steps;
    let step = steps.iter().position(|other| other.id == step).unwrap();
    let mut app = app(course, Appearance::default());
    app.open(at, step, &Values::new()).unwrap();
    planes(&scenes(&app, size))
}

#[test]
fn strips_wait_behind_z_while_the_main_chart_is_low() {
    for (name, step) in [
        ("one-hinge", "slopes"),
        ("bias-moves-the-kink", "weight"),
        ("many-hinges", "hat"),
        ("many-hinges", "more"),
        ("watch-it-learn", "relu"),
        ("chains", "both"),
    ] {
        let planes = planes_of(name, step, (80, 24));
        assert_eq!(planes.len(), 1, "{name} {step}: {planes:?}");
        assert!(planes[0].0.height >= 6, "{name} {step}: {planes:?}");
    }
    // The text names the strip.
    assert_eq!(planes_of("many-hinges", "one", (80, 24)).len(), 2);
}

#[test]
fn the_main_chart_has_fourteen_rows_beside_its_text() {
    for step in ["one", "hat", "more"] {
        let planes = planes_of("many-hinges", step, (100, 30));
        assert!(planes[0].0.height >= 14, "{step}: {planes:?}");
    }
}

#[test]
fn the_y_range_fits_the_curves_and_holds_the_prediction() {
    let driver = step_after("interaction", "guess-separate", "1");
    for size in [(80, 24), (120, 36)] {
        let (area, _, y) = planes(&scenes(&driver.app, size))[0];
        let (low, high) = (
            y.value(f64::from(area.bottom())),
            y.value(f64::from(area.top())),
        );
        assert!(low <= 0.0 && 6.0 <= high, "{low} to {high}");
        assert!(high - low < 9.0, "{low} to {high} for curves from 0 to 6");
    }
    let driver = step_after("interaction", "guess", "1");
    let (area, _, y) = planes(&scenes(&driver.app, (120, 36)))[0];
    let low = y.value(f64::from(area.bottom()));
    assert!(low < -300.0, "the line without ReLU begins at −320: {low}");
}

/// A map over the same x axis as [`line`], with data from −5 to 5.
fn map(points: &[(f64, f64)]) -> Figure {
    let point = |at: &(f64, f64)| HeatPoint {
        at: *at,
        label: v(""),
        value: Some(1.0),
        marker: PointMarker::Dot,
    };
    Figure::Heat(HeatMap {
        title: v("map"),
        x: Axis::named("A", -5.0, 5.0),
        y: Axis::named("B", -5.0, 5.0),
        columns: 2,
        values: vec![0.0, 1.0, 2.0, 3.0],
        range: (0.0, 3.0),
        caption: None,
        lines: Vec::new(),
        points: points.iter().map(point).collect(),
    })
}

fn line() -> Figure {
    let (x, y) = (Axis::named("A", -5.0, 5.0), Axis::linear(None, 0.0, 1000.0));
    let points = vec![(-5.0, 0.0), (5.0, 1000.0)];
    Figure::Plot(Plot::tall(v("line"), x, y).curve(v("now"), Role::First, points))
}

#[test]
fn a_map_below_a_chart_with_the_same_axis_shares_its_columns() {
    for width in [50, 58, 75, 98] {
        let planes = planes(&scenes_of(&[line(), map(&[])], (width, 34)));
        let [(chart, ..), (map, ..)] = planes.as_slice() else {
            panic!("{planes:?}");
        };
        assert_eq!((chart.x, chart.width), (map.x, map.width), "{width}");
    }
}

#[test]
fn a_map_has_ticks_where_it_has_data_and_its_y_name_above_them() {
    for height in 8..24 {
        let scenes = scenes_of(&[map(&[])], (60, height));
        let (area, ..) = planes(&scenes)[0];
        let all: Vec<_> = texts(&scenes[0]).collect();
        let ticks = all
            .iter()
            .filter(|text| text.paint == Paint::Axis && text.at.0 < area.x);
        for tick in ticks.filter(|tick| tick.at.1 >= area.y) {
            let value: f64 = tick.text.replace('−', "-").parse().unwrap();
            assert!(value.abs() <= 5.0, "{value} at {height}");
        }
        let name = all.iter().find(|text| text.text == "B").unwrap();
        assert!(name.at.0 < area.x && name.at.1 < area.y, "{:?}", name.at);
    }
}

#[test]
fn points_beside_a_map_are_arrows_with_their_values() {
    let scenes = scenes_of(&[map(&[(20.0, 1.0), (21.0, 1.0), (0.0, -100.0)])], (60, 16));
    let said: Vec<_> = texts(&scenes[0]).map(|text| text.text.as_str()).collect();
    assert!(
        said.contains(&"20 ▸") && said.contains(&"▾ −100"),
        "{said:?}"
    );
    assert!(!said.contains(&"21 ▸"), "it would touch the first one");
}

/// Two groups of twenty runs.
fn race() -> Figure {
    let group = |name: &str, role| LaneGroup {
        name: v(name),
        role,
        lanes: vec![Lane::Moving { at: 200.0 }; 20],
    };
    Figure::Lanes(Lanes {
        title: v("The race"),
        axis: Axis::log(Some(v("step")), 1.0, 1000.0),
        groups: vec![group("ReLU", Role::First), group("tanh", Role::Second)],
        started_by: Phrase::key("lab.training.races"),
    })
}

#[test]
fn the_title_of_lanes_says_how_many_seeds_share_one() {
    for (height, words) in [
        (6, "The race, 5 seeds a lane"),
        (8, "The race, 3 seeds a lane"),
        (14, "The race, a lane a seed"),
    ] {
        let scenes = scenes_of(&[race()], (70, height));
        let said: Vec<_> = texts(&scenes[0]).map(|text| text.text.clone()).collect();
        assert!(said.iter().any(|text| text == words), "{height}: {said:?}");
    }
}

#[test]
fn lanes_reach_the_end_of_their_figure() {
    let scenes = scenes_of(&[race()], (70, 16));
    let (area, ..) = planes(&scenes)[0];
    assert!(area.right() >= 66, "{area:?}");
    let name = texts(&scenes[0])
        .find(|text| text.text == "step (log)")
        .unwrap();
    assert_eq!(name.at.1, 0, "beside the title");
}

#[test]
fn the_dots_of_a_race_count_the_seeds_that_never_arrive() {
    let kind = catalogue::find("race").unwrap();
    let set = Values::new().with("preset", "P2").with("seeds", "5");
    let mut lab = Lab::new(kind, &set, Seed(0)).unwrap();
    let run = lab.run_mut().unwrap();
    while run.advance(Work::slice(1000)) == Status::Going {}
    let dots = lab.figure("dots").unwrap();
    for width in [36, 58, 90] {
        let scenes = scenes_of(std::slice::from_ref(&dots), (width, 12));
        let said: Vec<_> = texts(&scenes[0]).map(|text| text.text.clone()).collect();
        assert!(
            said.iter().any(|text| text == "never (5)"),
            "{width}: {said:?}"
        );
    }
}
