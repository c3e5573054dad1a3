//! The room of a workshop: seats, followers, votes with rounds, and what nobody may see.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use relutor::room::{
    Ballot, Changed, GATHER_NOTICE, MAX_ROUNDS, NameError, Place, PresenterEvent, Room, RoomFull,
    RoundAdvice, SeatEvent, SeatId, SeatName, VotePhase,
};

const START: Duration = Duration::ZERO;
const QUESTION: Place = Place { lesson: 0, step: 2 };
const PAGE: Place = Place { lesson: 0, step: 3 };
const BALLOT: Ballot = Ballot {
    answers: 4,
    right: 1,
};

/// A room with `seats` guests, whose presenter is at a question.
fn room_at_question(seats: usize) -> (Room, Vec<SeatId>) {
    let mut room = Room::new(50);
    let ids = (0..seats)
        .map(|_| room.join(Duration::ZERO).unwrap())
        .collect();
    go(&mut room, QUESTION, Some(BALLOT));
    (room, ids)
}

fn go(room: &mut Room, place: Place, ballot: Option<Ballot>) {
    let event = PresenterEvent::Go {
        place: Some(place),
        ballot,
    };
    let _changed = room.present(event, START);
}

fn present(room: &mut Room, event: PresenterEvent) {
    let _changed = room.present(event, START);
}

fn act(room: &mut Room, seat: SeatId, event: SeatEvent) -> Changed {
    room.update(seat, event, START)
}

fn phase(room: &Room) -> VotePhase {
    room.snapshot().vote.unwrap().phase
}

/// The votes for each answer in the present round, of which there are none or at least three.
fn counts(room: &Room) -> Vec<usize> {
    let vote = room.snapshot().vote.unwrap();
    let tally = vote.tally().unwrap();
    (0..vote.ballot.answers).map(|at| tally.count(at)).collect()
}

/// The number of votes in the present round.
fn voted(room: &Room) -> usize {
    room.snapshot().vote.unwrap().voted
}

#[test]
fn the_last_vote_of_a_seat_counts() {
    let (mut room, seats) = room_at_question(4);
    act(&mut room, seats[0], SeatEvent::Vote(0));
    for seat in &seats[..3] {
        act(&mut room, *seat, SeatEvent::Vote(3));
    }
    assert_eq!(counts(&room), [0, 0, 0, 3]);
    assert_eq!(room.view(seats[0]).unwrap().vote.unwrap().own, Some(3));
    assert_eq!(phase(&room), VotePhase::Open);
}

#[test]
fn an_answer_that_does_not_exist_is_no_vote() {
    let (mut room, seats) = room_at_question(2);
    assert_eq!(
        act(&mut room, seats[0], SeatEvent::Vote(4)),
        Changed::Nothing
    );
    assert_eq!(counts(&room), [0; 4]);
}

#[test]
fn a_round_closes_once_all_who_follow_have_voted() {
    let (mut room, seats) = room_at_question(5);
    act(&mut room, seats[4], SeatEvent::Vote(1));
    act(&mut room, seats[2], SeatEvent::Explore);
    act(&mut room, seats[3], SeatEvent::Away);
    act(&mut room, seats[0], SeatEvent::Vote(0));
    assert_eq!(phase(&room), VotePhase::Open);
    act(&mut room, seats[1], SeatEvent::Vote(1));
    assert_eq!(phase(&room), VotePhase::Closed, "nobody else is waited for");
    assert_eq!(
        act(&mut room, seats[0], SeatEvent::Vote(2)),
        Changed::Nothing
    );
    assert_eq!(counts(&room), [1, 2, 0, 0]);
}

#[test]
fn a_round_closes_when_the_last_one_waited_for_leaves() {
    let (mut room, seats) = room_at_question(2);
    act(&mut room, seats[0], SeatEvent::Vote(1));
    act(&mut room, seats[1], SeatEvent::Leave);
    assert_eq!(phase(&room), VotePhase::Closed);
}

