//! relutor: to `ReLU` what `vimtutor` is to Vim.

pub mod app;
pub mod figure;
pub mod lab;
pub mod lesson;
pub mod locale;
pub mod nn;
