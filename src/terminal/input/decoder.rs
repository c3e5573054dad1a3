//! Decodes the bytes of a terminal into input.
//!
//! The decoder is incremental: it takes bytes in pieces of any size and keeps what is incomplete. The `vte` crate frames
//! control sequences (ECMA-48) and UTF-8; this module gives them their meaning. A sequence without a meaning here produces
//! no input.

use std::mem;
use std::time::Duration;

use vte::{Params, Parser, Perform};

use super::reply_decoder::ReplySequence;
use super::{Event, key_decoder, mouse_decoder};

/// The largest number of bytes of a paste that are kept; the rest is dropped.
const MAX_PASTE: usize = 64 << 10;
/// The largest number of bytes of a sequence that are kept.
const MAX_SEQUENCE: usize = 4 << 10;
/// The end of a bracketed paste.
const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// Time after which a lone ESC is the Escape key.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(30);
/// The same while replies are due: a slow line may split one behind its ESC.
const REPLY_ESCAPE_TIMEOUT: Duration = Duration::from_millis(400);
/// Time after which an incomplete sequence or paste is dropped, so that it cannot swallow keys for long.
const SEQUENCE_TIMEOUT: Duration = Duration::from_secs(1);
/// The same for a sequence while replies are due: the tail of a dropped reply would be read as keys.
const REPLY_TIMEOUT: Duration = Duration::from_secs(5);

/// An incremental decoder of a terminal's bytes.
#[derive(Default)]
pub struct Decoder {
    parser: Parser,
    sequence: Sequence,
    paste: Option<Paste>,
    /// Whether replies to queries are due.
    pub awaits_replies: bool,
}

/// The sequence in progress and the events of those before it.
#[derive(Default)]
struct Sequence {
    events: Vec<Event>,
    /// The bytes of the sequence in progress; at most one more than [`MAX_SEQUENCE`].
    raw: Vec<u8>,
    /// The next character belongs to `ESC O` (SS3).
    is_single_shift: bool,
    /// The number of bytes that belong to the sequence before, although its final byte has passed.
    skip: u8,
    starts_paste: bool,
}

/// A bracketed paste in progress.
#[derive(Default)]
struct Paste {
    text: Vec<u8>,
    /// Bytes at the end that may belong to [`PASTE_END`].
    tail: Vec<u8>,
}

impl Decoder {
    /// Decodes `bytes` and returns the events that they complete.
    pub fn decode(&mut self, bytes: &[u8]) -> Vec<Event> {
        for byte in bytes {
            self.decode_byte(*byte);
        }
        mem::take(&mut self.sequence.events)
    }

    /// The time to wait for more bytes before [`Decoder::flush`]; none if nothing is incomplete.
    pub fn timeout(&self) -> Option<Duration> {
        if self.paste.is_some() || self.sequence.is_single_shift || self.sequence.skip > 0 {
            return Some(SEQUENCE_TIMEOUT);
        }
        match self.sequence.raw.as_slice() {
            [] => None,
            [ESC] if self.awaits_replies => Some(REPLY_ESCAPE_TIMEOUT),
            [ESC] => Some(ESCAPE_TIMEOUT),
            _ if self.awaits_replies => Some(REPLY_TIMEOUT),
            _ => Some(SEQUENCE_TIMEOUT),
        }
    }

    /// Ends what is incomplete after [`Decoder::timeout`]: a lone ESC is a key, a paste ends, anything else is dropped.
    pub fn flush(&mut self) -> Vec<Event> {
        if let Some(mut paste) = self.paste.take() {
            paste.text.append(&mut paste.tail);
            self.sequence.events.push(paste.event());
        } else if self.sequence.raw == [ESC] {
            self.sequence.events.push(key_decoder::escape());
        }
        let events = mem::take(&mut self.sequence.events);
        self.abandon();
        events
    }

    fn abandon(&mut self) {
        self.parser = Parser::new();
        self.sequence = Sequence {
            events: mem::take(&mut self.sequence.events),
            ..Sequence::default()
        };
    }

    fn decode_byte(&mut self, byte: u8) {
        if let Some(paste) = &mut self.paste {
            if paste.push(byte) {
                let event = paste.event();
                self.paste = None;
                self.sequence.events.push(event);
            }
            return;
        }
        if self.sequence.skip > 0 && byte >= b' ' {
            self.sequence.skip -= 1;
            return;
        }
        // A control character is a key press and no part of a mouse report.
        self.sequence.skip = 0;
        if self.is_typed_introducer(byte) || (self.is_in_string() && ends_string(byte)) {
            self.abandon();
        }
        self.track(byte);
        self.parser.advance(&mut self.sequence, &[byte]);
        if mem::take(&mut self.sequence.starts_paste) {
            self.paste = Some(Paste::default());
        }
    }

    /// Whether `byte` shows that `ESC ]` before it was Alt-] and begins no reply: those begin with a number.
    fn is_typed_introducer(&self, byte: u8) -> bool {
        self.sequence.raw == [ESC, b']'] && !byte.is_ascii_digit()
    }

