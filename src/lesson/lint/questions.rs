//! Questions: what an answer shows, and that the model makes exactly the right one right.

use super::step_models::Checker;
use crate::lab::Values;
use crate::lesson::model::{Answer, Prediction, Question};
use crate::lesson::verify::run_to;
use crate::locale::Phrase;

impl Checker<'_> {
    pub(super) fn question(&mut self, question: &Question, opening: &Values) {
        let revealed = self.admits(opening, &question.then, "then");
        for (at, answer) in question.answers.iter().enumerate() {
            let option = format!("option.{}", answer.id);
            match &answer.belief {
                Some(Prediction::Ghost { set }) => {
                    drop(self.admits(opening, set, &format!("{option}.ghost.set")));
                }
                Some(Prediction::Mark { figure, .. }) => {
                    self.figure(figure, &format!("{option}.mark"));
                }
                None => {}
            }
            if let Some(revealed) = &revealed {
                self.truth(answer, at == question.right, revealed);
            }
        }
    }

    /// Whether the condition of an answer says what `right` says.
    fn truth(&mut self, answer: &Answer, is_right: bool, revealed: &Values) {
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
        run_to(&mut lab, condition.at);
        let key = match (condition.holds(&lab), is_right) {
            (false, true) => "check.right-does-not-hold",
            (true, false) => "check.wrong-holds",
            (true, true) | (false, false) => return,
        };
        self.fault(&tail, Phrase::key(key).with("id", answer.id.as_str()));
    }
}
