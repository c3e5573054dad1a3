use proptest::prelude::*;

use super::*;
use crate::app::{CellSize, Key, KeyCode, OctantSupport, TerminalReport};
use crate::terminal::{MouseAction, TerminalReply};
use crate::text::Toward;

/// Replies as terminals send them, unsolicited reports and broken ones among them.
const REPLIES: [&str; 20] = [
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]10;rgb:cdcd/d6d6/f4f4\x07",
    "\x1b]11;rgb:ffff/ffff/ffff\x07",
    "\x1b[?62;22c",
    "\x1b[>1;4000;29c",
    "\x1b[5;2R",
    "\x1b[99999;99999R",
    "\x1b[0n",
    "\x1b[?997;1n",
    "\x1b[?2026;2$y",
    "\x1b[?1u",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP>|kitty(0.35.2)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[8;24;80t",
    "\x1b^private\x1b\\",
    "\x1b[6;20;10t",
    "\x1b[?1;0;256S",
    "\x1b[?2;0;1000;1000S",
    "\x1bP>|XTerm(390)\x1b\\",
];

fn decode(bytes: &str) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut events = decoder.decode(bytes.as_bytes());
    if decoder.timeout().is_some() {
        events.extend(decoder.flush());
    }
    events
}

/// The key of `bytes`, which are one key press.
fn key(bytes: &str) -> Key {
    match decode(bytes)[..] {
        [Event::Key(key)] => key,
        ref other => panic!("{bytes:?} is {other:?}"),
    }
}

fn is_reply(event: &Event) -> bool {
    matches!(event, Event::Reply(_))
}

#[test]
fn keys_arrive_in_all_encodings() {
    let plain = Key::plain;
    let with_ctrl = |code| Key {
        ctrl: true,
        ..plain(code)
    };
    for (want, encodings) in [
        (Key::char('q'), &["q", "\x1b[113u", "\x1b[113;1:2u"][..]),
        (Key::char('Q'), &["Q", "\x1b[113;2u", "\x1b[27;2;81~"]),
        (Key::char('한'), &["한", "\x1b[54620u"]),
        (
            Key::ctrl('c'),
            &["\x03", "\x1b[99;5u", "\x1b[27;5;99~", "\x1b[67;6u"],
        ),
        (Key::alt('b'), &["\x1bb", "\x1b[98;3u"]),
        (
            plain(KeyCode::Enter),
            &["\r", "\n", "\x1bOM", "\x1b[13u", "\x1b[57414u"],
        ),
        (plain(KeyCode::Backspace), &["\x7f", "\x08", "\x1b[127u"]),
        (plain(KeyCode::Delete), &["\x1b[3~", "\x1b[57426u"]),
        (plain(KeyCode::Esc), &["\x1b", "\x1b[27u"]),
        (plain(KeyCode::Tab), &["\t", "\x1b[9u"]),
        (plain(KeyCode::BackTab), &["\x1b[Z", "\x1b[9;2u"]),
        (plain(KeyCode::Up), &["\x1b[A", "\x1bOA", "\x1b[1;1A"]),
        (
            plain(KeyCode::Home),
            &["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"],
        ),
        (
            plain(KeyCode::End),
            &["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"],
        ),
        (plain(KeyCode::PageDown), &["\x1b[6~"]),
        (Key::shift(KeyCode::Left), &["\x1b[1;2D"]),
        (with_ctrl(KeyCode::Right), &["\x1b[1;5C"]),
        (Key::char('5'), &["5", "\x1bOu", "\x1b[57404u"]),
    ] {
        for encoding in encodings {
            assert_eq!(key(encoding), want, "{encoding:?}");
        }
    }
}

