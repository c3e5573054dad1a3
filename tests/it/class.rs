//! A course in front of a class and in several languages: hands are counted, sources, principles and the gain are
//! shown, and search works by prefix and by Hangul letters.

use std::path::PathBuf;
use std::sync::Arc;

use crate::support::{Driver, app, course, without_motion};
use relutor::app::{
    App, Appearance, FindResult, FindResultKind, FindTarget, Key, KeyCode, Msg, Overlay, Screen,
};
use relutor::lab::Values;
use relutor::lesson::{CourseSource, lint, load};

use relutor::locale::{Lang, Words};

const SIZE: (u16, u16) = (160, 45);

fn small_class() -> App {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/class_course");
    let course = load(&CourseSource::Folder(folder)).expect("the course is whole");
    without_motion(app(Arc::new(course), Appearance::default()))
}

/// The class course at the first step of its lesson.
fn open_lesson(app: App) -> Driver {
    let mut driver = Driver::new(app, SIZE);
    // The questions before the course stand above the lesson.
    driver.press("<Down><Enter>");
    driver
}

fn switch_language(driver: &mut Driver, tag: &str) {
    while *driver.app.words().lang() != Lang::of(tag) {
        driver.press("e");
    }
}

fn assert_shows(driver: &mut Driver, words: &str) {
    let screen = driver.text();
    assert!(screen.contains(words), "`{words}` is missing:\n{screen}");
}

fn assert_hides(driver: &mut Driver, words: &str) {
    let screen = driver.text();
    assert!(!screen.contains(words), "`{words}` is told:\n{screen}");
}

