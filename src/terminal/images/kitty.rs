//! The kitty graphics protocol. Images stay in the terminal under a number until they are deleted.

use std::fmt::Write as _;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ratatui::layout::Rect;

/// The number of the first image: "ReLU" in ASCII. Numbers of other programs are unlikely to be near.
const FIRST_ID: u32 = 0x5265_4c55;
/// The largest number of base64 bytes in one command.
const CHUNK: usize = 4096;

/// Appends the commands that show `png` in `area` as the image in `slot`, which replaces the one before. The cursor is in
/// the upper left cell and stays there.
pub(super) fn show(png: &[u8], area: Rect, slot: u32, out: &mut String) {
    let data = BASE64_STANDARD.encode(png);
    let mut chunks = data.as_bytes().chunks(CHUNK).peekable();
    let mut keys = format!(
        "a=T,f=100,i={},p=1,q=2,C=1,z=0,c={},r={},",
        FIRST_ID.wrapping_add(slot),
        area.width,
        area.height
    );
    while let Some(chunk) = chunks.next() {
        let has_more = u8::from(chunks.peek().is_some());
        // Base64 is ASCII, and writing to a string cannot fail.
        let text = String::from_utf8_lossy(chunk);
        let _infallible = write!(out, "\x1b_G{keys}m={has_more};{text}\x1b\\");
        keys = String::new();
    }
}

/// Appends the commands that delete the image in `slot` from the screen and from the terminal's memory.
pub(super) fn delete(slot: u32, out: &mut String) {
    let id = FIRST_ID.wrapping_add(slot);
    let _infallible = write!(out, "\x1b_Ga=d,d=I,i={id},q=2\x1b\\");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_sent_in_chunks_with_the_keys_in_the_first_one() {
        let file: Vec<u8> = (0..10_000_u32).map(|at| at.to_le_bytes()[0]).collect();
        let mut out = String::new();
        show(&file, Rect::new(3, 2, 40, 12), 2, &mut out);
        let commands: Vec<_> = out
            .split("\x1b\\")
            .filter(|command| !command.is_empty())
            .map(|command| {
                command
                    .strip_prefix("\x1b_G")
                    .unwrap()
                    .split_once(';')
                    .unwrap()
            })
            .collect();
        assert_eq!(commands.len(), 4);
        assert!(commands[0].0.contains("c=40,r=12") && commands[0].0.ends_with("m=1"));
        assert!(commands[0].0.contains("z=0") && commands[0].0.contains("C=1"));
        assert_eq!([commands[1].0, commands[3].0], ["m=1", "m=0"]);
        assert!(commands.iter().all(|(_, data)| data.len() <= CHUNK));
        let data: String = commands.iter().map(|(_, data)| *data).collect();
        assert_eq!(BASE64_STANDARD.decode(data).unwrap(), file);
    }

    #[test]
    fn deleting_names_the_image_that_was_shown() {
        let (mut shown, mut deleted) = (String::new(), String::new());
        show(b"png", Rect::new(0, 0, 1, 1), 5, &mut shown);
        delete(5, &mut deleted);
        let id = |text: &str| {
            let keys = text.split(['_', ';', '\x1b', 'G', ',']);
            keys.into_iter()
                .find(|key| key.starts_with("i="))
                .map(str::to_owned)
        };
        assert_eq!(id(&shown), id(&deleted));
        assert!(deleted.contains("d=I"), "the memory as well");
    }
}
