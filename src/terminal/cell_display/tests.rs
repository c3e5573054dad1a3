use std::cell::RefCell;
use std::rc::Rc;

use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use serde_json::Value as Json;

use super::*;

/// The messages that were written, one a flush.
#[derive(Clone, Default)]
struct Messages(Rc<RefCell<Vec<u8>>>, Rc<RefCell<Vec<Json>>>);

impl Write for Messages {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut *self.0.borrow_mut());
        let message = serde_json::from_slice(&bytes)?;
        self.1.borrow_mut().push(message);
        Ok(())
    }
}

fn draw(display: &mut CellDisplay<Messages>, line: &Line<'_>) {
    let mut draw = |frame: &mut Frame<'_>| {
        let area = frame.area();
        frame.render_widget(line, area);
        DrawnScreen::default()
    };
    display.draw(None, &mut draw).unwrap();
}

#[test]
fn a_frame_has_the_changed_cells_only() {
    let messages = Messages::default();
    let size = RemoteSize::new(10, 2);
    let mut display = CellDisplay::open(messages.clone(), size.clone()).unwrap();
    let red = Style::new().fg(Color::Rgb(255, 0, 10)).bold();
    draw(
        &mut display,
        &Line::from(vec!["ab".into(), Span::styled("한글", red)]),
    );
    draw(
        &mut display,
        &Line::from(vec!["aX".into(), Span::styled("한글", red)]),
    );
    size.set(4, 1);
    display.invalidate();
    draw(&mut display, &Line::from("x"));
    let written = messages.1.borrow();
    let first = &written[0];
    assert_eq!(first["size"], json!([10, 2]));
    let row = &first["rows"][0];
    assert_eq!(row[1], json!([0, 0, "ab"]));
    assert_eq!(row[2], json!([2, 1, "한글", 2]));
    assert_eq!(first["styles"][1], json!(["#ff000a", "", 1]));
    assert_eq!(written[1], json!({"rows": [[0, [1, 0, "X"]]]}));
    assert_eq!(written[2]["size"], json!([4, 1]), "{}", written[2]);
    assert_eq!(written[2]["styles"], json!([["", "", 0]]));
    assert_eq!(written[2]["rows"][0], json!([0, [0, 0, "x"]]));
}

#[test]
fn a_symbol_of_several_characters_fills_one_cell() {
    let messages = Messages::default();
    let mut display = CellDisplay::open(messages.clone(), RemoteSize::new(6, 1)).unwrap();
    draw(&mut display, &Line::from("ay\u{302}b"));
    let written = messages.1.borrow();
    let row = &written[0]["rows"][0];
    assert_eq!(row[1], json!([0, 0, "a"]));
    assert_eq!(row[2], json!([1, 0, "y\u{302}", 0]));
    assert_eq!(row[3], json!([2, 0, "b"]));
}
