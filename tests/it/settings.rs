//! The settings page: every choice applies immediately, is saved, and can be made by key or mouse.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

use crate::support::{Driver, app, course};
use relutor::app::{
    App, Appearance, Behaviour, CellSize, ColorDepth, Effect, GlyphChoice, GlyphSetting, Key,
    KeyCode, LargeText, Motion, MouseCapture, MouseInput, Msg, Overlay, SETTINGS, Setting,
    TerminalProfile, TerminalReport, ThemeChoice,
};
use relutor::lab::Values;
use relutor::locale::{Lang, Words};
use relutor::text::Toward;
use relutor::ui;

const SIZE: (u16, u16) = (80, 24);

fn open_list() -> Driver {
    Driver::new(app(course(), Appearance::default()), SIZE)
}

fn open_lesson(name: &str) -> Driver {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    let at = course.find(name).unwrap();
    app.open(at, 0, &Values::new()).unwrap();
    Driver::new(app, SIZE)
}

fn focused_setting(app: &App) -> Option<&'static str> {
    match app.overlay() {
        Some(Overlay::Settings(page)) => Some(page.selected().name),
        _ => None,
    }
}

/// The effects of this key.
fn effects_of(app: &mut App, key: Key) -> Vec<Effect> {
    app.update(Msg::Key(key)).effects
}

fn saved_setting(app: &mut App, key: Key) -> Setting {
    match effects_of(app, key).first() {
        Some(Effect::SaveSetting(setting)) => setting.clone(),
        other => panic!("{key:?} asks for {other:?}"),
    }
}

#[test]
fn settings_open_and_close_from_the_list_and_every_kind_of_step() {
    let mut places = vec![open_list()];
    let course = course();
    for at in course.listing() {
        let mut app = app(course.clone(), Appearance::default());
        app.open(at, 0, &Values::new()).unwrap();
        places.push(Driver::new(app, SIZE));
    }
    for driver in &mut places {
        let before = driver.text();
        for close in [",", "<Esc>"] {
            driver.press(",");
            assert_eq!(focused_setting(&driver.app), Some("language"));
            assert!(driver.text().contains("Characters"));
            driver.press(close);
            assert_eq!(driver.text(), before);
        }
    }
}

#[test]
fn keys_move_between_lines_and_stop_at_the_ends() {
    let mut driver = open_list();
    driver.press(",");
    for (keys, wanted) in [
        ("j", "theme"),
        ("<Down>", "glyphs"),
        ("<Tab>", "mouse"),
        ("j", "motion"),
        ("jj", "large-text"),
        ("kk<Up>", "glyphs"),
        ("kkkk", "language"),
        // With a Korean input method on.
        ("ㅓ", "theme"),
    ] {
        driver.press(keys);
        assert_eq!(focused_setting(&driver.app), Some(wanted), "{keys}");
    }
}

#[test]
fn every_choice_applies_immediately_and_is_saved() {
    let mut driver = open_list();
    let right = Key::plain(KeyCode::Right);
    driver.press(",");
    let app = &mut driver.app;
    let korean = Lang::of("ko");
    assert_eq!(saved_setting(app, right), Setting::new("language", "ko"));
    assert_eq!(*app.words().lang(), korean);
    let english = Setting::new("language", "en");
    assert_eq!(saved_setting(app, Key::plain(KeyCode::Enter)), english);
    let _line = effects_of(app, Key::char('j'));
    assert_eq!(saved_setting(app, right), Setting::new("theme", "light"));
    assert_eq!(
        saved_setting(app, Key::char('h')),
        Setting::new("theme", "dark")
    );
    assert_eq!(
        saved_setting(app, Key::char('h')),
        Setting::new("theme", "mono")
    );
    assert_eq!(app.appearance().theme, ThemeChoice::Mono);
    let _line = effects_of(app, Key::char('j'));
    assert_eq!(saved_setting(app, right), Setting::new("glyphs", "blocks"));
    assert_eq!(saved_setting(app, right), Setting::new("glyphs", "ascii"));
    assert_eq!(app.appearance().glyphs, GlyphChoice::Ascii);
    assert_eq!(saved_setting(app, right), Setting::new("glyphs", "auto"));
    assert_eq!(app.appearance().glyphs, GlyphChoice::Braille);
    let _line = effects_of(app, Key::char('j'));
    for (mouse, name) in [(MouseCapture::Off, "off"), (MouseCapture::On, "on")] {
        let wanted = [
            Effect::SaveSetting(Setting::new("mouse", name)),
            Effect::MouseCapture(mouse),
        ];
        assert_eq!(effects_of(app, Key::char('l')), wanted);
        assert_eq!(app.context().behaviour().mouse, mouse);
    }
    let _line = effects_of(app, Key::char('j'));
    assert_eq!(saved_setting(app, right), Setting::new("motion", "off"));
    assert_eq!(app.context().behaviour().motion, Motion::Off);
    let _line = effects_of(app, Key::char('j'));
    assert_eq!(saved_setting(app, right), Setting::new("large-text", "off"));
    assert_eq!(app.context().behaviour().large_text, LargeText::Off);
}

