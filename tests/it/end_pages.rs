//! Ends: a goal that is met, the end page of a lesson, of the quiz, and of the course.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

use std::sync::Arc;

use crate::support::{Driver, app, course, without_motion};
use ratatui::style::Modifier;
use relutor::app::{
    App, Appearance, Day, EndRow, Key, KeyCode, LessonProgress, MouseInput, Msg, Progress,
};
use relutor::lab::Values;
use relutor::lesson::{Activity, Course, Lesson, LessonRole};
use relutor::locale::{Lang, Words};
use relutor::ui;

const SIZE: (u16, u16) = (100, 30);

/// The step `step` of the lesson `name`.
fn open_step(name: &str, step: &str) -> Driver {
    let course = course();
    let at = course.find(name).unwrap();
    let steps = &course.lessons[at].steps;
    let step = steps.iter().position(|other| other.id == step).unwrap();
    let mut app = without_motion(app(course, Appearance::default()));
    app.open(at, step, &Values::new()).unwrap();
    Driver::new(app, SIZE)
}

/// The end page of the entry `at` of the course for a learner with this progress.
fn open_end(at: usize, progress: Progress, today: i64) -> Driver {
    let app = app(course(), Appearance::default()).with_progress(progress, Some(Day(today)));
    let mut driver = Driver::new(app, SIZE);
    driver.app.open(at, 0, &Values::new()).unwrap();
    driver.app.go_to_step(usize::MAX);
    driver.draw();
    assert!(driver.app.session().unwrap().is_at_end());
    driver
}

/// Lesson 3 with one wrong answer and one of two challenges met, at its end.
fn finish_lesson_3() -> Driver {
    let mut driver = open_step("bias", "recall");
    driver.press("3n2nnn1nn=3<Enter>nn");
    assert_shows(&mut driver, "Where this breaks");
    driver.press("n");
    driver
}

fn assert_shows(driver: &mut Driver, words: &str) {
    let screen = driver.text();
    assert!(screen.contains(words), "`{words}` is missing:\n{screen}");
}

fn lesson_and_step(driver: &Driver) -> (String, usize) {
    let session = driver.app.session().unwrap();
    (session.name().to_string(), session.at())
}

fn index_of(lesson: &str) -> usize {
    course().find(lesson).unwrap()
}

/// The indices in the course of the surveys before and after it.
fn surveys(course: &Course) -> (usize, usize) {
    (course.lessons.len(), course.lessons.len() + 1)
}

/// Progress with the first answer to every question of `lesson`: right, or wrong.
fn answers(lesson: &Lesson, is_right: impl Fn(usize) -> bool) -> LessonProgress {
    let mut progress = LessonProgress::default();
    for (at, step) in lesson.steps.iter().enumerate() {
        if let Activity::Question(question) = &step.activity {
            let right = question.right;
            let given = if is_right(at) {
                right
            } else {
                usize::from(right == 0)
            };
            let id = question.answers[given].id.clone();
            progress.answers.insert(step.id.clone(), Some(id));
        }
    }
    progress
}

fn click(driver: &mut Driver, words: &str) {
    let text = driver.text();
    let found = text.lines().enumerate().find_map(|(y, line)| {
        let at = line.find(words)?;
        Some((line[..at].chars().count(), y))
    });
    let (x, y) = found.unwrap_or_else(|| panic!("`{words}` is missing:\n{text}"));
    let (x, y) = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
    let target = ui::hit_test(&driver.app, driver.size, x, y);
    let _update = driver.app.update(Msg::Mouse(MouseInput::Press(target)));
    driver.draw();
}

