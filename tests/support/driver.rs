//! A driver that runs the app without a terminal.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use relutor::app::{App, Appearance, Key, KeyCode, Msg};
use relutor::lesson::Course;
use relutor::locale::{Lang, Words};
use relutor::ui;
use unicode_width::UnicodeWidthStr;

/// The app with `course` open at its list.
pub(crate) fn app(course: Arc<Course>, appearance: Appearance) -> App {
    App::new(
        course,
        Words::load(&Lang::english()).unwrap(),
        appearance,
        None,
    )
}

/// The app with keys as input and the screen as output.
pub(crate) struct Driver {
    /// The app.
    pub(crate) app: App,
    /// The size of its screen.
    pub(crate) size: (u16, u16),
}

impl Driver {
    /// `app` on a screen of this size.
    pub(crate) fn new(app: App, size: (u16, u16)) -> Self {
        let mut driver = Self { app, size };
        driver.draw();
        driver
    }

    /// Draws the screen and reports the click targets to the app.
    pub(crate) fn draw(&mut self) -> Buffer {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        let extent = ui::render(&self.app, area, &mut buffer);
        let _update = self.app.update(Msg::Drawn(extent));
        buffer
    }

    /// Presses one key, and draws.
    pub(crate) fn key(&mut self, key: Key) -> Buffer {
        let _update = self.app.update(Msg::Key(key));
        self.draw()
    }

    /// Types `keys`, plain characters one by one; `<Name>` for others: `<Right>`, `<Enter>`, `<Esc>`.
    pub(crate) fn press(&mut self, keys: &str) -> Buffer {
        for key in parse_keys(keys) {
            self.key(key);
        }
        self.draw()
    }

    /// The text of the screen, one line per row.
    pub(crate) fn text(&mut self) -> String {
        let buffer = self.draw();
        let rows = (0..self.size.1).map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while x < self.size.0 {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                // A wide character covers the cell behind it.
                x += u16::try_from(symbol.width().max(1)).unwrap();
            }
            row
        });
        rows.map(|row| row.trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// The keys in `keys`, as [`Driver::press`] reads them.
pub(crate) fn parse_keys(keys: &str) -> Vec<Key> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = if c == '<' {
            rest.find('>').filter(|end| *end > 1)
        } else {
            None
        };
        let (key, used) = match named {
            Some(end) => (key_named(&rest[1..end]), end + 1),
            None => (Key::char(c), c.len_utf8()),
        };
        parsed.push(key);
        rest = &rest[used..];
    }
    parsed
}

fn key_named(name: &str) -> Key {
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        other => panic!("no key is called {other}"),
    };
    Key::plain(code)
}
