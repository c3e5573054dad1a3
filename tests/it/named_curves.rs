//! Names on charts: every curve, sign and column has one that can be read, and none is told twice.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use relutor::app::{App, Appearance, GlyphChoice, ThemeChoice};
use relutor::chart::{Paint, Primitive, SceneText};
use relutor::figure::{
    Axis, CellEmphasis, CellRow, Figure, MarkKind, Panels, Plot, Role, Table, TableCell,
};
use relutor::lab::Values;
use relutor::locale::{Lang, Words};
use relutor::ui;

use crate::charts::{scenes_of, texts};
use crate::support::figures::{axis, look, render, v};
use crate::support::{Driver, course, without_motion};

/// The app in `lang` at a step with these values set, on a screen of this size.
fn open(lang: &str, name: &str, step: &str, size: (u16, u16), set: &[(&str, f64)]) -> Driver {
    let course = course();
    let at = course.find(name).unwrap();
    let steps = &course.lessons[at].steps;
    let step = steps.iter().position(|other| other.id == step).unwrap();
    let words = Words::load(&Lang::of(lang)).unwrap();
    let mut app = without_motion(App::new(course, words, Appearance::default(), None));
    let set = set
        .iter()
        .fold(Values::new(), |set, (name, value)| set.with(name, *value));
    app.open(at, step, &set).unwrap();
    Driver::new(app, size)
}

fn assert_shows(driver: &mut Driver, words: &[&str]) {
    let screen = driver.text();
    for words in words {
        assert!(screen.contains(words), "`{words}` is missing:\n{screen}");
    }
}

#[test]
fn curves_that_end_in_one_row_keep_their_names() {
    let curve = |end: f64| vec![(0.0, 0.0), (1.0, end)];
    for ends in [[0.0; 4], [1.0; 4], [5.0; 4], [-5.0, 0.0, 0.1, 0.0]] {
        let roles = [Role::First, Role::Second, Role::Target, Role::Ghost];
        let plot = Plot::tall(v("title"), axis("", 0.0, 1.0), axis("", -1.0, 1.0));
        let names = ["one", "two", "wanted", "before"];
        let curves = names.into_iter().zip(roles).zip(ends);
        let plot = curves.fold(plot, |plot, ((name, role), end)| {
            plot.curve(v(name), role, curve(end))
        });
        for size in [(60, 14), (60, 9), (40, 20)] {
            let scenes = scenes_of(&[Figure::Plot(plot.clone())], size);
            let told: Vec<_> = scenes.iter().flat_map(texts).collect();
            for name in names {
                let count = told.iter().filter(|text| text.text == name).count();
                assert_eq!(count, 1, "{name} {ends:?} {size:?}");
            }
        }
    }
}

#[test]
fn the_curves_of_the_course_have_names_wherever_they_end() {
    let signals = ["back-signal", "activations"];
    assert_shows(
        &mut open("en", "chains", "random", (100, 30), &[("gain", 5.0)]),
        &signals,
    );
    for size in [(80, 24), (100, 30)] {
        for (lang, own) in [("en", "your α"), ("ko", "내 α")] {
            let mut driver = open(lang, "alpha", "race", size, &[]);
            let screen = driver.text();
            for name in ["α = 0.01", "α = 0.1", own] {
                let count = screen.matches(name).count();
                assert!(count >= 2, "{name} {count}\n{screen}");
            }
            let all = screen.matches("α = 0").count();
            let longer = screen.matches("α = 0.").count();
            assert!(all - longer >= 3, "in text, bars and legend\n{screen}");
        }
    }
    let mut max = open("ko", "alpha", "guess-max", (100, 30), &[]);
    max.press("3");
    max.draw();
    assert_shows(&mut max, &["정의 ", "max(αx, x)", "내 예측"]);
}

#[test]
fn without_colours_a_kink_is_the_reversed_cell_of_its_curve() {
    let plot = Plot::tall(v(""), axis("", -1.0, 1.0), axis("", -1.0, 1.0))
        .curve(
            v("y"),
            Role::First,
            vec![(-1.0, 0.0), (0.0, 0.0), (1.0, 1.0)],
        )
        .mark(MarkKind::Kink, 0.0, None, None)
        .probe(0.5, 0.5);
    let figures = [Figure::Plot(plot)];
    let reversed = |theme| {
        let screen = render(&figures, (60, 14), look(theme, GlyphChoice::Braille));
        let cells = screen.content.iter();
        cells
            .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
            .count()
    };
    assert_eq!(reversed(ThemeChoice::Mono), 2);
    assert_eq!(reversed(ThemeChoice::Dark), 0);
}

