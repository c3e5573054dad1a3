use rand::{RngExt, SeedableRng};
use rand_xoshiro::SplitMix64;

use super::*;
use crate::lab::kind::bias_node;
use crate::lab::{Domain, LabKind, NetworkElement, Turn, WorkbenchEdit, catalogue};
use crate::text::Toward;

fn lab() -> Lab {
    Lab::new(&bias_node::KIND, &Values::new(), Seed(0)).unwrap()
}

fn up() -> Turn {
    Turn::Step(Toward::Next)
}

#[test]
fn successive_turns_of_one_control_are_undone_together() {
    let mut lab = lab();
    for _ in 0..5 {
        let _ = lab.turn("b", up());
    }
    let _ = lab.turn("w", up());
    assert!(lab.undo());
    assert_eq!((lab.number("b"), lab.number("w")), (Some(2.5), Some(1.0)));
    assert!(lab.undo());
    assert_eq!(lab.number("b"), Some(0.0));
    assert!(!lab.undo());
}

#[test]
fn the_ghost_keeps_the_values_from_before_successive_turns() {
    let mut lab = lab();
    assert_eq!(lab.ghost_value("b"), None);
    for _ in 0..4 {
        let _ = lab.turn("b", up());
    }
    assert_eq!(lab.ghost_value("b"), Some(&Value::Number(0.0)));
    assert_eq!(lab.ghost_value("w"), None, "w did not change");
    let _ = lab.reset();
    assert_eq!(lab.ghost_value("b"), Some(&Value::Number(2.0)));
    assert!(lab.undo());
    assert_eq!(lab.ghost_value("b"), None);
}

#[test]
fn the_ghost_shows_the_state_before_successive_turns() {
    let mut lab = lab();
    for _ in 0..4 {
        let _ = lab.turn("b", up());
    }
    let Some(Figure::Plot(plot)) = lab.figure_with_ghost("curve") else {
        panic!("no curve")
    };
    let ghost = plot.series.iter().find(|s| s.role == Role::Ghost).unwrap();
    let at_zero = ghost.points.iter().find(|(x, _)| *x == 0.0).unwrap();
    assert_eq!(at_zero.1, 0.0, "the ghost still has its kink at 0");
}

#[test]
fn a_rejected_value_changes_nothing() {
    let mut lab = lab();
    let rejected = lab.set(&Values::new().with("b", 3.0).with("w", 99.0));
    assert!(matches!(rejected, Err(SetError::OutOfRange { .. })));
    assert_eq!(lab.number("b"), Some(0.0));
    let unknown = lab.set(&Values::new().with("bais", 1.0));
    assert!(matches!(unknown, Err(SetError::NoSuchControl { .. })));
}

#[test]
fn a_control_that_reappears_has_its_last_value() {
    let kind = catalogue::find("hinge-sum").unwrap();
    let mut lab = Lab::new(kind, &Values::new().with("n", "2").with("v2", 3.0), Seed(0)).unwrap();
    let _ = lab.turn("n", Turn::Step(Toward::Previous));
    assert_eq!(lab.number("v2"), None);
    let _ = lab.turn("n", up());
    assert_eq!(lab.number("v2"), Some(3.0));
}

#[test]
fn undo_restores_the_run() {
    let kind = catalogue::find("dying-neuron").unwrap();
    let mut lab = Lab::new(kind, &Values::new().with("lr", 0.03), Seed(0)).unwrap();
    lab.run_mut().unwrap().seek(7);
    let _ = lab.set(&Values::new().with("b", 3.0)).unwrap();
    lab.run_mut().unwrap().seek(9);
    let before = lab.readings();
    let _ = lab.set(&Values::new().with("w", -1.0)).unwrap();
    assert!(lab.undo());
    assert_eq!(lab.readings(), before);
}

#[test]
fn values_set_together_all_reach_the_run() {
    let kind = catalogue::find("watch-it-learn").unwrap();
    let start = Values::new().with("f", "relu").with("target", "sine");
    let mut lab = Lab::new(kind, &start, Seed(0)).unwrap();
    let other = (lab.controls().get("lr").unwrap())
        .turn(lab.values().get("lr").unwrap(), Turn::Step(Toward::Next));
    let two = Values::new().with("lr", other).with("target", "bump");
    let _ = lab.set(&two).unwrap();
    let fresh = Lab::new(kind, &start.merge(&two), Seed(0)).unwrap();
    assert_eq!(lab.readings(), fresh.readings());
}

#[test]
fn undo_restores_the_state_before_a_reset() {
    let mut lab = lab();
    let _ = lab.set(&Values::new().with("b", 3.0)).unwrap();
    let _ = lab.reset();
    assert_eq!(lab.number("b"), Some(0.0));
    assert!(lab.undo());
    assert_eq!(lab.number("b"), Some(3.0));
}

/// A value somewhere in the domain of `control`.
fn random_value(control: &Control, random: &mut SplitMix64) -> Value {
    match &control.domain {
        Domain::Number(range) => {
            let share: f64 = random.random();
            Value::Number(range.min + share * (range.max - range.min).min(6.0))
        }
        Domain::Choice(options) => {
            let at = random.random_range(0..options.names.len());
            Value::Choice(options.names[at].to_owned())
        }
        Domain::Text { .. } => control.default_value(),
    }
}