#[test]
fn a_met_goal_is_a_bold_line_above_the_question_for_its_principle() {
    let mut driver = open_step("bias", "try-right");
    assert_shows(&mut driver, "i hint");
    driver.press("=3<Enter>");
    assert_shows(&mut driver, "✓ Done: the goal is met.");
    assert_shows(&mut driver, "i principle");
    let buffer = driver.draw();
    let text = driver.text();
    let row_of = |words: &str| {
        let row = text.lines().position(|line| line.contains(words));
        u16::try_from(row.unwrap()).unwrap()
    };
    let met = buffer[(4, row_of("Done:"))].style();
    assert!(met.add_modifier.contains(Modifier::BOLD));
    // The question has the colour of prose, the success has another one.
    let prose = buffer[(4, row_of("Put the kink"))].style().fg;
    let question = row_of("Which principle");
    assert_eq!(buffer[(4, question)].style().fg, prose);
    assert_ne!(met.fg, prose);
    driver.press("i");
    assert_shows(&mut driver, "The kink stands where the sum");
    assert!(!driver.text().contains("i principle"));
}

#[test]
fn the_end_of_a_lesson_has_its_results_its_picture_and_the_next_lesson() {
    let mut driver = finish_lesson_3();
    for words in [
        "Predictions right: 2 of 3.",
        "Challenges met: 1 of",
        "The kink stands where the sum is zero: at minus",
        "1 ✓ What is the slope at x = −5?",
        "2 ✗ Where does the kink of relu(A + 7) stand?",
        "4 ✓ The kink stands where the sum w · A + b",
        "5 ○ Now the other way round",
        "What you built",
        "relu(A + 3)",
        "▸ n → 4 Many hinges",
        "10 min",
        "n go on   1…5 return to it   Enter open",
    ] {
        assert_shows(&mut driver, words);
    }
    driver.press("n");
    assert_eq!(lesson_and_step(&driver), ("many-hinges".to_owned(), 0));
}

#[test]
fn keys_and_clicks_return_to_questions_and_challenges() {
    let open = |act: &dyn Fn(&mut Driver)| {
        let mut driver = finish_lesson_3();
        act(&mut driver);
        lesson_and_step(&driver)
    };
    let bias = |step: usize| ("bias-moves-the-kink".to_owned(), step);
    let press = |keys: &'static str| open(&|driver| drop(driver.press(keys)));
    assert_eq!(press("2"), bias(1));
    assert_eq!(press("5"), bias(7));
    assert_eq!(press("6"), bias(9), "there are five rows");
    assert_eq!(press("<Up><Enter>"), bias(7));
    assert_eq!(press("<Up><Up><Up><Up><Up><Up><Enter>"), bias(0));
    assert_eq!(press("<Enter>"), ("many-hinges".to_owned(), 0));
    assert_eq!(press("<Up><Down><Enter>"), ("many-hinges".to_owned(), 0));
    assert_eq!(
        open(&|driver| click(driver, "Where does its kink")),
        bias(4)
    );
    let next = open(&|driver| click(driver, "4 Many hinges"));
    assert_eq!(next, ("many-hinges".to_owned(), 0));
    // The answer that was given is still there.
    let mut driver = finish_lesson_3();
    driver.press("2");
    assert_shows(&mut driver, "your prediction");
    driver.press("p");
    assert_eq!(lesson_and_step(&driver), bias(0));
}

#[test]
fn an_end_without_results_shows_what_is_open_and_the_last_picture() {
    let mut driver = open_end(index_of("bias"), Progress::default(), 1);
    assert_shows(&mut driver, "The last picture");
    let content = driver.app.end_content().unwrap();
    let rows = content.sections.iter().flat_map(|section| &section.rows);
    assert_eq!(rows.count(), 5);
    assert_eq!(driver.text().matches(" ○ ").count(), 5);
    // Looking at the picture of a step is no visit.
    let progress = driver.app.progress();
    let seen = &progress.lessons["bias-moves-the-kink"].seen;
    assert_eq!(seen.len(), 1, "{seen:?}");
}

