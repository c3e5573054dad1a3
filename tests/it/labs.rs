//! Invariants of every lab of the catalogue: after any change every figure can be drawn and has a description,
//! and no number is negative zero.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use proptest::prelude::*;
use relutor::figure::{Axis, Figure, HeatMap, Plot, SeriesShape};
use relutor::lab::catalogue::KINDS;
use relutor::lab::{Domain, Lab, Seed, Status, Turn, Value, Values, Work};
use relutor::locale::Words;
use relutor::text::Toward;

const ALL_TURNS: [Turn; 8] = [
    Turn::Step(Toward::Previous),
    Turn::Step(Toward::Next),
    Turn::Fine(Toward::Previous),
    Turn::Fine(Toward::Next),
    Turn::Coarse(Toward::Previous),
    Turn::Coarse(Toward::Next),
    Turn::Low,
    Turn::High,
];

/// An action of a learner: set or turn the control with this index, or continue a run.
#[derive(Clone, Copy, Debug)]
enum LabAction {
    /// Sets the control to this fraction of its range or options.
    Set(usize, f64),
    Turn(usize, usize),
    Run(u64),
    Seek(u64),
    Undo,
}

fn any_action() -> impl Strategy<Value = LabAction> {
    prop_oneof![
        4 => (0..40_usize, 0.0..=1.0).prop_map(|(i, share)| LabAction::Set(i, share)),
        4 => (0..40_usize, 0..ALL_TURNS.len()).prop_map(|(i, turn)| LabAction::Turn(i, turn)),
        1 => (1..2000_u64).prop_map(LabAction::Run),
        1 => (0..3000_u64).prop_map(LabAction::Seek),
        1 => Just(LabAction::Undo),
    ]
}

fn apply(lab: &mut Lab, action: LabAction) {
    let controls = lab.controls().0.clone();
    match action {
        LabAction::Set(i, share) => {
            let control = &controls[i % controls.len()];
            let value = match &control.domain {
                Domain::Number(range) => Value::Number(range.min + share * (range.max - range.min)),
                Domain::Choice(options) => {
                    let last = (options.names.len() - 1) as f64;
                    let at = options.names.iter().enumerate();
                    let near = at.min_by(|a, b| {
                        let off = |i: usize| (i as f64 - share * last).abs();
                        off(a.0).total_cmp(&off(b.0))
                    });
                    Value::Choice((*near.unwrap().1).to_owned())
                }
                Domain::Text { default } => Value::Text(default.clone()),
            };
            // A weight of exactly 0 may be refused; the lab then stays as it is.
            let refused = lab.set(&Values::new().with(&control.name, value)).err();
            drop(refused);
        }
        LabAction::Turn(i, turn) => {
            let _ = lab.turn(&controls[i % controls.len()].name, ALL_TURNS[turn]);
        }
        LabAction::Run(steps) => {
            if let Some(run) = lab.run_mut() {
                let _ = run.advance(Work::slice(steps));
            }
        }
        LabAction::Seek(at) => {
            if let Some(run) = lab.run_mut() {
                run.seek(at);
            }
        }
        LabAction::Undo => {
            let _ = lab.undo();
        }
    }
}

/// A lab and one of its figures.
type LabFigure<'a> = (&'a str, &'static str);

/// The curve of this figure goes back and forth, so x does not increase along it.
const FOLDED_CURVE: LabFigure = ("depth-folds", "strip");
/// Figures that may be drawn empty before a run or without a signal.
const MAY_BE_EMPTY: [LabFigure; 4] = [
    ("race", "losses"),
    ("playground", "ledger"),
    ("playground", "grid"),
    ("playground", "signal"),
];

fn is_plain(number: f64) -> bool {
    number != 0.0 || number.is_sign_positive()
}

fn check_axis(axis: &Axis, what: &str) {
    assert!(axis.min < axis.max, "{what}: {} to {}", axis.min, axis.max);
    assert!(
        axis.place(f64::midpoint(axis.min, axis.max)).is_some(),
        "{what}"
    );
}

fn check_plot(plot: &Plot, place: LabFigure<'_>, what: &str) {
    check_axis(&plot.x, what);
    check_axis(&plot.y, what);
    let may_be_empty = MAY_BE_EMPTY.contains(&place);
    assert!(
        may_be_empty || !plot.series.is_empty(),
        "{what} shows nothing"
    );
    for series in &plot.series {
        // Dots may be anywhere, and a future series has no points.
        if series.shape != SeriesShape::Dots {
            assert!(
                may_be_empty || !series.points.is_empty(),
                "{what}: a curve without points"
            );
            let xs = series.points.iter().map(|(x, _)| *x);
            let may_go_back = place == FOLDED_CURVE || series.shape == SeriesShape::Trail;
            assert!(
                may_go_back || xs.is_sorted(),
                "{what}: a curve that goes back"
            );
            let times = series.points.iter().map(|(_, time)| *time);
            assert!(
                series.shape != SeriesShape::Trail || times.is_sorted(),
                "{what}: a trail that goes back in time"
            );
        }
    }
    for mark in &plot.marks {
        assert!(is_plain(mark.x), "{what}: a mark at −0");
    }
}