#[test]
fn in_front_of_a_class_choices_apply_but_are_not_saved() {
    let app = app(course(), Appearance::default()).with_presentation();
    let mut driver = Driver::new(app.with_settings_place("a file".to_owned()), SIZE);
    driver.press(",");
    let text = driver.text();
    assert!(text.contains("nothing is kept"), "{text}");
    assert!(!text.contains("a file"), "{text}");
    for spec in &SETTINGS {
        let effects = effects_of(&mut driver.app, Key::plain(KeyCode::Right));
        let keeps = effects
            .iter()
            .any(|one| matches!(one, Effect::SaveSetting(_)));
        assert!(!keeps, "{}: {effects:?}", spec.name);
        driver.press("j");
    }
    assert_eq!(driver.app.appearance().theme, ThemeChoice::Light);
    assert_eq!(driver.app.context().behaviour().motion, Motion::Off);
}

#[test]
fn the_footer_shows_where_choices_are_saved() {
    let app =
        app(course(), Appearance::default()).with_settings_place("~/settings.toml".to_owned());
    let mut driver = Driver::new(app, SIZE);
    driver.press(",");
    assert!(driver.text().contains("Kept in ~/settings.toml. An option"));
    let mut nowhere = open_list();
    nowhere.press(",");
    assert!(nowhere.text().contains("An option on the command line"));
    assert!(!nowhere.text().contains("Kept"));
}

