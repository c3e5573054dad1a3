//! Ten thousand random edits, runs and rewinds of random networks: no panic, no stale figure, and a replay gives the
//! same bits.

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_xoshiro::SplitMix64;
    use relutor::lab::{
        Domain, Lab, NetworkElement, Run, Seed, Turn, Value, Values, Work, WorkbenchEdit, catalogue,
    };
    use relutor::text::Toward;

    const EDITS: usize = 10_000;
    /// Edits before a new network.
    const EDITS_PER_NETWORK: usize = 200;
    /// Edits between two replays.
    const REPLAY_EVERY: usize = 25;

    fn random_network(random: &mut SplitMix64) -> Values {
        let data = [
            "circle", "xor", "spiral", "clouds", "own", "sine", "step", "drawn",
        ];
        let mut set = Values::new()
            .with("data", data[random.random_range(0..data.len())])
            .with("layers", f64::from(random.random_range(0..4_u32)))
            .with("seed", f64::from(random.random_range(0..1000_u32)));
        for layer in 1..=3 {
            let units = f64::from(random.random_range(1..7_u32));
            set.set(&format!("units_{layer}"), units.into());
        }
        set
    }

    fn parameter(lab: &Lab, random: &mut SplitMix64) -> String {
        let sizes = lab.training_record().expect("it trains").sizes;
        let layer = random.random_range(1..sizes.len());
        let unit = random.random_range(1..=sizes[layer]);
        match random.random_range(0..=sizes[layer - 1]) {
            0 => format!("b_{layer}_{unit}"),
            input => format!("w_{layer}_{unit}_{input}"),
        }
    }

    fn turn(random: &mut SplitMix64) -> Turn {
        let way = if random.random_bool(0.5) {
            Toward::Next
        } else {
            Toward::Previous
        };
        match random.random_range(0..5) {
            0 => Turn::Fine(way),
            1 => Turn::Coarse(way),
            2 => Turn::High,
            _ => Turn::Step(way),
        }
    }

    /// Sets a random control somewhere in its range.
    fn set_one(lab: &mut Lab, random: &mut SplitMix64) {
        let controls = lab.controls().0.clone();
        let control = &controls[random.random_range(0..controls.len())];
        let value = match &control.domain {
            Domain::Number(range) => {
                Value::Number(range.min + random.random::<f64>() * (range.max - range.min))
            }
            Domain::Choice(options) => {
                let at = random.random_range(0..options.names.len());
                Value::Choice(options.names[at].to_owned())
            }
            Domain::Text { default } => Value::Text(default.clone()),
        };
        // A network of eight layers would take as long as all others together.
        let is_large = control.name == "layers" && matches!(value, Value::Number(n) if n > 4.0);
        if !is_large {
            let _ = lab
                .set(&Values::new().with(&control.name, value))
                .expect("it is in range");
        }
    }

    fn edit(lab: &mut Lab, marks: &mut Vec<Lab>, random: &mut SplitMix64) {
        let at = lab.run().expect("it runs").at();
        let place = (
            random.random_range(-1.2..1.2),
            random.random_range(-1.2..1.2),
        );
        match random.random_range(0..16) {
            0 | 1 => set_one(lab, random),
            2 | 3 => {
                let name = parameter(lab, random);
                let _ = lab.adjust(&name, turn(random));
            }
            4 => {
                let name = parameter(lab, random);
                let number = random.random_range(-100.0..100.0);
                let _ = lab
                    .set(&Values::new().with(&name, number))
                    .expect("in range");
            }
            5 => {
                let class = f64::from(random.random_range(0..2_u32));
                let edit = match random.random_range(0..3) {
                    0 => WorkbenchEdit::AddPoint { at: place, class },
                    1 => WorkbenchEdit::RemovePoint {
                        at: place,
                        reach: (0.5, 0.5),
                    },
                    _ => WorkbenchEdit::DrawCurve { at: place },
                };
                let _ = lab.edit(edit);
            }
            6..=9 => {
                let steps = random.random_range(1..40);
                let _status = lab.run_mut().expect("it runs").advance(Work::slice(steps));
                lab.follow_run();
            }
            10 | 11 => {
                lab.run_mut()
                    .expect("it runs")
                    .seek(random.random_range(0..=at + 5));
                lab.follow_run();
            }
            12 => {
                let _was_there = lab.undo();
            }
            13 => {
                let _was_ill = lab.apply_fix();
            }
            14 => {
                let names = ["1.1", "2.3.1", "1.2.0", "9.9.9"];
                let at = names[random.random_range(0..names.len())];
                let element = NetworkElement::parse(at).expect("it is an element");
                assert!(lab.select(element));
            }
            _ if marks.len() < 3 => marks.push(lab.without_history()),
            _ => lab.return_to(&marks[random.random_range(0..marks.len())]),
        }
    }

    /// The state to the last bit, as text, since NaN is not equal to itself.
    fn state_text(lab: &Lab) -> String {
        let parameters = lab.figure("network");
        // The loss figure also shows later steps, which a replayed run has not computed.
        let figures = ["output", "unit", "ledger"].map(|id| lab.figure(id));
        let at = lab.run().map(Run::at);
        format!(
            "{:?} {at:?} {parameters:?} {figures:?} {:?}",
            lab.readings(),
            lab.values()
        )
    }

    #[test]
    fn replaying_ten_thousand_random_edits_gives_the_same_bits() {
        let kind = catalogue::find("playground").expect("there is a playground");
        let mut random = SplitMix64::seed_from_u64(5);
        for life in 0..EDITS / EDITS_PER_NETWORK {
            let start = kind.complete(&random_network(&mut random));
            let mut lab = Lab::new(kind, &start, Seed(0)).expect("it is allowed");
            let mut marks = Vec::new();
            for done in 1..=EDITS_PER_NETWORK {
                edit(&mut lab, &mut marks, &mut random);
                for id in kind.figures {
                    let figure = lab.figure_with_ghost(id);
                    assert!(figure.is_some(), "{id}");
                }
                let _advice = lab.advice();
                if done.is_multiple_of(REPLAY_EVERY) {
                    let moves = lab.replay_since(&start);
                    let mut again = Lab::new(kind, &start, Seed(0)).expect("it is allowed");
                    again.replay(&moves).expect("every move was allowed before");
                    let (was, is) = (state_text(&lab), state_text(&again));
                    let differ = was.bytes().zip(is.bytes()).position(|(a, b)| a != b);
                    let from = differ.unwrap_or(0).saturating_sub(200);
                    let near = |text: &str| text.chars().skip(from).take(400).collect::<String>();
                    assert!(
                        was == is,
                        "life {life}, deed {done}\n{moves:?}\n{}\n{}",
                        near(&was),
                        near(&is)
                    );
                }
            }
        }
    }

    #[test]
    fn every_step_of_a_rewound_run_has_the_same_bits() {
        let kind = catalogue::find("playground").expect("there is a playground");
        let mut random = SplitMix64::seed_from_u64(6);
        for _ in 0..10 {
            let start = kind.complete(&random_network(&mut random));
            let mut lab = Lab::new(kind, &start, Seed(0)).expect("it is allowed");
            let mut seen = Vec::new();
            for _ in 0..60 {
                let run = lab.run_mut().expect("it runs");
                let _status = run.advance(Work::slice(1));
                lab.follow_run();
                seen.push((lab.run().expect("it runs").at(), state_text(&lab)));
                if random.random_bool(0.1) {
                    let name = parameter(&lab, &mut random);
                    let number = random.random_range(-2.0..2.0);
                    let _ = lab
                        .set(&Values::new().with(&name, number))
                        .expect("in range");
                    seen.pop();
                }
            }
            for _ in 0..40 {
                let (at, was) = &seen[random.random_range(0..seen.len())];
                lab.go_to(*at);
                let reached = lab.run().expect("it runs").at();
                let is = state_text(&lab);
                let differ = was.bytes().zip(is.bytes()).position(|(a, b)| a != b);
                let from = differ.unwrap_or(0).saturating_sub(200);
                let near = |text: &str| text.chars().skip(from).take(400).collect::<String>();
                assert!(
                    reached != *at || is == *was,
                    "step {at}\n{}\n{}",
                    near(was),
                    near(&is)
                );
            }
        }
    }
}
