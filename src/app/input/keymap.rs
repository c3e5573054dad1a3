//! The key map: one table for input, footer, help and the `{key:…}` of the prose.

use Action::{App, Close, Import, Lesson, List, Model, Overlay, Room, Workbench};
use AppAction::{
    Blank, Export, Find, Help, Interrupt, Language, Quit, RoomMenu, Settings, Suspend, Theme,
};
use ImportAction::{
    Accept, ChangeRole, ReadAnother, ReadDifferently, SelectColumn, Standardise, SwitchClasses,
};
use LessonAction::{
    Answer, CopyCommand, Define, Describe, Hint, LeaveZoom, NextLesson, NextStep, Notes,
    PreviousStep, Revisit, Scroll, SkipTest, Sources, Zoom,
};
use ListAction::{Open, Select, SelectCourse, SelectEnd};
use ModelAction::{Adjust, FocusControl, Ghost, Reset, Run, Seek, Speed, TypeValue, Undo};
use OverlayAction::{
    Cancel, ChangeSetting, CloseDefinition, Confirm, ScrollPage, SelectSetting, SelectTerm,
};
use RoomAction::{ChangeRound, Follow, Gather, Join, Name, RaiseHand, Seats, Tally};
use Toward::{Next, Previous};
use WorkbenchAction::{
    AddBookmark, ApplyFix, ChangeLayers, ChangeUnits, CompareBookmark, Grab, LoadData, MoveCursor,
    NextBookmark, PlacePoint, Release, RemovePoint, SwitchChart, SwitchPane,
};

use super::action::{
    Action, AppAction, Direction, ImportAction, LessonAction, ListAction, ModelAction,
    OverlayAction, RoomAction, WorkbenchAction,
};
use super::key::{Key, KeyCode};
use crate::lab::Turn;
use crate::text::Toward;

/// A row of the key map: a name, and the actions of its keys.
#[derive(Debug)]
pub struct Binding {
    /// The name in `{key:…}` and in the word tables: `ui.key.NAME` in the footer, `ui.help.NAME` in help.
    pub name: &'static str,
    /// The rank in the footer, the lowest first; none for a binding that only help lists.
    pub footer_rank: Option<u16>,
    /// How many of the keys are shown where room is short.
    pub shown: usize,
    /// The keys and their actions, the ones to show first in front.
    pub keys: &'static [(Key, Action)],
}

const TAB: Key = Key::plain(KeyCode::Tab);
const BACK_TAB: Key = Key::plain(KeyCode::BackTab);
const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);
const BACKSPACE: Key = Key::plain(KeyCode::Backspace);
const UP: Key = Key::plain(KeyCode::Up);
const DOWN: Key = Key::plain(KeyCode::Down);
const LEFT: Key = Key::plain(KeyCode::Left);
const RIGHT: Key = Key::plain(KeyCode::Right);
const SHIFT_LEFT: Key = Key::shift(KeyCode::Left);
const SHIFT_RIGHT: Key = Key::shift(KeyCode::Right);
const HOME: Key = Key::plain(KeyCode::Home);
const END: Key = Key::plain(KeyCode::End);
const PAGE_UP: Key = Key::plain(KeyCode::PageUp);
const PAGE_DOWN: Key = Key::plain(KeyCode::PageDown);

const fn key(c: char) -> Key {
    Key::char(c)
}

const fn ctrl(c: char) -> Key {
    Key::ctrl(c)
}

/// Rows of `"name", rank in the footer, number of keys shown: key => action, …;`.
macro_rules! bindings {
    ($($name:literal, $rank:expr, $shown:literal: $($key:expr => $action:expr),+;)+) => {
        &[$(Binding {
            name: $name,
            footer_rank: $rank,
            shown: $shown,
            keys: &[$(($key, $action)),+],
        }),+]
    };
}