#[test]
fn a_round_that_everyone_voted_in_opens_again_for_whoever_comes_later() {
    let (mut room, seats) = room_at_question(2);
    act(&mut room, seats[1], SeatEvent::Away);
    act(&mut room, seats[0], SeatEvent::Vote(0));
    assert_eq!(phase(&room), VotePhase::Closed);
    let late = room.join(Duration::ZERO).unwrap();
    assert_eq!((phase(&room), voted(&room)), (VotePhase::Open, 1));
    act(&mut room, late, SeatEvent::Vote(2));
    assert_eq!(phase(&room), VotePhase::Closed);
    act(&mut room, seats[1], SeatEvent::Back);
    assert_eq!(phase(&room), VotePhase::Open);
    // The presenter's own end of a round is final.
    present(&mut room, PresenterEvent::CloseVote);
    let _later = room.join(Duration::ZERO).unwrap();
    assert_eq!(phase(&room), VotePhase::Closed);
}

#[test]
fn who_explores_does_not_vote() {
    let (mut room, seats) = room_at_question(2);
    act(&mut room, seats[0], SeatEvent::Explore);
    assert_eq!(
        act(&mut room, seats[0], SeatEvent::Vote(1)),
        Changed::Nothing
    );
    act(&mut room, seats[0], SeatEvent::Follow);
    act(&mut room, seats[0], SeatEvent::Vote(1));
    assert_eq!(voted(&room), 1);
}

#[test]
fn the_vote_of_an_explorer_counts_again_on_the_return() {
    let (mut room, seats) = room_at_question(3);
    act(&mut room, seats[0], SeatEvent::Vote(1));
    act(&mut room, seats[0], SeatEvent::Explore);
    assert_eq!(voted(&room), 0);
    assert_eq!(room.snapshot().vote.unwrap().voters, 2);
    act(&mut room, seats[0], SeatEvent::Follow);
    assert_eq!(voted(&room), 1);
    assert_eq!(room.view(seats[0]).unwrap().vote.unwrap().own, Some(1));
    // A round that is over counts nobody later.
    act(&mut room, seats[0], SeatEvent::Explore);
    present(&mut room, PresenterEvent::CloseVote);
    act(&mut room, seats[0], SeatEvent::Follow);
    assert_eq!(voted(&room), 0);
}

#[test]
fn a_round_that_ends_by_itself_is_acknowledged_for_a_second() {
    let (mut room, seats) = room_at_question(1);
    let at = Duration::from_secs(7);
    let _changed = room.update(seats[0], SeatEvent::Vote(1), at);
    let is_just_closed = |room: &Room| room.snapshot().vote.unwrap().is_just_closed;
    assert!(is_just_closed(&room));
    let over = room.next_tick().unwrap();
    assert_eq!(over, at + Duration::from_secs(1));
    assert_eq!(room.tick(at), Changed::Nothing);
    assert_eq!(room.tick(over), Changed::Presenter);
    assert!(!is_just_closed(&room));
    // The presenter's own end of a round needs no second key.
    present(&mut room, PresenterEvent::VoteAgain);
    present(&mut room, PresenterEvent::CloseVote);
    assert!(!is_just_closed(&room));
}

#[test]
fn a_room_after_a_restart_asks_for_the_votes_that_were_lost() {
    let (mut room, seats) = room_at_question(4);
    for seat in &seats[..2] {
        act(&mut room, *seat, SeatEvent::Vote(1));
    }
    for (seat, second) in [(3, 5), (1, 9)] {
        let at = Duration::from_secs(second);
        let _changed = room.update(seats[seat], SeatEvent::RaiseHand(true), at);
    }
    let mut again = Room::restore(room.save(), 50);
    assert_eq!(again.snapshot().raised_hands(), [seats[3], seats[1]]);
    let is_told = |room: &Room| room.view(seats[0]).unwrap().vote.unwrap().has_lost_votes;
    assert!(!is_told(&room) && is_told(&again));
    present(&mut again, PresenterEvent::CloseVote);
    assert!(!is_told(&again), "the round is over");
    let (room, _) = room_at_question(4);
    let again = Room::restore(room.save(), 50);
    assert!(!again.snapshot().vote.unwrap().has_lost_votes, "none lost");
}

