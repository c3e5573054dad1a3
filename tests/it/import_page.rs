//! The texts of the import page about a file, in both languages and without colours.

use std::fmt::Write as _;

use crate::support::{Driver, course};
use relutor::app::{App, Appearance, Msg, Screen, ThemeChoice};
use relutor::lab::Lab;
use relutor::lab::Values;
use relutor::lab::import::ImportedFile;
use relutor::lesson::LessonRole;
use relutor::locale::{Lang, Phrase, Words};

const WIDE: (u16, u16) = (120, 36);

fn open_playground(appearance: Appearance, lang: &Lang, size: (u16, u16)) -> Driver {
    let course = course();
    let words = Words::load(lang).expect("it is built in");
    let mut app = App::new(course.clone(), words, appearance, None);
    let mut lessons = course.lessons.iter();
    let at = lessons.position(|lesson| lesson.role == LessonRole::Play);
    app.open(at.expect("there is a playground"), 0, &Values::new())
        .expect("nothing is set");
    Driver::new(app, size)
}

fn open_in(appearance: Appearance, lang: &Lang, text: &str, size: (u16, u16)) -> Driver {
    let mut driver = open_playground(appearance, lang, size);
    let file = ImportedFile::read("data.csv", text.as_bytes().to_vec()).expect("it is a table");
    driver.app.open_import(file);
    driver
}

/// The page for a file of this text.
fn open(text: &str, size: (u16, u16)) -> Driver {
    open_in(Appearance::default(), &Lang::english(), text, size)
}

fn lab(app: &App) -> &Lab {
    app.session()
        .and_then(|session| session.lab())
        .expect("the playground is open")
}

/// `rows` rows of two numbers and a class.
fn classes(rows: usize) -> String {
    (0..rows).fold("age,income,bought\n".to_owned(), |mut text, i| {
        let class = ["Y", "N"][i % 2];
        let _ = writeln!(
            text,
            "{}.5,{},{class}",
            20 + 7 * i % 41,
            900 + 311 * i % 997
        );
        text
    })
}

/// The text with one blank in place of each run of blanks and line ends.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_file_of_few_rows_is_not_called_ready_and_can_be_opened() {
    let mut driver = open(&classes(2), WIDE);
    let text = driver.text();
    assert!(text.contains("two classes, few rows"), "{text}");
    assert!(text.contains("all 2, but so few"), "{text}");
    driver.press("<Enter>]");
    assert!(matches!(driver.app.screen(), Screen::Lesson(_)));
    let loss = lab(&driver.app).number("loss");
    assert!(loss.is_some_and(f64::is_finite), "{loss:?}");
    let text = open(&classes(20), WIDE).text();
    assert!(text.contains("two classes: ready"), "{text}");
    assert!(!text.contains("so few"), "{text}");
}

#[test]
fn classes_of_words_and_of_numbers_are_told_as_what_they_are() {
    let text = open(&classes(30), WIDE).text();
    assert!(text.contains("bought: Y (1) against N (0)"), "{text}");
    let numbers = classes(30).replace('Y', "1").replace('N', "0");
    let text = open(&numbers, WIDE).text();
    assert!(text.contains("bought: 1 against 0"), "{text}");
}

#[test]
fn nothing_is_said_of_values_and_rows_before_inputs_are_chosen() {
    let mut driver = open(&classes(30), (80, 24));
    driver.press("<Up><Right><Up>");
    let text = driver.text();
    assert!(text.contains("no input yet"), "{text}");
    assert!(
        text.contains("no column of numbers is chosen yet"),
        "{text}"
    );
    assert!(!text.contains("values leave"), "{text}");
    assert!(!text.contains("all 0"), "{text}");
    let similar = classes(30).replace(".5,", ",");
    let near_zero = similar
        .lines()
        .skip(1)
        .fold("a,b\n".to_owned(), |text, line| {
            text + "0." + &line[..2] + ",1.5\n0.1,2\n"
        });
    let text = open(&near_zero, (80, 24)).text();
    assert!(text.contains("all values are between −5 and 5"), "{text}");
}

#[test]
fn a_column_beside_a_constant_one_is_not_enough() {
    let text = (5..25).fold("n,c\n".to_owned(), |text, i| text + &format!("{i},7\n"));
    let text = open(&text, WIDE).text();
    assert!(text.contains("an input and a target are needed"), "{text}");
}

