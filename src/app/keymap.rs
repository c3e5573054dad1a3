//! The key map: one table that input, footer, help and `{key:…}` in prose all read.

use super::{Direction, Key, KeyCode};
use crate::lab::Turn;
use crate::text::Toward;

/// Something that a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next step; on an open question, skip it.
    Next,
    /// The previous step.
    Previous,
    /// Opens the selected lesson.
    Open,
    /// The next or the previous control.
    Choose(Toward),
    /// The next or the previous lesson of the list.
    Select(Toward),
    /// Turns the chosen control.
    Turn(Turn),
    /// Opens the box for typing a value.
    TypeValue,
    /// Takes over the value that was typed.
    Confirm,
    /// Leaves the box for typing as it was.
    Cancel,
    /// Gives the answer of this place, from 0.
    Answer(usize),
    /// Shows one more hint.
    Hint,
    /// Sets the lab back to how the step began.
    Reset,
    /// Undoes the last change of the lab.
    Undo,
    /// Shows or hides the ghost of the previous curve.
    Ghost,
    /// Closes what is open, else goes to the list.
    Close,
    /// Shows every key that works here.
    Help,
    /// Shows where the numbers of the literature were read.
    Sources,
    /// Shows the figures in words.
    Describe,
    /// Does what only a workbench can.
    Workbench(WorkbenchAction),
    /// The next theme.
    Theme,
    /// Shows what can be chosen for good.
    Settings,
    /// The next or the previous line of the settings.
    SelectSetting(Toward),
    /// The next or the previous value of that line.
    ChangeSetting(Toward),
    /// Scrolls the text.
    Scroll(Toward),
    /// Scrolls a page that has nothing else to choose, such as help.
    ScrollPage(Toward),
    /// Runs or pauses the model.
    Run,
    /// Moves a run by this many steps, back or forward.
    Seek(Toward, u64),
    /// Slower or faster.
    Speed(Toward),
    /// Copies and shows the command that rebuilds this state.
    Copy,
    /// Saves the screen as a picture.
    Export,
    /// The next language.
    Language,
    /// Shows the instructor's notes.
    Notes,
    /// Finds a lesson, a step, a term or a key.
    Find,
    /// Blanks the screen.
    Blank,
    /// Quits.
    Quit,
    /// Quits whatever is open: what Ctrl-C has to do.
    Interrupt,
    /// Suspends the program, as a shell expects of Ctrl-Z.
    Suspend,
}

/// Something that a key does on a workbench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkbenchAction {
    /// Goes round the panes of a workbench.
    SwitchPane(Toward),
    /// Moves the cursor over a network or its data.
    MoveCursor(Direction),
    /// The next or the previous chart of a workbench.
    SwitchChart(Toward),
    /// Takes the chosen weight or bias into the hand, so that turning turns it.
    Grab,
    /// Lets go of it.
    Release,
    /// One more unit in the chosen layer, or one less.
    ChangeUnits(Toward),
    /// One more hidden layer, or one less.
    ChangeLayers(Toward),
    /// Places a point of this class.
    PlacePoint(u8),
    /// Takes the point at the cursor away.
    RemovePoint,
    /// Asks for a file of points.
    LoadData,
    /// Does what would help a training that fails.
    ApplyFix,
    /// Marks the state of the model.
    AddBookmark,
    /// Goes to the next mark.
    NextBookmark,
    /// Shows the mark that was visited last as a ghost.
    CompareBookmark,
}

/// A line of the key map: a name, and what its keys do.
#[derive(Debug)]
pub struct Binding {
    /// The name, as `{key:…}` and the word tables have it.
    pub name: &'static str,
    /// Keys and what they do, the ones to show first in front.
    pub keys: &'static [(Key, Action)],
    /// How many of the keys are shown where room is short.
    pub shown: usize,
}

const fn key(c: char) -> Key {
    Key::char(c)
}

const fn plain(code: KeyCode) -> Key {
    Key::plain(code)
}

