//! The presenter's side of a room that a server has.

use std::sync::Arc;

use crate::app::join_info::JoinInfo;
use crate::app::message::{Effect, Update};
use crate::lab::ReplayEntry;
use crate::room::{Ballot, Place, PresenterEvent, RoomRun, RoomSnapshot, VotePhase};

/// The presenter's side of a room that a server has.
pub(in crate::app) struct HostedRoom {
    /// The room as the server showed it last.
    pub(in crate::app) snapshot: RoomSnapshot,
    /// How to join.
    pub(in crate::app) join: JoinInfo,
    /// The place and the ballot that the server was told.
    told: Option<(Option<Place>, Option<Ballot>)>,
    /// The run that the server was told at this place.
    told_run: Option<Arc<RoomRun>>,
    /// The number of starts that the server was told.
    starts: u32,
    /// Whether the presenter has left the join screen once.
    pub(in crate::app) has_begun: bool,
    /// Whether the bars of a vote are hidden after the answer.
    hides_tally: bool,
}

impl HostedRoom {
    /// An empty room.
    pub(in crate::app) fn new(join: JoinInfo) -> Self {
        Self {
            snapshot: RoomSnapshot::default(),
            join,
            told: None,
            told_run: None,
            starts: 0,
            has_begun: false,
            hides_tally: false,
        }
    }

    /// Tells the server that the model runs or has paused at the step `at`, if that is new. `edits` bring a model there.
    pub(in crate::app) fn tell_run(
        &mut self,
        (at, is_running): (u64, bool),
        edits: impl FnOnce() -> Vec<ReplayEntry>,
    ) -> Update {
        let stop = (!is_running).then_some(at);
        let run = match &self.told_run {
            // Only a run is repeated, and whatever the presenter does with it.
            None if !is_running => return Update::none(),
            Some(told) if told.stop == stop => return Update::none(),
            Some(told) if told.stop.is_none() => RoomRun {
                stop,
                ..(**told).clone()
            },
            Some(_) | None => {
                self.starts += 1;
                RoomRun {
                    number: self.starts,
                    edits: edits(),
                    from: at,
                    stop,
                }
            }
        };
        let run = Arc::new(run);
        self.told_run = Some(Arc::clone(&run));
        Update::effect(Effect::Present(PresenterEvent::Run(run)))
    }

    /// Tells the server the place and the ballot if they are new.
    pub(in crate::app) fn go(&mut self, place: Option<Place>, ballot: Option<Ballot>) -> Update {
        if self.told.replace((place, ballot)) == Some((place, ballot)) {
            return Update::none();
        }
        self.told_run = None;
        Update::effect(Effect::Present(PresenterEvent::Go { place, ballot }))
    }

    /// Whether the bars of the vote are on the projector. Before the answer they never are: they would pull the next votes
    /// towards the commonest answer.
    pub(in crate::app) fn shows_tally(&self) -> bool {
        !self.hides_tally && self.is_revealed()
    }

    /// Whether the answer of the vote is shown.
    pub(in crate::app) fn is_revealed(&self) -> bool {
        let vote = self.snapshot.vote.as_ref();
        vote.is_some_and(|vote| vote.phase == VotePhase::Revealed)
    }

    /// Shows or hides the bars.
    pub(in crate::app) fn toggle_tally(&mut self) {
        self.hides_tally = !self.hides_tally;
    }
}
