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
