//! Checking on all cores: pieces that need nothing of each other, the longest first.

use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use crate::lesson::model::Fault;

/// A piece of checking that needs nothing of any other.
pub struct Job<'a> {
    cost: u64,
    work: Box<dyn FnOnce() -> Vec<Fault> + Send + 'a>,
}

impl<'a> Job<'a> {
    /// A piece that does about `cost` steps of models and gives the faults that it finds.
    pub fn new(cost: u64, work: impl FnOnce() -> Vec<Fault> + Send + 'a) -> Self {
        Self {
            cost,
            work: Box::new(work),
        }
    }
}

/// All faults that `jobs` find, by place. After each job `told` hears how many are done, and of how many.
pub fn faults(jobs: Vec<Job<'_>>, mut told: impl FnMut(usize, usize)) -> Vec<Fault> {
    let all = jobs.len();
    let mut found: Vec<Vec<Fault>> = (0..all).map(|_| Vec::new()).collect();
    let mut waiting: Vec<_> = jobs.into_iter().enumerate().collect();
    waiting.sort_by_key(|(_, job)| std::cmp::Reverse(job.cost));
    let waiting = Mutex::new(waiting.into_iter());
    let next = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.next()
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let (give, take) = mpsc::channel();
        for _ in 0..cores.min(all) {
            let (give, next) = (give.clone(), &next);
            scope.spawn(move || {
                while let Some((at, job)) = next() {
                    // Nobody listens any more only where the listener has failed, and then it is over.
                    if give.send((at, (job.work)())).is_err() {
                        break;
                    }
                }
            });
        }
        drop(give);
        for (done, (at, faults)) in take.into_iter().enumerate() {
            // By job and not by time: the same course gives the same report.
            found[at] = faults;
            told(done + 1, all);
        }
    });
    let mut faults: Vec<_> = found.into_iter().flatten().collect();
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    faults
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
        let what = Phrase::key(key);
        Fault { place, what }
    }

    #[test]
    fn faults_come_by_place_and_then_by_job_whatever_ends_first() {
        let jobs = vec![
            Job::new(1, || vec![fault(2, "a"), fault(1, "b")]),
            Job::new(9, || vec![fault(2, "c")]),
            Job::new(5, Vec::new),
        ];
        let mut told = Vec::new();
        let found = faults(jobs, |done, all| told.push((done, all)));
        let keys: Vec<_> = found.iter().map(|fault| fault.what.name()).collect();
        assert_eq!(keys, ["b", "a", "c"]);
        assert_eq!(told, [(1, 3), (2, 3), (3, 3)]);
    }

    #[test]
    fn the_longest_begins_first() {
        let begun = Mutex::new(Vec::new());
        let job = |cost| {
            let begun = &begun;
            Job::new(cost, move || {
                begun.lock().unwrap().push(cost);
                Vec::new()
            })
        };
        faults(vec![job(1), job(100), job(10)], |_, _| {});
        let order = begun.into_inner().unwrap();
        assert_ne!(order[0], 1, "{order:?}");
        assert_eq!(order.len(), 3);
    }

    #[test]
    fn without_jobs_there_is_nothing_to_wait_for() {
        assert_eq!(faults(Vec::new(), |_, _| unreachable!()), []);
    }
}