#[test]
fn unknown_input_is_no_key_and_the_next_key_is_read() {
    for unknown in [
        "\x1b[E",
        "\x1bOE",
        "\x1b[1;5I",
        "\x1b[<128;5;5M",
        "\x1b[57358u",
        "\x1b[113;1:3u",
        "\x1b[113;9u",
        "\x1b[15~",
        "\x1bOP",
        "\x1b[[A",
        "\x1b[M !!",
        "\x1b[<",
        "\x1b]",
        "\x1b[I",
        "\x1b[O",
        "\x00",
    ] {
        let is_key = |event: &&Event| matches!(event, Event::Key(_));
        let events = decode(unknown);
        assert_eq!(events.iter().find(is_key), None, "{unknown:?}");
        let mut decoder = Decoder::default();
        decoder.decode(unknown.as_bytes());
        decoder.flush();
        let next = decoder.decode(b"q");
        assert_eq!(next, [Event::Key(Key::char('q'))], "{unknown:?}");
    }
    for broken in [&b"\xff"[..], b"\xe2", b"\xe2\x28"] {
        let mut decoder = Decoder::default();
        let mut events = decoder.decode(broken);
        events.extend(decoder.decode(b"q"));
        assert_eq!(
            events.last(),
            Some(&Event::Key(Key::char('q'))),
            "{broken:?}"
        );
    }
}

#[test]
fn a_reply_is_never_a_key_however_it_is_split() {
    for reply in REPLIES {
        for split in 0..=reply.len() {
            let mut decoder = Decoder::default();
            let mut events = decoder.decode(&reply.as_bytes()[..split]);
            events.extend(decoder.decode(&reply.as_bytes()[split..]));
            assert!(
                events.iter().all(is_reply),
                "{reply:?} at {split}: {events:?}"
            );
            assert_eq!(decoder.timeout(), None, "{reply:?}");
            assert_eq!(decoder.decode(b"1"), [Event::Key(Key::char('1'))]);
        }
    }
}

#[test]
fn a_reply_that_is_due_may_pause_behind_its_escape() {
    let mut decoder = Decoder {
        awaits_replies: true,
        ..Decoder::default()
    };
    decoder.decode(b"\x1b");
    assert!(decoder.timeout() > Some(Duration::from_millis(200)));
    decoder.decode(b"]11;rgb:1e1e");
    assert!(decoder.timeout() > Some(Duration::from_secs(2)));
    decoder.decode(b"/1e1e/2e2e\x07");
    decoder.awaits_replies = false;
    decoder.decode(b"\x1b");
    assert!(
        decoder.timeout() < Some(Duration::from_millis(50)),
        "Escape is answered soon"
    );
}

#[test]
fn replies_have_their_meaning() {
    let report = |report| vec![Event::Reply(TerminalReply::Report(report))];
    assert_eq!(decode(REPLIES[0]), report(TerminalReport::DarkBackground));
    assert_eq!(decode(REPLIES[2]), report(TerminalReport::LightBackground));
    assert_eq!(decode("\x1b[1;3R"), report(TerminalReport::WideLines));
    // The blank of two columns begins at column 20 of row 2. foot draws it one column wide, others not at all.
    assert_eq!(decode("\x1b[2;22R"), report(TerminalReport::LargeText));
    for place in ["2;20", "2;21", "1;22"] {
        let reply = decode(&format!("\x1b[{place}R"));
        assert_eq!(reply, [Event::Reply(TerminalReply::Other)], "{place}");
    }
    let attributes = |has_sixel| [Event::Reply(TerminalReply::Attributes { has_sixel })];
    assert_eq!(decode(REPLIES[3]), attributes(false));
    assert_eq!(decode("\x1b[?63;1;2;4;6c"), attributes(true));
    assert_eq!(decode(REPLIES[7]), [Event::Reply(TerminalReply::Ready)]);
    assert_eq!(decode(REPLIES[14]), [Event::Reply(TerminalReply::Other)]);
    assert_eq!(decode(REPLIES[11]), [Event::Reply(TerminalReply::Other)]);
}