#[test]
fn in_the_words_view_the_picture_is_told() {
    let mut driver = finish_lesson_3();
    let drawn = driver.text();
    driver.size = (100, 60);
    driver.press("v");
    let told = driver.text();
    assert_shows(&mut driver, "What you built");
    assert!(told.contains("flat at 0 until A = −3"), "{told}");
    let is_drawn = |text: &str| text.contains('⠤');
    assert!(!is_drawn(&told) && is_drawn(&drawn), "{told}");
    assert_shows(&mut driver, "▸ n → 4 Many hinges");
}

#[test]
fn the_quiz_sends_wrong_answers_to_the_step_that_teaches_them() {
    let course = course();
    let at = index_of("what-stays");
    let quiz = &course.lessons[at];
    let progress = |is_right: fn(usize) -> bool| Progress {
        lessons: [(quiz.name.clone(), answers(quiz, is_right))].into(),
        last: None,
    };
    let mut driver = open_end(at, progress(|at| at > 0), 1);
    assert_shows(&mut driver, "Right at the first try: 7 of 8.");
    assert_shows(&mut driver, "1 ✗ Where is the kink of relu(−2A + 6)");
    assert_shows(&mut driver, "→ 3 Bias moves the kink, step 5");
    assert_eq!(driver.text().matches("→ ").count(), 2, "one is wrong");
    driver.press("2");
    assert_eq!(lesson_and_step(&driver), ("what-stays".to_owned(), 1));
    let mut driver = open_end(at, progress(|at| at > 0), 1);
    driver.press("1");
    assert_eq!(
        lesson_and_step(&driver),
        ("bias-moves-the-kink".to_owned(), 4)
    );
    // Every question of the quiz names a step.
    let driver = open_end(at, progress(|_| false), 1);
    let content = driver.app.end_content().unwrap();
    for row in &content.sections[0].rows {
        assert!(
            matches!(
                row,
                EndRow::Step {
                    taught_in: Some(_),
                    ..
                }
            ),
            "{row:?}"
        );
    }
}

/// A learner who was right once before the course and four times after it, and finished every lesson.
fn finished_course() -> Progress {
    let course = course();
    let survey = course.survey.as_ref().unwrap();
    let mut progress = Progress::default();
    let taught = course.lessons.iter();
    for lesson in taught.filter(|lesson| lesson.role != LessonRole::Play) {
        let done = LessonProgress {
            finished: Some(Day(10)),
            ..answers(lesson, |_| true)
        };
        progress.lessons.insert(lesson.name.clone(), done);
    }
    // Its first step welcomes the learner.
    let before = answers(&survey.before, |at| at == 1);
    progress.lessons.insert(survey.before.name.clone(), before);
    let after = answers(&survey.after, |at| at > 0);
    progress.lessons.insert(survey.after.name.clone(), after);
    progress
}

#[test]
fn the_end_of_the_course_compares_both_surveys_and_leads_to_the_playground() {
    let course = course();
    let mut driver = open_end(surveys(&course).1, finished_course(), 11);
    for words in [
        "Right now: 4 of 5.",
        "Before the course: 1 of 5. Gain: 3.",
        "1 ✓ → ✗ What does y = relu(x) do?",
        "→ 1 One hinge, step 2",
        "2 ✗ → ✓ Where does the kink of relu(A + 7)",
        " 3 Bias moves the kink ✓✓✓○○",
        " What stays",
        "Due for recall: 12 Race day, What stays.",
        "look back",
        "▸ n → Playground",
    ] {
        assert_shows(&mut driver, words);
    }
    // The first row above the last line is the last lesson.
    driver.press("<Up><Up><Enter>");
    assert_eq!(lesson_and_step(&driver).0, "race-day");
    let mut driver = open_end(surveys(&course).1, finished_course(), 11);
    click(&mut driver, " 3 Bias moves the");
    assert_eq!(lesson_and_step(&driver).0, "bias-moves-the-kink");
    let mut driver = open_end(surveys(&course).1, finished_course(), 10);
    assert!(!driver.text().contains("Due for recall"));
    driver.press("n");
    assert_eq!(lesson_and_step(&driver).0, "playground");
}