#[test]
fn a_second_round_counts_anew_and_keeps_the_first() {
    let (mut room, seats) = room_at_question(3);
    for (seat, answer) in seats.iter().zip([0, 0, 1]) {
        act(&mut room, *seat, SeatEvent::Vote(answer));
    }
    present(&mut room, PresenterEvent::VoteAgain);
    assert_eq!((phase(&room), counts(&room)), (VotePhase::Open, vec![0; 4]));
    assert_eq!(room.view(seats[0]).unwrap().vote.unwrap().own, None);
    for seat in &seats {
        act(&mut room, *seat, SeatEvent::Vote(1));
    }
    present(&mut room, PresenterEvent::Reveal);
    let result = room.view(seats[0]).unwrap().vote.unwrap().result.unwrap();
    assert_eq!((result[0].count(0), result[1].count(1)), (2, 3));
}

#[test]
fn a_vote_has_at_most_three_rounds() {
    let (mut room, _) = room_at_question(1);
    for _ in 0..10 {
        present(&mut room, PresenterEvent::CloseVote);
        present(&mut room, PresenterEvent::VoteAgain);
    }
    let vote = room.snapshot().vote.unwrap();
    assert_eq!((vote.round, vote.phase), (MAX_ROUNDS, VotePhase::Closed));
}

#[test]
fn nobody_but_the_presenter_sees_a_tally_before_the_answer() {
    let (mut room, seats) = room_at_question(4);
    for (seat, answer) in seats.iter().zip([0, 1, 1]) {
        act(&mut room, *seat, SeatEvent::Vote(answer));
    }
    let result = |room: &Room| room.view(seats[3]).unwrap().vote.unwrap().result;
    assert_eq!(result(&room), None);
    present(&mut room, PresenterEvent::CloseVote);
    assert_eq!(result(&room), None);
    present(&mut room, PresenterEvent::Reveal);
    assert_eq!(result(&room).unwrap()[0].count(1), 2);
}

#[test]
fn a_result_of_two_votes_stays_hidden() {
    let (mut room, seats) = room_at_question(2);
    act(&mut room, seats[0], SeatEvent::Vote(0));
    act(&mut room, seats[1], SeatEvent::Vote(0));
    present(&mut room, PresenterEvent::Reveal);
    let vote = room.view(seats[0]).unwrap().vote.unwrap();
    assert_eq!((vote.phase, vote.result), (VotePhase::Revealed, None));
    // The screens of the presenter and the report have nothing that could be shown either.
    assert_eq!(room.snapshot().vote.unwrap().tallies, [None]);
    let result = room.results().next().unwrap();
    assert_eq!((result.totals, result.tallies), (vec![2], vec![None]));
}

#[test]
fn hands_count_beside_votes_and_can_be_taken_back() {
    let (mut room, seats) = room_at_question(1);
    act(&mut room, seats[0], SeatEvent::Vote(0));
    for answer in [1, 1, 2] {
        present(&mut room, PresenterEvent::CountHand(answer));
    }
    present(&mut room, PresenterEvent::TakeBackHand);
    assert_eq!(counts(&room), [1, 2, 0, 0]);
    present(&mut room, PresenterEvent::Reveal);
    present(&mut room, PresenterEvent::CountHand(0));
    assert_eq!(counts(&room), [1, 2, 0, 0], "the answer is known");
}

#[test]
fn a_question_keeps_its_votes_when_the_presenter_comes_back() {
    let (mut room, seats) = room_at_question(3);
    for seat in &seats {
        act(&mut room, *seat, SeatEvent::Vote(2));
    }
    present(&mut room, PresenterEvent::Reveal);
    go(&mut room, PAGE, None);
    assert_eq!(room.snapshot().vote, None);
    go(&mut room, QUESTION, Some(BALLOT));
    assert_eq!((phase(&room), counts(&room)[2]), (VotePhase::Revealed, 3));
}