/// The column and row of the first occurrence of `words`.
fn position_of_text(driver: &mut Driver, words: &str) -> (u16, u16) {
    let text = driver.text();
    let found = text.lines().enumerate().find_map(|(y, line)| {
        let at = line.find(words)?;
        Some((line[..at].chars().count(), y))
    });
    let (x, y) = found.unwrap_or_else(|| panic!("`{words}` is missing:\n{text}"));
    (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
}

fn click(driver: &mut Driver, words: &str) -> Vec<Effect> {
    let (x, y) = position_of_text(driver, words);
    let target = ui::hit_test(&driver.app, driver.size, x, y);
    let pressed = driver.app.update(Msg::Mouse(MouseInput::Press(target)));
    let _released = driver.app.update(Msg::Mouse(MouseInput::Release));
    driver.draw();
    pressed.effects
}

#[test]
fn clicks_and_keys_make_the_same_choices() {
    let mut driver = open_list();
    driver.press(",");
    assert_eq!(click(&mut driver, "Characters"), []);
    assert_eq!(focused_setting(&driver.app), Some("glyphs"));
    let projector = Effect::SaveSetting(Setting::new("theme", "projector"));
    assert_eq!(click(&mut driver, "projector"), [projector]);
    assert_eq!(focused_setting(&driver.app), Some("theme"));
    assert_eq!(driver.app.appearance().theme, ThemeChoice::Projector);
    let _effects = click(&mut driver, "Mouse");
    let off = click(&mut driver, " off");
    assert_eq!(off.last(), Some(&Effect::MouseCapture(MouseCapture::Off)));
    let wheel = |way| Msg::Mouse(MouseInput::Wheel(way));
    assert!(driver.app.update(wheel(Toward::Next)).redraw);
    assert_eq!(focused_setting(&driver.app), Some("motion"));
    assert!(driver.app.update(wheel(Toward::Next)).redraw);
    assert_eq!(focused_setting(&driver.app), Some("large-text"));
    assert!(!driver.app.update(wheel(Toward::Next)).redraw);
    let _effects = click(&mut driver, "Esc close");
    assert_eq!(focused_setting(&driver.app), None);
}

#[test]
fn a_running_model_pauses_at_its_step() {
    let mut driver = open_lesson("flat");
    while driver
        .app
        .session()
        .is_none_or(|session| session.lab().is_none_or(|lab| lab.run().is_none()))
    {
        driver.press("n");
    }
    driver.press(" ");
    assert_ne!(driver.app.loop_mode(), relutor::app::LoopMode::Wait);
    driver.press(",");
    assert_eq!(driver.app.loop_mode(), relutor::app::LoopMode::Wait);
}

#[test]
fn settings_are_listed_in_help_and_found_by_search() {
    let mut driver = Driver::new(app(course(), Appearance::default()), (80, 50));
    driver.press("?");
    let text = driver.text();
    let line = text
        .lines()
        .find(|line| line.contains("settings: language"));
    assert!(
        line.is_some_and(|line| line.trim().starts_with(", ")),
        "{text}"
    );
    driver.press("<Esc>/settings");
    let Some(Overlay::Find(find)) = driver.app.overlay() else {
        panic!("the search is open");
    };
    assert_eq!(find.results()[0].title, ",");
}

#[test]
fn every_focused_line_fits_the_smallest_screen_in_every_language() {
    let path = "~/.config/relutor/settings.toml".to_owned();
    for lang in Words::available() {
        let words = Words::load(&lang).unwrap();
        let plain = Appearance {
            glyphs: GlyphChoice::Ascii,
            depth: ColorDepth::None,
            ..Appearance::default()
        };
        let app = App::new(course(), words, plain, None)
            .with_behaviour(Behaviour::default())
            .with_settings_place(path.clone());
        let mut driver = Driver::new(app, (60, 18));
        driver.press(",");
        for spec in &SETTINGS {
            assert_eq!(focused_setting(&driver.app), Some(spec.name));
            let text = driver.text();
            let foot = text.lines().nth(15).unwrap();
            assert_eq!(foot, "", "the page ends before the rule:\n{text}");
            assert!(text.contains(&path), "{text}");
            let options = driver.app.context().setting_options(spec);
            let chosen = format!("[{}]", options.labels[options.chosen.unwrap()]);
            assert!(text.contains(&chosen), "{chosen}:\n{text}");
            driver.press("j");
        }
    }
}

/// An app in a terminal that has reported what `reports` say.
fn open_in_terminal(glyphs: GlyphSetting, reports: &[TerminalReport]) -> Driver {
    let app =
        app(course(), Appearance::default()).with_terminal(TerminalProfile::default(), glyphs);
    let mut driver = Driver::new(app, SIZE);
    for report in reports {
        let _update = driver.app.update(Msg::Terminal(*report));
    }
    driver.draw();
    driver
}

#[test]
fn settings_and_help_tell_how_charts_are_drawn_and_why() {
    let cell = TerminalReport::Cell(CellSize {
        width: 10,
        height: 20,
    });
    for (reports, wanted) in [
        (
            &[][..],
            "drawn with braille. The terminal has reported no images",
        ),
        (
            &[cell, TerminalReport::KittyGraphics][..],
            "drawn with pixels. The terminal shows images (kitty)",
        ),
    ] {
        for page in [",", "?"] {
            let mut driver = open_in_terminal(GlyphSetting::Auto, reports);
            driver.press(page);
            let text = driver.text().replace('\n', " ");
            let words: Vec<_> = text.split_whitespace().collect();
            assert!(words.join(" ").contains(wanted), "{page}: {text}");
        }
    }
}

#[test]
fn the_page_shows_a_sample_of_every_glyph_set() {
    let mut driver = open_list();
    driver.press(",");
    let text = driver.text();
    for name in ["octants", "braille", "blocks", "ASCII"] {
        let is_below = text.lines().skip(12).any(|line| line.contains(name));
        assert!(is_below, "{name}:\n{text}");
    }
    let has = |range: std::ops::RangeInclusive<char>| text.contains(|c| range.contains(&c));
    assert!(has('\u{1cd00}'..='\u{1cde5}'), "octants: {text}");
    assert!(has('\u{2801}'..='\u{28ff}'), "braille: {text}");
    assert!(has('\u{2596}'..='\u{259f}'), "blocks: {text}");
}

#[test]
fn choosing_pixels_asks_a_terminal_that_was_not_asked() {
    let mut driver = open_in_terminal(GlyphSetting::Fixed(GlyphChoice::Ascii), &[]);
    driver.press(",jj");
    // From ASCII to auto.
    let effects = effects_of(&mut driver.app, Key::plain(KeyCode::Right));
    let asks = |effect: &Effect| matches!(effect, Effect::QueryTerminal(query) if query.images);
    assert!(effects.iter().any(asks), "{effects:?}");
    // From auto to pixels: the answers are there already.
    let effects = effects_of(&mut driver.app, Key::plain(KeyCode::Right));
    assert!(!effects.iter().any(asks), "{effects:?}");
}

#[test]
fn with_images_text_has_the_colours_of_images() {
    let sixteen = Appearance {
        depth: ColorDepth::Ansi16,
        ..Appearance::default()
    };
    let app = app(course(), sixteen).with_terminal(TerminalProfile::default(), GlyphSetting::Auto);
    let mut driver = Driver::new(app, SIZE);
    assert_eq!(driver.app.appearance().depth, ColorDepth::Ansi16);
    let (width, height) = (10, 20);
    for report in [
        TerminalReport::KittyGraphics,
        TerminalReport::Cell(CellSize { width, height }),
    ] {
        let _update = driver.app.update(Msg::Terminal(report));
    }
    assert_eq!(driver.app.appearance().depth, ColorDepth::True);
    driver.press(",jj<Right><Right>");
    assert_eq!(driver.app.appearance().glyphs, GlyphChoice::Octants);
    assert_eq!(driver.app.appearance().depth, ColorDepth::Ansi16);
}
