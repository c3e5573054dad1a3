//! Faults planted in a copy of the built-in course: `check` reports every changed number, name and answer and every
//! removed paragraph of a translation at its location.
//!
//! Running all models takes seconds, so one copy has many faults, each on a different line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use relutor::app::binding_names;
use relutor::lesson::{
    Activity, Condition, Course, CourseSource, Lesson, Location, Subject, lint, load,
};
use relutor::locale::{Lang, Words};
use relutor::ui;

mod copy;
mod translations;

use copy::Copy;

/// The suffix that makes a name wrong.
const MOVED: &str = "-moved";

/// The places, by file and line, of all faults of the course in `copy`.
fn faults(copy: &Copy) -> BTreeSet<(Arc<str>, usize)> {
    let faults = match load(&CourseSource::Folder(copy.folder())) {
        Ok(course) => lint(&course, &binding_names()),
        Err(faults) => faults,
    };
    let places = faults.into_iter().map(|fault| fault.place);
    places.map(|place| (place.file, place.line)).collect()
}

/// Asserts that `check` finds a fault on the line of each of `planted`.
fn assert_faults_at(copy: &Copy, planted: &[Location]) {
    assert!(!planted.is_empty(), "something was planted");
    let found = faults(copy);
    let missed: Vec<_> = planted
        .iter()
        .filter(|place| !found.contains(&(place.file.clone(), place.line)))
        .map(ToString::to_string)
        .collect();
    assert!(missed.is_empty(), "not found: {missed:#?}");
}

fn course() -> Course {
    load(&CourseSource::Builtin).expect("the built-in course is whole")
}

/// The condition of the right answer of step `at`, if it has one, with its path.
fn answer_condition(lesson: &Lesson, at: usize) -> Option<(String, &Condition)> {
    let Activity::Question(question) = &lesson.steps[at].activity else {
        return None;
    };
    let answer = &question.answers[question.right];
    let path = format!("step.{at}.option.{}.holds", answer.id);
    Some((path, answer.holds.first()?))
}

/// The paths of all readings that facts, goals and proofs name. Without them no model is run.
fn reading_paths(lesson: &Lesson) -> Vec<(String, &str)> {
    let facts = lesson.facts.iter();
    let mut all: Vec<_> = facts
        .map(|(name, fact)| (format!("facts.{name}.reading"), fact.reading.as_str()))
        .collect();
    let mut conditions: Vec<(String, &Condition)> = Vec::new();
    for (at, step) in lesson.steps.iter().enumerate() {
        conditions.extend(
            answer_condition(lesson, at).map(|(path, proof)| (format!("{path}.reading"), proof)),
        );
        if let Activity::Challenge(goals) = &step.activity {
            for (i, goal) in goals.iter().enumerate() {
                for (j, condition) in goal.all.iter().enumerate() {
                    let path = format!("step.{at}.goal.{i}.all.{j}.reading");
                    conditions.push((path, condition));
                }
            }
        }
    }
    for (path, condition) in conditions {
        if let Subject::Reading(name) = &condition.subject {
            all.push((path, name));
        }
    }
    all
}

/// Renames every reading, so that no model is run; returns their locations.
fn rename_readings(copy: &mut Copy, course: &Course) -> Vec<Location> {
    let mut planted = Vec::new();
    for lesson in &course.lessons {
        for (path, name) in reading_paths(lesson) {
            let place = lesson.place_of(&path);
            copy.replace(
                &place,
                &format!("\"{name}\""),
                &format!("\"{name}{MOVED}\""),
            );
            planted.push(place);
        }
    }
    planted
}

#[test]
fn every_wrong_fact_and_swapped_answer_is_found() {
    let course = course();
    let mut copy = Copy::new("facts-and-answers");
    let mut planted = Vec::new();
    for lesson in &course.lessons {
        for (name, fact) in &lesson.facts {
            let place = lesson.place_of(&format!("facts.{name}.value"));
            // The model may be off by `within` on the other side already.
            let off = fact.value + 2.01 * fact.within + 1e-6;
            copy.replace_word(&place, &format!("{off:?}"));
            planted.push(place);
        }
        for at in 0..lesson.steps.len() {
            let (Some((path, _)), Activity::Question(question)) =
                (answer_condition(lesson, at), &lesson.steps[at].activity)
            else {
                continue;
            };
            let right = &question.answers[question.right].id;
            let mut others = question.answers.iter().map(|answer| &answer.id);
            let wrong = others.find(|id| *id != right).unwrap();
            let place = lesson.place_of(&format!("step.{at}.right"));
            copy.replace(&place, &format!("\"{right}\""), &format!("\"{wrong}\""));
            planted.push(lesson.place_of(&path));
        }
    }
    assert_faults_at(&copy, &planted);
}

#[test]
fn every_renamed_reading_and_step_is_found() {
    let course = course();
    let mut copy = Copy::new("steps");
    let mut planted = rename_readings(&mut copy, &course);
    for lesson in &course.lessons {
        for (at, step) in lesson.steps.iter().enumerate() {
            let place = lesson.place_of(&format!("step.{at}.id"));
            let id = &step.id;
            copy.replace(&place, &format!("\"{id}\""), &format!("\"{id}{MOVED}\""));
            planted.push(place);
            planted.extend(lesson.texts.all().map(|text| text.steps[id].place.clone()));
        }
    }
    // The survey is renamed as well, so that the structure is valid and the rest is checked.
    rename_survey(&mut copy, &course);
    // Claims name steps, too.
    let claims = course.claims.as_ref().unwrap().judged.iter();
    let steps = claims.flat_map(|claim| &claim.steps);
    let moved = steps.filter(|(step, _)| !step.ends_with("/breaks") && !step.ends_with("/summary"));
    planted.extend(moved.map(|(_, place)| place.clone()));
    assert_faults_at(&copy, &planted);
}

