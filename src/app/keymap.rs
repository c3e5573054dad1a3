//! The key map: one table that input, footer, help and `{key:…}` in prose all read.

use super::{Code, Direction, Key};
use crate::lab::{Turn, Way};

/// Something that a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next step; on an open question, skip it.
    Next,
    /// The previous step.
    Back,
    /// Opens the selected lesson.
    Open,
    /// The next or the previous control.
    Choose(Way),
    /// The next or the previous lesson of the list.
    Select(Way),
    /// Turns the chosen control.
    Turn(Turn),
    /// Opens the box for typing a value.
    TypeValue,
    /// Takes over the value that was typed.
    Enter,
    /// Leaves the box for typing as it was.
    Leave,
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
    Bench(Tool),
    /// The next theme.
    Theme,
    /// Shows what can be chosen for good.
    Settings,
    /// The next or the previous line of the settings.
    Prefer(Way),
    /// The next or the previous value of that line.
    Change(Way),
    /// Scrolls the text.
    Scroll(Way),
    /// Scrolls a page that has nothing else to choose, such as help.
    Leaf(Way),
    /// Runs or pauses the model.
    Run,
    /// Moves a run by this many steps, back or forward.
    Seek(Way, u64),
    /// Slower or faster.
    Speed(Way),
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
pub enum Tool {
    /// Goes round the panes of a workbench.
    Pane(Way),
    /// Moves the cursor over a network or its data.
    Cursor(Direction),
    /// The next or the previous chart of a workbench.
    Chart(Way),
    /// Takes the chosen weight or bias into the hand, so that turning turns it.
    Hold,
    /// Lets go of it.
    LetGo,
    /// One more unit in the chosen layer, or one less.
    Units(Way),
    /// One more hidden layer, or one less.
    Layers(Way),
    /// Places a point of this class.
    Place(u8),
    /// Takes the point at the cursor away.
    Remove,
    /// Asks for a file of points.
    Load,
    /// Does what would help a training that fails.
    Remedy,
    /// Marks the state of the model.
    Mark,
    /// Goes to the next mark.
    ToMark,
    /// Shows the mark that was visited last as a ghost.
    Compare,
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

const fn plain(code: Code) -> Key {
    Key::plain(code)
}

/// The table. Of several bindings of a key the first that does something counts, so what belongs to a place stands before
/// what belongs everywhere.
static BINDINGS: &[Binding] = &[
    Binding {
        name: "pane",
        keys: &[
            (plain(Code::Tab), Action::Bench(Tool::Pane(Way::Up))),
            (plain(Code::BackTab), Action::Bench(Tool::Pane(Way::Down))),
        ],
        shown: 1,
    },
    Binding {
        name: "cursor",
        keys: &[
            (
                plain(Code::Left),
                Action::Bench(Tool::Cursor(Direction::Left)),
            ),
            (plain(Code::Up), Action::Bench(Tool::Cursor(Direction::Up))),
            (
                plain(Code::Down),
                Action::Bench(Tool::Cursor(Direction::Down)),
            ),
            (
                plain(Code::Right),
                Action::Bench(Tool::Cursor(Direction::Right)),
            ),
            (key('h'), Action::Bench(Tool::Cursor(Direction::Left))),
            (key('k'), Action::Bench(Tool::Cursor(Direction::Up))),
            (key('j'), Action::Bench(Tool::Cursor(Direction::Down))),
            (key('l'), Action::Bench(Tool::Cursor(Direction::Right))),
        ],
        shown: 4,
    },
    Binding {
        name: "chart",
        keys: &[
            (plain(Code::Left), Action::Bench(Tool::Chart(Way::Down))),
            (plain(Code::Right), Action::Bench(Tool::Chart(Way::Up))),
            (plain(Code::Up), Action::Bench(Tool::Chart(Way::Down))),
            (plain(Code::Down), Action::Bench(Tool::Chart(Way::Up))),
            (key('h'), Action::Bench(Tool::Chart(Way::Down))),
            (key('l'), Action::Bench(Tool::Chart(Way::Up))),
            (key('k'), Action::Bench(Tool::Chart(Way::Down))),
            (key('j'), Action::Bench(Tool::Chart(Way::Up))),
        ],
        shown: 2,
    },
    Binding {
        name: "hold",
        keys: &[(plain(Code::Enter), Action::Bench(Tool::Hold))],
        shown: 1,
    },
    Binding {
        name: "let-go",
        keys: &[
            (plain(Code::Esc), Action::Bench(Tool::LetGo)),
            (plain(Code::Enter), Action::Bench(Tool::LetGo)),
        ],
        shown: 1,
    },
    Binding {
        name: "units",
        keys: &[
            (key('+'), Action::Bench(Tool::Units(Way::Up))),
            (key('-'), Action::Bench(Tool::Units(Way::Down))),
            (key('_'), Action::Bench(Tool::Units(Way::Down))),
        ],
        shown: 2,
    },
    Binding {
        name: "layers",
        keys: &[
            (key('('), Action::Bench(Tool::Layers(Way::Down))),
            (key(')'), Action::Bench(Tool::Layers(Way::Up))),
        ],
        shown: 2,
    },
    Binding {
        name: "place",
        keys: &[
            (key('1'), Action::Bench(Tool::Place(1))),
            (key('2'), Action::Bench(Tool::Place(0))),
        ],
        shown: 2,
    },
    Binding {
        name: "remove",
        keys: &[
            (key('d'), Action::Bench(Tool::Remove)),
            (plain(Code::Backspace), Action::Bench(Tool::Remove)),
        ],
        shown: 1,
    },
    Binding {
        name: "load",
        keys: &[(key('o'), Action::Bench(Tool::Load))],
        shown: 1,
    },
    Binding {
        name: "remedy",
        keys: &[(key('f'), Action::Bench(Tool::Remedy))],
        shown: 1,
    },
    Binding {
        name: "mark",
        keys: &[(key('w'), Action::Bench(Tool::Mark))],
        shown: 1,
    },
    Binding {
        name: "to-mark",
        keys: &[(key('a'), Action::Bench(Tool::ToMark))],
        shown: 1,
    },
    Binding {
        name: "compare",
        keys: &[(key('c'), Action::Bench(Tool::Compare))],
        shown: 1,
    },
    Binding {
        name: "next",
        keys: &[
            (key('n'), Action::Next),
            (plain(Code::PageDown), Action::Next),
            (plain(Code::Enter), Action::Next),
        ],
        shown: 1,
    },
    Binding {
        name: "back",
        keys: &[
            (key('p'), Action::Back),
            (plain(Code::PageUp), Action::Back),
            (plain(Code::Backspace), Action::Back),
        ],
        shown: 1,
    },
    Binding {
        name: "open",
        keys: &[
            (plain(Code::Enter), Action::Open),
            (key('n'), Action::Open),
            (plain(Code::Right), Action::Open),
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
            (plain(Code::Left), Action::Turn(Turn::Step(Way::Down))),
            (plain(Code::Right), Action::Turn(Turn::Step(Way::Up))),
            (key('h'), Action::Turn(Turn::Step(Way::Down))),
            (key('l'), Action::Turn(Turn::Step(Way::Up))),
        ],
        shown: 2,
    },
    Binding {
        name: "choose",
        keys: &[
            (plain(Code::Tab), Action::Choose(Way::Up)),
            (plain(Code::Down), Action::Choose(Way::Up)),
            (key('j'), Action::Choose(Way::Up)),
            (plain(Code::Up), Action::Choose(Way::Down)),
            (key('k'), Action::Choose(Way::Down)),
            (plain(Code::BackTab), Action::Choose(Way::Down)),
        ],
        shown: 1,
    },
    Binding {
        name: "select",
        keys: &[
            (plain(Code::Up), Action::Select(Way::Down)),
            (plain(Code::Down), Action::Select(Way::Up)),
            (key('k'), Action::Select(Way::Down)),
            (key('j'), Action::Select(Way::Up)),
            (plain(Code::Tab), Action::Select(Way::Up)),
            (plain(Code::BackTab), Action::Select(Way::Down)),
        ],
        shown: 2,
    },
    Binding {
        name: "fine",
        keys: &[
            (key('<'), Action::Turn(Turn::Fine(Way::Down))),
            (key('>'), Action::Turn(Turn::Fine(Way::Up))),
        ],
        shown: 2,
    },
    Binding {
        name: "coarse",
        keys: &[
            (
                Key::shift(Code::Left),
                Action::Turn(Turn::Coarse(Way::Down)),
            ),
            (Key::shift(Code::Right), Action::Turn(Turn::Coarse(Way::Up))),
            (key('H'), Action::Turn(Turn::Coarse(Way::Down))),
            (key('L'), Action::Turn(Turn::Coarse(Way::Up))),
        ],
        shown: 2,
    },
    Binding {
        name: "ends",
        keys: &[
            (plain(Code::Home), Action::Turn(Turn::Low)),
            (plain(Code::End), Action::Turn(Turn::High)),
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
        keys: &[(key('['), Action::Seek(Way::Down, 1))],
        shown: 1,
    },
    Binding {
        name: "step-forward",
        keys: &[(key(']'), Action::Seek(Way::Up, 1))],
        shown: 1,
    },
    Binding {
        name: "jump-back",
        keys: &[(key('{'), Action::Seek(Way::Down, 100))],
        shown: 1,
    },
    Binding {
        name: "jump-forward",
        keys: &[(key('}'), Action::Seek(Way::Up, 100))],
        shown: 1,
    },
    Binding {
        name: "slower",
        keys: &[
            (key('-'), Action::Speed(Way::Down)),
            (key('_'), Action::Speed(Way::Down)),
        ],
        shown: 1,
    },
    Binding {
        name: "faster",
        keys: &[(key('+'), Action::Speed(Way::Up))],
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
            (Key::ctrl('d'), Action::Scroll(Way::Up)),
            (Key::ctrl('u'), Action::Scroll(Way::Down)),
        ],
        shown: 2,
    },
    Binding {
        name: "scroll-page",
        keys: &[
            (plain(Code::Down), Action::Leaf(Way::Up)),
            (plain(Code::Up), Action::Leaf(Way::Down)),
            (key('j'), Action::Leaf(Way::Up)),
            (key('k'), Action::Leaf(Way::Down)),
            (plain(Code::PageDown), Action::Leaf(Way::Up)),
            (plain(Code::PageUp), Action::Leaf(Way::Down)),
            (Key::ctrl('d'), Action::Leaf(Way::Up)),
            (Key::ctrl('u'), Action::Leaf(Way::Down)),
        ],
        shown: 2,
    },
    Binding {
        name: "enter",
        keys: &[(plain(Code::Enter), Action::Enter)],
        shown: 1,
    },
    Binding {
        name: "leave",
        keys: &[(plain(Code::Esc), Action::Leave)],
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
            (plain(Code::Up), Action::Prefer(Way::Down)),
            (plain(Code::Down), Action::Prefer(Way::Up)),
            (key('k'), Action::Prefer(Way::Down)),
            (key('j'), Action::Prefer(Way::Up)),
            (plain(Code::Tab), Action::Prefer(Way::Up)),
            (plain(Code::BackTab), Action::Prefer(Way::Down)),
        ],
        shown: 2,
    },
    Binding {
        name: "change",
        keys: &[
            (plain(Code::Left), Action::Change(Way::Down)),
            (plain(Code::Right), Action::Change(Way::Up)),
            (key('h'), Action::Change(Way::Down)),
            (key('l'), Action::Change(Way::Up)),
            (plain(Code::Enter), Action::Change(Way::Up)),
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
        keys: &[(plain(Code::Esc), Action::Close)],
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
