//! Keys, the mouse, and the actions that they trigger.

pub(super) mod action;
pub(super) mod hangul;
pub(super) mod key;
pub(super) mod keymap;
pub(super) mod mouse;
