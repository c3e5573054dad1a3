//! Text at double size in front of a class: the room reads question and answers, nothing is lost, and the learner is told why
//! it is used or not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::support::{app, course, parse_keys};
use relutor::app::{
    App, Appearance, Behaviour, ClickTarget, ContentBlock, GlyphChoice, GlyphSetting, Key,
    LargeText, Msg, RichText, TerminalProfile, TerminalReport, TerminalSite, ThemeChoice,
};
use relutor::lab::Values;
use relutor::locale::{Lang, Words};
use relutor::ui::{self, DrawnScreen, LargeLine, row_text};

const SIZES: [(u16, u16); 4] = [(80, 24), (100, 30), (120, 36), (160, 45)];
const LARGEST: (u16, u16) = (160, 45);

/// The course in front of a class, on a terminal that has reported nothing.
fn class(lang: &str) -> App {
    let appearance = Appearance {
        theme: ThemeChoice::Projector,
        heavy: true,
        ..Appearance::default()
    };
    let words = Words::load(&Lang::of(lang)).unwrap();
    App::new(course(), words, appearance, None).with_presentation()
}

/// The same on a terminal that draws text at double size.
fn large_class(lang: &str) -> App {
    let mut app = class(lang);
    let _update = app.update(Msg::Terminal(TerminalReport::LargeText));
    app
}

/// The app at the question `guess` of the lesson about biases.
fn at_question(mut app: App) -> App {
    let lesson = app.course().find("bias").unwrap();
    let steps = &app.course().lessons[lesson].steps;
    let step = steps.iter().position(|step| step.id == "guess").unwrap();
    app.open(lesson, step, &Values::new()).unwrap();
    app
}

fn press(app: &mut App, keys: &str) {
    for key in parse_keys(keys) {
        let _update = app.update(Msg::Key(key));
    }
}

/// The screen as the terminal gets it.
fn drawn(app: &App, size: (u16, u16)) -> (Buffer, DrawnScreen) {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    let mut screen = DrawnScreen::default();
    let frame = terminal
        .draw(|frame| screen = ui::draw(frame, app))
        .unwrap();
    (frame.buffer.clone(), screen)
}

fn large_lines(app: &App, size: (u16, u16)) -> Vec<LargeLine> {
    drawn(app, size).1.large_text
}

fn line_text(line: &LargeLine) -> String {
    line.spans().iter().map(|(text, _)| text.as_str()).collect()
}

/// The large text of a screen in one line.
fn large_text(app: &App, size: (u16, u16)) -> String {
    let lines: Vec<_> = large_lines(app, size).iter().map(line_text).collect();
    words_of(&lines.join(" ")).join(" ")
}

fn cell_text(buffer: &Buffer) -> String {
    let rows: Vec<_> = (0..buffer.area.height)
        .map(|y| row_text(buffer, y))
        .collect();
    rows.join("\n")
}

