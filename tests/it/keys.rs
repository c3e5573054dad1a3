//! Key bindings in every language: help lists exactly the keys that work.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::support::{Driver, course, without_motion};
use relutor::app::{
    Action, App, Appearance, ClickTarget, JoinInfo, Key, KeyCode, MouseInput, Msg, Progress,
    RoomUpdate, bindings,
};
use relutor::lab::Values;
use relutor::lab::import::ImportedFile;
use relutor::locale::{Lang, Words};
use relutor::room::{Ballot, Place, PresenterEvent, Room};
use relutor::ui;

/// Large enough to show all keys.
const SIZE: (u16, u16) = (160, 70);

/// The part of the person at the keys in a workshop.
enum WorkshopPart {
    /// None: a learner alone.
    Alone,
    /// An instructor who counts hands.
    Presenter,
    /// The presenter of a room, behind the answer of a vote.
    Host,
    /// A guest of a room.
    Guest,
}

/// A context for keys: a lesson and step, or the list if `None`, and the keys pressed from there.
struct KeyContext {
    step: Option<(&'static str, &'static str)>,
    /// Initial values of the controls.
    set: &'static [(&'static str, &'static str)],
    keys: &'static [Key],
    part: WorkshopPart,
    /// A file of data on the import page.
    data: Option<&'static str>,
}

const fn at_step(step: (&'static str, &'static str), keys: &'static [Key]) -> KeyContext {
    KeyContext {
        step: Some(step),
        set: &[],
        keys,
        part: WorkshopPart::Alone,
        data: None,
    }
}

const TAB: Key = Key::plain(KeyCode::Tab);
const RIGHT: Key = Key::plain(KeyCode::Right);
const LEFT: Key = Key::plain(KeyCode::Left);
const ENTER: Key = Key::plain(KeyCode::Enter);

/// A context of every kind, not at either end, so that keys for both directions have an effect.
const KEY_CONTEXTS: &[KeyContext] = &[
    KeyContext {
        step: None,
        set: &[],
        keys: &[Key::plain(KeyCode::Down)],
        part: WorkshopPart::Host,
        data: None,
    },
    KeyContext {
        step: None,
        set: &[],
        keys: &[Key::plain(KeyCode::Down)],
        part: WorkshopPart::Guest,
        data: None,
    },
    KeyContext {
        step: None,
        set: &[],
        keys: &[Key::plain(KeyCode::Down)],
        part: WorkshopPart::Alone,
        data: None,
    },
    // A question, answered and not.
    at_step(("bias", "guess"), &[]),
    at_step(("bias", "guess"), &[Key::char('1'), RIGHT]),
    // Controls, goals, a running model, sources.
    at_step(("bias", "weight"), &[]),
    at_step(("bias", "weight"), &[RIGHT, RIGHT]),
    at_step(("bias", "try-right"), &[RIGHT]),
    // A figure alone.
    at_step(("bias", "weight"), &[RIGHT, Key::char('z')]),
    at_step(
        ("alpha-slider", "slide"),
        &[RIGHT, RIGHT, Key::plain(KeyCode::Down), RIGHT],
    ),
    at_step(("flat-spots", "roll"), &[RIGHT, Key::char(']')]),
    at_step(("race-day", "play"), &[RIGHT, RIGHT, Key::char('+')]),
    // The end page of a lesson with as many questions as there are keys.
    at_step(
        ("what-stays", "signal"),
        &[
            Key::char('n'),
            Key::char('n'),
            Key::char('n'),
            Key::plain(KeyCode::Up),
            Key::plain(KeyCode::Up),
        ],
    ),
    // The panes of a workbench.
    at_step(
        ("race-day", "net"),
        &[
            RIGHT,
            Key::plain(KeyCode::Down),
            Key::char(')'),
            Key::char(']'),
        ],
    ),
    at_step(
        ("race-day", "net"),
        &[
            Key::char('w'),
            Key::char(')'),
            TAB,
            Key::plain(KeyCode::Down),
            Key::char('+'),
        ],
    ),
    at_step(
        ("race-day", "net"),
        &[Key::char(')'), TAB, LEFT, ENTER, RIGHT],
    ),
    at_step(("race-day", "net"), &[Key::char(')'), TAB, TAB]),
    at_step(
        ("race-day", "net"),
        &[Key::char(')'), TAB, TAB, Key::char('1'), ENTER, RIGHT],
    ),
    at_step(
        ("race-day", "net"),
        &[
            Key::char('w'),
            Key::char('}'),
            Key::char(')'),
            TAB,
            TAB,
            TAB,
        ],
    ),
    // A failing training with a proposed fix.
    KeyContext {
        step: Some(("race-day", "net")),
        set: &[("init", "same")],
        keys: &[RIGHT, Key::char('}'), Key::char('}')],
        part: WorkshopPart::Alone,
        data: None,
    },
    // The import page, with a column of numbers between others selected.
    KeyContext {
        data: Some("a,b,c\n1.5,2,x\n2.5,4,y\n3,1.5,z\n4,7,x\n1,2.5,y\n2,3,z\n"),
        ..at_step(("race-day", "net"), &[RIGHT])
    },
    // The welcome before the course.
    KeyContext {
        step: None,
        set: &[],
        keys: &[Key::plain(KeyCode::Enter)],
        part: WorkshopPart::Alone,
        data: None,
    },
    // In front of a class.
    KeyContext {
        step: Some(("bias", "guess")),
        set: &[],
        keys: &[Key::char('1')],
        part: WorkshopPart::Presenter,
        data: None,
    },
];

