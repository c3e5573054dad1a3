//! The file of a room, by which it goes on after its presenter's program has ended.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::seat_code::SeatCode;
use crate::lesson::Course;
use crate::room::{
    Ballot, Place, SavedRoom, SavedSeat, SavedVote, SeatId, SeatName, VotePhase, VoteTally,
};
use crate::storage;

/// The age from which on a room is not continued.
const MAX_AGE: Duration = Duration::from_secs(12 * 60 * 60);

/// The phases and their names in the file.
const PHASES: [(VotePhase, &str); 3] = [
    (VotePhase::Open, "open"),
    (VotePhase::Closed, "closed"),
    (VotePhase::Revealed, "revealed"),
];

/// A room that can be continued.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedHost {
    /// The time of day at which it was opened: `10:31`.
    pub began: String,
    /// The room.
    pub room: SavedRoom,
    /// The PIN of the room; none for an open one.
    pub pin: Option<String>,
    /// The token of the presenter's notes.
    pub(super) token: Option<String>,
    /// The codes of the seats.
    pub(super) codes: Vec<(SeatId, SeatCode)>,
}

impl SavedHost {
    /// The file of the room at `port` in the state folder `folder`.
    fn path(folder: &Path, port: u16) -> PathBuf {
        folder.join(format!("room-{port}.toml"))
    }

    /// Reads the room at `port` that was open in the last hours; none if there is none with a seat, or none that can be
    /// understood.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(folder: &Path, port: u16, course: &Course) -> io::Result<Option<Self>> {
        let path = Self::path(folder, port);
        if storage::secret_age(&path).is_none_or(|age| age > MAX_AGE) {
            return Ok(None);
        }
        let text = storage::read_secret(&path)?;
        let saved = text.and_then(|text| parse(&text, course));
        Ok(saved.filter(|saved| !saved.room.seats.is_empty()))
    }

    /// Writes the room at `port`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn write(&self, folder: &Path, port: u16, course: &Course) -> io::Result<()> {
        storage::write_secret(&Self::path(folder, port), &self.text(course))
    }

    fn text(&self, course: &Course) -> String {
        let mut document = DocumentMut::new();
        document["began"] = value(&self.began);
        let secrets = [("pin", &self.pin), ("token", &self.token)];
        for (name, secret) in secrets {
            if let Some(secret) = secret {
                document[name] = value(secret);
            }
        }
        if let Some(place) = place_name(self.room.place, course) {
            document["place"] = value(place);
        }
        let mut seats = ArrayOfTables::new();
        for seat in &self.room.seats {
            let mut table = Table::new();
            table["number"] = value(i64::from(seat.id.number()));
            let code = self.codes.iter().find(|(id, _)| *id == seat.id);
            if let Some((_, code)) = code {
                table["code"] = value(code.to_string());
            }
            if let Some(name) = &seat.name {
                table["name"] = value(name.as_str());
            }
            table["follows"] = value(seat.follows);
            if let Some(at) = seat.hand {
                table["hand"] = value(i64::from(at));
            }
            if let Some(place) = place_name(seat.place, course) {
                table["place"] = value(place);
            }
            seats.push(table);
        }
        document["seat"] = Item::ArrayOfTables(seats);
        let mut votes = ArrayOfTables::new();
        for vote in &self.room.votes {
            let Some(place) = place_name(Some(vote.place), course) else {
                continue;
            };
            let mut table = Table::new();
            table["place"] = value(place);
            let phase = PHASES.iter().find(|(phase, _)| *phase == vote.phase);
            table["phase"] = value(phase.map_or("open", |(_, name)| name));
            let mut rounds = Array::new();
            for tally in &vote.tallies {
                let counts = (0..vote.ballot.answers).map(|answer| tally.count(answer));
                let counts = counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX));
                rounds.push(counts.collect::<Array>());
            }
            table["rounds"] = value(rounds);
            if vote.lost > 0 {
                // Who voted for which answer stands in no file.
                table["open-votes"] = value(i64::try_from(vote.lost).unwrap_or(i64::MAX));
            }
            votes.push(table);
        }
        document["vote"] = Item::ArrayOfTables(votes);
        document.to_string()
    }
}

/// A place as `lesson/step`; none for the list of lessons.
fn place_name(place: Option<Place>, course: &Course) -> Option<String> {
    let place = place?;
    let lesson = course.entry(place.lesson)?;
    let step = lesson.steps.get(place.step);
    Some(match step {
        Some(step) => format!("{}/{}", lesson.name, step.id),
        None => format!("{}/", lesson.name),
    })
}

/// The place of a name; a step that is no more is the first one of its lesson.
fn place_of(name: &str, course: &Course) -> Option<Place> {
    let (lesson, step) = name.split_once('/')?;
    let at = (0..)
        .map_while(|at| course.entry(at))
        .position(|other| other.name == lesson)?;
    let steps = &course.entry(at)?.steps;
    let step = match step {
        "" => steps.len(),
        id => steps.iter().position(|step| step.id == id).unwrap_or(0),
    };
    Some(Place { lesson: at, step })
}