#[test]
fn replies_about_images_have_their_meaning() {
    let report = |report| vec![Event::Reply(TerminalReply::Report(report))];
    assert_eq!(decode(REPLIES[13]), report(TerminalReport::KittyGraphics));
    for other in [
        "\x1b_Gi=31;ENOTSUPPORTED:no\x1b\\",
        "\x1b_Gi=5;OK\x1b\\",
        "\x1b_x\x1b\\",
    ] {
        assert_eq!(
            decode(other),
            [Event::Reply(TerminalReply::Other)],
            "{other:?}"
        );
    }
    assert_eq!(
        decode("\x1bP>|kitty(0.47.1)\x1b\\"),
        report(TerminalReport::Program {
            octants: OctantSupport::All,
            inline_images: false,
        })
    );
    let (width, height) = (9, 18);
    assert_eq!(
        decode("\x1b[6;18;9t"),
        report(TerminalReport::Cell(CellSize { width, height }))
    );
    assert_eq!(
        decode("\x1b[4;480;720t"),
        [Event::Reply(TerminalReply::WindowPixels {
            width: 720,
            height: 480,
        })]
    );
    assert_eq!(
        decode("\x1b[?1;0;256S"),
        report(TerminalReport::SixelColors(256))
    );
    assert_eq!(
        decode("\x1b[?2;0;1000;800S"),
        report(TerminalReport::SixelSize(1000, 800))
    );
    assert_eq!(
        decode("\x1b[?1;3;0S"),
        [Event::Reply(TerminalReply::Other)],
        "a failure"
    );
}

#[test]
fn a_paste_is_text_and_has_a_limit() {
    let paste = |text: &str| decode(&format!("\x1b[200~{text}\x1b[201~"));
    assert_eq!(
        paste("a\x1b[31mb\n한"),
        [Event::Paste("a\x1b[31mb\n한".to_owned())]
    );
    let [Event::Paste(long)] = &paste(&"x".repeat(1 << 20))[..] else {
        panic!("one paste");
    };
    assert_eq!(long.len(), MAX_PASTE);
    let unended = decode("\x1b[200~qqq");
    assert_eq!(
        unended,
        [Event::Paste("qqq".to_owned())],
        "it ends after a pause"
    );
}

#[test]
fn a_control_key_abandons_a_string_without_end() {
    let keys = decode("\x1b]11;rgb:1e\x03");
    assert_eq!(keys, [Event::Key(Key::ctrl('c'))]);
    assert_eq!(
        decode("\x1b]q"),
        [Event::Key(Key::char('q'))],
        "Alt-] and q"
    );
}

#[test]
fn sgr_mouse_reports_are_mouse_events() {
    let mouse = |action, x, y| vec![Event::Mouse { action, x, y }];
    assert_eq!(decode("\x1b[<0;5;3M"), mouse(MouseAction::Press, 4, 2));
    assert_eq!(decode("\x1b[<0;5;3m"), mouse(MouseAction::Release, 4, 2));
    assert_eq!(decode("\x1b[<32;1;1M"), mouse(MouseAction::Drag, 0, 0));
    assert_eq!(
        decode("\x1b[<64;1;1M"),
        mouse(MouseAction::Wheel(Toward::Previous), 0, 0)
    );
    assert_eq!(
        decode("\x1b[<69;1;1M"),
        mouse(MouseAction::Wheel(Toward::Next), 0, 0)
    );
    assert_eq!(decode("\x1b[<2;5;3M"), [], "the right button");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn pieces_of_any_size_give_the_same_events(
        bytes in proptest::collection::vec(
            prop_oneof![Just(0x1b_u8), Just(b'['), Just(b']'), Just(b'O'), Just(b';'), any::<u8>()],
            0..200,
        ),
        cuts in proptest::collection::vec(0_usize..200, 0..8),
    ) {
        let mut whole = Decoder::default();
        let want = whole.decode(&bytes);
        let mut pieces = Decoder::default();
        let mut got = Vec::new();
        let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.push(bytes.len());
        cuts.sort_unstable();
        let mut start = 0;
        for cut in cuts {
            got.extend(pieces.decode(&bytes[start..cut]));
            start = cut;
        }
        prop_assert_eq!(got, want);
        pieces.flush();
        prop_assert_eq!(pieces.timeout(), None);
        prop_assert_eq!(pieces.decode(b"q"), vec![Event::Key(Key::char('q'))]);
    }
}
