//! Questions: the pictures of their answers, and the right answer according to the model.

use super::step_models::StepChecker;
use crate::lab::Values;
use crate::lesson::model::{Answer, Prediction, Question};
use crate::lesson::verify::run_to;
use crate::locale::Phrase;

impl StepChecker<'_> {
    pub(super) fn check_question(&mut self, question: &Question, opening: &Values) {
        let revealed = self.check_set(opening, &question.then, "then");
        if question.at.is_some() {
            self.check_runs(opening, "at");
        }
        for (at, answer) in question.answers.iter().enumerate() {
            let option = format!("option.{}", answer.id);
            match &answer.prediction {
                Some(Prediction::Ghost { set }) => {
                    drop(self.check_set(opening, set, &format!("{option}.ghost.set")));
                }
                Some(Prediction::Mark { figure, .. }) => {
                    self.check_figure(figure, &format!("{option}.mark"));
                }
                None => {}
            }
            if let Some(revealed) = &revealed {
                self.check_truth(answer, at == question.right, revealed, question.at);
            }
        }
    }

    /// Reports an answer whose condition contradicts `is_right`. A condition without a step of its own is checked at `stop`,
    /// where the run after the answer stops.
    fn check_truth(
        &mut self,
        answer: &Answer,
        is_right: bool,
        revealed: &Values,
        stop: Option<u64>,
    ) {
        let Some(condition) = &answer.holds else {
            return;
        };
        let tail = format!("option.{}.holds", answer.id);
        let Ok(mut lab) = self.setup.lab(revealed, None) else {
            return;
        };
        if !self.is_sound(condition, &lab, &tail) {
            return;
        }
        run_to(&mut lab, condition.at.or(stop));
        let key = match (condition.holds(&lab), is_right) {
            (false, true) => "check.right-does-not-hold",
            (true, false) => "check.wrong-holds",
            (true, true) | (false, false) => return,
        };
        self.report(&tail, Phrase::key(key).with("id", answer.id.as_str()));
    }
}
