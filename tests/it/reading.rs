//! `relutor read`: the course as plain text.

use std::process::{Command, Stdio};

use crate::support::{self, course};
use relutor::lesson::{Block, Lesson, Prose, SOLUTION_HINT};
use relutor::locale::{Lang, TemplatePart, Words};

/// The standard output of `relutor read` with these arguments.
fn read(args: &[&str]) -> String {
    let home = env!("CARGO_TARGET_TMPDIR");
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .arg("read")
        .args(args)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env("XDG_STATE_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

#[test]
fn a_sentence_in_place_of_two_figures_is_printed_once() {
    let text = read(&["playground", "--lang", "en"]);
    assert_eq!(
        text.matches("Only a net with one input").count(),
        1,
        "{text}"
    );
}

/// Whether `c` draws something, so that a screen reader spells it out.
fn is_sign(c: char) -> bool {
    "■□✓✗▸◂○●".contains(c) || ('\u{2500}'..='\u{28ff}').contains(&c)
}

/// `text` without whitespace, so that line breaks do not matter.
pub(crate) fn without_whitespace(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The literal texts between the slots of a prose.
pub(crate) fn literal_texts(prose: &Prose) -> Vec<String> {
    let spans = prose.blocks.iter().flat_map(Block::spans);
    let parts = spans.flat_map(|span| span.text.parts());
    let texts = parts.filter_map(|part| match part {
        TemplatePart::Text(text) => Some(without_whitespace(text)),
        TemplatePart::Slot(_) => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}

/// The prose of a lesson for learners, without the instructor's notes and without variants, of which one at a time is shown.
fn learner_prose<'a>(lesson: &'a Lesson, lang: &Lang) -> Vec<&'a Prose> {
    let Some(text) = lesson.texts.get(lang) else {
        return Vec::new();
    };
    let others: Vec<_> = text
        .steps
        .values()
        .flat_map(|step| step.variants.values().chain([&step.notes]))
        .collect();
    text.all()
        .filter(|prose| !others.iter().any(|other| std::ptr::eq(*other, *prose)))
        .collect()
}

#[test]
fn read_prints_all_learner_prose_in_every_language() {
    let course = course();
    for lang in Words::available() {
        let text = read(&["--answers", "--lang", lang.tag()]);
        assert!(!text.contains('\u{1b}'), "an escape sequence");
        let signs = text.lines().find(|line| line.contains(is_sign));
        assert_eq!(
            signs, None,
            "{lang}: a sign that a screen reader spells out"
        );
        let text = without_whitespace(&text);
        for lesson in &course.lessons {
            for prose in learner_prose(lesson, &lang) {
                for stretch in literal_texts(prose) {
                    assert!(text.contains(&stretch), "{lang} {}: {stretch}", lesson.name);
                }
            }
        }
    }
}

#[test]
fn answers_are_printed_only_on_request() {
    let course = course();
    let english = Lang::english();
    let plain = without_whitespace(&read(&[]));
    for lesson in &course.lessons {
        for (id, step) in &lesson.texts.get(&english).expect("there is English").steps {
            let secret = step.answers.values().map(|answer| &answer.feedback);
            for stretch in secret.chain([&step.principle]).flat_map(literal_texts) {
                // A short text may occur elsewhere, too.
                let is_told = stretch.len() > 40 && plain.contains(&stretch);
                assert!(!is_told, "{} {id} tells {stretch}", lesson.name);
            }
            for stretch in step
                .hints
                .iter()
                .take(SOLUTION_HINT)
                .flat_map(literal_texts)
            {
                assert!(plain.contains(&stretch), "{} {id}: {stretch}", lesson.name);
            }
            for stretch in step
                .hints
                .iter()
                .skip(SOLUTION_HINT)
                .flat_map(literal_texts)
            {
                let is_told = stretch.len() > 40 && plain.contains(&stretch);
                assert!(!is_told, "{} {id} tells {stretch}", lesson.name);
            }
        }
    }
}

#[test]
fn lines_fit_the_requested_width() {
    for width in [40_u16, 60, 100] {
        let text = read(&["--answers", "--lang", "ko", "--width", &width.to_string()]);
        for line in text.lines() {
            let columns = unicode_width::UnicodeWidthStr::width(line);
            assert!(columns <= usize::from(width), "{width}: {line}");
        }
    }
}

#[test]
fn figures_use_the_requested_glyphs_and_have_descriptions() {
    let is_braille = |c: char| ('\u{2801}'..='\u{28ff}').contains(&c);
    let page = ["bias", "--step", "guess", "--figures", "both"];
    let drawn = read(&page);
    assert!(drawn.contains(is_braille), "{drawn}");
    let ascii = read(&[&page[..], &["--glyphs", "ascii"]].concat());
    assert!(!ascii.contains(is_braille), "{ascii}");
    for text in [drawn, ascii] {
        assert!(text.contains("flat at 0 until A = 0"), "{text}");
    }
    let only_drawn = read(&["bias", "--step", "guess", "--figures", "drawn"]);
    assert!(only_drawn.contains(is_braille), "{only_drawn}");
    assert!(!only_drawn.contains("flat at 0 until A = 0"));
}

#[test]
fn where_nobody_looks_figures_are_words_without_signs() {
    let text = read(&["--lang", "ko"]);
    let signs = text.lines().find(|line| line.contains(is_sign));
    assert_eq!(signs, None);
    let page = read(&["bias", "--step", "guess"]);
    assert!(page.contains("flat at 0 until A = 0"), "{page}");
    let answered = read(&["bias", "--step", "guess", "--answers"]);
    for told in ["Kink at −7", "3) At A = −7 (right)", "They may think:"] {
        assert!(answered.contains(told), "{told}: {answered}");
    }
}

#[test]
fn the_summary_is_printed_as_a_separate_card() {
    let card = read(&["bias", "--step", "summary"]);
    assert!(card.contains("In short"), "{card}");
    assert!(card.lines().count() < 20, "{card}");
    assert!(read(&["bias"]).contains(card.trim()));
}

#[test]
fn an_exported_figure_has_the_description_of_its_model() {
    let words = |b: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
            .args(["export", "bias", "--step", "earlier", "--set", b])
            .args(["--format", "html", "--lang", "en", "-o", "-"])
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        let page = String::from_utf8(output.stdout).expect("it prints text");
        let start = page.find("<figcaption").expect("a figure is told in words");
        page[start..].to_owned()
    };
    assert!(words("b=7").contains("Kink at −7"), "{}", words("b=7"));
    assert!(words("b=3").contains("Kink at −3"), "{}", words("b=3"));
}

#[test]
fn figure_descriptions_follow_every_change_of_a_control() {
    let course = course();
    let english = Lang::english();
    let mut told = 0;
    for (at, lesson) in course.lessons.iter().enumerate() {
        for (place, step) in lesson.steps.iter().enumerate() {
            let mut app = support::app(course.clone(), relutor::app::Appearance::default());
            app.open(at, place, &relutor::lab::Values::new())
                .expect("nothing is set");
            let mut driver = support::Driver::new(app, (100, 60));
            driver.press("1v");
            let described = driver.text();
            let figures = |driver: &support::Driver| driver.app.session().unwrap().figures();
            let before = figures(&driver);
            driver.press("<Right>");
            if figures(&driver) != before {
                let name = format!("{} {} ({english})", lesson.name, step.id);
                assert_ne!(driver.text(), described, "{name}");
                told += 1;
            }
        }
    }
    assert!(told > 40, "{told} steps have something to turn");
}

/// The numbers in square brackets in `text`, each once, in the order of the text.
fn cited_numbers(text: &str) -> Vec<usize> {
    let mut numbers = Vec::new();
    for part in text.split('[').skip(1) {
        let number = part
            .split_once(']')
            .and_then(|(inside, _)| inside.parse().ok());
        if let Some(number) = number
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    }
    numbers
}

#[test]
fn sources_are_numbered_in_the_order_in_which_the_text_cites_them() {
    for lang in ["en", "ko"] {
        for lesson in ["one-hinge", "bias-moves-the-kink"] {
            let page = read(&[lesson, "--answers", "--figures", "words", "--lang", lang]);
            let numbers = cited_numbers(&page);
            assert!(numbers.len() > 1, "{lesson}: {numbers:?}");
            assert!(numbers.is_sorted(), "{lesson} in {lang}: {numbers:?}");
        }
    }
    let page = read(&["one-hinge", "--answers", "--figures", "words"]);
    let place = |name: &str| page.rfind(name).expect("the source is listed");
    assert!(place("[1] Bertoin") < place("[2] "), "{page}");
}