/// Renames the questions of the survey; returns their locations.
fn rename_survey(copy: &mut Copy, course: &Course) -> Vec<Location> {
    let steps = course.survey.iter().flat_map(|survey| &survey.before.steps);
    let questions = steps.filter(|step| matches!(step.activity, Activity::Question(_)));
    let named = questions.enumerate().map(|(at, step)| {
        let place = course.place_of(&format!("test.{at}"));
        let id = &step.id;
        copy.replace(&place, &format!("{id}\""), &format!("{id}{MOVED}\""));
        place
    });
    named.collect()
}

#[test]
fn every_renamed_survey_question_is_found() {
    let course = course();
    let mut copy = Copy::new("survey");
    let planted = rename_survey(&mut copy, &course);
    assert_faults_at(&copy, &planted);
}

#[test]
fn every_renamed_option_and_fact_is_found() {
    let course = course();
    let mut copy = Copy::new("options");
    let mut planted = rename_readings(&mut copy, &course);
    for lesson in &course.lessons {
        for name in lesson.facts.keys() {
            let place = lesson.place_of(&format!("facts.{name}"));
            copy.replace(&place, &format!(".{name}]"), &format!(".{name}{MOVED}]"));
            planted.push(place);
        }
        for (at, step) in lesson.steps.iter().enumerate() {
            let Activity::Question(question) = &step.activity else {
                continue;
            };
            for answer in &question.answers {
                let (place, id) = (&answer.place, &answer.id);
                copy.replace(place, &format!(".{id}]"), &format!(".{id}{MOVED}]"));
                planted.push(place.clone());
                let texts = lesson.texts.all();
                planted.extend(texts.map(|text| text.steps[&step.id].answers[id].place.clone()));
            }
            let right = &question.answers[question.right].id;
            let place = lesson.place_of(&format!("step.{at}.right"));
            copy.replace(
                &place,
                &format!("\"{right}\""),
                &format!("\"{right}{MOVED}\""),
            );
        }
    }
    assert_faults_at(&copy, &planted);
}

#[test]
fn every_renamed_lab_is_found() {
    let course = course();
    let mut copy = Copy::new("labs");
    let mut planted = Vec::new();
    for lesson in &course.lessons {
        for name in lesson.labs.keys() {
            let place = lesson.place_of(&format!("labs.{name}"));
            copy.replace(&place, &format!(".{name}]"), &format!(".{name}{MOVED}]"));
            planted.push(place);
        }
        for at in 0..lesson.steps.len() {
            planted.extend(lesson.places.get(&format!("step.{at}.lab")).cloned());
        }
    }
    assert_faults_at(&copy, &planted);
}

#[test]
fn every_renamed_right_answer_figure_and_control_is_found() {
    let course = course();
    let mut names = Copy::new("figures");
    rename_readings(&mut names, &course);
    let mut answers = Copy::new("right-answers");
    let (mut in_names, mut in_answers) = (Vec::new(), Vec::new());
    for lesson in &course.lessons {
        let is_name = |path: &str| {
            let parts: Vec<_> = path.split('.').collect();
            matches!(parts[..], ["step", _, "show" | "unlock", _])
        };
        for (path, place) in &lesson.places {
            if is_name(path) {
                names.insert(place, 1, MOVED);
                in_names.push(place.clone());
            } else if path.strip_suffix(".right").is_some() {
                answers.insert(place, 1, MOVED);
                in_answers.push(place.clone());
            }
        }
    }
    assert_faults_at(&names, &in_names);
    assert_faults_at(&answers, &in_answers);
}

#[test]
fn the_unchanged_copy_can_be_loaded() {
    let copy = Copy::new("whole");
    let there = fs::read_to_string(copy.folder().join("course.toml")).unwrap();
    assert!(there.contains("lessons"));
    assert!(load(&CourseSource::Folder(copy.folder())).is_ok());
}

#[test]
fn a_figure_that_prose_names_is_reported_where_it_has_no_room() {
    let mut copy = Copy::new("hidden-figure");
    let lesson = &course().lessons[3];
    let step = lesson
        .steps
        .iter()
        .find(|step| step.show.len() == 4)
        .unwrap();
    let text = &lesson.texts.get(&Lang::english()).unwrap().steps[&step.id];
    let first = text.body.spans().next().unwrap();
    copy.replace_word(&first.place, "{figure:hinges}");
    let mut course = load(&CourseSource::Folder(copy.folder())).unwrap();
    course.lessons.retain(|other| other.name == lesson.name);
    let words = Words::load(&Lang::english()).unwrap();
    let faults = ui::check_fit(&Arc::new(course), &words);
    let lines: Vec<_> = faults.iter().map(|fault| fault.line(&words)).collect();
    let wanted = format!(
        "the step `{}` names the figure `hinges`, which has no room at 80 × 24",
        step.id
    );
    assert!(lines[0].contains(&wanted), "{lines:#?}");
}