fn open_context(place: &KeyContext, lang: &Lang) -> Driver {
    let course = course();
    let words = Words::load(lang).expect("it is built in");
    let mut app = App::new(course.clone(), words, Appearance::default(), None);
    app = match place.part {
        WorkshopPart::Alone => app
            .with_other_courses(vec!["kinks".to_owned()])
            .with_progress(Progress::default(), None),
        WorkshopPart::Presenter => app.with_presentation(),
        WorkshopPart::Host => hosting(app),
        WorkshopPart::Guest => {
            let mut room = Room::new(1);
            let seat = room.join(Duration::ZERO).expect("it is empty");
            let view = room.view(seat).expect("the seat is taken");
            app.with_seat(view, "K7MX".to_owned(), "ssh K7MX@host".to_owned())
        }
    };
    app = without_motion(app);
    if let Some((lesson, step)) = place.step {
        let lesson = course.find(lesson).expect("there is such a lesson");
        let steps = &course.lessons[lesson].steps;
        let step = steps.iter().position(|other| other.id == step);
        let values = place.set.iter();
        let values = values.fold(Values::new(), |all, (name, value)| all.with(name, *value));
        app.open(lesson, step.expect("there is such a step"), &values)
            .expect("the values can be set");
    }
    if let Some(text) = place.data {
        let file = ImportedFile::read("data.csv", text.into());
        app.open_import(file.expect("it is a table"));
    }
    let mut driver = Driver::new(app, SIZE);
    for key in place.keys {
        driver.key(*key);
    }
    driver
}

/// The presenter of a room whose vote is over.
fn hosting(app: App) -> App {
    let mut room = Room::new(1);
    let ballot = Ballot {
        answers: 4,
        right: 2,
    };
    let place = Place { lesson: 0, step: 0 };
    let go = PresenterEvent::Go {
        place: Some(place),
        ballot: Some(ballot),
    };
    for event in [go, PresenterEvent::Reveal] {
        let _changed = room.present(event, Duration::ZERO);
    }
    let mut app = app.with_hosted_room(JoinInfo::default());
    let snapshot = RoomUpdate::Snapshot(Box::new(room.snapshot()));
    let _update = app.update(Msg::Room(snapshot));
    let _update = app.update(Msg::Key(Key::plain(KeyCode::Esc)));
    app
}

/// Whether `key` returns an effect or changes the screen. It is pressed several times, since a cursor needs several
/// steps to leave a cell.
fn has_effect(mut driver: Driver, key: Key) -> bool {
    let before = driver.draw();
    (0..8).any(|_| {
        let update = driver.app.update(Msg::Key(key));
        !update.effects.is_empty() || driver.draw() != before
    })
}

/// Whether `key` may work without a visible effect: a ghost is drawn only behind a curve that changes, and the same
/// answer can be given twice.
fn may_have_no_visible_effect(place: &KeyContext, key: Key) -> bool {
    let is_given =
        |key: &Key| matches!(key.code, KeyCode::Char('0'..='9')) && place.keys.contains(key);
    key == Key::char('g') || key == Key::char('c') || is_given(&key)
}

/// All bound keys, and some unbound ones.
fn all_keys() -> Vec<Key> {
    let mut all: Vec<Key> = Vec::new();
    let bound = bindings().iter().flat_map(|binding| binding.keys);
    let others = ('a'..='z').chain('0'..='9').map(Key::char);
    for key in bound.map(|(key, _)| *key).chain(others) {
        if !all.contains(&key) {
            all.push(key);
        }
    }
    all
}

/// The keys in the first column of the open help page.
fn keys_in_help(driver: &mut Driver) -> BTreeSet<String> {
    let text = driver.text();
    let lines = text
        .lines()
        .skip(2)
        .take_while(|line| !line.starts_with('─') && !line.trim().is_empty());
    let columns = lines.filter_map(|line| line.trim_start().split("   ").next());
    let keys = columns.flat_map(str::split_whitespace);
    keys.map(str::to_owned).collect()
}