#[test]
fn a_row_of_dots_with_a_named_tick_has_no_second_name() {
    let mut driver = open("en", "zero-half", "batch", (80, 24), &[]);
    assert_eq!(
        driver.text().matches("■ on").count(),
        1,
        "{}",
        driver.text()
    );
}

#[test]
fn headings_of_a_narrow_table_stay_whole() {
    let cell = |text: &str, emphasis| TableCell {
        text: v(text),
        emphasis,
    };
    let units = (1..9).map(|n| v(&n.to_string()));
    let row = |name: &str| CellRow {
        header: v(name),
        cells: (0..8)
            .map(|_| cell("□", CellEmphasis::Wrong))
            .chain(["99", "97"].map(|n| cell(n, CellEmphasis::Plain)))
            .collect(),
    };
    let table = Figure::Table(Table {
        title: v(""),
        corner: v("unit"),
        columns: units.chain([v("died"), v("back")]).collect(),
        rows: vec![row("layer 1"), row("layer 2")],
        signs: Vec::new(),
        spoken: Vec::new(),
    });
    for width in 36..80 {
        let scenes = scenes_of(std::slice::from_ref(&table), (width, 4));
        let told: Vec<&SceneText> = scenes.iter().flat_map(texts).collect();
        for heading in ["died", "back"] {
            assert!(told.iter().any(|text| text.text == heading), "{width}");
        }
        let place = |name: &str| told.iter().find(|text| text.text == name).unwrap().at.0;
        assert!(place("97") >= place("99") + 3, "{width}");
    }
}

#[test]
fn the_charts_of_the_playground_fit_their_pane_and_explain_their_signs() {
    for (lang, name) in [("en", "unit"), ("ko", "유닛")] {
        let driver = open(lang, "playground", "play", (100, 30), &[]);
        let area = Rect::new(0, 0, 33, 12);
        let lab = driver.app.session().unwrap().lab().unwrap();
        let grid = lab.figure("grid").unwrap();
        let words = Words::load(&Lang::of(lang)).unwrap();
        let theme = ui::theme::Theme::new(Appearance::default());
        let collected = std::cell::RefCell::default();
        let ctx =
            ui::RenderContext::new(&theme, GlyphChoice::Braille, &words).collecting(&collected);
        let mut buffer = ratatui::buffer::Buffer::empty(area);
        ui::figure::draw_column(&[grid], area, &mut buffer, &ctx);
        let scenes = collected.into_inner();
        let told: Vec<&str> = scenes
            .iter()
            .flat_map(texts)
            .map(|text| text.text.as_str())
            .collect();
        let all = told.join("\n");
        assert!(!all.contains('…'), "{all}");
        assert!(told.iter().any(|text| text.starts_with(name)), "{all}");
        for sign in ["■ ", "□ ", "× ", "~ ", "· "] {
            assert!(all.contains(sign), "{sign} in {all}");
        }
    }
}

#[test]
fn the_losses_of_the_playground_stand_in_their_title() {
    for (lang, words) in [("en", ", test 0."), ("ko", ", 테스트 0.")] {
        for (name, step) in [("playground", "play"), ("race-day", "net")] {
            let mut driver = open(lang, name, step, (100, 30), &[]);
            driver.press("]]]]]]]]]]");
            assert_shows(&mut driver, &[words]);
        }
    }
}

#[test]
fn the_axis_of_a_race_names_its_quantity() {
    for (lang, name) in [("en", "step (log)"), ("ko", "단계(로그)")] {
        let mut driver = open(lang, "race-day", "guess-bump", (100, 30), &[]);
        assert_shows(&mut driver, &[name]);
    }
}

#[test]
fn the_losses_of_another_step_are_gone() {
    let mut driver = open("en", "zero-half", "try-limit", (100, 30), &[]);
    driver.press("]]]]]]n");
    let screen = driver.text();
    assert!(screen.contains("Here lies the dead unit"), "{screen}");
    assert!(!screen.contains("before"), "{screen}");
}

#[test]
fn the_list_shows_its_titles_whole() {
    for lang in ["en", "ko"] {
        let words = Words::load(&Lang::of(lang)).unwrap();
        let app = App::new(course(), words, Appearance::default(), None);
        let mut driver = Driver::new(app, (80, 24));
        let first = driver.text();
        driver.press("G<End>");
        for screen in [first, driver.text()] {
            assert!(!screen.contains('…'), "{screen}");
        }
    }
}

