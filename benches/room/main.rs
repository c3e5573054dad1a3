//! Measures a hosted room against its limits: `cargo bench --bench room`.
//!
//! Runs `relutor host` in a pseudo-terminal and two hundred guests with russh's own client in this process, over the loopback
//! interface, all on the same cores. Every latency is that of a key until the first bytes of its frame. The exit code is 1 if a
//! value is above its limit.

#![cfg_attr(
    feature = "host",
    expect(clippy::disallowed_methods, reason = "a benchmark measures time")
)]

#[cfg(feature = "host")]
mod guests;
#[cfg(feature = "host")]
mod hosted_program;
#[cfg(feature = "host")]
mod measure;
#[cfg(feature = "host")]
#[path = "../report/rows.rs"]
mod report;

#[cfg(feature = "host")]
use std::io;
#[cfg(feature = "host")]
use std::process::ExitCode;

#[cfg(feature = "host")]
fn main() -> io::Result<ExitCode> {
    measure::run()
}

#[cfg(not(feature = "host"))]
fn main() {}
