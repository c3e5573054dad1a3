//! Questions: the pictures of their answers, and the right answer according to the model.

use super::conditions::found;
use super::step_models::StepChecker;
use crate::lab::{Lab, Values};
use crate::lesson::model::{Answer, Prediction, Question};
use crate::lesson::verify::{run_to, samples_of_all_controls};
use crate::locale::Phrase;

impl StepChecker<'_> {
    pub(super) fn check_question(&mut self, question: &Question, opening: &Values) {
        let revealed = self.check_set(opening, &question.then, "then");
        if question.at.is_some() {
            self.check_runs(opening, "at");
        }
        self.check_proof(question, opening, revealed.as_ref());
        for (at, answer) in question.answers.iter().enumerate() {
            self.check_prediction(answer, opening);
            if let Some(revealed) = &revealed {
                self.check_truth(answer, at == question.right, revealed, question.at);
            }
        }
    }

    /// The names in the answers of a question, the values that it sets, and the right answer if the model need not run for it.
    pub(super) fn check_names_of_question(&mut self, question: &Question, opening: &Values) {
        let revealed = self.check_set(opening, &question.then, "then");
        for answer in &question.answers {
            self.check_prediction(answer, opening);
            let lab = revealed
                .as_ref()
                .and_then(|values| self.setup.lab(values, None).ok());
            if let Some(lab) = lab {
                self.are_conditions_sound(answer, &lab);
            }
        }
        let right = question.answers.get(question.right);
        if let (Some(right), Some(revealed)) = (right, &revealed)
            && stop_of(right, question.at).is_none()
        {
            self.check_truth(right, true, revealed, None);
        }
    }

    /// The figure or the values of the picture of an answer.
    fn check_prediction(&mut self, answer: &Answer, opening: &Values) {
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
    }

    /// Reports a condition of the right answer that proves nothing: it holds whatever the model does, before the answer
    /// already, or in the picture of a wrong answer.
    fn check_proof(&mut self, question: &Question, opening: &Values, revealed: Option<&Values>) {
        let Some(right) = question.answers.get(question.right) else {
            return;
        };
        let tail = format!("option.{}.holds", right.id);
        let Some(revealed) = revealed.filter(|_| !right.holds.is_empty()) else {
            return;
        };
        let Ok(asked) = self.setup.lab(opening, None) else {
            return;
        };
        let before = self.faults.count();
        if !self.are_conditions_sound(right, &asked) {
            // `check_truth` reports the same.
            self.faults.truncate(before);
            return;
        }
        let holds = |lab: &Lab| right.holds.iter().all(|condition| condition.holds(lab));
        let stop = stop_of(right, question.at);
        if (revealed != opening || stop.is_some()) && holds(&asked) {
            self.report(&tail, Phrase::key("check.holds-before"));
            return;
        }
        let all = samples_of_all_controls(self.step, self.setup, revealed);
        let mut labs = all
            .iter()
            .filter_map(|values| self.setup.lab(values, None).ok());
        if labs.all(|lab| holds(&lab)) {
            self.report(&tail, Phrase::key("check.holds-always"));
            return;
        }
        for answer in &question.answers {
            let Some(Prediction::Ghost { set }) = &answer.prediction else {
                continue;
            };
            let Ok(mut lab) = self.setup.lab(&opening.clone().merge(set), None) else {
                continue;
            };
            run_to(&mut lab, stop);
            if answer.id != right.id && holds(&lab) {
                let message = Phrase::key("check.holds-for-ghost").with("id", answer.id.as_str());
                self.report(&tail, message);
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
        if answer.holds.is_empty() {
            return;
        }
        let tail = format!("option.{}.holds", answer.id);
        let Ok(mut lab) = self.setup.lab(revealed, None) else {
            return;
        };
        if !self.are_conditions_sound(answer, &lab) {
            return;
        }
        run_to(&mut lab, stop_of(answer, stop));
        let holds = answer.holds.iter().all(|condition| condition.holds(&lab));
        let key = match (holds, is_right) {
            (false, true) => "check.right-does-not-hold",
            (true, false) => "check.wrong-holds",
            (true, true) | (false, false) => return,
        };
        let conditions = answer.holds.iter();
        let telling = conditions.filter(|condition| condition.holds(&lab) == holds);
        let Some(found) = found(telling, &lab) else {
            return;
        };
        let message = Phrase::key(key).with("id", answer.id.as_str());
        self.report(&tail, message.with("found", found));
    }

    /// Whether all conditions of `answer` are free of faults.
    fn are_conditions_sound(&mut self, answer: &Answer, lab: &Lab) -> bool {
        let path = format!("option.{}.holds", answer.id);
        let before = self.faults.count();
        for (at, condition) in answer.holds.iter().enumerate() {
            // A single condition stands without a list.
            let is_list = self
                .lesson
                .places
                .contains_key(&self.path(&format!("{path}.0")));
            let tail = if is_list {
                format!("{path}.{at}")
            } else {
                path.clone()
            };
            self.is_sound(condition, lab, &tail);
        }
        self.faults.count() == before
    }
}

/// The training step at which the conditions of `answer` are tested: their own, else `stop`.
fn stop_of(answer: &Answer, stop: Option<u64>) -> Option<u64> {
    let own = answer.holds.iter().filter_map(|condition| condition.at);
    own.max().or(stop)
}
