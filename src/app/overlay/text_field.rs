//! A line of text with a cursor that is edited with the keys of readline.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::app::input::key::{Key, KeyCode};

/// A line of text with a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextField {
    text: String,
    /// The byte index of the insertion point, between two grapheme clusters.
    cursor: usize,
    /// The largest number of characters.
    limit: usize,
    /// The text that was deleted last by a word or a line at a time.
    killed: String,
}

/// A movement of the cursor, and the end of a deletion.
#[derive(Clone, Copy)]
enum Movement {
    Start,
    End,
    CharacterLeft,
    CharacterRight,
    WordLeft,
    WordRight,
    /// The last blank to the left, as Ctrl-W of a shell.
    BlankLeft,
}

/// An editing command.
#[derive(Clone, Copy)]
enum Edit {
    Move(Movement),
    /// Deletes the text between the cursor and the end of the movement.
    Delete(Movement),
    /// The same, and keeps the text for [`Edit::Yank`].
    Kill(Movement),
    Yank,
    Insert(char),
}

impl TextField {
    /// An empty field for at most `limit` characters.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            text: String::new(),
            cursor: 0,
            limit,
            killed: String::new(),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before and after the cursor.
    pub fn split_at_cursor(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    /// Handles a key. Returns whether the field has changed; none for a key that does not edit.
    pub(super) fn handle_key(&mut self, key: Key) -> Option<bool> {
        Some(self.edit(edit_for(key)?))
    }

    /// Inserts the first line of `pasted` without control characters, as far as there is room.
    pub(super) fn paste(&mut self, pasted: &str) -> bool {
        let text = pasted.trim_start_matches(['\r', '\n']);
        let line = text.split(['\r', '\n']).next().unwrap_or_default();
        let line: String = line.chars().filter(|c| !c.is_control()).collect();
        self.insert(&line)
    }

    /// Replaces the text and moves the cursor to its end.
    pub(super) fn set_text(&mut self, text: &str) {
        self.text.clear();
        self.cursor = 0;
        self.insert(text);
    }

    fn edit(&mut self, edit: Edit) -> bool {
        match edit {
            Edit::Move(movement) => {
                let target = self.target(movement);
                std::mem::replace(&mut self.cursor, target) != target
            }
            Edit::Delete(movement) => !self.delete(movement).is_empty(),
            Edit::Kill(movement) => {
                let killed = self.delete(movement);
                if killed.is_empty() {
                    return false;
                }
                self.killed = killed;
                true
            }
            Edit::Yank => self.insert(&self.killed.clone()),
            Edit::Insert(c) => self.insert(c.encode_utf8(&mut [0; 4])),
        }
    }

    fn insert(&mut self, text: &str) -> bool {
        let room = self.limit.saturating_sub(self.text.chars().count());
        let text: String = text.chars().take(room).collect();
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        !text.is_empty()
    }

    /// Deletes the text between the cursor and the end of `movement`, and returns it.
    fn delete(&mut self, movement: Movement) -> String {
        let target = self.target(movement);
        let range = target.min(self.cursor)..target.max(self.cursor);
        self.cursor = range.start;
        self.text.drain(range).collect()
    }

    /// The byte index at the end of `movement`.
    fn target(&self, movement: Movement) -> usize {
        let (before, after) = self.split_at_cursor();
        let mut grapheme = GraphemeCursor::new(self.cursor, self.text.len(), true);
        let is_word = |(_, word): &(usize, &str)| word.chars().any(char::is_alphanumeric);
        match movement {
            Movement::Start => 0,
            Movement::End => self.text.len(),
            // The whole text is given as one chunk, so no boundary is unknown.
            Movement::CharacterLeft => grapheme
                .prev_boundary(&self.text, 0)
                .ok()
                .flatten()
                .unwrap_or(0),
            Movement::CharacterRight => {
                let next = grapheme.next_boundary(&self.text, 0).ok().flatten();
                next.unwrap_or(self.text.len())
            }
            Movement::WordLeft => {
                let word = before.split_word_bound_indices().rev().find(is_word);
                word.map_or(0, |(at, _)| at)
            }
            Movement::WordRight => {
                let word = after.split_word_bound_indices().find(is_word);
                word.map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
            }
            Movement::BlankLeft => {
                let word = before.trim_end();
                let blank = word.char_indices().rev().find(|(_, c)| c.is_whitespace());
                blank.map_or(0, |(at, c)| at + c.len_utf8())
            }
        }
    }
}

/// The editing command of `key`, as readline binds it.
fn edit_for(key: Key) -> Option<Edit> {
    let by_word = key.ctrl || key.alt;
    let edit = match key.code {
        KeyCode::Backspace if by_word => Edit::Kill(Movement::WordLeft),
        KeyCode::Backspace => Edit::Delete(Movement::CharacterLeft),
        KeyCode::Delete if by_word => Edit::Kill(Movement::WordRight),
        KeyCode::Delete => Edit::Delete(Movement::CharacterRight),
        KeyCode::Left if by_word => Edit::Move(Movement::WordLeft),
        KeyCode::Left => Edit::Move(Movement::CharacterLeft),
        KeyCode::Right if by_word => Edit::Move(Movement::WordRight),
        KeyCode::Right => Edit::Move(Movement::CharacterRight),
        KeyCode::Home => Edit::Move(Movement::Start),
        KeyCode::End => Edit::Move(Movement::End),
        KeyCode::Char(c) if key.ctrl => match c {
            'a' => Edit::Move(Movement::Start),
            'e' => Edit::Move(Movement::End),
            'b' => Edit::Move(Movement::CharacterLeft),
            'f' => Edit::Move(Movement::CharacterRight),
            'd' => Edit::Delete(Movement::CharacterRight),
            'h' => Edit::Delete(Movement::CharacterLeft),
            'w' => Edit::Kill(Movement::BlankLeft),
            'u' => Edit::Kill(Movement::Start),
            'k' => Edit::Kill(Movement::End),
            'y' => Edit::Yank,
            _ => return None,
        },
        KeyCode::Char(c) if key.alt => match c {
            'b' => Edit::Move(Movement::WordLeft),
            'f' => Edit::Move(Movement::WordRight),
            'd' => Edit::Kill(Movement::WordRight),
            _ => return None,
        },
        KeyCode::Char(c) if !c.is_control() => Edit::Insert(c),
        KeyCode::Char(_)
        | KeyCode::Enter
        | KeyCode::Esc
        | KeyCode::Tab
        | KeyCode::BackTab
        | KeyCode::Up
        | KeyCode::Down
        | KeyCode::PageUp
        | KeyCode::PageDown => return None,
    };
    Some(edit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a field with `text` and the cursor at its end, after `keys`; `|` marks the cursor.
    fn edit(text: &str, keys: &[Key]) -> String {
        let mut field = TextField::new(40);
        field.paste(text);
        for key in keys {
            let _has_changed = field.handle_key(*key);
        }
        let (before, after) = field.split_at_cursor();
        format!("{before}|{after}")
    }

    #[test]
    fn keys_edit_as_in_readline() {
        let plain = Key::plain;
        let (left, home) = (plain(KeyCode::Left), plain(KeyCode::Home));
        let alt_backspace = Key {
            alt: true,
            ..plain(KeyCode::Backspace)
        };
        for (keys, want) in [
            (vec![plain(KeyCode::Backspace)], "my data/poin.cs|"),
            (vec![left, plain(KeyCode::Delete)], "my data/poin.cs|"),
            (
                vec![home, Key::ctrl('f'), Key::char('x')],
                "mx|y data/poin.csv",
            ),
            (vec![Key::ctrl('w')], "my |"),
            (vec![alt_backspace], "my data/|"),
            (vec![Key::alt('b'), Key::alt('b')], "my |data/poin.csv"),
            (
                vec![Key::alt('b'), Key::alt('b'), Key::ctrl('u')],
                "|data/poin.csv",
            ),
            (vec![home, Key::alt('f'), Key::ctrl('k')], "my|"),
            (
                vec![Key::ctrl('w'), home, Key::ctrl('y')],
                "data/poin.csv|my ",
            ),
            (
                vec![Key::ctrl('a'), Key::ctrl('e'), Key::ctrl('h')],
                "my data/poin.cs|",
            ),
        ] {
            assert_eq!(edit("my data/poin.csv", &keys), want, "{keys:?}");
        }
    }

    #[test]
    fn the_cursor_moves_by_visible_characters() {
        let left = Key::plain(KeyCode::Left);
        // An e with an accent of its own, and a syllable.
        assert_eq!(edit("e\u{301}한", &[left, left]), "|e\u{301}한");
        assert_eq!(
            edit("e\u{301}한", &[left, Key::plain(KeyCode::Backspace)]),
            "|한"
        );
    }

    #[test]
    fn a_paste_is_inserted_at_the_cursor_up_to_the_end_of_its_line() {
        let mut field = TextField::new(10);
        field.paste("ac");
        let _has_moved = field.handle_key(Key::plain(KeyCode::Left));
        assert!(field.paste("\n1\u{1b}2\nrm -rf\n"));
        assert_eq!(field.text(), "a12c");
        assert!(field.paste(&"x".repeat(1_000)));
        assert_eq!(field.text(), "a12xxxxxxc");
        assert!(!field.paste("y"), "it is full");
    }
}
