//! Filters late colour replies of the terminal out of the key events.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Recognizes a colour reply (`OSC 10` or `OSC 11`) that arrives after its query has timed out.
///
/// crossterm does not know OSC sequences, so it reports such a reply as Alt-], its characters, and Alt-\\ or Ctrl-G.
#[derive(Debug, Default)]
pub(super) struct ReplyFilter {
    is_inside: bool,
}

impl ReplyFilter {
    /// Whether `event` belongs to a reply of the terminal and is no key press.
    pub(super) fn is_reply(&mut self, event: KeyEvent) -> bool {
        let is_introducer =
            event.code == KeyCode::Char(']') && event.modifiers == KeyModifiers::ALT;
        if !self.is_inside {
            self.is_inside = is_introducer;
            return is_introducer;
        }
        let is_body = match event.code {
            KeyCode::Char(c) => {
                (event.modifiers - KeyModifiers::SHIFT).is_empty()
                    && (c.is_ascii_hexdigit() || ";:/rgb".contains(c))
            }
            _ => false,
        };
        if is_body || is_introducer {
            return true;
        }
        self.is_inside = false;
        is_terminator(event)
    }
}

/// Whether `event` is how crossterm reports ST (`ESC \`) or BEL.
fn is_terminator(event: KeyEvent) -> bool {
    match event.code {
        KeyCode::Char('\\') => event.modifiers == KeyModifiers::ALT,
        KeyCode::Char('g') => event.modifiers == KeyModifiers::CONTROL,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remaining_keys(events: &[(char, KeyModifiers)]) -> String {
        let mut filter = ReplyFilter::default();
        let is_key = |(c, modifiers): &(char, KeyModifiers)| {
            let event = KeyEvent::new(KeyCode::Char(*c), *modifiers);
            (!filter.is_reply(event)).then_some(*c)
        };
        events.iter().filter_map(is_key).collect()
    }

    #[test]
    fn keys_before_and_after_a_reply_pass() {
        let plain = |text: &'static str| text.chars().map(|c| (c, KeyModifiers::NONE));
        for end in [('\\', KeyModifiers::ALT), ('g', KeyModifiers::CONTROL)] {
            let mut events: Vec<_> = plain("1n").collect();
            events.push((']', KeyModifiers::ALT));
            events.extend(plain("11;rgb:1e1e/1E1E/2e2e"));
            events.push(end);
            events.extend(plain("2p"));
            assert_eq!(remaining_keys(&events), "1n2p");
        }
    }

    #[test]
    fn a_key_that_cannot_belong_to_a_reply_ends_it() {
        let events = [
            (']', KeyModifiers::ALT),
            ('1', KeyModifiers::NONE),
            ('q', KeyModifiers::NONE),
            ('1', KeyModifiers::NONE),
        ];
        assert_eq!(remaining_keys(&events), "q1");
    }
}