/// Changes `lab` in one of the ways that a learner can.
fn change_at_random(lab: &mut Lab, bookmark: &mut Lab, random: &mut SplitMix64) {
    let controls = lab.controls().0.clone();
    let control = &controls[random.random_range(0..controls.len())];
    let toward = if random.random() {
        Toward::Next
    } else {
        Toward::Previous
    };
    let set = Values::new().with(&control.name, random_value(control, random));
    match random.random_range(0..14) {
        0 | 1 => drop(lab.set(&set).unwrap()),
        2 | 3 => drop(lab.turn(&control.name, Turn::Step(toward))),
        4 => drop(lab.drag(&control.name, &set)),
        5 => drop(lab.adjust("w_1_1_1", Turn::Coarse(toward))),
        6 => drop(lab.undo()),
        7 => drop(lab.reset()),
        8 => lab.go_to(random.random_range(0..30)),
        9 => drop(lab.apply_fix()),
        10 => lab.return_to(bookmark),
        11 => {
            *bookmark = lab.without_history();
            std::mem::swap(lab, bookmark);
        }
        12 => {
            let edits = [
                WorkbenchEdit::AddLayer,
                WorkbenchEdit::RemoveUnit,
                WorkbenchEdit::DrawCurve { at: (0.5, 0.5) },
                WorkbenchEdit::AddPoint {
                    at: (0.5, 0.5),
                    class: 1.0,
                },
            ];
            let _ = lab.edit(edits[random.random_range(0..edits.len())]);
            let _ = lab.select(NetworkElement::unit(random.random_range(1..4), 1));
        }
        _ => {
            let opening = lab.kind().complete(&Values::new());
            let entries = lab.replay_since(&opening);
            let mut again = Lab::new(lab.kind(), &opening, lab.seed()).unwrap();
            again.replay(&entries).unwrap();
            *lab = again;
        }
    }
}

#[test]
fn cached_controls_are_those_of_the_present_values_after_random_changes() {
    let mut random = SplitMix64::seed_from_u64(7);
    for name in [
        "playground",
        "hinge-sum",
        "watch-it-learn",
        "dying-neuron",
        "chain",
    ] {
        let kind = catalogue::find(name).unwrap();
        let mut lab = Lab::new(kind, &Values::new(), Seed(0)).unwrap();
        let mut bookmark = lab.without_history();
        for _ in 0..400 {
            change_at_random(&mut lab, &mut bookmark, &mut random);
            assert_eq!(*lab.controls(), (kind.controls)(lab.values()), "{name}");
            assert_eq!(*lab.values(), kind.complete(lab.values()), "{name}");
        }
    }
}

/// The lab after `steps` steps.
fn at_step(kind: &'static LabKind, set: &Values, steps: u64) -> Lab {
    let mut lab = Lab::new(kind, set, Seed(0)).unwrap();
    lab.go_to(steps);
    lab
}

/// The readings as text: some of them are not numbers.
fn stated(lab: &Lab) -> String {
    format!("{:?}", lab.readings())
}

#[test]
fn a_run_never_shows_the_result_of_another_value_than_its_controls() {
    const STEPS: u64 = 3;
    // On the workbench, settings apply to the steps to come.
    let runs = catalogue::KINDS.iter().copied().filter(|kind| {
        let lab = Lab::new(*kind, &Values::new(), Seed(0)).unwrap();
        lab.run().is_some() && lab.workbench().is_none()
    });
    let mut turned = 0;
    for kind in runs {
        let before = at_step(kind, &Values::new(), STEPS);
        for control in before.controls().0.clone() {
            let mut lab = at_step(kind, &Values::new(), STEPS);
            let name = &control.name;
            let steps = [Toward::Next, Toward::Previous].map(Turn::Step);
            assert!(steps.into_iter().any(|turn| lab.turn(name, turn).is_some()));
            turned += 1;
            let at = lab.run().unwrap().at();
            // A run that starts over shows nothing that was trained.
            if at == 0 {
                continue;
            }
            let fresh = at_step(kind, lab.values(), at);
            let is_part_of_the_state = lab.replay_log.last_edit(at) == at;
            let expected = if is_part_of_the_state {
                assert_ne!(stated(&lab), stated(&before), "{}: {name}", kind.name);
                stated(&lab)
            } else {
                stated(&fresh)
            };
            assert_eq!(stated(&lab), expected, "{}: {name}", kind.name);
        }
    }
    assert!(turned > 20, "{turned} controls");
}

#[test]
fn steps_behind_an_edit_are_taken_again_with_another_rate() {
    let kind = catalogue::find("dying-neuron").unwrap();
    let rate = |lr: f64| Values::new().with("lr", lr);
    let edited = |lr: f64| {
        let mut lab = at_step(kind, &rate(0.03), 2);
        let _ = lab.set(&Values::new().with("b", 2.0)).unwrap();
        let _ = lab.set(&rate(lr)).unwrap();
        lab.go_to(7);
        lab
    };
    let mut lab = edited(0.03);
    assert!(lab.drag("lr", &rate(0.05)));
    assert_eq!(stated(&lab), stated(&edited(0.05)));
}
