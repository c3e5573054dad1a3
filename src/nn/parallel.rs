//! Independent work on several cores.

use std::sync::Mutex;

/// Does `work` to every item, on up to `threads` threads that end before this returns. Each item is worked on by one thread
/// alone, so what becomes of it does not depend on how many there are.
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
    std::thread::scope(|scope| {
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
    fn every_item_is_worked_on_once_whatever_the_number_of_threads() {
        for threads in [0, 1, 2, 3, 8, 100] {
            for count in [0, 1, 2, 50] {
                let mut items = vec![7; count];
                for_each(&mut items, threads, |item| *item += 1);
                assert_eq!(items, vec![8; count]);
            }
        }
    }
}
