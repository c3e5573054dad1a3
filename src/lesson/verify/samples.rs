//! Values of the free controls of a step at which its statements are checked.

use crate::lab::{Control, Domain, Value, Values};
use crate::lesson::model::{Activity, LabSetup, Step, Unlock};
use crate::nn::rng::{Stream, generator, shuffle};

/// The number of values of a number control.
const VALUES: usize = 9;
/// The number of random combinations of all free controls.
const COMBINATIONS: usize = 50;

/// The values of the free controls of `step`, which opens with `opening`: [`VALUES`] of each control, one control at a time,
/// and [`COMBINATIONS`] of all. The ends of a range, its default, the opening value and those of solutions are among them.
pub(in crate::lesson) fn samples(step: &Step, setup: &LabSetup, opening: &Values) -> Vec<Values> {
    let is_free = |control: &Control| match &step.unlock {
        Unlock::All => true,
        Unlock::Only(names) => names.contains(&control.name),
    };
    let free = values_of_controls(step, setup, opening, is_free);
    let mut samples = one_at_a_time(&free, opening);
    if free.len() > 1 {
        let mut random = generator(0, Stream::Data);
        for _ in 0..COMBINATIONS {
            let mut values = opening.clone();
            for (name, choices) in &free {
                let mut order: Vec<_> = (0..choices.len()).collect();
                shuffle(&mut random, &mut order);
                if let Some(at) = order.first() {
                    values.set(name, choices[*at].clone());
                }
            }
            samples.push(values);
        }
    }
    samples
        .iter()
        .map(|values| setup.kind.complete(values))
        .collect()
}

/// The values of all controls, also of locked ones: [`VALUES`] of each, one control at a time.
pub(in crate::lesson) fn samples_of_all_controls(
    step: &Step,
    setup: &LabSetup,
    opening: &Values,
) -> Vec<Values> {
    let all = values_of_controls(step, setup, opening, |_| true);
    let samples = one_at_a_time(&all, opening).into_iter();
    samples.map(|values| setup.kind.complete(&values)).collect()
}

/// The values that are tried of each control that `is_free`.
fn values_of_controls(
    step: &Step,
    setup: &LabSetup,
    opening: &Values,
    is_free: impl Fn(&Control) -> bool,
) -> Vec<(String, Vec<Value>)> {
    let controls = setup.kind.controls(opening);
    let free = controls.0.into_iter().filter(|control| is_free(control));
    free.map(|control| {
        let values = values_of(&control, step, opening);
        (control.name, values)
    })
    .filter(|(_, values)| !values.is_empty())
    .collect()
}

/// `opening`, and `opening` with each value of each control.
fn one_at_a_time(controls: &[(String, Vec<Value>)], opening: &Values) -> Vec<Values> {
    let changed = controls.iter().flat_map(|(name, values)| {
        let values = values.iter();
        values.map(|value| opening.clone().with(name, value.clone()))
    });
    std::iter::once(opening.clone()).chain(changed).collect()
}

/// The values of `control` that are tried: all options of a choice, [`VALUES`] or a few more of a number, none of a text.
fn values_of(control: &Control, step: &Step, opening: &Values) -> Vec<Value> {
    let range = match &control.domain {
        Domain::Choice(options) => {
            let names = options.names.iter();
            return names
                .map(|name| Value::Choice((*name).to_owned()))
                .collect();
        }
        Domain::Text { .. } => return Vec::new(),
        Domain::Number(range) => range,
    };
    let of_values = |values: &Values| match values.get(&control.name) {
        Some(Value::Number(number)) => Some(*number),
        Some(Value::Choice(_) | Value::Text(_)) | None => None,
    };
    let solutions = match &step.activity {
        Activity::Challenge(goals) => goals.as_slice(),
        Activity::Explore | Activity::Question(_) => &[],
    };
    let mut numbers = vec![range.min, range.max, range.default];
    numbers.extend(of_values(opening));
    numbers.extend(
        solutions
            .iter()
            .filter_map(|goal| of_values(&goal.solution)),
    );
    let between = (1..VALUES - 1).map(|at| {
        let share = at as f64 / (VALUES - 1) as f64;
        range.nearest_step(range.min + share * (range.max - range.min))
    });
    numbers.extend(between);
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    let values = numbers.into_iter().map(Value::Number);
    values
        .filter(|value| control.validate(value).is_ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{CourseSource, load, opening_values};

    #[test]
    fn the_ends_of_a_range_and_every_option_are_tried() {
        let course = load(&CourseSource::Builtin).unwrap();
        let lesson = &course.lessons[2];
        let at = lesson
            .steps
            .iter()
            .position(|step| step.id == "earlier")
            .unwrap();
        let step = &lesson.steps[at];
        let setup = &lesson.labs[step.lab.as_ref().unwrap()];
        let samples = samples(step, setup, &opening_values(lesson, at));
        let tried: Vec<f64> = samples.iter().map(|values| values.number("b")).collect();
        assert!(tried.len() >= VALUES, "{tried:?}");
        let controls = setup.kind.controls(&samples[0]);
        let Domain::Number(range) = controls.get("b").unwrap().domain else {
            panic!("b is a number");
        };
        assert!(
            tried.contains(&range.min) && tried.contains(&range.max),
            "{tried:?}"
        );
        assert!(tried.iter().any(|b| *b < 0.0) && tried.iter().any(|b| *b > 0.0));
    }
}