/// The table. Of several bindings of a key the first that does something counts, so what belongs to a place stands before
/// what belongs everywhere.
static BINDINGS: &[Binding] = &[
    Binding {
        name: "pane",
        keys: &[
            (
                plain(KeyCode::Tab),
                Action::Workbench(WorkbenchAction::SwitchPane(Toward::Next)),
            ),
            (
                plain(KeyCode::BackTab),
                Action::Workbench(WorkbenchAction::SwitchPane(Toward::Previous)),
            ),
        ],
        shown: 1,
    },
    Binding {
        name: "cursor",
        keys: &[
            (
                plain(KeyCode::Left),
                Action::Workbench(WorkbenchAction::MoveCursor(Direction::Left)),
            ),
            (
                plain(KeyCode::Up),
                Action::Workbench(WorkbenchAction::MoveCursor(Direction::Up)),
            ),
            (
                plain(KeyCode::Down),
                Action::Workbench(WorkbenchAction::MoveCursor(Direction::Down)),
            ),
            (
                plain(KeyCode::Right),
                Action::Workbench(WorkbenchAction::MoveCursor(Direction::Right)),
            ),
            (
                key('h'),
                Action::Workbench(WorkbenchAction::MoveCursor(Direction::Left)),
            ),
            (
                key('k'),
                Action::Workbench(WorkbenchAction::MoveCursor(Direction::Up)),
            ),
            (
                key('j'),
                Action::Workbench(WorkbenchAction::MoveCursor(Direction::Down)),
            ),
            (
                key('l'),
                Action::Workbench(WorkbenchAction::MoveCursor(Direction::Right)),
            ),
        ],
        shown: 4,
    },
    Binding {
        name: "chart",
        keys: &[
            (
                plain(KeyCode::Left),
                Action::Workbench(WorkbenchAction::SwitchChart(Toward::Previous)),
            ),
            (
                plain(KeyCode::Right),
                Action::Workbench(WorkbenchAction::SwitchChart(Toward::Next)),
            ),
            (
                plain(KeyCode::Up),
                Action::Workbench(WorkbenchAction::SwitchChart(Toward::Previous)),
            ),
            (
                plain(KeyCode::Down),
                Action::Workbench(WorkbenchAction::SwitchChart(Toward::Next)),
            ),
            (
                key('h'),
                Action::Workbench(WorkbenchAction::SwitchChart(Toward::Previous)),
            ),
            (
                key('l'),
                Action::Workbench(WorkbenchAction::SwitchChart(Toward::Next)),
            ),
            (
                key('k'),
                Action::Workbench(WorkbenchAction::SwitchChart(Toward::Previous)),
            ),
            (
                key('j'),
                Action::Workbench(WorkbenchAction::SwitchChart(Toward::Next)),
            ),
        ],
        shown: 2,
    },
    Binding {
        name: "hold",
        keys: &[(
            plain(KeyCode::Enter),
            Action::Workbench(WorkbenchAction::Grab),
        )],
        shown: 1,
    },
    Binding {
        name: "let-go",
        keys: &[
            (
                plain(KeyCode::Esc),
                Action::Workbench(WorkbenchAction::Release),
            ),
            (
                plain(KeyCode::Enter),
                Action::Workbench(WorkbenchAction::Release),
            ),
        ],
        shown: 1,
    },
    Binding {
        name: "units",
        keys: &[
            (
                key('+'),
                Action::Workbench(WorkbenchAction::ChangeUnits(Toward::Next)),
            ),
            (
                key('-'),
                Action::Workbench(WorkbenchAction::ChangeUnits(Toward::Previous)),
            ),
            (
                key('_'),
                Action::Workbench(WorkbenchAction::ChangeUnits(Toward::Previous)),
            ),
        ],
        shown: 2,
    },
    Binding {
        name: "layers",
        keys: &[
            (
                key('('),
                Action::Workbench(WorkbenchAction::ChangeLayers(Toward::Previous)),
            ),
            (
                key(')'),
                Action::Workbench(WorkbenchAction::ChangeLayers(Toward::Next)),
            ),
        ],
        shown: 2,
    },
    Binding {
        name: "place",
        keys: &[
            (key('1'), Action::Workbench(WorkbenchAction::PlacePoint(1))),
            (key('2'), Action::Workbench(WorkbenchAction::PlacePoint(0))),
        ],
        shown: 2,
    },
    Binding {
        name: "remove",
        keys: &[
            (key('d'), Action::Workbench(WorkbenchAction::RemovePoint)),
            (
                plain(KeyCode::Backspace),
                Action::Workbench(WorkbenchAction::RemovePoint),
            ),
        ],
        shown: 1,
    },
    Binding {
        name: "load",
        keys: &[(key('o'), Action::Workbench(WorkbenchAction::LoadData))],
        shown: 1,
    },
    Binding {
        name: "remedy",
        keys: &[(key('f'), Action::Workbench(WorkbenchAction::ApplyFix))],
        shown: 1,
    },
    Binding {
        name: "mark",
        keys: &[(key('w'), Action::Workbench(WorkbenchAction::AddBookmark))],
        shown: 1,
    },
    Binding {
        name: "to-mark",
        keys: &[(key('a'), Action::Workbench(WorkbenchAction::NextBookmark))],
        shown: 1,
    },
    Binding {
        name: "compare",
        keys: &[(
            key('c'),
            Action::Workbench(WorkbenchAction::CompareBookmark),
        )],
        shown: 1,
    },
    Binding {
        name: "next",
        keys: &[
            (key('n'), Action::Next),
            (plain(KeyCode::PageDown), Action::Next),
            (plain(KeyCode::Enter), Action::Next),
        ],
        shown: 1,
    },
    Binding {
        name: "back",
        keys: &[
            (key('p'), Action::Previous),
            (plain(KeyCode::PageUp), Action::Previous),
            (plain(KeyCode::Backspace), Action::Previous),
        ],
        shown: 1,
    },
    Binding {
        name: "open",
        keys: &[
            (plain(KeyCode::Enter), Action::Open),
            (key('n'), Action::Open),
            (plain(KeyCode::Right), Action::Open),
            (key('l'), Action::Open),
        ],
        shown: 1,
    },
    Binding {
        name: "answer",
        keys: &[
            (key('1'), Action::Answer(0)),
            (key('2'), Action::Answer(1)),
            (key('3'), Action::Answer(2)),
            (key('4'), Action::Answer(3)),
        ],
        shown: 4,
    },
    Binding {
        name: "turn",
        keys: &[
            (
                plain(KeyCode::Left),
                Action::Turn(Turn::Step(Toward::Previous)),
            ),
            (
                plain(KeyCode::Right),
                Action::Turn(Turn::Step(Toward::Next)),
            ),
            (key('h'), Action::Turn(Turn::Step(Toward::Previous))),
            (key('l'), Action::Turn(Turn::Step(Toward::Next))),
        ],
        shown: 2,
    },
    Binding {
        name: "choose",
        keys: &[
            (plain(KeyCode::Tab), Action::Choose(Toward::Next)),
            (plain(KeyCode::Down), Action::Choose(Toward::Next)),
            (key('j'), Action::Choose(Toward::Next)),
            (plain(KeyCode::Up), Action::Choose(Toward::Previous)),
            (key('k'), Action::Choose(Toward::Previous)),
            (plain(KeyCode::BackTab), Action::Choose(Toward::Previous)),
        ],
        shown: 1,
    },
    Binding {
        name: "select",
        keys: &[
            (plain(KeyCode::Up), Action::Select(Toward::Previous)),
            (plain(KeyCode::Down), Action::Select(Toward::Next)),
            (key('k'), Action::Select(Toward::Previous)),
            (key('j'), Action::Select(Toward::Next)),
            (plain(KeyCode::Tab), Action::Select(Toward::Next)),
            (plain(KeyCode::BackTab), Action::Select(Toward::Previous)),
        ],
        shown: 2,
    },
    Binding {
        name: "fine",
        keys: &[
            (key('<'), Action::Turn(Turn::Fine(Toward::Previous))),
            (key('>'), Action::Turn(Turn::Fine(Toward::Next))),
        ],
        shown: 2,
    },
    Binding {
        name: "coarse",
        keys: &[
            (
                Key::shift(KeyCode::Left),
                Action::Turn(Turn::Coarse(Toward::Previous)),
            ),
            (
                Key::shift(KeyCode::Right),
                Action::Turn(Turn::Coarse(Toward::Next)),
            ),
            (key('H'), Action::Turn(Turn::Coarse(Toward::Previous))),
            (key('L'), Action::Turn(Turn::Coarse(Toward::Next))),
        ],
        shown: 2,
    },
    Binding {
        name: "ends",
        keys: &[
            (plain(KeyCode::Home), Action::Turn(Turn::Low)),
            (plain(KeyCode::End), Action::Turn(Turn::High)),
        ],
        shown: 2,
    },
    Binding {
        name: "value",
        keys: &[(key('='), Action::TypeValue)],
        shown: 1,
    },
    Binding {
        name: "run",
        keys: &[(key(' '), Action::Run)],
        shown: 1,
    },
    Binding {
        name: "step-back",
        keys: &[(key('['), Action::Seek(Toward::Previous, 1))],
        shown: 1,
    },
    Binding {
        name: "step-forward",
        keys: &[(key(']'), Action::Seek(Toward::Next, 1))],
        shown: 1,
    },
    Binding {
        name: "jump-back",
        keys: &[(key('{'), Action::Seek(Toward::Previous, 100))],
        shown: 1,
    },
    Binding {
        name: "jump-forward",
        keys: &[(key('}'), Action::Seek(Toward::Next, 100))],
        shown: 1,
    },
    Binding {
        name: "slower",
        keys: &[
            (key('-'), Action::Speed(Toward::Previous)),
            (key('_'), Action::Speed(Toward::Previous)),
        ],
        shown: 1,
    },
    Binding {
        name: "faster",
        keys: &[(key('+'), Action::Speed(Toward::Next))],
        shown: 1,
    },
    Binding {
        name: "hint",
        keys: &[(key('i'), Action::Hint)],
        shown: 1,
    },
    Binding {
        name: "reset",
        keys: &[(key('r'), Action::Reset)],
        shown: 1,
    },
    Binding {
        name: "undo",
        keys: &[(key('u'), Action::Undo)],
        shown: 1,
    },
    Binding {
        name: "ghost",
        keys: &[(key('g'), Action::Ghost)],
        shown: 1,
    },
    Binding {
        name: "find",
        keys: &[(key('/'), Action::Find)],
        shown: 1,
    },
    Binding {
        name: "sources",
        keys: &[(key('s'), Action::Sources)],
        shown: 1,
    },
    Binding {
        name: "describe",
        keys: &[(key('v'), Action::Describe)],
        shown: 1,
    },
    Binding {
        name: "scroll",
        keys: &[
            (Key::ctrl('d'), Action::Scroll(Toward::Next)),
            (Key::ctrl('u'), Action::Scroll(Toward::Previous)),
        ],
        shown: 2,
    },
    Binding {
        name: "scroll-page",
        keys: &[
            (plain(KeyCode::Down), Action::ScrollPage(Toward::Next)),
            (plain(KeyCode::Up), Action::ScrollPage(Toward::Previous)),
            (key('j'), Action::ScrollPage(Toward::Next)),
            (key('k'), Action::ScrollPage(Toward::Previous)),
            (plain(KeyCode::PageDown), Action::ScrollPage(Toward::Next)),
            (plain(KeyCode::PageUp), Action::ScrollPage(Toward::Previous)),
            (Key::ctrl('d'), Action::ScrollPage(Toward::Next)),
            (Key::ctrl('u'), Action::ScrollPage(Toward::Previous)),
        ],
        shown: 2,
    },
    Binding {
        name: "enter",
        keys: &[(plain(KeyCode::Enter), Action::Confirm)],
        shown: 1,
    },
    Binding {
        name: "leave",
        keys: &[(plain(KeyCode::Esc), Action::Cancel)],
        shown: 1,
    },
    Binding {
        name: "theme",
        keys: &[(key('t'), Action::Theme)],
        shown: 1,
    },
    Binding {
        name: "copy",
        keys: &[(key('y'), Action::Copy)],
        shown: 1,
    },
    Binding {
        name: "export",
        keys: &[(key('x'), Action::Export)],
        shown: 1,
    },
    Binding {
        name: "language",
        keys: &[(key('e'), Action::Language)],
        shown: 1,
    },
    Binding {
        name: "settings",
        keys: &[(key(','), Action::Settings)],
        shown: 1,
    },
    Binding {
        name: "setting",
        keys: &[
            (plain(KeyCode::Up), Action::SelectSetting(Toward::Previous)),
            (plain(KeyCode::Down), Action::SelectSetting(Toward::Next)),
            (key('k'), Action::SelectSetting(Toward::Previous)),
            (key('j'), Action::SelectSetting(Toward::Next)),
            (plain(KeyCode::Tab), Action::SelectSetting(Toward::Next)),
            (
                plain(KeyCode::BackTab),
                Action::SelectSetting(Toward::Previous),
            ),
        ],
        shown: 2,
    },
    Binding {
        name: "change",
        keys: &[
            (
                plain(KeyCode::Left),
                Action::ChangeSetting(Toward::Previous),
            ),
            (plain(KeyCode::Right), Action::ChangeSetting(Toward::Next)),
            (key('h'), Action::ChangeSetting(Toward::Previous)),
            (key('l'), Action::ChangeSetting(Toward::Next)),
            (plain(KeyCode::Enter), Action::ChangeSetting(Toward::Next)),
        ],
        shown: 2,
    },
    Binding {
        name: "notes",
        keys: &[(key('m'), Action::Notes)],
        shown: 1,
    },
    Binding {
        name: "blank",
        keys: &[(key('b'), Action::Blank), (key('.'), Action::Blank)],
        shown: 1,
    },
    Binding {
        name: "close",
        keys: &[(plain(KeyCode::Esc), Action::Close)],
        shown: 1,
    },
    Binding {
        name: "help",
        keys: &[(key('?'), Action::Help)],
        shown: 1,
    },
    Binding {
        name: "quit",
        keys: &[
            (key('q'), Action::Quit),
            (Key::ctrl('c'), Action::Interrupt),
        ],
        shown: 1,
    },
    Binding {
        name: "suspend",
        keys: &[(Key::ctrl('z'), Action::Suspend)],
        shown: 1,
    },
];