/// The key map, in the order of help. A key triggers the first of its actions that is enabled, so a binding for one place
/// stands before a binding for every place.
static BINDINGS: &[Binding] = bindings! {
    "pane", Some(70), 1: TAB => Workbench(SwitchPane(Next)), BACK_TAB => Workbench(SwitchPane(Previous));
    "cursor", Some(80), 4:
        LEFT => Workbench(MoveCursor(Direction::Left)), UP => Workbench(MoveCursor(Direction::Up)),
        DOWN => Workbench(MoveCursor(Direction::Down)), RIGHT => Workbench(MoveCursor(Direction::Right)),
        key('h') => Workbench(MoveCursor(Direction::Left)),
        key('k') => Workbench(MoveCursor(Direction::Up)),
        key('j') => Workbench(MoveCursor(Direction::Down)),
        key('l') => Workbench(MoveCursor(Direction::Right));
    "chart", Some(90), 2:
        LEFT => Workbench(SwitchChart(Previous)), RIGHT => Workbench(SwitchChart(Next)),
        UP => Workbench(SwitchChart(Previous)), DOWN => Workbench(SwitchChart(Next)),
        key('h') => Workbench(SwitchChart(Previous)), key('l') => Workbench(SwitchChart(Next)),
        key('k') => Workbench(SwitchChart(Previous)), key('j') => Workbench(SwitchChart(Next));
    "hold", Some(100), 1: ENTER => Workbench(Grab);
    "let-go", Some(50), 1: ESC => Workbench(Release), ENTER => Workbench(Release);
    "units", Some(220), 2:
        key('+') => Workbench(ChangeUnits(Next)), key('-') => Workbench(ChangeUnits(Previous)),
        key('_') => Workbench(ChangeUnits(Previous));
    "layers", Some(230), 2:
        key('(') => Workbench(ChangeLayers(Previous)), key(')') => Workbench(ChangeLayers(Next));
    "place", Some(110), 2: key('1') => Workbench(PlacePoint(1)), key('2') => Workbench(PlacePoint(0));
    "remove", Some(120), 1: key('d') => Workbench(RemovePoint), BACKSPACE => Workbench(RemovePoint);
    "load", Some(240), 1: key('o') => Workbench(LoadData);
    "remedy", Some(60), 1: key('f') => Workbench(ApplyFix);
    "mark", Some(350), 1: key('w') => Workbench(AddBookmark);
    "to-mark", Some(360), 1: key('a') => Workbench(NextBookmark);
    "compare", Some(370), 1: key('c') => Workbench(CompareBookmark);
    "accept", Some(41), 1: ENTER => Import(Accept);
    "column", Some(42), 2:
        LEFT => Import(SelectColumn(Previous)), RIGHT => Import(SelectColumn(Next)),
        key('h') => Import(SelectColumn(Previous)), key('l') => Import(SelectColumn(Next)),
        TAB => Import(SelectColumn(Next)), BACK_TAB => Import(SelectColumn(Previous));
    "role", Some(43), 2:
        UP => Import(ChangeRole(Previous)), DOWN => Import(ChangeRole(Next)),
        key('k') => Import(ChangeRole(Previous)), key('j') => Import(ChangeRole(Next));
    "classes", Some(44), 1: key('c') => Import(SwitchClasses);
    "standardise", Some(45), 1: key('s') => Import(Standardise);
    "read-differently", Some(47), 1: key('d') => Import(ReadDifferently);
    "read-another", Some(46), 1: key('o') => Import(ReadAnother);
    "next", Some(140), 1:
        key('n') => Lesson(NextStep), PAGE_DOWN => Lesson(NextStep), ENTER => Lesson(NextStep);
    "next-lesson", Some(131), 1: key('n') => Lesson(NextLesson), PAGE_DOWN => Lesson(NextLesson);
    "skip-test", Some(141), 1: key('s') => Lesson(SkipTest);
    "revisit", Some(132), 8:
        key('1') => Lesson(Revisit(0)), key('2') => Lesson(Revisit(1)), key('3') => Lesson(Revisit(2)),
        key('4') => Lesson(Revisit(3)), key('5') => Lesson(Revisit(4)), key('6') => Lesson(Revisit(5)),
        key('7') => Lesson(Revisit(6)), key('8') => Lesson(Revisit(7));
    "back", Some(160), 1:
        key('p') => Lesson(PreviousStep), PAGE_UP => Lesson(PreviousStep),
        BACKSPACE => Lesson(PreviousStep);
    "open", Some(150), 1:
        ENTER => List(Open), key('n') => List(Open), RIGHT => List(Open), key('l') => List(Open);
    "answer", Some(130), 4:
        key('1') => Lesson(Answer(0)), key('2') => Lesson(Answer(1)), key('3') => Lesson(Answer(2)),
        key('4') => Lesson(Answer(3));
    "turn", Some(180), 2:
        LEFT => Model(Adjust(Turn::Step(Previous))), RIGHT => Model(Adjust(Turn::Step(Next))),
        key('h') => Model(Adjust(Turn::Step(Previous))), key('l') => Model(Adjust(Turn::Step(Next)));
    "choose", Some(190), 1:
        TAB => Model(FocusControl(Next)), DOWN => Model(FocusControl(Next)),
        key('j') => Model(FocusControl(Next)), UP => Model(FocusControl(Previous)),
        key('k') => Model(FocusControl(Previous)), BACK_TAB => Model(FocusControl(Previous));
    "select", Some(170), 2:
        UP => List(Select(Previous)), DOWN => List(Select(Next)), key('k') => List(Select(Previous)),
        key('j') => List(Select(Next)), TAB => List(Select(Next)), BACK_TAB => List(Select(Previous));
    "other-courses", Some(175), 1: key('o') => List(SelectCourse);
    "fine", None, 2: key('<') => Model(Adjust(Turn::Fine(Previous))), key('>') => Model(Adjust(Turn::Fine(Next)));
    "coarse", None, 2:
        SHIFT_LEFT => Model(Adjust(Turn::Coarse(Previous))), SHIFT_RIGHT => Model(Adjust(Turn::Coarse(Next))),
        key('H') => Model(Adjust(Turn::Coarse(Previous))), key('L') => Model(Adjust(Turn::Coarse(Next)));
    "ends", None, 2: HOME => Model(Adjust(Turn::Low)), END => Model(Adjust(Turn::High));
    "list-ends", None, 2: HOME => List(SelectEnd(Previous)), END => List(SelectEnd(Next));
    "value", Some(200), 1: key('=') => Model(TypeValue);
    "run", Some(210), 1: key(' ') => Model(Run);
    "step-back", None, 1: key('[') => Model(Seek(Previous, 1));
    "step-forward", Some(250), 1: key(']') => Model(Seek(Next, 1));
    "jump-back", None, 1: key('{') => Model(Seek(Previous, 100));
    "jump-forward", None, 1: key('}') => Model(Seek(Next, 100));
    "slower", None, 1: key('-') => Model(Speed(Previous)), key('_') => Model(Speed(Previous));
    "faster", None, 1: key('+') => Model(Speed(Next));
    "hint", Some(260), 1: key('i') => Lesson(Hint);
    "reset", Some(290), 1: key('r') => Model(Reset);
    "undo", Some(300), 1: key('u') => Model(Undo);
    "ghost", None, 1: key('g') => Model(Ghost);
    "find", Some(340), 1: key('/') => App(Find);
    "define", Some(315), 1: key('d') => Lesson(Define);
    "sources", Some(320), 1: key('s') => Lesson(Sources);
    "zoom", Some(265), 1: key('z') => Lesson(Zoom);
    "whole-step", Some(55), 1: ESC => Lesson(LeaveZoom);
    "describe", Some(330), 1: key('v') => Lesson(Describe);
    "scroll", Some(270), 2: ctrl('d') => Lesson(Scroll(Next)), ctrl('u') => Lesson(Scroll(Previous));
    "scroll-page", Some(280), 2:
        DOWN => Overlay(ScrollPage(Next)), UP => Overlay(ScrollPage(Previous)),
        key('j') => Overlay(ScrollPage(Next)), key('k') => Overlay(ScrollPage(Previous)),
        PAGE_DOWN => Overlay(ScrollPage(Next)), PAGE_UP => Overlay(ScrollPage(Previous)),
        ctrl('d') => Overlay(ScrollPage(Next)), ctrl('u') => Overlay(ScrollPage(Previous));
    "enter", Some(10), 1: ENTER => Overlay(Confirm);
    "leave", Some(20), 1: ESC => Overlay(Cancel);
    "term", Some(31), 1:
        TAB => Overlay(SelectTerm(Next)), BACK_TAB => Overlay(SelectTerm(Previous)),
        RIGHT => Overlay(SelectTerm(Next)), LEFT => Overlay(SelectTerm(Previous)),
        DOWN => Overlay(SelectTerm(Next)), UP => Overlay(SelectTerm(Previous)),
        key('l') => Overlay(SelectTerm(Next)), key('h') => Overlay(SelectTerm(Previous)),
        key('j') => Overlay(SelectTerm(Next)), key('k') => Overlay(SelectTerm(Previous));
    "close-term", Some(32), 1: ESC => Overlay(CloseDefinition), ENTER => Overlay(CloseDefinition);
    "theme", Some(440), 1: key('t') => App(Theme);
    "copy", Some(380), 1: key('y') => Lesson(CopyCommand);
    "export", Some(390), 1: key('x') => App(Export);
    "language", Some(410), 1: key('e') => App(Language);
    "settings", Some(430), 1: key(',') => App(Settings);
    "setting", Some(30), 2:
        UP => Overlay(SelectSetting(Previous)), DOWN => Overlay(SelectSetting(Next)),
        key('k') => Overlay(SelectSetting(Previous)), key('j') => Overlay(SelectSetting(Next)),
        TAB => Overlay(SelectSetting(Next)), BACK_TAB => Overlay(SelectSetting(Previous));
    "change", Some(40), 2:
        LEFT => Overlay(ChangeSetting(Previous)), RIGHT => Overlay(ChangeSetting(Next)),
        key('h') => Overlay(ChangeSetting(Previous)), key('l') => Overlay(ChangeSetting(Next)),
        ENTER => Overlay(ChangeSetting(Next));
    "notes", Some(310), 1: key('m') => Lesson(Notes);
    "room", Some(145), 1: key(';') => App(RoomMenu);
    "vote-again", Some(15), 1: key('v') => Room(ChangeRound);
    "tally", Some(16), 1: key('t') => Room(Tally);
    "join", Some(17), 1: key('j') => Room(Join);
    "seats", Some(18), 1: key('w') => Room(Seats);
    "gather", Some(19), 1: key('g') => Room(Gather);
    "follow", Some(15), 1: key('f') => Room(Follow);
    "raise-hand", Some(16), 1: key('a') => Room(RaiseHand);
    "seat-name", Some(17), 1: key('n') => Room(Name);
    "blank", None, 1: key('b') => App(Blank), key('.') => App(Blank);
    "close", Some(400), 1: ESC => Close;
    "help", None, 1: key('?') => App(Help);
    "quit", Some(420), 1: key('q') => App(Quit), ctrl('c') => App(Interrupt);
    "suspend", None, 1: ctrl('z') => App(Suspend);
};

