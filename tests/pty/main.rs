//! The program in a pseudo-terminal.

#![cfg(unix)]

mod any_terminal;
mod documented_commands;
mod images;
mod input;
mod killed;
mod large_text;
mod live_preview;
mod motion;
mod other_courses;
mod play_in_terminal;
mod terminal;
mod walk_in_terminal;
#[cfg(feature = "host")]
mod workshop;

#[cfg(test)]
#[path = "../support"]
mod support {
    pub(crate) mod builtin;
    pub(crate) mod folders;
    pub(crate) mod guide;
    pub(crate) mod pty;

    pub(crate) use builtin::course;
}