#[test]
fn results_are_in_the_order_of_voting() {
    let (mut room, _) = room_at_question(0);
    let earlier = Place { lesson: 0, step: 0 };
    for place in [QUESTION, earlier, QUESTION] {
        go(&mut room, place, Some(BALLOT));
        present(&mut room, PresenterEvent::CountHand(1));
        present(&mut room, PresenterEvent::CloseVote);
    }
    for room in [Room::restore(room.save(), 50), room] {
        let places: Vec<_> = room.results().map(|result| result.place).collect();
        assert_eq!(places, [QUESTION, earlier]);
    }
}

#[test]
fn the_presenter_moves_followers_and_nobody_else() {
    let (mut room, seats) = room_at_question(2);
    let own = Some(Place { lesson: 4, step: 0 });
    act(&mut room, seats[1], SeatEvent::Explore);
    act(
        &mut room,
        seats[1],
        SeatEvent::At {
            place: own,
            done: false,
        },
    );
    go(&mut room, PAGE, None);
    let places: Vec<_> = room
        .snapshot()
        .seats
        .iter()
        .map(|seat| seat.place)
        .collect();
    assert_eq!(places, [Some(PAGE), own]);
}

#[test]
fn everyone_is_gathered_after_a_notice() {
    let (mut room, seats) = room_at_question(2);
    act(&mut room, seats[0], SeatEvent::Explore);
    present(&mut room, PresenterEvent::Gather);
    assert!(room.view(seats[0]).unwrap().is_gathering);
    assert_eq!(room.next_tick(), Some(GATHER_NOTICE));
    let early = GATHER_NOTICE.saturating_sub(Duration::from_millis(1));
    assert_eq!(room.tick(early), Changed::Nothing);
    assert!(!room.view(seats[0]).unwrap().follows);
    assert_eq!(room.tick(GATHER_NOTICE), Changed::Everyone);
    let view = room.view(seats[0]).unwrap();
    assert!(view.follows && !view.is_gathering);
    assert_eq!(room.next_tick(), None);
}

#[test]
fn the_hand_that_waits_longest_is_first() {
    let (mut room, seats) = room_at_question(3);
    for (seat, second) in [(2, 5), (0, 9), (2, 20)] {
        let at = Duration::from_secs(second);
        let _changed = room.update(seats[seat], SeatEvent::RaiseHand(true), at);
    }
    assert_eq!(room.snapshot().raised_hands(), [seats[2], seats[0]]);
    act(&mut room, seats[2], SeatEvent::RaiseHand(false));
    assert_eq!(room.snapshot().raised_hands(), [seats[0]]);
}

#[test]
fn a_full_room_frees_the_seat_that_is_away_longest() {
    let mut room = Room::new(2);
    let first = room.join(Duration::ZERO).unwrap();
    let second = room.join(Duration::ZERO).unwrap();
    assert_eq!(room.join(Duration::ZERO), Err(RoomFull { seats: 2 }));
    let _changed = room.update(second, SeatEvent::Away, Duration::from_secs(3));
    let _changed = room.update(first, SeatEvent::Away, Duration::from_secs(8));
    let third = room.join(Duration::ZERO).unwrap();
    assert!(room.has_seat(first) && !room.has_seat(second) && room.has_seat(third));
    assert_eq!(act(&mut room, second, SeatEvent::Vote(0)), Changed::Nothing);
}

#[test]
fn a_full_room_keeps_the_seat_of_who_has_voted_in_the_open_round() {
    let mut room = Room::new(2);
    let voter = room.join(Duration::ZERO).unwrap();
    let other = room.join(Duration::ZERO).unwrap();
    go(&mut room, QUESTION, Some(BALLOT));
    act(&mut room, voter, SeatEvent::Vote(0));
    act(&mut room, voter, SeatEvent::Away);
    assert_eq!(room.join(Duration::ZERO), Err(RoomFull { seats: 2 }));
    let _changed = room.update(other, SeatEvent::Away, Duration::from_secs(8));
    let _third = room.join(Duration::ZERO).unwrap();
    assert!(room.has_seat(voter) && !room.has_seat(other));
    present(&mut room, PresenterEvent::CloseVote);
    let _fourth = room.join(Duration::ZERO).unwrap();
    assert!(!room.has_seat(voter), "the round is over");
}