/// Every binding, in the order in which help lists them.
pub fn bindings() -> &'static [Binding] {
    BINDINGS
}

/// The bindings that the footer shows, by rank.
pub fn footer_bindings() -> Vec<&'static Binding> {
    let mut shown: Vec<_> = BINDINGS
        .iter()
        .filter(|binding| binding.footer_rank.is_some())
        .collect();
    shown.sort_by_key(|binding| binding.footer_rank);
    shown
}

/// The binding called `name`.
pub fn binding(name: &str) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| binding.name == name)
}

/// The first action of `key` that is enabled.
pub(in crate::app) fn action_for(key: Key, is_enabled: impl Fn(Action) -> bool) -> Option<Action> {
    let keys = BINDINGS.iter().flat_map(|binding| binding.keys);
    let mut actions = keys
        .filter(|(bound, _)| *bound == key)
        .map(|(_, action)| *action);
    actions.find(|action| is_enabled(*action))
}

/// The first key that triggers `action` wherever that is enabled.
pub(in crate::app) fn key_of(action: Action) -> Option<Key> {
    let mut keys = BINDINGS.iter().flat_map(|binding| binding.keys);
    let bound = keys.find(|(_, bound)| *bound == action)?;
    Some(bound.0)
}

/// The names that `{key:…}` may use.
pub fn binding_names() -> Vec<&'static str> {
    BINDINGS.iter().map(|binding| binding.name).collect()
}

