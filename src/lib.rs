//! relutor: to `ReLU` what `vimtutor` is to Vim.

pub mod locale;
pub mod nn;