#[test]
fn help_lists_exactly_the_keys_that_work() {
    for lang in Words::available() {
        for (number, place) in KEY_CONTEXTS.iter().enumerate() {
            let mut help = open_context(place, &lang);
            help.press("?");
            let listed = keys_in_help(&mut help);
            let mut working = BTreeSet::new();
            for key in all_keys() {
                let driver = open_context(place, &lang);
                let may_have_no_visible_effect =
                    may_have_no_visible_effect(place, key) && listed.contains(&key.written());
                if may_have_no_visible_effect || has_effect(driver, key) {
                    working.insert(key.written());
                }
            }
            let step = place.step;
            let surplus: Vec<_> = listed.difference(&working).collect();
            let missing: Vec<_> = working.difference(&listed).collect();
            assert!(
                surplus.is_empty() && missing.is_empty(),
                "{lang} {number} {step:?}: help lists {surplus:?}, which do nothing, and not {missing:?}, which do"
            );
        }
    }
}

const DOWN: Key = Key::plain(KeyCode::Down);

/// The keys that open each overlay and continue in it.
const OVERLAYS: &[&[Key]] = &[
    &[Key::char('?')],
    &[Key::char('?'), DOWN],
    &[Key::char('d')],
    &[Key::char('/')],
    &[Key::char(','), DOWN],
    &[Key::char('y')],
    &[Key::char('=')],
    &[Key::char('b')],
    &[Key::char(';')],
    &[Key::ctrl('d')],
];

/// Tries every key that is not in `used` yet.
fn try_unused_keys(used: &mut BTreeSet<(&'static str, String)>, open: impl Fn() -> Driver) {
    let here = open();
    for binding in bindings() {
        for (key, action) in binding.keys {
            let name = (binding.name, key.written());
            if used.contains(&name) || !here.app.key_triggers(*key, *action) {
                continue;
            }
            if has_effect(open(), *key) {
                used.insert(name);
            }
        }
    }
}

#[test]
fn every_key_binding_has_an_effect_in_every_language() {
    for lang in Words::available() {
        let mut used = BTreeSet::new();
        for place in KEY_CONTEXTS {
            try_unused_keys(&mut used, || open_context(place, &lang));
            for overlay in OVERLAYS {
                try_unused_keys(&mut used, || {
                    let mut driver = open_context(place, &lang);
                    // Text that overflows its box can be scrolled.
                    driver.size = (60, 18);
                    driver.draw();
                    for key in *overlay {
                        driver.key(*key);
                    }
                    driver
                });
            }
        }
        let keys = bindings().iter().flat_map(|binding| {
            let keys = binding.keys.iter();
            keys.map(|(key, _)| (binding.name, key.written()))
        });
        let unused: Vec<_> = keys.filter(|key| !used.contains(key)).collect();
        assert!(unused.is_empty(), "{lang}: {unused:?}");
    }
}

#[test]
fn korean_input_method_characters_map_to_the_keys_they_are_typed_on() {
    let lang = Lang::of("ko");
    for place in KEY_CONTEXTS {
        // ㅂ sits on q, ㅜ on n, ㅕ on u, ㅍ on v: the jamo of the two-set layout.
        for (jamo, key) in [
            ('ㅂ', 'q'),
            ('ㅜ', 'n'),
            ('ㅕ', 'u'),
            ('ㅍ', 'v'),
            ('ㅅ', 't'),
        ] {
            let (mut one, mut other) = (open_context(place, &lang), open_context(place, &lang));
            let typed = one.app.update(Msg::Key(Key::char(jamo)));
            let pressed = other.app.update(Msg::Key(Key::char(key)));
            assert_eq!(typed.effects, pressed.effects, "{jamo}");
            assert_eq!(one.text(), other.text(), "{jamo}");
        }
    }
}

#[test]
fn the_footer_names_only_keys_that_work() {
    for lang in Words::available() {
        for place in KEY_CONTEXTS {
            let driver = open_context(place, &lang);
            let keys = (0..SIZE.0).filter_map(|x| ui::hit_test(&driver.app, SIZE, x, SIZE.1 - 1));
            let mut tried: Vec<ClickTarget> = Vec::new();
            for target in keys {
                if tried.contains(&target) {
                    continue;
                }
                tried.push(target.clone());
                let pointed = Msg::Mouse(MouseInput::Press(Some(target.clone())));
                let update = open_context(place, &lang).app.update(pointed);
                let works = update.redraw || !update.effects.is_empty();
                assert!(works, "{lang} {:?}: {target:?}", place.step);
            }
            assert!(tried.len() > 3, "{lang} {:?}: {tried:?}", place.step);
        }
    }
}

#[test]
fn no_key_has_two_actions_on_one_screen() {
    for place in KEY_CONTEXTS {
        let driver = open_context(place, &Lang::english());
        for key in all_keys() {
            let mut meanings: Vec<Action> = Vec::new();
            for (pressed, action) in bindings().iter().flat_map(|binding| binding.keys) {
                if *pressed == key
                    && driver.app.key_triggers(key, *action)
                    && !meanings.contains(action)
                {
                    meanings.push(*action);
                }
            }
            assert!(meanings.len() <= 1, "{}: {meanings:?}", key.written());
        }
    }
}
