//! Areas of the screen that react to the mouse, recorded while the screen is drawn.

use std::cell::RefCell;

use ratatui::layout::Rect;

use crate::app::{Key, Pane};
use crate::figure::Axis;
use crate::lab::Value;

/// Something on the screen that can be pointed at.
#[derive(Clone, Debug)]
pub(super) enum HitRegion {
    /// A key.
    Key(Key),
    /// A step, by its place.
    Step(usize),
    /// An entry of the list.
    Lesson(usize),
    /// A result of a search.
    FindResult(usize),
    /// A row of the settings.
    Setting(usize),
    /// A value in a row of the settings.
    SettingValue {
        /// The row.
        row: usize,
        /// The index of the value.
        at: usize,
    },
    /// The rail of a slider, from its least to its greatest value.
    Slider {
        /// The control.
        name: String,
        /// The value at its left end.
        min: f64,
        /// The value at its right end.
        max: f64,
    },
    /// One of the options of a control.
    Choice {
        /// The control.
        name: String,
        /// The option.
        option: String,
    },
    /// A value that a control would take.
    Value {
        /// The control.
        name: String,
        /// The value.
        value: Value,
    },
    /// A pane of a workbench.
    Pane(Pane),
    /// A unit of a network.
    Unit {
        /// The place of the figure among those that are shown.
        figure: usize,
        /// The place of its tier, 0 for the inputs.
        tier: usize,
        /// Its place in the tier.
        node: usize,
    },
    /// The plane of a figure.
    Plane {
        /// The place of the figure among those that are shown.
        figure: usize,
        /// Its horizontal axis.
        x: Axis,
        /// Its vertical axis.
        y: Axis,
    },
}

/// The spots of a screen, in the order in which they were drawn.
#[derive(Debug, Default)]
pub(super) struct HitRegions(RefCell<Vec<(Rect, HitRegion)>>);

impl HitRegions {
    /// Notes that `hit_region` is drawn in `area`.
    pub(super) fn add(&self, area: Rect, hit_region: HitRegion) {
        if !area.is_empty() {
            self.0.borrow_mut().push((area, hit_region));
        }
    }

    /// The areas with what is drawn in them, in drawing order.
    pub(super) fn into_inner(self) -> Vec<(Rect, HitRegion)> {
        self.0.into_inner()
    }
}
