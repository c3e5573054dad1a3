//! Areas of the screen that react to the mouse, recorded while the screen is drawn.

use std::cell::RefCell;

use ratatui::layout::Rect;

use crate::app::{Key, Pane};
use crate::chart::AxisScale;
use crate::lab::Value;

/// An element of the screen that reacts to the mouse.
#[derive(Clone, Debug)]
pub(super) enum HitRegion {
    /// The name of a key, which acts like the key.
    Key(Key),
    /// The step at an index.
    Step(usize),
    /// An entry of the list of lessons, by the index of the lesson in the course.
    Lesson(usize),
    /// Another course in the list of lessons, by its index among them.
    Course(usize),
    /// A row of the end page, by its index.
    EndRow(usize),
    /// A search result, by its index.
    FindResult(usize),
    /// A term of the glossary in the text, by its name.
    Term(String),
    /// A link in the text, by its address.
    Link(String),
    /// A row of the settings.
    Setting(usize),
    /// A value in a row of the settings.
    SettingValue {
        /// The row.
        row: usize,
        /// The index of the value.
        at: usize,
    },
    /// A column of the import page, by its index.
    ImportColumn(usize),
    /// The rail of a slider.
    Slider {
        /// The control.
        name: String,
        /// The value at its left end.
        min: f64,
        /// The value at its right end.
        max: f64,
    },
    /// An option of a control.
    Choice {
        /// The control.
        name: String,
        /// The option.
        option: String,
    },
    /// An area that sets a control to a value.
    Value {
        /// The control.
        name: String,
        /// The value.
        value: Value,
    },
    /// The tab of a pane of the playground.
    Pane(Pane),
    /// A unit of a network diagram.
    Unit {
        /// The index of the figure among those that are shown.
        figure: usize,
        /// The index of the tier, 0 for the inputs.
        tier: usize,
        /// The index of the unit in its tier.
        node: usize,
    },
    /// The plane of a figure, which can be dragged on.
    Plane {
        /// The index of the figure among those that are shown.
        figure: usize,
        /// Columns to values.
        x: AxisScale,
        /// Rows to values.
        y: AxisScale,
    },
}

/// The hit regions of a screen in drawing order.
#[derive(Debug, Default)]
pub(super) struct HitRegions(RefCell<Vec<(Rect, HitRegion)>>);

impl HitRegions {
    /// Records a hit region, unless its area is empty.
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