#[test]
fn without_answers_before_the_course_nothing_is_compared() {
    let course = course();
    let mut progress = finished_course();
    progress.lessons.remove("before");
    let mut driver = open_end(surveys(&course).1, progress, 11);
    assert_shows(&mut driver, "1 ✗ What does y = relu(x) do?");
    assert!(!driver.text().contains("Before the course"));
}

#[test]
fn before_the_course_no_answer_is_judged() {
    let course = course();
    let mut progress = finished_course();
    let before = progress.lessons.get_mut("before").unwrap();
    before.answers.insert("flat-spots/guess".to_owned(), None);
    let mut driver = open_end(surveys(&course).0, progress, 11);
    assert_shows(&mut driver, "4 of 5 answers noted");
    assert_shows(&mut driver, "1 • What does y = relu(x) do?");
    assert_shows(&mut driver, "3 ○ How many will it take from z = 4?");
    let text = driver.text();
    assert!(!text.contains('✓') && !text.contains('✗'), "{text}");
    driver.press("n");
    assert_eq!(lesson_and_step(&driver).0, "one-hinge");
}

#[test]
fn the_entries_of_a_course_follow_each_other_up_to_the_playground() {
    let course = course();
    let (before, after) = surveys(&course);
    let mut names = Vec::new();
    let mut at = Some(before);
    while let Some(entry) = at {
        names.push(course.entry(entry).unwrap().name.clone());
        at = course.following(entry);
    }
    assert_eq!(names.len(), course.lessons.len() + 2);
    assert_eq!(&names[..2], ["before", "one-hinge"]);
    assert_eq!(
        &names[names.len() - 4..],
        ["race-day", "what-stays", "after", "playground"]
    );
    assert!(course.ends_with(after) && !course.ends_with(index_of("what-stays")));
}

#[test]
fn every_end_page_fits_every_screen_in_every_language() {
    let course = course();
    for lang in Words::available() {
        for at in course.listing() {
            let words = Words::load(&lang).unwrap();
            let app = App::new(Arc::clone(&course), words, Appearance::default(), None);
            let mut app = app.with_progress(finished_course(), Some(Day(11)));
            app.open(at, 0, &Values::new()).unwrap();
            app.go_to_step(usize::MAX);
            let mut driver = Driver::new(app, SIZE);
            for size in [(60, 18), (80, 24), (120, 36)] {
                driver.size = size;
                check_end_page(&mut driver, &format!("{lang} {at} at {size:?}"));
            }
        }
    }
}

/// Asserts that the line of the next lesson is always visible, and every row while it is selected.
fn check_end_page(driver: &mut Driver, place: &str) {
    let content = driver.app.end_content().unwrap();
    assert_shows(driver, &format!("▸ n → {}", content.next.title));
    let rows = content.sections.iter().flat_map(|section| &section.rows);
    let rows: Vec<_> = rows.collect();
    for row in rows.iter().rev() {
        let _update = driver.app.update(Msg::Key(Key::plain(KeyCode::Up)));
        let text = driver.text();
        let (pointer, wanted) = match row {
            EndRow::Step { key, .. } => (format!("▸ {} ", key.unwrap().written()), String::new()),
            EndRow::Lesson { title, .. } => ("▸ ✓ ".to_owned(), title.chars().take(8).collect()),
        };
        let is_shown = |line: &str| {
            let selected = line.split_once(&pointer);
            selected.is_some_and(|(_, rest)| rest.contains(&wanted))
        };
        assert!(
            text.lines().any(is_shown),
            "{place}: `{pointer}{wanted}` in\n{text}"
        );
        assert!(text.contains("n → "), "{place}:\n{text}");
    }
    for _ in rows {
        let _update = driver.app.update(Msg::Key(Key::plain(KeyCode::Down)));
    }
}