#[test]
fn the_vote_of_a_guest_who_left_counts_only_in_a_closed_round() {
    let (mut room, seats) = room_at_question(3);
    act(&mut room, seats[0], SeatEvent::Vote(2));
    act(&mut room, seats[1], SeatEvent::Vote(2));
    act(&mut room, seats[0], SeatEvent::Leave);
    assert_eq!(voted(&room), 1);
    present(&mut room, PresenterEvent::CloseVote);
    act(&mut room, seats[1], SeatEvent::Leave);
    assert_eq!(voted(&room), 1);
}

#[test]
fn the_advice_follows_the_share_of_right_votes() {
    let advice = |right: usize, of: usize| {
        let (mut room, _) = room_at_question(0);
        for at in 0..of {
            present(
                &mut room,
                PresenterEvent::CountHand(usize::from(at < right)),
            );
        }
        let vote = room.snapshot().vote.unwrap();
        vote.tally().unwrap().advice(vote.ballot.right)
    };
    assert_eq!(advice(0, 0), None);
    assert_eq!(advice(2, 10), Some(RoundAdvice::Explain));
    assert_eq!(advice(3, 10), Some(RoundAdvice::Talk));
    assert_eq!(advice(7, 10), Some(RoundAdvice::Talk));
    assert_eq!(advice(8, 10), Some(RoundAdvice::GoOn));
}

#[test]
fn names_are_letters_and_never_escape_sequences() {
    let name = |text| SeatName::parse(text).map(|name| name.to_string());
    assert_eq!(name(" Jiyoung-2 ").as_deref(), Ok("Jiyoung-2"));
    assert_eq!(name("김지영").as_deref(), Ok("김지영"));
    assert_eq!(name("O'Neil"), Ok("O'Neil".to_owned()));
    assert_eq!(name("-'."), Err(NameError::Empty));
    assert_eq!(name("가나다라마바사아자"), Err(NameError::TooLong));
    for bad in [
        '\u{1b}', '\u{202e}', '\u{200f}', '\n', '\0', '😀', '<', ' ', '\u{301}',
    ] {
        let text = format!("a{bad}b");
        assert_eq!(SeatName::parse(&text), Err(NameError::Character(bad)));
    }
}

/// One thing that happens in a room.
#[derive(Clone, Debug)]
enum Step {
    Join,
    Seat(usize, SeatEvent),
    Presenter(PresenterEvent),
    Tick,
}

fn any_step() -> impl Strategy<Value = Step> {
    let seat_event = prop_oneof![
        8 => (0..5usize).prop_map(SeatEvent::Vote),
        2 => Just(SeatEvent::Follow),
        2 => Just(SeatEvent::Explore),
        1 => any::<bool>().prop_map(SeatEvent::RaiseHand),
        1 => Just(SeatEvent::Away),
        2 => Just(SeatEvent::Back),
        1 => Just(SeatEvent::Leave),
        1 => (0..6usize, any::<bool>()).prop_map(|(step, done)| SeatEvent::At {
            place: Some(Place { lesson: 0, step }),
            done,
        }),
    ];
    let presenter_event = prop_oneof![
        3 => (0..6usize).prop_map(|step| PresenterEvent::Go {
            place: Some(Place { lesson: 0, step }),
            ballot: (step % 2 == 0).then_some(BALLOT),
        }),
        1 => Just(PresenterEvent::Go { place: None, ballot: None }),
        2 => Just(PresenterEvent::CloseVote),
        2 => Just(PresenterEvent::VoteAgain),
        1 => Just(PresenterEvent::Reveal),
        1 => (0..5usize).prop_map(PresenterEvent::CountHand),
        1 => Just(PresenterEvent::TakeBackHand),
        1 => Just(PresenterEvent::Gather),
    ];
    prop_oneof![
        2 => Just(Step::Join),
        30 => (0..60usize, seat_event).prop_map(|(seat, event)| Step::Seat(seat, event)),
        6 => presenter_event.prop_map(Step::Presenter),
        1 => Just(Step::Tick),
    ]
}

