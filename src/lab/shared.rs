//! Parts that several kinds of labs share.

mod activation;
mod axis;
mod bends;
mod curve;
mod four_points;
mod heat;
mod kink_record;
mod line;
mod loss_plot;
mod signal;
mod slope;
mod training_run;
mod xor;

pub(super) use activation::{
    ACTIVATION_WORDS, activation, activation_label, function_name, leaky_relu,
};
pub(super) use axis::{axis_end, axis_start};
pub(super) use bends::bends;
pub(super) use curve::{fit_plot, network_curve, sample_curve};
pub(super) use four_points::{
    INPUTS, count_awake, four_points, one_unit, pair, unit_plot, weight_and_bias,
};
pub(super) use heat::{decision_surface, is_shown};
pub(super) use kink_record::KinkRecord;
pub(super) use line::clip_falling_line;
pub(super) use loss_plot::loss_plot;
pub(super) use signal::{back_signal, ratio};
pub(super) use slope::{slope_axis, slope_name, slopes};
pub(super) use training_run::{RunLimits, Split, TrainingRun};
pub(super) use xor::{SIDE, Xor};
