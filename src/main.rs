//! The `relutor` program.
fn main() {}
