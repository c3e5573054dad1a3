//! Checks of a course, and the runs of labs that they need.

mod check;
mod fact_run;
mod samples;
mod statistic;

pub use check::{Check, run_checks};
pub use fact_run::run_to;
pub(in crate::lesson) use fact_run::{Found, agrees, group_by_run, seed_count};
pub(in crate::lesson) use samples::{samples, samples_of_all_controls};
