//! What a training step costs: `cargo bench --bench engine`.
//!
//! Each page is a shape of network. On it stands the engine beside the same step written as plain loops and as ndarray
//! products into buffers allocated beforehand; all in f64, with the same weights, data and batches. Before anything is
//! measured, the three losses are compared after 200 steps.

mod plain;
mod products;
mod shapes;
mod uses;

fn main() {
    shapes::check_that_losses_agree();
    divan::main();
}
