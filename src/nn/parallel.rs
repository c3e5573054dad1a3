//! Independent work on several threads.

use std::cell::Cell;
use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

thread_local! {
    static MAX_THREADS: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The number of threads that work which begins on this thread may use: that of the machine, unless it was limited.
pub fn max_threads() -> usize {
    let limit = MAX_THREADS.get();
    limit.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get))
}

/// Limits the work that begins on this thread to so many threads. Results do not depend on it.
pub fn limit_threads(threads: usize) {
    MAX_THREADS.set(Some(threads));
}

/// Calls `work` for every item, on up to `threads` threads that end before this returns. One thread works on an item, so
/// the result does not depend on the number of threads.
pub fn for_each<T: Send>(items: &mut [T], threads: usize, work: impl Fn(&mut T) + Sync) {
    if threads <= 1 || items.len() <= 1 {
        return items.iter_mut().for_each(work);
    }
    let helpers = threads.min(items.len()) - 1;
    let queue = Mutex::new(items.iter_mut());
    let next = || queue.lock().ok().and_then(|mut items| items.next());
    let drain = || {
        while let Some(item) = next() {
            work(item);
        }
    };
    thread::scope(|scope| {
        for _ in 0..helpers {
            scope.spawn(drain);
        }
        drain();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_called_once_per_item_on_any_number_of_threads() {
        for threads in [0, 1, 2, 3, 8, 100] {
            for count in [0, 1, 2, 50] {
                let mut items = vec![7; count];
                for_each(&mut items, threads, |item| *item += 1);
                assert_eq!(items, vec![8; count]);
            }
        }
    }
}