#[test]
fn a_curve_to_compare_with_that_is_out_of_view_has_no_name() {
    let plot = Plot::tall(v("title"), axis("", 0.0, 1.0), axis("", -1.0, 1.0));
    let plot = plot.curve(v("now"), Role::First, vec![(0.0, 0.0), (1.0, 0.5)]);
    for (start, is_named) in [(0.5, true), (3.0, false)] {
        let before = vec![(0.0, start), (1.0, 5.0)];
        let plot = plot.clone().curve(v(""), Role::Ghost, before);
        let scenes = scenes_of(&[Figure::Plot(plot)], (60, 14));
        let told: Vec<_> = scenes.iter().flat_map(texts).collect();
        let has_name = told.iter().any(|text| text.text == "before");
        assert_eq!(has_name, is_named, "from {start}: {told:?}");
    }
}

#[test]
fn panels_alone_on_a_page_fill_it_and_have_ticks() {
    let panel = |name: &str| {
        let plot = Plot::tall(v(name), axis("", 0.0, 100.0), axis("", 0.0, 4.0));
        plot.curve(v(name), Role::First, vec![(0.0, 4.0), (100.0, 0.0)])
    };
    let panels = Figure::Panels(Panels {
        title: v("losses"),
        plots: vec![panel("one"), panel("two")],
    });
    let scenes = scenes_of(std::slice::from_ref(&panels), (80, 20));
    let told: Vec<_> = scenes.iter().flat_map(texts).collect();
    for label in ["4", "100"] {
        let count = told.iter().filter(|text| text.text == label).count();
        assert_eq!(count, 2, "{label}: {told:?}");
    }
    let last = told.iter().map(|text| text.at.1).max();
    assert!(last >= Some(18), "rows are free below: {last:?}");
}

#[test]
fn a_prediction_on_the_curve_before_shares_its_name() {
    for (lesson, step) in [("one-hinge", "guess"), ("chains", "guess-weight")] {
        for size in [(80, 24), (100, 30)] {
            let mut driver = open("en", lesson, step, size, &[]);
            driver.press("1");
            assert_shows(&mut driver, &["before = your prediction"]);
        }
    }
}

#[test]
fn a_legend_names_no_target_that_the_question_does_not_have() {
    for (lesson, step) in [("stays", "pieces"), ("folds", "recall")] {
        let screen = open("en", lesson, step, (100, 30), &[]).text();
        assert!(!screen.contains(" hat"), "{screen}");
    }
}

#[test]
fn a_signal_that_falls_to_exactly_zero_is_seen_to_leave_its_logarithmic_axis() {
    let axis_y = Axis::log(None, 1e-4, 10.0);
    let points = vec![(0.0, 1.0), (1.0, 0.0), (2.0, 0.0)];
    let plot = Plot::tall(v("title"), axis("", 0.0, 2.0), axis_y);
    let plot = plot.curve(v("signal"), Role::First, points);
    let scenes = scenes_of(&[Figure::Plot(plot)], (40, 14));
    let lines = scenes.iter().flat_map(|scene| &scene.primitives);
    let longest = lines.filter_map(|primitive| match primitive {
        Primitive::Polyline(line) if line.paint == Paint::Series(Role::First) => {
            let (first, last) = (line.points.first()?, line.points.last()?);
            Some(last.y - first.y)
        }
        _ => None,
    });
    assert!(longest.fold(0.0, f64::max) > 4.0, "it falls over some rows");
}

#[test]
fn a_label_stands_beside_the_sign_of_its_own_mark() {
    for step in ["guess-max", "try-max"] {
        let mut driver = open("en", "alpha", step, (80, 24), &[]);
        if step == "guess-max" {
            driver.press("1");
        } else {
            driver.press("<End>");
        }
        let screen = driver.text();
        let shared = screen
            .lines()
            .filter(|line| line.contains("−3.00") && line.contains("−2.00"));
        assert_eq!(shared.count(), 0, "{screen}");
    }
}

#[test]
fn the_signs_of_the_strip_of_paper_and_of_the_chosen_seed_have_names() {
    let paper = ["strip", "right end", "fold x"];
    assert_shows(&mut open("en", "folds", "paper", (100, 30), &[]), &paper);
    assert_shows(
        &mut open("en", "folds", "random", (100, 30), &[]),
        &["seed 0  48 ReLUs"],
    );
    let mut kinks = open("en", "watch", "relu", (100, 30), &[]);
    assert_shows(&mut kinks, &["kinks now", "step 0"]);
}
