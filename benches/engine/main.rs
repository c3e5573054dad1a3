//! The cost of a training step: `cargo bench --bench engine`.
//!
//! Each group is a shape of network. It compares the engine with the same step as plain loops and as ndarray products into
//! preallocated buffers, all in f64 with the same weights, data and batches. The three losses must agree after 200 steps
//! before the measurement begins.

mod plain;
mod products;
mod shapes;
mod uses;

fn main() {
    shapes::check_that_losses_agree();
    divan::main();
}