/// Asserts what holds in every room.
fn assert_consistent(room: &Room, capacity: usize) {
    let snapshot = room.snapshot();
    assert!(room.seat_count() <= capacity);
    assert_eq!(snapshot.seats.len(), room.seat_count());
    for seat in &snapshot.seats {
        let view = room.view(seat.id).unwrap();
        assert_eq!(view.place, snapshot.place);
        assert!(
            !seat.follows || seat.is_away || seat.place == snapshot.place || seat.place.is_some()
        );
        let Some(vote) = view.vote else {
            assert!(snapshot.vote.is_none());
            continue;
        };
        assert!(vote.own.is_none_or(|own| own < BALLOT.answers));
        if vote.phase != VotePhase::Revealed {
            assert_eq!(vote.result, None, "a tally before the answer");
        }
        let result = vote.result.unwrap_or_default();
        assert!(result.iter().all(|tally| tally.total() >= 3));
    }
    if let Some(vote) = &snapshot.vote {
        assert!((1..=MAX_ROUNDS).contains(&vote.round));
        assert_eq!(vote.tallies.len(), vote.round);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn random_events_keep_a_room_consistent(steps in vec(any_step(), 1..400)) {
        const CAPACITY: usize = 50;
        let mut room = Room::new(CAPACITY);
        let mut ids = Vec::new();
        // The votes of the round that is open, as the room should count them.
        let mut expected: BTreeMap<SeatId, usize> = BTreeMap::new();
        let mut now = Duration::ZERO;
        for step in steps {
            now += Duration::from_millis(400);
            let before = room.snapshot();
            let changed = match step {
                Step::Join => {
                    ids.extend(room.join(Duration::ZERO).ok());
                    Changed::Everyone
                }
                Step::Seat(at, event) => match ids.get(at) {
                    Some(id) => {
                        let view = room.view(*id);
                        let changed = room.update(*id, event.clone(), now);
                        let may_vote = view.is_some_and(|view| {
                            let open = |vote: &relutor::room::VoteView| vote.phase == VotePhase::Open;
                            view.follows && view.vote.as_ref().is_some_and(open)
                        });
                        match event {
                            SeatEvent::Vote(answer) if may_vote && answer < BALLOT.answers => {
                                expected.insert(*id, answer);
                            }
                            SeatEvent::Vote(_) => assert_eq!(changed, Changed::Nothing),
                            // The vote of an explorer waits for the return.
                            SeatEvent::Explore | SeatEvent::Follow => {
                                let own = room.view(*id).and_then(|view| view.vote?.own);
                                let _before = match own {
                                    Some(own) => expected.insert(*id, own),
                                    None => expected.remove(id),
                                };
                            }
                            _ => {}
                        }
                        changed
                    }
                    None => Changed::Nothing,
                },
                Step::Presenter(event) => room.present(event, now),
                Step::Tick => {
                    let changed = room.tick(now);
                    for id in &ids {
                        if let Some(own) = room.view(*id).and_then(|view| view.vote?.own) {
                            expected.insert(*id, own);
                        }
                    }
                    changed
                }
            };
            let after = room.snapshot();
            if changed == Changed::Nothing {
                assert_eq!(before, after, "a change that nobody is told of");
            }
            let round = |snapshot: &relutor::room::RoomSnapshot| {
                let vote = snapshot.vote.as_ref()?;
                Some((snapshot.place, vote.round))
            };
            if round(&before) != round(&after) {
                expected = ids
                    .iter()
                    .filter_map(|id| Some((*id, room.view(*id)?.vote?.own?)))
                    .collect();
            }
            expected.retain(|id, _| room.has_seat(*id));
            for (id, answer) in &expected {
                if let Some(vote) = room.view(*id).unwrap().vote {
                    assert_eq!(vote.own, Some(*answer));
                }
            }
            assert_consistent(&room, CAPACITY);
        }
    }
}