    /// Whether a string is in progress: OSC, DCS, APC, PM or SOS.
    fn is_in_string(&self) -> bool {
        matches!(
            self.sequence.raw.as_slice(),
            [ESC, b']' | b'P' | b'_' | b'^' | b'X', ..]
        )
    }

    /// Keeps `byte` as a part of the sequence in progress, if there is one.
    fn track(&mut self, byte: u8) {
        let is_in_string = self.is_in_string();
        let Sequence { raw, events, .. } = &mut self.sequence;
        match (byte, raw.as_slice()) {
            // ESC ESC: the first one was a key.
            (ESC, [ESC]) => events.push(key_decoder::escape()),
            // A string ends with `ESC \`; ESC abandons any other sequence.
            (ESC, _) if !is_in_string => *raw = vec![ESC],
            (_, []) => {}
            (_, _) if raw.len() <= MAX_SEQUENCE => raw.push(byte),
            (_, _) => {}
        }
    }
}

/// Whether a control character within a string is a key press that abandons it: no reply contains one.
fn ends_string(byte: u8) -> bool {
    byte < 0x20 && byte != ESC && byte != BEL
}

/// The content of a string with its introducer and, as far as it has arrived, its terminator.
fn string_content(raw: &[u8]) -> &[u8] {
    let content = raw.get(2..).unwrap_or_default();
    let end = content.iter().position(|byte| *byte == ESC);
    &content[..end.unwrap_or(content.len())]
}

impl Paste {
    /// Takes a byte; returns whether the paste is complete.
    fn push(&mut self, byte: u8) -> bool {
        self.tail.push(byte);
        while !PASTE_END.starts_with(&self.tail) {
            let first = self.tail.remove(0);
            if self.text.len() < MAX_PASTE {
                self.text.push(first);
            }
        }
        self.tail == PASTE_END
    }

    fn event(&mut self) -> Event {
        Event::Paste(String::from_utf8_lossy(&mem::take(&mut self.text)).into_owned())
    }
}

impl Sequence {
    /// Ends the sequence in progress and returns its bytes.
    fn end(&mut self) -> Vec<u8> {
        mem::take(&mut self.raw)
    }

    fn push_reply(&mut self, sequence: ReplySequence<'_>) {
        self.events.push(Event::Reply(sequence.decode()));
    }
}

impl Perform for Sequence {
    fn print(&mut self, c: char) {
        self.end();
        if self.is_single_shift {
            // Some terminals put the modifier before the letter: `ESC O 5 A`.
            self.is_single_shift = c.is_ascii_digit() || c == ';';
            self.events.extend(key_decoder::single_shift(c));
        } else if c != char::REPLACEMENT_CHARACTER {
            self.events.extend(key_decoder::character(c));
        }
    }

    fn execute(&mut self, byte: u8) {
        self.end();
        self.is_single_shift = false;
        self.events.extend(key_decoder::control(byte));
    }

    fn unhook(&mut self) {
        let content = string_content(&self.raw).to_vec();
        self.push_reply(ReplySequence::Dcs(&content));
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], ends_with_bell: bool) {
        if ends_with_bell {
            self.end();
        }
        self.push_reply(ReplySequence::Osc(params));
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], ignore: bool, action: char) {
        self.end();
        if ignore {
            return;
        }
        let numbers: Vec<&[u16]> = params.iter().collect();
        match (intermediates, action, numbers.as_slice()) {
            ([], '~', [[200], ..]) => self.starts_paste = true,
            // X10 mouse reports and function keys of the Linux console continue behind their final byte.
            ([], 'M', [] | [[0]]) => self.skip = 3,
            ([], '[', _) => self.skip = 1,
            ([b'<'], 'M' | 'm', [button, x, y]) => {
                let event = mouse_decoder::event((button[0], x[0], y[0]), action == 'M');
                self.events.extend(event);
            }
            ([], 'R' | 't' | 'n' | 'c', _) | ([_, ..], _, _) => {
                let numbers: Vec<u16> = numbers.iter().map(|group| group[0]).collect();
                self.push_reply(ReplySequence::Csi(intermediates, &numbers, action));
            }
            ([], _, _) => self.events.extend(key_decoder::csi(&numbers, action)),
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _ignore: bool, byte: u8) {
        let raw = self.end();
        match (intermediates, byte, raw.as_slice()) {
            // The end of a string, whose content was handled before; vte does not pass on that of APC.
            ([], b'\\', [ESC, b'_', _, ..]) => {
                self.push_reply(ReplySequence::Apc(string_content(&raw)));
            }
            ([], b'\\', [ESC, _, _, ..]) => {}
            ([], b'O', _) => self.is_single_shift = true,
            ([], byte, _) => self.events.extend(key_decoder::alt(char::from(byte))),
            (_, _, _) => {}
        }
    }
}

#[cfg(test)]
mod tests;