#[test]
fn the_class_course_has_only_the_planted_faults() {
    let app = small_class();
    let faults = lint(app.course(), &["turn"]);
    let english = Words::load(&Lang::english()).unwrap();
    let lines: Vec<_> = faults.iter().map(|fault| fault.line(&english)).collect();
    let others = lines.iter().filter(|line| !line.contains("fr.md"));
    assert_eq!(others.collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(
        lines
            .iter()
            .any(|line| line.contains("fr.md") && line.contains("try")),
        "{lines:?}"
    );
}

#[test]
fn hands_are_counted_before_the_answer_is_shown() {
    let mut driver = open_lesson(small_class().with_presentation());
    driver.press("11122u");
    assert_shows(&mut driver, "Count the hands");
    assert_hides(&mut driver, "The kink is at −7");
    let vote = driver.app.vote().unwrap();
    let tally = vote.tally().unwrap();
    assert_eq!([0, 1, 2].map(|at| tally.count(at)), [3, 1, 0]);
    assert_eq!(tally.total(), 4);
    driver.press("<Enter>");
    assert_shows(&mut driver, "the room's prediction");
    // The room was wrong, and is not told "yes"; a key shows what is said to the right answer.
    assert_hides(&mut driver, "The kink is at −7");
    driver.press("2");
    assert_shows(&mut driver, "Yes. The kink is at −7");
}

#[test]
fn a_class_votes_again_after_it_talked() {
    let mut driver = open_lesson(small_class().with_presentation());
    driver.press(";");
    assert_hides(&mut driver, "vote again");
    driver.press("<Esc>112");
    let right = driver.app.vote().unwrap().ballot.right;
    driver.press(";");
    assert_shows(&mut driver, "v vote again");
    driver.press("v");
    assert_eq!(driver.app.vote().unwrap().round, 2);
    assert_eq!(
        driver.app.vote().unwrap().voted,
        0,
        "the first votes are over"
    );
    let all_right = (right + 1).to_string().repeat(3);
    driver.press(&all_right);
    assert_hides(&mut driver, "in the first vote");
    driver.press("n");
    let before = [2, 1, 0][right];
    let told = format!("Right: {before} of 3 in the first vote, 3 of 3 in the last.");
    assert_shows(&mut driver, &told);
    driver.press(";");
    assert_hides(&mut driver, "vote again");
}

#[test]
fn a_question_has_at_most_three_rounds() {
    let mut driver = open_lesson(small_class().with_presentation());
    driver.press("1;v1;v1;v");
    let vote = driver.app.vote().unwrap();
    assert_eq!(vote.round, 3);
    assert_eq!(vote.voted, 1, "no fourth round begins");
}

#[test]
fn the_notes_tell_the_belief_behind_each_vote_and_what_to_do() {
    let mut driver = open_lesson(app(course(), Appearance::default()).with_presentation());
    driver.app.open(2, 0, &Values::new()).unwrap();
    driver.press("mm");
    assert_hides(&mut driver, "They may think");
    driver.press("m");
    let step = driver.app.session().unwrap().lesson().steps.iter();
    let at = step.clone().position(|step| step.id == "guess").unwrap();
    driver.app.go_to_step(at);
    driver.press("1122mm");
    assert_shows(
        &mut driver,
        "They may think: a positive bias moves the kink to the right.",
    );
    assert_shows(&mut driver, "vote again");
    switch_language(&mut driver, "ko");
    assert_shows(
        &mut driver,
        "이렇게 생각했을 수 있어요: 편향이 양수면 꺾이는 점이 오른쪽으로 간다.",
    );
}

#[test]
fn without_a_class_a_number_key_answers_immediately() {
    let mut driver = open_lesson(small_class());
    driver.press("1");
    assert_shows(&mut driver, "No: the kink is at −7");
    assert_hides(&mut driver, "the room's prediction");
}

#[test]
fn notes_are_shown_to_the_instructor_only() {
    let mut driver = open_lesson(small_class());
    driver.press("m");
    assert_hides(&mut driver, "Take a vote first");
    let mut driver = open_lesson(small_class().with_presentation());
    driver.press("m");
    // The class sees the same screen.
    assert_shows(&mut driver, "Show notes on this screen? m again");
    assert_hides(&mut driver, "Take a vote first");
    driver.press("?<Esc>m");
    assert_hides(&mut driver, "Take a vote first");
    driver.press("m");
    assert_shows(&mut driver, "Take a vote first");
    assert_shows(&mut driver, "4 minutes");
    driver.press("m");
    assert_hides(&mut driver, "Take a vote first");
}

#[test]
fn sources_open_at_the_step_that_cites_them() {
    let mut driver = open_lesson(small_class());
    assert_shows(&mut driver, "[1]");
    driver.press("s");
    assert_shows(&mut driver, "Zazkis, Liljedahl and Gadowsky (2003)");
    driver.press("<Esc>2n");
    assert_hides(&mut driver, "s sources");
    driver.press("s");
    assert_hides(&mut driver, "Zazkis");
}

#[test]
fn a_met_goal_shows_the_question_for_the_principle() {
    let mut driver = open_lesson(small_class());
    driver.press("2n");
    assert_hides(&mut driver, "Which principle");
    driver.press("=3<Enter>");
    assert_shows(&mut driver, "Which principle");
    assert_hides(&mut driver, "where the sum is zero.");
    driver.press("i");
    assert_shows(&mut driver, "The kink stands where the sum is zero.");
}

#[test]
fn the_language_changes_in_place() {
    let mut driver = open_lesson(small_class());
    driver.press("2<Right><Right>");
    assert_shows(&mut driver, "Yes. The kink is at −7");
    switch_language(&mut driver, "fr");
    assert_shows(&mut driver, "Oui : le coude est à −7");
    assert_shows(&mut driver, "Le coude");
    let session = driver.app.session().unwrap();
    assert_eq!(session.at(), 0);
}

#[test]
fn untranslated_prose_is_shown_in_english_with_a_mark() {
    let mut driver = open_lesson(small_class());
    driver.press("2n");
    switch_language(&mut driver, "fr");
    assert_shows(&mut driver, "[en] Put the kink at minus three.");
    driver.press("i");
    assert_shows(&mut driver, "[en] Where is the sum zero?");
    switch_language(&mut driver, "en");
    assert_hides(&mut driver, "[en]");
}

#[test]
fn the_gain_is_shown_after_the_course() {
    let mut driver = Driver::new(small_class(), SIZE);
    assert_shows(&mut driver, "Before the course");
    // The pre-test is listed above the lessons, and selected; a page welcomes the learner.
    driver.press("<Enter>");
    assert_shows(&mut driver, "Nothing is graded");
    driver.press("n");
    assert_shows(&mut driver, "A bias of seven is added");
    driver.press("1");
    assert_hides(&mut driver, "No: the kink");
    assert_hides(&mut driver, "✗");
    assert_shows(&mut driver, "Noted.");
    driver.press("2");
    driver.press("n");
    assert_shows(&mut driver, "1 of 1 answers noted");
    driver.press("<Esc><Down><Down><Down><Enter>");
    driver.press("2");
    assert_shows(&mut driver, "it would be at −9.");
    assert_hides(&mut driver, "[kink/zazkis2003]");
    driver.press("n");
    assert_shows(&mut driver, "Right now: 1 of 1.");
    assert_shows(&mut driver, "Before the course: 0 of 1. Gain: 1.");
}

#[test]
fn the_quiz_counts_first_answers() {
    let mut driver = Driver::new(small_class(), SIZE);
    driver.press("<Down><Down><Enter>21n");
    assert_shows(&mut driver, "The kink is at minus b divided by w");
    driver.press("n");
    assert_shows(&mut driver, "Right at the first try: 0 of 1");
}

/// The results of the open search; none without one.
fn find_results(app: &App) -> &[FindResult] {
    match app.overlay() {
        Some(Overlay::Find(find)) => find.results(),
        _ => &[],
    }
}

#[test]
fn a_term_is_found_by_prefix_and_opens_its_first_use() {
    let mut driver = Driver::new(small_class(), SIZE);
    driver.press("/hid");
    assert_shows(&mut driver, "Nodes between input and output.");
    driver.press("<Backspace><Backspace><Backspace>kin");
    let first = find_results(&driver.app)[0].clone();
    assert_eq!(
        (first.title.as_str(), first.target),
        ("kink", FindTarget::Step(0, 0))
    );
    driver.press("<Enter>");
    let first = driver.app.course().lessons[0].name.clone();
    assert!(matches!(driver.app.screen(), Screen::Lesson(name) if name.as_str() == first));
    assert_eq!(driver.app.overlay(), None);
}

#[test]
fn steps_and_keys_are_found_by_their_text_in_the_current_language() {
    let mut driver = Driver::new(small_class(), SIZE);
    driver.press("/minus three");
    let first = find_results(&driver.app).first();
    assert_eq!(
        first.map(|found| found.target),
        Some(FindTarget::Step(0, 1))
    );
    driver.press("<Enter>");
    assert_shows(&mut driver, "Put the kink at minus three.");
    driver.press("/next theme");
    assert_eq!(find_results(&driver.app)[0].title, "t");
    // Enter has the effect of the key.
    let before = driver.app.appearance().theme;
    driver.press("<Enter>");
    assert_eq!(driver.app.overlay(), None);
    assert_ne!(driver.app.appearance().theme, before);
    switch_language(&mut driver, "fr");
    driver.press("/coud");
    assert_eq!(find_results(&driver.app)[0].title, "coude");
    driver.press("<Enter>");
    assert_shows(&mut driver, "On ajoute un biais de sept.");
}

#[test]
fn a_search_lists_words_of_the_page_first_and_reports_no_result() {
    let mut driver = open_lesson(small_class());
    driver.press("/");
    assert_eq!(find_results(&driver.app)[0].title, "kink");
    driver.press("zzz");
    assert_shows(&mut driver, "Nothing has these letters");
    driver.press("<Enter>");
    assert!(matches!(driver.app.overlay(), Some(Overlay::Find(_))));
    let _update = driver.app.update(Msg::Key(Key::plain(KeyCode::Esc)));
    assert_eq!(driver.app.overlay(), None);
}

#[test]
fn keys_work_while_a_korean_input_method_is_on() {
    let mut latin = open_lesson(small_class());
    let mut hangul = open_lesson(small_class());
    for (keys, jamo) in [
        ("2", "2"),
        ("l", "ㅣ"),
        ("n", "ㅜ"),
        ("v", "ㅍ"),
        ("ic", "ㅑㅊ"),
    ] {
        latin.press(keys);
        hangul.press(jamo);
        assert_eq!(hangul.text(), latin.text(), "{jamo}");
    }
    // A search field does not translate its input.
    hangul.press("/꺾");
    assert_shows(&mut hangul, "/ 꺾");
}

/// The built-in course in Korean.
fn korean_course() -> Driver {
    let words = Words::load(&Lang::of("ko")).expect("it is built in");
    let app = App::new(course(), words, Appearance::default(), None);
    Driver::new(without_motion(app), SIZE)
}

#[test]
fn a_term_is_found_by_its_first_consonants_by_other_words_and_in_the_other_language() {
    let mut driver = korean_course();
    for (typed, term) in [
        ("ㅍㅎ", "편향"),
        ("ㅍㅎ", "포화"),
        ("ㄱㅇㄱ", "기울기"),
        ("ㄱㅇㄱㅅㅅ", "기울기 소실"),
        ("ㅅㅅ", "기울기 소실"),
    ] {
        driver.press("/");
        driver.press(typed);
        let mut found = find_results(&driver.app).iter();
        assert!(found.any(|found| found.title == term), "{typed}: {term}");
        driver.press("<Esc>");
    }
    for (typed, term) in [
        ("바이어스", "편향"),
        ("bias", "편향"),
        ("레이어", "층"),
        ("렐루", "ReLU"),
        ("릴루", "ReLU"),
        ("ㄱㅇㄱ", "기울기"),
        ("ㅍㅎ", "편향"),
        ("레슨 3", "3 편향은 꺾이는 점을 옮긴다"),
        ("시그모이드", "시그모이드"),
        ("sigmoid", "시그모이드"),
        ("뉴런", "노드"),
        ("리키", "누설 ReLU"),
        ("vanishing", "기울기 소실"),
    ] {
        driver.press("/");
        driver.press(typed);
        let first = find_results(&driver.app).first();
        assert_eq!(
            first.map(|found| found.title.as_str()),
            Some(term),
            "{typed}"
        );
        driver.press("<Esc>");
    }
    driver.press("/ㅋㅋㅋ");
    assert_eq!(find_results(&driver.app), []);
}

#[test]
fn the_text_of_a_result_has_its_facts_filled_in() {
    let mut driver = korean_course();
    driver.press("/망 20개");
    let found = find_results(&driver.app);
    let step = found
        .iter()
        .find(|found| found.kind == FindResultKind::Step);
    let text = &step.unwrap().message;
    assert!(text.contains("45.5") && !text.contains('…'), "{text}");
}

#[test]
fn korean_is_found_by_an_unfinished_syllable() {
    let mut driver = Driver::new(
        App::new(
            course(),
            Words::load(&Lang::of("ko")).unwrap(),
            Appearance::default(),
            None,
        ),
        SIZE,
    );
    let first = |driver: &Driver| {
        find_results(&driver.app)
            .first()
            .map(|found| found.title.clone())
    };
    // The stages of typing 기울기.
    for typed in ["기", "기ㅇ", "기우", "기울", "기울ㄱ", "기울기"] {
        driver.press("/");
        driver.press(typed);
        let found = find_results(&driver.app);
        let has_it = found.iter().any(|found| found.title == "기울기");
        assert!(has_it, "{typed}: {:?}", first(&driver));
        driver.press("<Esc>");
    }
    // Latin letters are not Hangul.
    driver.press("/rldnfrl");
    assert_eq!(find_results(&driver.app), []);
}

#[test]
fn help_says_what_the_keys_of_a_vote_do() {
    let mut driver = open_lesson(small_class().with_presentation());
    driver.press("?");
    assert_shows(&mut driver, "count a raised hand for the answer");
    assert_shows(&mut driver, "reveal the answer");
    assert_hides(&mut driver, "skip it");
    let mut driver = open_lesson(small_class());
    driver.press("?");
    assert_shows(&mut driver, "answer the question");
    assert_hides(&mut driver, "count a raised hand");
}

#[test]
fn a_lesson_number_stays_beside_its_word() {
    for width in 60..100 {
        let mut driver = Driver::new(app(course(), Appearance::default()), (width, 30));
        driver.press("<Down><Down><Down><Enter>");
        let screen = driver.text();
        assert!(screen.contains("First a look back"), "{screen}");
        // Side by side, the text is on the left.
        let parts = screen.lines().flat_map(|line| line.split("  "));
        let mut ends = parts.filter(|part| part.trim_end().ends_with(" lesson"));
        assert_eq!(ends.next(), None, "{screen}");
    }
}
