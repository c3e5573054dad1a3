//! Numbers beside the name of a control in the text of a question: the control has them as the question is asked, or after the
//! answer.

use super::control_names::{ControlNames, number_controls};
use super::faults::Faults;
use super::lab_steps::for_each_lab_step;
use super::placed_text::PlacedText;
use super::spoken_numbers::{NumberMeasure, NumberTable};
use crate::lab::Values;
use crate::lesson::model::{Activity, Lesson, Prediction, Prose, Question};
use crate::locale::{Phrase, Words};

/// Reports numbers of questions of `lesson` that the controls they are said of never have.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for_each_lab_step(lesson, |found| {
        let Activity::Question(question) = &found.step.activity else {
            return;
        };
        let asked = AskedStep {
            lesson,
            at: found.at,
            controls: number_controls(&found.setup.kind, &found.opening, found.words),
            states: &states(question, &found.opening),
        };
        asked.check(&found.text.body, found.words, faults);
    });
}

/// The values of the lab as the question is asked, after its answer, and in the pictures of its answers.
fn states(question: &Question, opening: &Values) -> Vec<Values> {
    let ghosts = question
        .answers
        .iter()
        .filter_map(|answer| match &answer.prediction {
            Some(Prediction::Ghost { set }) => Some(opening.clone().merge(set)),
            Some(Prediction::Mark { .. }) | None => None,
        });
    let revealed = opening.clone().merge(&question.then);
    [opening.clone(), revealed]
        .into_iter()
        .chain(ghosts)
        .collect()
}

/// A question with the values that its controls have.
struct AskedStep<'a> {
    lesson: &'a Lesson,
    /// The index of the step.
    at: usize,
    controls: Vec<ControlNames>,
    states: &'a [Values],
}

impl AskedStep<'_> {
    fn check(&self, prose: &Prose, words: &Words, faults: &mut Faults) {
        let table = NumberTable::new(words);
        for block in &prose.blocks {
            let placed = PlacedText::new(block);
            // Another rule compares the settings of a fact with the words beside it.
            if placed.slots().any(|slot| slot.fact().is_some()) {
                continue;
            }
            let numbers = table.numbers(&placed.text).into_iter();
            for number in numbers.filter(|number| number.measure != NumberMeasure::Factor) {
                let is_meant =
                    |it: &&ControlNames| it.names.is_before(&placed.text[..number.start]);
                let Some(control) = self.controls.iter().find(is_meant) else {
                    continue;
                };
                let values = self
                    .states
                    .iter()
                    .map(|values| values.number(&control.name));
                let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
                let Some(opening) = values.first() else {
                    continue;
                };
                if values.iter().any(|value| number.is(*value)) {
                    continue;
                }
                let message = Phrase::key("check.other-set")
                    .with("label", control.label.as_str())
                    .with("said", number.value)
                    .with("value", *opening);
                faults.report(placed.place(number.start), message.clone());
                let path = format!("step.{}.set.{}", self.at, control.name);
                if self.lesson.places.contains_key(&path) {
                    faults.report_in(self.lesson, &path, message);
                }
            }
        }
    }
}
