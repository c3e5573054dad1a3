//! The vote page: questions, votes and results.

use relutor::room::{Place, PresenterEvent, VotePhase};
use serde_json::{Value as Json, json};

use super::browser::Browser;
use super::{QUESTION, WebRoom};

/// A step without a question.
const PAGE: Place = Place { lesson: 2, step: 3 };

fn has_vote(message: &Json) -> bool {
    message.get("vote").is_some()
}

#[test]
fn a_vote_is_counted_and_may_be_changed_while_the_vote_is_open() {
    let room = WebRoom::open();
    let mut guest = Browser::vote_page(room.address);
    let _other = Browser::vote_page(room.address);
    room.go(QUESTION);
    let state = guest.until("the question", has_vote);
    let answers = state["vote"]["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 4);
    assert!(
        answers.iter().all(|answer| answer["own"] == false),
        "{answers:?}"
    );
    for answer in [0, 2] {
        guest.send(&json!({"vote": answer}));
        let state = guest.until("the own vote", |message| {
            message["vote"]["answers"][answer]["own"] == true
        });
        assert_eq!(state["vote"]["voted"], 1);
        assert!(
            state["vote"]["status"]
                .as_str()
                .unwrap()
                .contains(&(answer + 1).to_string())
        );
    }
    assert_eq!(room.votes(), (1, VotePhase::Open));
}

#[test]
fn no_tally_and_no_right_answer_are_sent_before_the_reveal() {
    let room = WebRoom::open();
    let mut guests: Vec<_> = (0..3).map(|_| Browser::vote_page(room.address)).collect();
    room.go(QUESTION);
    for (guest, answer) in guests.iter_mut().zip([0, 0, 1]) {
        guest.until("the question", has_vote);
        guest.send(&json!({"vote": answer}));
    }
    let shows_result = |state: &Json| {
        let answers = state["vote"]["answers"].as_array().unwrap();
        let is_told = |answer: &Json| !answer["percent"].is_null() || answer["right"] == true;
        answers.iter().any(is_told) || !state["vote"]["feedback"].is_null()
    };
    let is_unanswered = |state: &Json| {
        let answers = state["vote"]["answers"].as_array().unwrap();
        answers.iter().all(|answer| answer["own"] == false)
    };
    // All have voted, so the round closes.
    let closed = guests[0].until("the end of the round", |state| {
        assert!(!has_vote(state) || !shows_result(state), "{state}");
        has_vote(state) && state["vote"]["open"] == false
    });
    assert!(closed.to_string().contains("closed"), "{closed}");
    room.present(PresenterEvent::VoteAgain);
    for guest in &mut guests {
        guest.until("the second round", |state| {
            assert!(!has_vote(state) || !shows_result(state), "{state}");
            let count = state["vote"]["count"].as_str();
            count.is_some_and(|count| count.contains("Round 2")) && is_unanswered(state)
        });
        guest.send(&json!({"vote": 0}));
        guest.until("the vote of the second round", |state| {
            assert!(!has_vote(state) || !shows_result(state), "{state}");
            has_vote(state) && !is_unanswered(state)
        });
    }
    let right = room.snapshot().vote.unwrap().ballot.right;
    room.present(PresenterEvent::Reveal);
    let state = guests[0].until("the result", |state| has_vote(state) && shows_result(state));
    let answers = &state["vote"]["answers"];
    assert_eq!(answers[right]["right"], true);
    assert_eq!(answers[0]["percent"], 100);
    let mark = answers[0]["mark"].as_str().unwrap();
    assert!(mark.contains("2 votes, then 3"), "{mark}");
    assert!(
        state["vote"]["feedback"].as_str().unwrap().len() > 20,
        "{state}"
    );
}

#[test]
fn fewer_than_three_votes_are_not_shown_but_the_right_answer_is() {
    let room = WebRoom::open();
    let mut guest = Browser::vote_page(room.address);
    room.go(QUESTION);
    guest.until("the question", has_vote);
    guest.send(&json!({"vote": 1}));
    room.present(PresenterEvent::Reveal);
    let state = guest.until("the answer", |state| !state["vote"]["feedback"].is_null());
    let answers = state["vote"]["answers"].as_array().unwrap();
    assert!(answers.iter().all(|answer| answer["percent"].is_null()));
    assert_eq!(
        answers
            .iter()
            .filter(|answer| answer["right"] == true)
            .count(),
        1
    );
}

#[test]
fn a_step_without_a_question_is_its_title_and_paragraphs_in_the_language_of_the_browser() {
    let room = WebRoom::open();
    room.go(PAGE);
    for (lang, place) in [("en", "Lesson 3 · step 4 of"), ("ko", "레슨 3 · ")] {
        let mut guest = Browser::open_in(room.address, "/vote", &json!({}), lang);
        let state = guest.until("the text", |state| state.get("title").is_some());
        assert!(!has_vote(&state));
        assert!(
            state["place"].as_str().unwrap().starts_with(place),
            "{state}"
        );
        assert!(!state["title"].as_str().unwrap().is_empty());
        let text = state["text"].as_array().unwrap();
        assert!(text.iter().any(|block| block[0] == "p"), "{state}");
    }
}

#[test]
fn every_step_of_the_course_has_a_text() {
    let room = WebRoom::open();
    let mut guest = Browser::vote_page(room.address);
    let course = crate::support::course();
    for lesson in [0, 3] {
        let steps = course.entry(lesson).unwrap().steps.len();
        for step in 0..=steps {
            room.go(Place { lesson, step });
            let place = if step < steps {
                format!("Lesson {} · step {} of {steps}", lesson + 1, step + 1)
            } else {
                format!("Lesson {} · the end", lesson + 1)
            };
            let state = guest.until(&place, |state| state["place"] == *place);
            let blocks = state["text"].as_array().unwrap();
            let is_empty = |block: &Json| block[1].as_str().unwrap().trim().is_empty();
            assert!(
                !blocks.is_empty() && !blocks.iter().any(is_empty),
                "{state}"
            );
        }
    }
}

#[test]
fn hands_and_names_reach_the_presenter_and_a_text_that_is_no_name_is_refused() {
    let room = WebRoom::open();
    let mut guest = Browser::vote_page(room.address);
    guest.send(&json!({"hand": true}));
    guest.until("the hand", |state| state["hand"] == true);
    guest.send(&json!({"name": "민아-7"}));
    guest.until("the name", |state| state["name"] == "민아-7");
    let snapshot = room.snapshot();
    assert_eq!(snapshot.raised_hands().len(), 1);
    assert_eq!(snapshot.seats[0].name.as_ref().unwrap().as_str(), "민아-7");
    guest.send(&json!({"name": "<img src=x>"}));
    let state = guest.until("the fault", |state| state.get("fault").is_some());
    assert!(state["fault"].as_str().unwrap().contains('<'), "{state}");
    guest.send(&json!({"name": ""}));
    guest.until("no name", |state| state.get("name") == Some(&Json::Null));
}

#[test]
fn the_figures_of_a_step_have_descriptions_and_move_with_the_answer_only() {
    let room = WebRoom::open();
    room.go(QUESTION);
    let mut guests: Vec<_> = (0..2).map(|_| Browser::vote_page(room.address)).collect();
    let figures_of = |guest: &mut Browser, what: &str| {
        let message = guest.until(what, |message| message.get("figures").is_some());
        message["figures"].as_str().unwrap().to_owned()
    };
    let asked = figures_of(&mut guests[0], "the figures of the question");
    assert!(
        asked.contains("<svg ") && asked.contains("<figcaption>"),
        "{asked}"
    );
    assert!(
        asked.contains("relu(A + 0)") && !asked.contains("relu(A + 7)"),
        "{asked}"
    );
    // The policy of the page allows no style attributes and no scripts.
    assert!(
        !asked.contains("style=") && !asked.contains("<script"),
        "{asked}"
    );
    guests[0].send(&json!({"vote": 1}));
    guests[0].until("the own vote", |message| {
        assert_eq!(message.get("figures"), None, "they are sent once");
        message["vote"]["answers"][1]["own"] == true
    });
    room.present(PresenterEvent::Reveal);
    let answered = figures_of(&mut guests[0], "the figures of the answer");
    assert!(answered.contains("relu(A + 7)"), "{answered}");
}

#[test]
fn figures_have_the_ground_of_the_page_and_change_with_it() {
    let room = WebRoom::open();
    room.go(QUESTION);
    let figures_of = |guest: &mut Browser| {
        let message = guest.until("figures", |message| message.get("figures").is_some());
        message["figures"].as_str().unwrap().to_owned()
    };
    let mut guest = Browser::open(room.address, "/vote", &json!({"dark": false}));
    let light = figures_of(&mut guest);
    guest.send(&json!({"dark": true}));
    let dark = figures_of(&mut guest);
    // The first rectangle is the ground.
    let is_bright = |html: &str| {
        let ground = html.split("fill=\"#").nth(1).unwrap();
        let red = u8::from_str_radix(&ground[..2], 16).unwrap();
        red > 128
    };
    assert!(is_bright(&light) && !is_bright(&dark));
    let mut of_text = Browser::open(room.address, "/vote", &json!({}));
    assert_eq!(figures_of(&mut of_text), dark, "a page that tells nothing");
}

#[test]
fn a_page_and_its_messages_have_one_language() {
    let room = WebRoom::open();
    room.go(QUESTION);
    let hello = json!({"lang": "ko"});
    let mut guest = Browser::open_in(room.address, "/vote", &hello, "en");
    let state = guest.until("the question", has_vote);
    assert_eq!(state["handLabel"], "손 들기");
    let unknown = json!({"lang": "../ko"});
    let mut guest = Browser::open_in(room.address, "/vote", &unknown, "en");
    let state = guest.until("the question", has_vote);
    assert_eq!(state["handLabel"], "Raise hand");
}