/// Every binding, in the order in which help lists them.
pub fn bindings() -> &'static [Binding] {
    BINDINGS
}

/// The names that `{key:…}` may use.
pub fn action_names() -> Vec<&'static str> {
    BINDINGS.iter().map(|binding| binding.name).collect()
}

/// The first key of the binding called `name`.
pub fn first_key(name: &str) -> Option<Key> {
    let binding = BINDINGS.iter().find(|binding| binding.name == name)?;
    binding.keys.first().map(|(key, _)| *key)
}

/// The keys of the binding called `name`, as they are written: `n`, `←→`, `1…4`.
pub fn key_names(name: &str) -> Option<String> {
    let binding = BINDINGS.iter().find(|binding| binding.name == name)?;
    Some(binding.short())
}

impl Binding {
    /// Its keys where room is short: `n`, `←→`, `1…4`.
    pub fn short(&self) -> String {
        self.short_of(|_, _| true)
    }

    /// As [`Binding::short`], with only the keys that pass: `1…3` where there are three answers.
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

    /// All its keys that pass: `n PgDn Enter`.
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
    fn keys_are_written_as_short_as_they_are_clear() {
        assert_eq!(key_names("next").unwrap(), "n");
        assert_eq!(key_names("turn").unwrap(), "←→");
        assert_eq!(key_names("answer").unwrap(), "1…4");
        assert_eq!(key_names("ends").unwrap(), "Home End");
        assert_eq!(key_names("scroll").unwrap(), "Ctrl-D Ctrl-U");
        assert_eq!(key_names("dance"), None);
    }

    #[test]
    fn names_are_unique() {
        let mut names = action_names();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), BINDINGS.len());
    }
}
