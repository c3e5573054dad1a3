//! The panels of a screen and the pages over it, one file each.

pub(super) mod controls;
pub(super) mod definition;
pub(super) mod end_page;
mod end_rows;
mod figure_columns;
pub(super) mod find;
pub(super) mod footer;
pub(super) mod header;
mod help;
pub(super) mod import;
pub(super) mod info_page;
pub(super) mod join;
pub(super) mod lesson;
pub(super) mod lesson_list;
pub(super) mod notes_desk;
pub(super) mod playground;
mod playground_controls;
mod run_line;
mod seats;
pub(super) mod settings;
mod zoom;
