//! The bars of votes on the projector, and the lists of the presenter's notes.

use std::time::Duration;

use relutor::app::{Appearance, RoomClock};

use crate::room_screens::Workshop;
use crate::support::{self, Driver};

/// Two rounds of votes at the question of lesson 3: 10, 3, 8 and 1 votes, then 3, 2, 14 and 0.
fn after_two_rounds() -> Workshop {
    let mut workshop = Workshop::new(24);
    vote(&mut workshop, [10, 3, 8, 1]);
    workshop.press("n;v");
    vote(&mut workshop, [3, 2, 14, 0]);
    workshop
}

fn vote(workshop: &mut Workshop, counts: [usize; 4]) {
    let answers = counts.iter().enumerate();
    let votes = answers.flat_map(|(answer, count)| std::iter::repeat_n(answer, *count));
    for (seat, answer) in votes.enumerate() {
        workshop.vote(seat, answer);
    }
}

#[test]
fn each_round_is_named_at_its_bars() {
    let mut workshop = after_two_rounds();
    workshop.press("nn");
    let text = workshop.text();
    for bar in [
        "10  first vote",
        "3  second vote",
        "8  first vote",
        "14  second vote",
    ] {
        assert!(text.contains(bar), "{bar}:\n{text}");
    }
    let mut once = Workshop::new(24);
    vote(&mut once, [10, 3, 8, 1]);
    once.press("nn");
    let text = once.text();
    assert!(
        text.contains("░ 10") && !text.contains("first vote"),
        "{text}"
    );
}

#[test]
fn every_answer_keeps_its_bar_on_the_smallest_screen() {
    let mut workshop = after_two_rounds();
    workshop.press("nn");
    workshop.presenter.size = (80, 24);
    let text = workshop.text();
    for counts in ["10 → 3", "3 → 2", "8 → 14", "1 → 0"] {
        let line = text.lines().find(|line| line.contains(counts));
        assert!(
            line.is_some_and(|line| line.contains(['█', '░'])),
            "{counts}:\n{text}"
        );
    }
}

#[test]
fn the_notes_have_the_next_step_and_who_is_where_beside_the_vote() {
    let workshop = after_two_rounds();
    let clock = RoomClock {
        elapsed: Duration::from_secs(100),
        time: (9, 5),
    };
    let notes = support::app(support::course(), Appearance::default());
    let notes = notes.with_notes(workshop.room.snapshot(), clock, "ABCDEFGH".to_owned());
    let text = Driver::new(notes, (120, 36)).text();
    for part in [
        "Next: step 3",
        "Have somebody",
        "They may think:",
        "10  first vote",
        "Who is where",
        "seat 1 ",
        "more: ;w",
        "ABCDEFGH",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    assert!(!text.contains('▾'), "it fits:\n{text}");
}