fn check_heat(heat: &HeatMap, what: &str) {
    assert_eq!(heat.values.len() % heat.columns, 0, "{what}");
    assert!(heat.range.0 < heat.range.1, "{what}: {:?}", heat.range);
    let is_inside = |(x, y)| {
        let places = heat.x.place(x).zip(heat.y.place(y)).unwrap();
        [places.0, places.1]
            .iter()
            .all(|place| (-1e-9..=1.0 + 1e-9).contains(place))
    };
    for line in &heat.lines {
        assert!(
            is_inside(line.from) && is_inside(line.to),
            "{what}: {line:?}"
        );
    }
}

fn check_figure(figure: &Figure, place: LabFigure<'_>, what: &str) {
    match figure {
        Figure::Plot(plot) => check_plot(plot, place, what),
        Figure::Heat(heat) => check_heat(heat, what),
        Figure::Bars(bars) => check_axis(&bars.axis, what),
        Figure::Panels(panels) => panels
            .plots
            .iter()
            .for_each(|plot| check_plot(plot, place, what)),
        Figure::Table(table) => {
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{what}");
            }
        }
        Figure::Diagram(diagram) => {
            for two in diagram.tiers.windows(2) {
                let shape = two[1].weights.iter().map(Vec::len);
                let want = vec![two[0].nodes.len(); two[1].nodes.len()];
                assert_eq!(shape.collect::<Vec<_>>(), want, "{what}");
            }
        }
        Figure::Lanes(lanes) => {
            check_axis(&lanes.axis, what);
            for lane in lanes.groups.iter().flat_map(|group| &group.lanes) {
                let is_on_axis = (0.0..=lanes.axis.max).contains(&lane.at());
                assert!(is_on_axis, "{what}: {lane:?}");
            }
        }
        Figure::Pixels(pixels) => {
            for grid in &pixels.grids {
                assert_eq!(grid.values.len() % grid.columns, 0, "{what}");
                assert!(grid.values.iter().all(|value| is_plain(*value)), "{what}");
            }
        }
        Figure::Lines(lines) => assert!(!lines.lines.is_empty(), "{what} says nothing"),
    }
}

fn check(lab: &Lab, languages: &[Words]) {
    let kind = lab.kind();
    for (name, value) in lab.readings().iter() {
        assert!(is_plain(value), "{}: {name} is −0", kind.name());
        let label = kind.reading_label(name);
        for words in languages {
            let lang = words.lang();
            assert!(
                words.has(label.name()),
                "{lang}: {} is missing",
                label.name()
            );
        }
    }
    // Then the description states the loss itself.
    let is_diverged = lab
        .run()
        .is_some_and(|run| matches!(run.status(), Status::Diverged { .. }));
    for id in kind.figures() {
        for figure in [lab.figure(id), lab.figure_with_ghost(id)] {
            let figure = figure.unwrap_or_else(|| panic!("{}: no figure {id}", kind.name()));
            let what = format!("{} {id} at {:?}", kind.name(), lab.values());
            check_figure(&figure, (kind.name(), id), &what);
            let sentences = figure.describe();
            assert!(!sentences.is_empty(), "{what}: nothing is said");
            let phrases: Vec<_> = sentences.iter().chain([figure.title()]).collect();
            for said in languages
                .iter()
                .flat_map(|words| phrases.iter().map(|phrase| words.format(phrase)))
            {
                for mistake in [
                    "{",
                    "lab.",
                    "figure.",
                    "activation.",
                    "NaN",
                    "−0 ",
                    "−−",
                    "- ",
                    ": .",
                ] {
                    let is_meant = is_diverged && mistake == "NaN";
                    assert!(is_meant || !said.contains(mistake), "{what}: {said}");
                }
            }
        }
    }
}

/// Does `actions` with every lab of the catalogue that goes on in steps, or with every other.
fn check_all(goes_on: bool, actions: &[LabAction]) {
    let languages: Vec<_> = Words::available()
        .iter()
        .map(|lang| Words::load(lang).unwrap())
        .collect();
    for kind in KINDS {
        let mut lab = Lab::new(kind, &Values::new(), Seed(0)).unwrap();
        if lab.run().is_some() != goes_on {
            continue;
        }
        check(&lab, &languages);
        for action in actions {
            apply(&mut lab, *action);
            check(&lab, &languages);
        }
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn every_figure_has_a_description_after_any_change(
        actions in prop::collection::vec(any_action(), 1..16),
    ) {
        check_all(false, &actions);
    }
}

// These labs train networks, which takes longer.
proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn every_figure_has_a_description_while_a_model_runs(
        actions in prop::collection::vec(any_action(), 1..16),
    ) {
        check_all(true, &actions);
    }
}
