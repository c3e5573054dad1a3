//! Turns for drawing and training: a few guests at a time, first come, first served.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::mailbox::Mailbox;

/// The turns of the guests. Keys need none.
#[derive(Debug)]
pub(super) struct FairScheduler {
    turns: Mutex<Turns>,
}

#[derive(Debug)]
struct Turns {
    free: usize,
    queue: VecDeque<Arc<Mailbox>>,
}

impl FairScheduler {
    /// A scheduler that lets `slots` guests work at a time.
    pub(super) fn new(slots: usize) -> Self {
        Self {
            turns: Mutex::new(Turns {
                free: slots.max(1),
                queue: VecDeque::new(),
            }),
        }
    }

    /// Asks for a turn. True if it begins at once; else [`Mailbox::grant_turn`] tells when it does.
    pub(super) fn request(&self, mailbox: &Arc<Mailbox>) -> bool {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.free > 0 {
            turns.free -= 1;
            return true;
        }
        turns.queue.push_back(Arc::clone(mailbox));
        false
    }

    /// Ends a turn; the next one in the queue begins.
    pub(super) fn release(&self) {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        match turns.queue.pop_front() {
            Some(next) => next.grant_turn(),
            None => turns.free += 1,
        }
    }

    /// Leaves the queue. False if the turn was granted meanwhile, so that it has to be released.
    pub(super) fn cancel(&self, mailbox: &Arc<Mailbox>) -> bool {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let before = turns.queue.len();
        turns.queue.retain(|other| !Arc::ptr_eq(other, mailbox));
        turns.queue.len() < before
    }
}

/// A guest's turn, given back when it is dropped.
#[derive(Debug)]
pub(super) struct WorkTurn {
    scheduler: Arc<FairScheduler>,
    mailbox: Arc<Mailbox>,
    state: std::cell::Cell<TurnState>,
}

/// The state of a guest's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TurnState {
    /// It has no turn.
    Idle,
    /// It waits in the queue.
    Waiting,
    /// It may work.
    Working,
}

impl WorkTurn {
    /// The turn of the guest with this mailbox.
    pub(super) fn new(scheduler: Arc<FairScheduler>, mailbox: Arc<Mailbox>) -> Self {
        Self {
            scheduler,
            mailbox,
            state: std::cell::Cell::new(TurnState::Idle),
        }
    }

    /// Asks for a turn if there is none yet. True if the guest may work.
    pub(super) fn request(&self) -> bool {
        match self.state.get() {
            TurnState::Working => return true,
            TurnState::Waiting => {}
            TurnState::Idle => {
                let granted = self.scheduler.request(&self.mailbox);
                self.state.set(if granted {
                    TurnState::Working
                } else {
                    TurnState::Waiting
                });
            }
        }
        if self.state.get() == TurnState::Waiting && self.mailbox.take_grant() {
            self.state.set(TurnState::Working);
        }
        self.state.get() == TurnState::Working
    }

    /// Whether the guest has a turn.
    pub(super) fn is_working(&self) -> bool {
        self.state.get() == TurnState::Working
    }

    /// Ends the turn, or leaves the queue.
    pub(super) fn release(&self) {
        match self.state.replace(TurnState::Idle) {
            TurnState::Idle => {}
            TurnState::Working => self.scheduler.release(),
            TurnState::Waiting => {
                if !self.scheduler.cancel(&self.mailbox) {
                    let _granted = self.mailbox.take_grant();
                    self.scheduler.release();
                }
            }
        }
    }
}

impl Drop for WorkTurn {
    fn drop(&mut self) {
        self.release();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Guests whose turns begin and end in any order.
    struct Guests {
        turns: Vec<WorkTurn>,
        /// Those that wait, in the order of their requests.
        waiting: Vec<usize>,
    }

    impl Guests {
        fn new(count: usize, slots: usize) -> Self {
            let scheduler = Arc::new(FairScheduler::new(slots));
            let turn = |_| WorkTurn::new(Arc::clone(&scheduler), Arc::default());
            Self {
                turns: (0..count).map(turn).collect(),
                waiting: Vec::new(),
            }
        }

        /// A guest asks for a turn, or looks whether it was granted.
        fn request(&mut self, guest: usize) {
            let was_waiting = self.waiting.contains(&guest);
            let works = self.turns[guest].request();
            match (was_waiting, works) {
                (false, false) => self.waiting.push(guest),
                (true, true) => self.waiting.retain(|other| *other != guest),
                (true, false) | (false, true) => {}
            }
        }

        fn release(&mut self, guest: usize) {
            self.turns[guest].release();
            self.waiting.retain(|other| *other != guest);
        }

        fn working(&self) -> usize {
            let works = |turn: &&WorkTurn| turn.state.get() == TurnState::Working;
            self.turns.iter().filter(works).count()
        }
    }

    proptest! {
        #[test]
        fn turns_are_given_first_come_first_served(
            slots in 1_usize..4,
            schedule in proptest::collection::vec((0_usize..12, any::<bool>()), 1..400),
        ) {
            let mut guests = Guests::new(12, slots);
            for (guest, asks) in schedule {
                if asks {
                    guests.request(guest);
                } else {
                    guests.release(guest);
                }
                // Those in front learn of their turns first.
                let mut is_served = true;
                for waiting in guests.waiting.clone() {
                    guests.request(waiting);
                    let works = !guests.waiting.contains(&waiting);
                    prop_assert!(is_served || !works, "somebody overtook");
                    is_served = works;
                }
                prop_assert!(guests.working() <= slots);
                prop_assert!(guests.waiting.is_empty() || guests.working() == slots, "a turn is lost");
            }
            for guest in 0..12 {
                guests.release(guest);
            }
            for guest in 0..slots {
                guests.request(guest);
            }
            prop_assert_eq!(guests.working(), slots, "every turn is free again");
        }
    }
}
