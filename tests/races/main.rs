//! Results of training: the tables and races that the course quotes.

mod engine_bits;
mod engine_races;
mod engine_tables;
mod race;

#[cfg(test)]
#[path = "../support"]
mod support {
    pub(crate) mod driver;

    pub(crate) use driver::{Driver, app};
}