#[test]
fn at_the_end_of_the_course_each_lesson_has_a_small_picture() {
    let course = course();
    let lessons = course.lessons.iter();
    let lessons = lessons.filter(|lesson| lesson.role == LessonRole::Lesson);
    let after = course.listing().into_iter().find(|at| {
        let entry = course.entry(*at);
        entry.is_some_and(|entry| entry.role == LessonRole::After)
    });
    let mut driver = open_end(after.unwrap(), finished_course(), 11);
    for (size, rows) in [
        ((80, 24), 1),
        ((100, 30), 1),
        ((120, 36), 2),
        ((160, 45), 3),
    ] {
        driver.size = size;
        let text = driver.text();
        let lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
        for lesson in lessons.clone() {
            let title = lesson.texts.title(&Lang::english()).unwrap();
            let name: String = format!(" {} {title}", lesson.number)
                .chars()
                .take(12)
                .collect();
            let name: Vec<char> = name.chars().collect();
            let found = lines.iter().enumerate().find_map(|(row, line)| {
                let column = line.iter().position(|c| *c == '│')?;
                let at = line.windows(name.len()).rposition(|part| part == name)?;
                (at > column).then_some((row, at))
            });
            let (row, at) = found.unwrap_or_else(|| panic!("{size:?}: {title} in\n{text}"));
            let is_drawn = |c: &char| ('\u{2801}'..='\u{28ff}').contains(c) || "▀▄█".contains(*c);
            let mut picture = lines[row..row + rows].iter();
            assert!(
                picture.any(|line| line[at.saturating_sub(17)..at].iter().any(is_drawn)),
                "{size:?}: {title} in\n{text}"
            );
        }
    }
}

#[test]
fn a_row_of_an_end_page_is_a_task_with_its_numbers() {
    let course = course();
    for lang in ["en", "ko"] {
        for at in 0..course.lessons.len() {
            let words = Words::load(&Lang::of(lang)).unwrap();
            let mut app = App::new(course.clone(), words, Appearance::default(), None);
            app.open(at, 0, &Values::new()).unwrap();
            app.go_to_step(usize::MAX);
            let content = app.end_content().unwrap();
            for row in content.sections.iter().flat_map(|section| &section.rows) {
                if let EndRow::Step { label, .. } = row {
                    assert!(!label.contains('…'), "{lang} {at}: {label}");
                }
            }
        }
    }
    let labels = |name: &str| -> Vec<String> {
        let driver = open_end(index_of(name), Progress::default(), 1);
        let rows = driver.app.end_content().unwrap().sections.remove(0).rows;
        let labels = rows.into_iter().filter_map(|row| match row {
            EndRow::Step { label, .. } => Some(label),
            EndRow::Lesson { .. } => None,
        });
        labels.collect()
    };
    for (name, task) in [
        (
            "zero-half",
            "Change only b, then Space: bring the loss below 0.01.",
        ),
        (
            "chains",
            "First make the signal explode, to a million or more.",
        ),
        ("alpha", "Slide α until it does XOR alone."),
    ] {
        let labels = labels(name);
        assert!(labels.iter().any(|label| label == task), "{labels:?}");
    }
}

#[test]
fn the_end_page_of_a_class_names_the_answers_of_the_room() {
    let end_of = |app: App| {
        let mut driver = Driver::new(app, SIZE);
        let at = driver.app.course().find("bias").unwrap();
        driver.app.open(at, 0, &Values::new()).unwrap();
        driver.app.go_to_step(usize::MAX);
        driver.text()
    };
    let class = end_of(app(course(), Appearance::default()).with_presentation());
    assert!(
        class.contains("The room's answers") && !class.contains("Your answers"),
        "{class}"
    );
    let alone = end_of(app(course(), Appearance::default()));
    assert!(alone.contains("Your answers"), "{alone}");
}
