//! What the labs without a network promise: whatever a learner turns, every figure can be drawn and says in
//! words what it shows, and no number is a minus zero.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use proptest::prelude::*;
use relutor::figure::{Axis, Figure, HeatMap, Plot};
use relutor::lab::catalogue::find;
use relutor::lab::{Domain, Lab, Seed, Turn, Value, Values, Work};
use relutor::locale::Words;
use relutor::text::Toward;

/// The labs that answer at once; those that train nets would take too long here.
const LABS: [&str; 12] = [
    "one-hinge",
    "two-input-node",
    "risk-table",
    "bias-node",
    "hinge-sum",
    "xor-by-hand",
    "plateau",
    "chain",
    "alpha-slider",
    "revival-race",
    "activation-gallery",
    "one-unit-xor",
];

const TURNS: [Turn; 8] = [
    Turn::Step(Toward::Previous),
    Turn::Step(Toward::Next),
    Turn::Fine(Toward::Previous),
    Turn::Fine(Toward::Next),
    Turn::Coarse(Toward::Previous),
    Turn::Coarse(Toward::Next),
    Turn::Low,
    Turn::High,
];

/// One thing that a learner does: set or turn the control with this index, or let a run go on.
#[derive(Clone, Copy, Debug)]
enum Deed {
    /// Set it to this share of its range or of its options.
    Set(usize, f64),
    Turn(usize, usize),
    Run(u64),
    Seek(u64),
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..40_usize, 0.0..=1.0).prop_map(|(i, share)| Deed::Set(i, share)),
        4 => (0..40_usize, 0..TURNS.len()).prop_map(|(i, turn)| Deed::Turn(i, turn)),
        1 => (1..2000_u64).prop_map(Deed::Run),
        1 => (0..3000_u64).prop_map(Deed::Seek),
        1 => Just(Deed::Undo),
    ]
}

fn act(lab: &mut Lab, deed: Deed) {
    let controls = lab.controls().0.clone();
    match deed {
        Deed::Set(i, share) => {
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
        Deed::Turn(i, turn) => {
            let _ = lab.turn(&controls[i % controls.len()].name, TURNS[turn]);
        }
        Deed::Run(steps) => {
            if let Some(run) = lab.run_mut() {
                let _ = run.advance(Work::slice(steps));
            }
        }
        Deed::Seek(at) => {
            if let Some(run) = lab.run_mut() {
                run.seek(at);
            }
        }
        Deed::Undo => {
            let _ = lab.undo();
        }
    }
}

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

fn check_plot(plot: &Plot, what: &str) {
    check_axis(&plot.x, what);
    check_axis(&plot.y, what);
    assert!(!plot.series.is_empty(), "{what} shows nothing");
    for series in &plot.series {
        assert!(!series.points.is_empty(), "{what}: a curve without points");
        let xs = series.points.iter().map(|(x, _)| *x);
        assert!(xs.is_sorted(), "{what}: a curve that goes back");
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
    for point in &heat.points {
        assert!(
            is_inside(point.at),
            "{what}: a point outside at {:?}",
            point.at
        );
    }
    for line in &heat.lines {
        assert!(
            is_inside(line.from) && is_inside(line.to),
            "{what}: {line:?}"
        );
    }
}

fn check_figure(figure: &Figure, what: &str) {
    match figure {
        Figure::Plot(plot) => check_plot(plot, what),
        Figure::Heat(heat) => check_heat(heat, what),
        Figure::Bars(bars) => check_axis(&bars.axis, what),
        Figure::Panels(panels) => panels.plots.iter().for_each(|plot| check_plot(plot, what)),
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
        Figure::Lines(lines) => assert!(!lines.lines.is_empty(), "{what} says nothing"),
    }
}

fn check(lab: &Lab, languages: &[Words]) {
    let kind = lab.kind();
    for (name, value) in lab.readings().iter() {
        assert!(is_plain(value), "{}: {name} is −0", kind.name);
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
    for id in kind.figures {
        for figure in [lab.figure(id), lab.figure_with_ghost(id)] {
            let figure = figure.unwrap_or_else(|| panic!("{}: no figure {id}", kind.name));
            let what = format!("{} {id} at {:?}", kind.name, lab.values());
            check_figure(&figure, &what);
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
                ] {
                    assert!(!said.contains(mistake), "{what}: {said}");
                }
            }
        }
    }
}

fn lab(name: &str) -> Lab {
    Lab::new(find(name).unwrap(), &Values::new(), Seed(0)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_turned_every_figure_says_what_it_shows(
        deeds in prop::collection::vec(deed(), 1..16),
    ) {
        let languages: Vec<_> = Words::available().iter().map(|lang| Words::load(lang).unwrap()).collect();
        for name in LABS {
            let mut lab = lab(name);
            check(&lab, &languages);
            for deed in &deeds {
                act(&mut lab, *deed);
                check(&lab, &languages);
            }
        }
    }
}
