//! Independent checks of a course, run on all cores.

use std::cmp::Reverse;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use crate::lesson::model::Fault;

/// A check that is independent of all others.
pub struct Check<'a> {
    cost: u64,
    run: Box<dyn FnOnce() -> Vec<Fault> + Send + 'a>,
}

impl<'a> Check<'a> {
    /// A check that `run` makes; `cost` is the approximate number of training steps that it takes.
    pub fn new(cost: u64, run: impl FnOnce() -> Vec<Fault> + Send + 'a) -> Self {
        Self {
            cost,
            run: Box::new(run),
        }
    }
}

/// Runs all checks, the most expensive first, and gives their faults by location, each once. After each check
/// `on_progress` gets the number of finished checks and the number of all checks.
pub fn run_checks(checks: Vec<Check<'_>>, mut on_progress: impl FnMut(usize, usize)) -> Vec<Fault> {
    let count = checks.len();
    let mut found: Vec<Vec<Fault>> = (0..count).map(|_| Vec::new()).collect();
    let mut queue: Vec<_> = checks.into_iter().enumerate().collect();
    queue.sort_by_key(|(_, check)| Reverse(check.cost));
    let queue = Mutex::new(queue.into_iter());
    let next = || {
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.next()
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..cores.min(count) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((at, check)) = next() {
                    // Sending fails only if the receiving thread has panicked.
                    if sender.send((at, (check.run)())).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (done, (at, faults)) in receiver.into_iter().enumerate() {
            // Faults are kept by check and not by time, so that the report does not depend on timing.
            found[at] = faults;
            on_progress(done + 1, count);
        }
    });
    let mut faults: Vec<_> = found.into_iter().flatten().collect();
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    without_repeats(faults)
}

/// `faults`, which are sorted by location, each once: checks of two languages may find the same one.
fn without_repeats(faults: Vec<Fault>) -> Vec<Fault> {
    let mut single: Vec<Fault> = Vec::new();
    for fault in faults {
        let mut here = single
            .iter()
            .rev()
            .take_while(|other| other.place == fault.place);
        if !here.any(|other| *other == fault) {
            single.push(fault);
        }
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::model::Location;
    use crate::locale::Phrase;

    fn fault(line: usize, key: &'static str) -> Fault {
        let place = Location {
            line,
            ..Location::default()
        };
        let message = Phrase::key(key);
        Fault { place, message }
    }

    #[test]
    fn faults_are_sorted_by_location_and_then_by_check() {
        let checks = vec![
            Check::new(1, || vec![fault(2, "a"), fault(1, "b")]),
            Check::new(9, || vec![fault(2, "c")]),
            Check::new(5, Vec::new),
        ];
        let mut progress = Vec::new();
        let found = run_checks(checks, |done, count| progress.push((done, count)));
        let keys: Vec<_> = found.iter().map(|fault| fault.message.name()).collect();
        assert_eq!(keys, ["b", "a", "c"]);
        assert_eq!(progress, [(1, 3), (2, 3), (3, 3)]);
    }

    #[test]
    fn a_fault_that_two_checks_find_is_reported_once() {
        let checks = vec![
            Check::new(1, || vec![fault(2, "a"), fault(2, "b"), fault(3, "a")]),
            Check::new(1, || vec![fault(2, "a")]),
        ];
        let found = run_checks(checks, |_, _| {});
        let keys: Vec<_> = found.iter().map(|fault| fault.message.name()).collect();
        assert_eq!(keys, ["a", "b", "a"]);
    }

    #[test]
    fn the_most_expensive_check_starts_first() {
        let started = Mutex::new(Vec::new());
        let check = |cost| {
            let started = &started;
            Check::new(cost, move || {
                started.lock().unwrap().push(cost);
                Vec::new()
            })
        };
        run_checks(vec![check(1), check(100), check(10)], |_, _| {});
        let order = started.into_inner().unwrap();
        assert_ne!(order[0], 1, "{order:?}");
        assert_eq!(order.len(), 3);
    }

    #[test]
    fn no_checks_find_no_faults() {
        assert_eq!(run_checks(Vec::new(), |_, _| unreachable!()), []);
    }
}
