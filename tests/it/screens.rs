//! Snapshots of whole screens, text and styles, in `tests/it/snapshots`. `INSTA_UPDATE=always` rewrites them; review
//! the difference.

use std::time::Duration;

use crate::support::snapshot::assert_buffer;
use crate::support::{Driver, app, course};
use relutor::app::{Appearance, ColorDepth, GlyphChoice, Msg, ThemeChoice};
use relutor::lab::Values;

pub(crate) const SIZES: [(u16, u16); 2] = [(80, 24), (100, 30)];

fn assert_screens(name: &str, step: Option<(&str, &str)>, keys: &str, appearance: Appearance) {
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
        let mut driver = Driver::new(app, size);
        driver.press(keys);
        // The controls have moved to the values of the answer.
        let elapsed = Duration::from_secs(1);
        let _update = driver.app.update(Msg::Frame { elapsed });
        let buffer = driver.draw();
        let name = format!("{name}-{}x{}", size.0, size.1);
        assert_buffer("screens", &name, &buffer);
    }
}

#[test]
fn the_lesson_list_matches_its_snapshot() {
    assert_screens("list", None, "", Appearance::default());
}

#[test]
fn the_interaction_lesson_shows_question_and_answer() {
    assert_screens(
        "interaction-wrong-answer",
        Some(("interaction", "guess")),
        "1",
        Appearance::default(),
    );
    assert_screens(
        "interaction-table",
        Some(("interaction", "people")),
        "",
        Appearance::default(),
    );
}

#[test]
fn the_bias_lesson_shows_prediction_and_result() {
    assert_screens(
        "bias-asks",
        Some(("bias", "guess")),
        "",
        Appearance::default(),
    );
    assert_screens(
        "bias-wrong-answer",
        Some(("bias", "guess")),
        "1",
        Appearance::default(),
    );
    let light = Appearance {
        theme: ThemeChoice::Light,
        ..Appearance::default()
    };
    assert_screens(
        "bias-goal",
        Some(("bias", "try-right")),
        "<Right><Right>i",
        light,
    );
}

#[test]
fn the_hinges_lesson_shows_curve_and_target() {
    assert_screens(
        "hinges-sine",
        Some(("hinges", "try-wave")),
        "<Left><Left>ii",
        Appearance::default(),
    );
    assert_screens(
        "hinges-xor",
        Some(("hinges", "try-xor")),
        "",
        Appearance::default(),
    );
}

#[test]
fn a_ball_counts_steps_and_a_chain_multiplies() {
    assert_screens(
        "flat-ball",
        Some(("flat", "roll")),
        "}}",
        Appearance::default(),
    );
    assert_screens(
        "flat-chain",
        Some(("chains", "try-weight")),
        "<Right><Right>",
        Appearance::default(),
    );
}

#[test]
fn monochrome_ascii_screens_match_their_snapshots() {
    let plain = Appearance {
        theme: ThemeChoice::Mono,
        glyphs: GlyphChoice::Ascii,
        depth: ColorDepth::None,
        ..Appearance::default()
    };
    assert_screens("plain-bias", Some(("bias", "guess")), "1", plain);
    assert_screens("plain-plane", Some(("interaction", "try-gone")), "", plain);
}

#[test]
fn help_lists_the_keys_of_the_current_screen() {
    assert_screens("help", Some(("flat", "roll")), "?", Appearance::default());
}

#[test]
fn settings_show_current_values_and_alternatives() {
    assert_screens("settings", None, ",j", Appearance::default());
}

#[test]
fn figures_can_be_shown_as_descriptions() {
    assert_screens(
        "bias-in-words",
        Some(("bias", "earlier")),
        "v",
        Appearance::default(),
    );
}

#[test]
fn a_too_small_window_shows_the_required_size() {
    let mut driver = Driver::new(app(course(), Appearance::default()), (59, 17));
    assert!(driver.text().contains("60 columns and 18 rows"));
}

#[test]
fn after_a_wrong_answer_the_footer_offers_every_answer_key() {
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
fn help_describes_the_screen_below_it() {
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
