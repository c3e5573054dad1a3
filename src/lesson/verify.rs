//! Checks of a course that run its labs.

mod check;
mod fact_run;

pub use check::{Job, faults};
pub use fact_run::{agrees, raced, run_to, shared_runs};