/// The first key of the binding called `name`.
pub fn first_key(name: &str) -> Option<Key> {
    binding(name)?.keys.first().map(|(key, _)| *key)
}

/// The keys of the binding called `name` as text: `n`, `←→`, `1…4`.
pub fn key_names(name: &str) -> Option<String> {
    binding(name).map(Binding::short)
}

impl Binding {
    /// The keys that are shown where room is short: `n`, `←→`, `1…4`.
    pub fn short(&self) -> String {
        self.short_of(|_, _| true)
    }

    /// As [`Binding::short`], with only the keys that pass: `1…3` for three answers.
    pub fn short_of(&self, passes: impl Fn(Key, Action) -> bool) -> String {
        let shown = self
            .keys
            .iter()
            .take(self.shown)
            .filter(|(key, action)| passes(*key, *action));
        let keys: Vec<_> = shown.map(|(key, _)| key.written()).collect();
        match keys.as_slice() {
            [first, .., last] if keys.len() > 2 => format!("{first}…{last}"),
            [first, last] if first.chars().count() > 1 || last.chars().count() > 1 => {
                format!("{first} {last}")
            }
            all => all.concat(),
        }
    }

    /// All keys that pass: `n PgDn Enter`.
    pub fn long_of(&self, passes: impl Fn(Key, Action) -> bool) -> String {
        let keys = self
            .keys
            .iter()
            .filter(|(key, action)| passes(*key, *action));
        keys.map(|(key, _)| key.written())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_names_are_short() {
        assert_eq!(key_names("next").unwrap(), "n");
        assert_eq!(key_names("turn").unwrap(), "←→");
        assert_eq!(key_names("answer").unwrap(), "1…4");
        assert_eq!(key_names("ends").unwrap(), "Home End");
        assert_eq!(key_names("scroll").unwrap(), "Ctrl-D Ctrl-U");
        assert_eq!(key_names("dance"), None);
    }

    #[test]
    fn binding_names_are_unique() {
        let mut names = binding_names();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), BINDINGS.len());
    }
}