fn words_of(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn rich_text(text: &RichText) -> String {
    text.iter().map(|inline| inline.text.as_str()).collect()
}

/// The texts of the answers.
fn answers(app: &App) -> Vec<String> {
    let content = app.content();
    let answers = content.iter().filter_map(|block| match block {
        ContentBlock::Answer { text, .. } => Some(rich_text(text)),
        ContentBlock::Heading(_)
        | ContentBlock::Paragraph(_)
        | ContentBlock::Item { .. }
        | ContentBlock::Code(_)
        | ContentBlock::Table(_)
        | ContentBlock::Feedback { .. }
        | ContentBlock::Goal { .. }
        | ContentBlock::Success(_)
        | ContentBlock::Hint { .. }
        | ContentBlock::Prompt(_)
        | ContentBlock::Note(_) => None,
    });
    answers.collect()
}

#[test]
fn the_room_reads_question_and_answers_at_double_size() {
    for (lang, question) in [
        ("en", "Where does the kink of relu(A + 7) stand?"),
        ("ko", "어디"),
    ] {
        let app = at_question(large_class(lang));
        let text = large_text(&app, LARGEST);
        assert!(text.contains(question), "{text}");
        for answer in answers(&app) {
            assert!(text.contains(&answer), "{answer}: {text}");
        }
        let (buffer, _) = drawn(&app, LARGEST);
        assert!(!cell_text(&buffer).contains(&answers(&app)[0]));
    }
}

#[test]
fn without_support_or_with_the_setting_off_the_text_is_bold_as_before() {
    let off = Behaviour {
        large_text: LargeText::Off,
        ..Behaviour::default()
    };
    let learner = || {
        let mut app = app(course(), Appearance::default());
        let _update = app.update(Msg::Terminal(TerminalReport::LargeText));
        app
    };
    for app in [
        class("en"),
        large_class("en").with_behaviour(off),
        learner(),
    ] {
        let app = at_question(app);
        for size in SIZES {
            let (buffer, screen) = drawn(&app, size);
            assert_eq!(screen.large_text, []);
            let mut cells = Buffer::empty(buffer.area);
            ui::render(&app, buffer.area, &mut cells);
            assert_eq!(buffer, cells);
            assert!(cell_text(&buffer).contains(&answers(&app)[0]));
        }
    }
}

#[test]
fn pictures_of_the_screen_show_all_text_in_cells() {
    let app = at_question(large_class("en"));
    let area = drawn(&app, LARGEST).0.area;
    let mut cells = Buffer::empty(area);
    ui::render(&app, area, &mut cells);
    assert!(cell_text(&cells).contains(&answers(&app)[0]));
}

/// The words of the page that are neither in cells nor in large text.
fn missing_words(app: &App, buffer: &Buffer, screen: &DrawnScreen) -> Vec<String> {
    let large: Vec<_> = screen.large_text.iter().map(line_text).collect();
    let shown = format!("{}\n{}", cell_text(buffer), large.join("\n"));
    let shown: BTreeSet<&str> = words_of(&shown).into_iter().collect();
    let content = app.content();
    let texts = content.iter().filter_map(|block| match block {
        ContentBlock::Paragraph(text)
        | ContentBlock::Item { text, .. }
        | ContentBlock::Answer { text, .. } => Some(rich_text(text)),
        ContentBlock::Heading(text) | ContentBlock::Success(text) | ContentBlock::Note(text) => {
            Some(text.clone())
        }
        ContentBlock::Prompt(_)
        | ContentBlock::Code(_)
        | ContentBlock::Table(_)
        | ContentBlock::Feedback { .. }
        | ContentBlock::Goal { .. }
        | ContentBlock::Hint { .. } => None,
    });
    let texts: Vec<String> = texts.collect();
    let words = texts.iter().flat_map(|text| words_of(text));
    let missing = words.filter(|word| !shown.contains(word));
    missing.map(str::to_owned).collect()
}

/// The large lines lie in the screen, over blank cells, and not over each other.
fn assert_lines_are_apart(buffer: &Buffer, screen: &DrawnScreen, context: &str) {
    let mut covered = BTreeSet::new();
    for line in &screen.large_text {
        for position in line.area().positions() {
            assert_eq!(buffer[position].symbol(), " ", "{context}: {position}");
            assert!(
                covered.insert((position.x, position.y)),
                "{context}: {position}"
            );
        }
    }
}

#[test]
fn no_step_loses_text_or_its_main_figure() {
    let mut questions = [0; SIZES.len()];
    for lang in ["en", "ko"] {
        let (mut normal, mut large) = (class(lang), large_class(lang));
        let course = Arc::clone(normal.course());
        for (lesson, steps) in course
            .lessons
            .iter()
            .map(|lesson| lesson.steps.len())
            .enumerate()
        {
            for step in 0..steps {
                for app in [&mut normal, &mut large] {
                    app.open(lesson, step, &Values::new()).unwrap();
                }
                for (at, size) in SIZES.into_iter().enumerate() {
                    let context = format!("{lang} lesson {} step {step} {size:?}", lesson + 1);
                    let (buffer, screen) = drawn(&large, size);
                    let (_, before) = drawn(&normal, size);
                    assert!(screen.scroll.hidden <= before.scroll.hidden, "{context}");
                    assert!(
                        !screen.scroll.hidden_figures.contains(0)
                            || before.scroll.hidden_figures.contains(0),
                        "{context}: no main figure"
                    );
                    assert_lines_are_apart(&buffer, &screen, &context);
                    if !screen.large_text.is_empty() {
                        let missing = missing_words(&large, &buffer, &screen);
                        assert_eq!(missing, [""; 0], "{context}");
                    }
                    questions[at] += usize::from(!screen.large_text.is_empty());
                }
            }
        }
    }
    assert!(questions[0] > 0 && questions[3] > 100, "{questions:?}");
    assert!(questions.is_sorted(), "{questions:?}");
}

#[test]
fn both_rows_of_a_large_answer_can_be_clicked() {
    let app = at_question(large_class("en"));
    let lines = large_lines(&app, LARGEST);
    let third = lines
        .iter()
        .find(|line| line_text(line).contains("3) "))
        .unwrap();
    for y in [third.area().y, third.area().y + 1] {
        let target = ui::hit_test(&app, LARGEST, third.area().x, y);
        assert_eq!(target, Some(ClickTarget::Key(Key::char('3'))), "row {y}");
    }
}

#[test]
fn text_stays_where_it_is_when_the_first_hand_is_counted() {
    let mut app = at_question(large_class("en"));
    let before = large_lines(&app, LARGEST);
    press(&mut app, "13");
    let (buffer, screen) = drawn(&app, LARGEST);
    assert_eq!(screen.large_text, before);
    assert!(cell_text(&buffer).contains('█'), "the bars of votes");
}

#[test]
fn overlays_hide_large_text() {
    for keys in ["?", ",", "/", "."] {
        let mut app = at_question(large_class("en"));
        press(&mut app, keys);
        assert!(app.overlay().is_some(), "{keys}");
        assert_eq!(large_lines(&app, LARGEST), [], "{keys}");
    }
}

#[test]
fn settings_and_help_say_how_questions_are_drawn_and_why() {
    let off = Behaviour {
        large_text: LargeText::Off,
        ..Behaviour::default()
    };
    let at = |site| {
        let profile = TerminalProfile::new(site, GlyphChoice::Braille);
        class("en").with_terminal(profile, GlyphSetting::Auto)
    };
    for (app, sentence) in [
        (
            large_class("en"),
            "the terminal can do it (kitty's text sizing protocol)",
        ),
        (
            class("en"),
            "the terminal has not reported text at double size",
        ),
        (
            large_class("en").with_behaviour(off),
            "large text is switched off",
        ),
        (
            at(TerminalSite::Multiplexer),
            "tmux, screen and zellij pass no text",
        ),
        (
            at(TerminalSite::LinuxConsole),
            "the Linux console has no text",
        ),
        (
            at(TerminalSite::Windows),
            "on Windows, no text at double size",
        ),
    ] {
        let mut app = app;
        for key in [",", "?"] {
            press(&mut app, key);
            let text = cell_text(&drawn(&app, (100, 30)).0);
            let text = words_of(&text).join(" ");
            assert!(text.contains(sentence), "{key}: {text}");
            press(&mut app, "<Esc>");
        }
    }
    let mut learner = app(course(), Appearance::default());
    press(&mut learner, "?");
    assert!(!cell_text(&drawn(&learner, (100, 30)).0).contains("Questions"));
}