#[test]
fn percent_signs_stay_on_the_axes() {
    let text = (0..40).fold("share;price\n".to_owned(), |text, i| {
        text + &format!("{}%;{}\n", i * 2, 100 + 3 * i)
    });
    let mut driver = open(&text, WIDE);
    assert!(driver.text().contains("share (%)"), "{}", driver.text());
    driver.press("<Enter>");
    assert!(driver.text().contains("share (%)"), "{}", driver.text());
}

#[test]
fn the_first_look_names_its_classes_or_says_why_there_is_none() {
    let long = classes(40)
        .replace('Y', "people who bought a ticket")
        .replace('N', "people who did not buy one");
    for size in [(100, 30), WIDE, (160, 45)] {
        for text in [&classes(40), &long] {
            let text = open(text, size).text();
            let mut names = text.lines().filter(|line| line.contains("(20)"));
            let names = names.next().expect("the classes have a legend");
            assert_eq!(names.matches("(20)").count(), 2, "{size:?}\n{text}");
        }
    }
    let mut driver = open(&classes(40), (100, 30));
    driver.press("<Up>");
    driver.press("<Right><Up>");
    let text = words(&driver.text());
    assert!(text.contains("A first look"), "{text}");
}

#[test]
fn classes_differ_by_their_signs_without_colours() {
    let appearance = Appearance {
        theme: ThemeChoice::Mono,
        ..Appearance::default()
    };
    for text in [
        classes(40),
        classes(40).replace('Y', "3.5").replace('N', "1"),
    ] {
        let text = open_in(appearance, &Lang::english(), &text, (100, 30)).text();
        // The legend shows the shapes: a disc and a ring.
        assert!(text.contains("⢰⣶  ") && text.contains("⢰⣲  "), "{text}");
    }
}

#[test]
fn texts_of_the_page_in_korean_have_one_speech_level() {
    let lang = Lang::of("ko");
    let constant = (5..25).fold("n,c\n".to_owned(), |text, i| text + &format!("{i},7\n"));
    for text in [classes(40), classes(2), constant] {
        let mut driver = open_in(Appearance::default(), &lang, &text, WIDE);
        for key in ["", "s", "<Down>", "<Right>", "<Up>", "d"] {
            driver.press(key);
            let text = driver.text();
            assert!(!text.contains("니다"), "{key}\n{text}");
        }
    }
    for result in [
        Phrase::key("storage.data-file.not-found").with("path", "a.csv"),
        Phrase::key("fault.import.one-column").with("file", "a.csv"),
    ] {
        let mut driver = open_playground(Appearance::default(), &lang, WIDE);
        driver.press("<Tab><Tab>oa.csv<Enter>");
        let path = "a.csv".to_owned();
        let result = Err(result);
        let _update = driver.app.update(Msg::DataRead { path, result });
        let text = driver.text();
        assert!(text.contains("읽지 못했어요"), "{text}");
        assert!(!text.contains("니다"), "{text}");
    }
}

#[test]
fn sentences_are_whole_on_the_smallest_screen() {
    for lang in ["en", "ko"] {
        let lang = Lang::of(lang);
        let text = open_in(Appearance::default(), &lang, &classes(40), (60, 18)).text();
        let words = Words::load(&lang).expect("it is built in");
        let reason = words.get("ui.import.why.ranges");
        let end = reason.rsplit('}').next().expect("it ends in words");
        assert!(text.contains(end.trim()), "{end}\n{text}");
        let ready = words.get("ui.import.ready.short");
        assert!(text.contains(&ready), "{text}");
    }
    let mut driver = open(&classes(40), (60, 18));
    driver.press("<Up><Right><Up>");
    assert!(driver.text().contains("and press ↓"), "{}", driver.text());
    driver.press("<Right><Down>");
    assert!(
        driver.text().contains("make it the target"),
        "{}",
        driver.text()
    );
}

#[test]
fn advice_names_the_input_that_is_not_scaled() {
    let mut driver = open(&classes(40), WIDE);
    driver.press("s<Enter>");
    for _ in 0..200 {
        driver.press("]");
    }
    let text = words(&driver.text());
    assert!(text.contains("age runs from 20"), "{text}");
}
