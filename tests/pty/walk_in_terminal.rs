//! Every lesson from its first step to its last in a real pseudo-terminal: keys as bytes, results from the screen.

#![cfg(unix)]

use crate::support::course;
use crate::support::pty::Session;
use relutor::lab::Values;
use relutor::lesson::{
    Activity, Goal, Lesson, LessonRole, Prose, Question, Step, StepText, Unlock,
};
use relutor::locale::{Lang, TemplatePart};

/// The longest solution that is typed step by step.
const MAX_SINGLE_STEPS: u64 = 5;

/// The first words of a text, up to its first slot, which identify it.
fn first_words(prose: &Prose) -> String {
    let first = prose
        .spans()
        .next()
        .and_then(|span| span.text.parts().first());
    let Some(TemplatePart::Text(text)) = first else {
        return String::new();
    };
    text.split_whitespace()
        .take(2)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Answers wrongly first, then rightly, and reads each one's feedback.
fn answer(session: &Session, question: &Question, said: &StepText) {
    let wrong = (0..question.answers.len())
        .find(|at| *at != question.right)
        .expect("not all are right");
    for at in [wrong, question.right] {
        session.press(&(at + 1).to_string());
        let text = &said.answers[&question.answers[at].id];
        let (sign, said) = if at == question.right {
            ("✓", "✓ Yes.")
        } else {
            ("✗", "✗")
        };
        session.wait_for_text(&format!("{sign} {}) ", at + 1));
        session.wait_for_text(&format!("{said} {}", first_words(&text.feedback)));
    }
}

/// Types every value of the solution into its control.
fn type_values(session: &Session, unlock: &[String], focus: &mut usize, set: &Values) {
    for (name, value) in set.iter() {
        let wanted = unlock
            .iter()
            .position(|free| free == name)
            .expect("the solution turns what is unlocked");
        while *focus != wanted {
            session.press("\t");
            *focus = (*focus + 1) % unlock.len();
        }
        let text = value.to_string();
        session.press(&format!("={text}\r"));
    }
}

fn reach_goals(session: &Session, step: &Step, goals: &[Goal]) {
    let Unlock::Only(unlock) = &step.unlock else {
        return;
    };
    let mut focus = 0;
    session.wait_until("a goal that is open", |screen| {
        screen.contents().contains('○')
    });
    assert!(
        !session.screen().contents().contains("Done."),
        "a default meets no goal"
    );
    for goal in goals {
        type_values(session, unlock, &mut focus, &goal.solution);
        match goal.at {
            None => {}
            Some(few @ 1..=MAX_SINGLE_STEPS) => (0..few).for_each(|_| session.press("]")),
            Some(_) => {
                session.wait_until("a run that has not begun", |screen| {
                    let shown = screen.contents();
                    shown.contains("step 0 ") || shown.contains(" 0 %   paused")
                });
                session.press("++ ");
                session.wait_for_text("finished");
            }
        }
    }
    session.wait_for_text("Done:");
}

fn complete_lesson(lesson: &Lesson) {
    let program = env!("CARGO_BIN_EXE_relutor");
    let environment = [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")];
    let mut session = Session::start(program, &[&lesson.number.to_string()], &environment);
    let text = lesson.text(&Lang::english()).expect("there is English");
    let count = lesson.steps.len();
    for (at, step) in lesson.steps.iter().enumerate() {
        session.wait_for_text(&format!("step {} of {count}", at + 1));
        match &step.activity {
            Activity::Explore => {}
            Activity::Question(question) => answer(&session, question, &text.steps[&step.id]),
            Activity::Challenge(goals) => reach_goals(&session, step, goals),
        }
        session.press("n");
    }
    if lesson.role == LessonRole::Play {
        // A playground has no next step.
        session.press("q");
        assert!(session.wait_for_exit().success());
        session.assert_restored();
        return;
    }
    session.wait_for_text(match lesson.role {
        LessonRole::Lesson => "Where this breaks",
        LessonRole::Quiz | LessonRole::Play | LessonRole::Before | LessonRole::After => "In short",
    });
    session.press("n");
    session.wait_for_text("n → ");
    session.press("\x1b");
    session.wait_for_text("Why does ReLU work?");
    session.press("q");
    assert!(session.wait_for_exit().success());
    session.assert_restored();
}

#[test]
fn each_lesson_can_be_completed_in_a_terminal() {
    for lesson in &course().lessons {
        complete_lesson(lesson);
    }
}
