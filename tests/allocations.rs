//! A training step allocates nothing.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::Arc;

use relutor::nn::{
    Activation, Batch, Inference, NetworkConfig, Optimizer, Recipe, Task, Trainer, TrainingConfig,
};

/// The system allocator with a count of the allocations of each thread.
struct CountingAllocator;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

#[expect(unsafe_code, reason = "only an allocator sees every allocation")]
// SAFETY: every call is forwarded unchanged to the system allocator.
unsafe impl GlobalAlloc for CountingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        // SAFETY: the caller upholds the contract of this function.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller upholds the contract of this function.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

fn allocations(work: impl FnOnce()) -> usize {
    let before = COUNT.with(Cell::get);
    work();
    COUNT.with(Cell::get) - before
}

#[test]
fn the_counting_allocator_counts_an_allocation() {
    assert!(allocations(|| drop(std::hint::black_box(vec![1; 100]))) > 0);
}

#[test]
fn training_steps_do_not_allocate_for_any_activation_optimiser_and_batch() {
    let data = Arc::new(Recipe::Spiral.draw(0));
    let penalised = Optimizer {
        l1: 1e-3,
        ..Optimizer::adam(0.01)
    };
    let batches = [Batch::Full, Batch::Mini { size: 10, seed: 0 }];
    for f in Activation::ALL {
        for optimizer in [Optimizer::descent(0.1), Optimizer::momentum(0.1), penalised] {
            for batch in batches {
                let training = TrainingConfig {
                    batch,
                    ..TrainingConfig::for_task(Task::Classification, optimizer)
                };
                let network = NetworkConfig::new(2, 3, 7, f).draw(0);
                let mut trainer = Trainer::new(network, Arc::clone(&data), training);
                let count = allocations(|| {
                    trainer.advance(50);
                });
                assert_eq!(count, 0, "{f} {optimizer:?} {batch:?}");
            }
        }
    }
}

#[test]
fn recomputing_unit_maps_does_not_allocate() {
    let network = NetworkConfig::new(2, 2, 8, Activation::Tanh).draw(0);
    let mut response = Inference::on_grid(&network, (50, 40), (-1.0, 1.0), (-1.0, 1.0));
    assert_eq!(allocations(|| response.update(&network)), 0);
}
