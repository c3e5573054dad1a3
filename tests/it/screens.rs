//! The screens themselves, text and styles, as files under `tests/it/snapshots`. Run with `INSTA_UPDATE=always` to
//! write them anew, then look at the difference.

use crate::support::snapshot::assert_buffer;
use crate::support::{Driver, app, course};
use relutor::app::{Appearance, ColorDepth, GlyphChoice, ThemeChoice};
use relutor::lab::Values;

pub(crate) const SIZES: [(u16, u16); 2] = [(80, 24), (100, 30)];

fn holds(name: &str, step: Option<(&str, &str)>, keys: &str, appearance: Appearance) {
    for size in SIZES {
        let course = course();
        let mut app = app(course.clone(), appearance);
        if let Some((lesson, id)) = step {
            let at = course.find(lesson).expect("the lesson is there");
            let step = course.lessons[at]
                .steps
                .iter()
                .position(|step| step.id == id);
            app.open(at, step.expect("the step is there"), &Values::new())
                .expect("nothing is set");
        }
        let buffer = Driver::new(app, size).press(keys);
        let name = format!("{name}-{}x{}", size.0, size.1);
        assert_buffer("screens", &name, &buffer);
    }
}

#[test]
fn the_list_shows_the_lessons() {
    holds("list", None, "", Appearance::default());
}

#[test]
fn interaction_asks_and_answers() {
    holds(
        "interaction-wrong-answer",
        Some(("interaction", "guess")),
        "1",
        Appearance::default(),
    );
    holds(
        "interaction-table",
        Some(("interaction", "people")),
        "",
        Appearance::default(),
    );
}

#[test]
fn bias_shows_the_prediction_beside_what_happened() {
    holds(
        "bias-asks",
        Some(("bias", "guess")),
        "",
        Appearance::default(),
    );
    holds(
        "bias-wrong-answer",
        Some(("bias", "guess")),
        "1",
        Appearance::default(),
    );
    let light = Appearance {
        theme: ThemeChoice::Light,
        ..Appearance::default()
    };
    holds(
        "bias-goal",
        Some(("bias", "try-right")),
        "<Right><Right>i",
        light,
    );
}

#[test]
fn hinges_bend_towards_their_target() {
    holds(
        "hinges-sine",
        Some(("hinges", "try-wave")),
        "<Left><Left>ii",
        Appearance::default(),
    );
    holds(
        "hinges-xor",
        Some(("hinges", "try-xor")),
        "",
        Appearance::default(),
    );
}

#[test]
fn flat_spots_count_their_steps() {
    holds(
        "flat-ball",
        Some(("flat", "roll")),
        "}}",
        Appearance::default(),
    );
    holds(
        "flat-chain",
        Some(("flat", "try-weight")),
        "<Right><Right>",
        Appearance::default(),
    );
}

#[test]
fn no_colour_and_ascii_still_say_everything() {
    let plain = Appearance {
        theme: ThemeChoice::Mono,
        glyphs: GlyphChoice::Ascii,
        depth: ColorDepth::None,
        heavy: false,
    };
    holds("plain-bias", Some(("bias", "guess")), "1", plain);
    holds("plain-plane", Some(("interaction", "try-gone")), "", plain);
}

#[test]
fn help_lists_the_keys_that_work_here() {
    holds("help", Some(("flat", "roll")), "?", Appearance::default());
}

#[test]
fn settings_show_what_holds_and_what_else_there_is() {
    holds("settings", None, ",j", Appearance::default());
}

#[test]
fn the_figures_can_be_told_in_words() {
    holds(
        "bias-in-words",
        Some(("bias", "earlier")),
        "v",
        Appearance::default(),
    );
}

#[test]
fn a_small_window_asks_for_more_room() {
    let mut driver = Driver::new(app(course(), Appearance::default()), (59, 17));
    assert!(driver.text().contains("60 columns and 18 rows"));
}

#[test]
fn after_a_wrong_answer_the_footer_offers_as_many_answers_as_there_are() {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    app.open(
        course.find("hinges").expect("it is there"),
        0,
        &Values::new(),
    )
    .expect("nothing is set");
    let text = Driver::new(app, (80, 24)).text();
    assert!(text.contains("1…3 answer"), "{text}");
    assert!(text.contains("n skip"), "{text}");
}

#[test]
fn help_tells_of_the_screen_that_it_was_called_from() {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    app.open(course.find("flat").expect("it is there"), 1, &Values::new())
        .expect("nothing is set");
    let text = Driver::new(app, (100, 40))
        .press("?")
        .content()
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect::<String>();
    for said in [
        "run or pause the model",
        "turn the chosen control",
        "the next step",
        "type a value",
    ] {
        assert!(text.contains(said), "help should say: {said}");
    }
    assert!(!text.contains("answer the question"), "there is none here");
}
