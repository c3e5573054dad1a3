//! Tests that need neither a terminal nor long training: one binary, one module per topic.

mod author_faults;
mod authors;
mod broken_courses;
mod charts;
mod checking;
mod class;
mod command_line;
mod counted_words;
mod course;
mod course_reload;
mod courses;
mod crowded_charts;
mod cycles;
mod end_pages;
mod exporting;
mod figure_promises;
mod figures;
mod formula_labs;
mod formulas;
mod frozen_questions;
mod glossary_terms;
mod goals;
mod handouts;
mod help;
mod hostile_text;
#[cfg(feature = "host")]
mod hosting;
#[cfg(feature = "host")]
mod hosting_attacks;
#[cfg(feature = "host")]
mod hosting_limits;
#[cfg(feature = "host")]
mod hosting_sentences;
mod import;
mod import_page;
mod json_outputs;
mod keys;
mod lab_files;
mod labs;
mod lanes;
mod languages;
mod large_text;
mod layers;
mod learner_report;
mod main_chart;
mod markdown;
mod motion;
mod mouse;
mod moved_steps;
mod named_curves;
mod names;
mod new_course;
mod painting;
mod pictures;
mod plain;
mod planted;
mod playground;
mod pre_test;
mod random_data;
mod random_files;
mod random_keys;
mod random_playground;
mod reading;
mod remembering;
mod repeated_runs;
mod reviewed_texts;
mod room;
mod room_runs;
mod room_screens;
mod saved_by_0_1_0;
mod screens;
mod settings;
mod slope_triangles;
mod snapshots;
mod storage;
mod undo;
mod vote_bars;
mod walk;
#[cfg(feature = "host")]
mod web;
mod words_view;
mod zoom;

#[cfg(test)]
#[path = "../support"]
mod support {
    pub(crate) mod builtin;
    pub(crate) mod driver;
    pub(crate) mod figures;
    pub(crate) mod folders;
    pub(crate) mod guide;
    pub(crate) mod module_tree;
    pub(crate) mod motion;
    pub(crate) mod rust_source;
    pub(crate) mod snapshot;
    #[cfg(feature = "host")]
    pub(crate) mod ssh_guest;

    pub(crate) use builtin::course;
    pub(crate) use driver::{Driver, app, parse_keys};
    pub(crate) use motion::{step_after, without_motion};
}