fn parse(text: &str, course: &Course) -> Option<SavedHost> {
    let document: DocumentMut = text.parse().ok()?;
    let place = |table: &Table| {
        let name = table.get("place").and_then(Item::as_str)?;
        place_of(name, course)
    };
    let tables = |name: &str| {
        let tables = document.get(name).and_then(Item::as_array_of_tables);
        tables.into_iter().flatten()
    };
    let mut saved = SavedHost {
        began: document.get("began")?.as_str()?.to_owned(),
        pin: secret_of(&document, "pin"),
        token: secret_of(&document, "token"),
        ..SavedHost::default()
    };
    saved.room.place = place(document.as_table());
    for table in tables("seat") {
        let number = table.get("number").and_then(Item::as_integer)?;
        let id = SeatId::new(u32::try_from(number).ok()?);
        let code = table.get("code").and_then(Item::as_str);
        let Some(code) = code.and_then(SeatCode::parse) else {
            continue;
        };
        let name = table.get("name").and_then(Item::as_str);
        saved.codes.push((id, code));
        saved.room.seats.push(SavedSeat {
            id,
            name: name.and_then(|name| SeatName::parse(name).ok()),
            follows: table.get("follows").and_then(Item::as_bool).unwrap_or(true),
            hand: number_of(table, "hand"),
            place: place(table),
        });
    }
    for table in tables("vote") {
        if let Some(vote) = parse_vote(table, place(table), course) {
            saved.room.votes.push(vote);
        }
    }
    Some(saved)
}

/// A secret of letters and digits.
fn secret_of(document: &DocumentMut, name: &str) -> Option<String> {
    let secret = document.get(name)?.as_str()?;
    let is_secret = !secret.is_empty() && secret.chars().all(|c| c.is_ascii_alphanumeric());
    is_secret.then(|| secret.to_owned())
}

/// A number that is not negative.
fn number_of<T: TryFrom<i64>>(table: &Table, name: &str) -> Option<T> {
    let number = table.get(name).and_then(Item::as_integer)?;
    T::try_from(number).ok()
}

/// A vote; none if its question is no more.
fn parse_vote(table: &Table, place: Option<Place>, course: &Course) -> Option<SavedVote> {
    let place = place?;
    let step = course.entry(place.lesson)?.steps.get(place.step)?;
    let crate::lesson::Activity::Question(question) = &step.activity else {
        return None;
    };
    let answers = question.answers.len();
    let phase = table.get("phase").and_then(Item::as_str)?;
    let (phase, _) = PHASES.iter().find(|(_, name)| *name == phase)?;
    let rounds = table.get("rounds").and_then(Item::as_array)?;
    let tallies = rounds.iter().map(|round| {
        let counts = round.as_array()?.iter();
        let counts = counts.map(|count| usize::try_from(count.as_integer()?).ok());
        let counts: Vec<_> = counts.collect::<Option<_>>()?;
        (counts.len() == answers).then(|| VoteTally::new(counts))
    });
    Some(SavedVote {
        place,
        ballot: Ballot {
            answers,
            right: question.right,
        },
        phase: *phase,
        lost: number_of(table, "open-votes").unwrap_or(0),
        tallies: tallies.collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{self, CourseSource};
    use crate::room::{PresenterEvent, Room, SeatEvent};

    #[test]
    fn a_room_is_restored_without_who_voted_what() {
        let course = lesson::load(&CourseSource::Builtin).unwrap();
        let place = place_of("bias-moves-the-kink/guess", &course);
        let ballot = Some(Ballot {
            answers: 4,
            right: 2,
        });
        let now = Duration::ZERO;
        let mut room = Room::new(5);
        let seats: Vec<_> = (0..3).map(|_| room.join(now).unwrap()).collect();
        let _changed = room.present(PresenterEvent::Go { place, ballot }, now);
        let name = SeatName::parse("민아").unwrap();
        let _changed = room.update(seats[1], SeatEvent::Name(Some(name)), now);
        for (seat, answer) in seats.iter().zip([0, 0, 2]) {
            let _changed = room.update(*seat, SeatEvent::Vote(answer), now);
        }
        let saved = SavedHost {
            began: "10:31".to_owned(),
            pin: Some("042117".to_owned()),
            token: Some("ABCDEFGH".to_owned()),
            room: room.save(),
            codes: seats.iter().map(|id| (*id, SeatCode::random())).collect(),
        };
        let text = saved.text(&course);
        assert_eq!(parse(&text, &course), Some(saved.clone()));
        let restored = Room::restore(saved.room, 5).snapshot();
        let vote = restored.vote.unwrap();
        let tally = vote.tally().unwrap();
        assert_eq!((tally.count(0), tally.count(2), vote.voted), (2, 1, 3));
        assert!(restored.seats.iter().all(|seat| seat.is_away));
        assert_eq!(restored.seats[1].name.as_ref().unwrap().as_str(), "민아");
        assert_eq!(parse("began = 3", &course), None);
        assert_eq!(parse("no toml", &course), None);
    }
}
