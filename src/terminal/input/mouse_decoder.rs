//! Mouse events from SGR mouse reports (xterm's mode 1006).

use super::{Event, MouseAction};
use crate::text::Toward;

/// Shift, Alt and Ctrl in the button number.
const MODIFIERS: u16 = 4 | 8 | 16;

/// The event of a report of button, column and row, which count from 1; none for other buttons and plain motion.
pub(super) fn event((button, x, y): (u16, u16, u16), is_press: bool) -> Option<Event> {
    let action = match (button & !MODIFIERS, is_press) {
        (0, true) => MouseAction::Press,
        (0, false) => MouseAction::Release,
        (32, _) => MouseAction::Drag,
        (64, true) => MouseAction::Wheel(Toward::Previous),
        (65, true) => MouseAction::Wheel(Toward::Next),
        (_, _) => return None,
    };
    Some(Event::Mouse {
        action,
        x: x.saturating_sub(1),
        y: y.saturating_sub(1),
    })
}
