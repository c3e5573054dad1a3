//! What stands where: the screen is drawn once more, and whatever can be pointed at leaves its place.

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::screen;
use crate::app::{App, ClickTarget, Drag, Key, Pane, Preference};
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
    /// A line of the settings.
    Preference(Preference),
    /// A value on a line of the settings.
    Preferred {
        /// The line.
        preference: Preference,
        /// The place of the value.
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
    pub(super) fn add(&self, area: Rect, hit_region: HitRegion) {
        if !area.is_empty() {
            self.0.borrow_mut().push((area, hit_region));
        }
    }
}

/// What stands at column `x` of row `y` of a screen of this size; while something is held, the place on it that is
/// nearest.
pub fn hit(app: &App, size: (u16, u16), x: u16, y: u16) -> Option<ClickTarget> {
    let area = Rect::new(0, 0, size.0, size.1);
    let hit_regions = HitRegions::default();
    screen::render_with(
        app,
        app.appearance(),
        area,
        &mut Buffer::empty(area),
        Some(&hit_regions),
    );
    let hit_regions = hit_regions.0.into_inner();
    let held = hit_regions
        .iter()
        .find(|(_, hit_region)| is_held(app.active_drag(), hit_region));
    let (area, hit_region) = held.or_else(|| {
        let here = |(area, _): &&(Rect, HitRegion)| area.contains((x, y).into());
        hit_regions.iter().rev().find(here)
    })?;
    Some(target(hit_region, *area, (x, y)))
}

fn is_held(active_drag: Option<&Drag>, hit_region: &HitRegion) -> bool {
    match (active_drag, hit_region) {
        (Some(Drag::Control(held)), HitRegion::Slider { name, .. }) => held == name,
        (Some(active_drag), HitRegion::Plane { figure, .. }) => {
            active_drag.figure() == Some(*figure)
        }
        (_, _) => false,
    }
}

fn target(hit_region: &HitRegion, area: Rect, (x, y): (u16, u16)) -> ClickTarget {
    match hit_region {
        HitRegion::Key(key) => ClickTarget::Key(*key),
        HitRegion::Step(at) => ClickTarget::Step(*at),
        HitRegion::Lesson(at) => ClickTarget::Lesson(*at),
        HitRegion::FindResult(at) => ClickTarget::FindResult(*at),
        HitRegion::Preference(preference) => ClickTarget::Preference(*preference),
        HitRegion::Preferred { preference, at } => ClickTarget::Preferred {
            preference: *preference,
            at: *at,
        },
        HitRegion::Slider { name, min, max } => ClickTarget::Control {
            name: name.clone(),
            value: Value::Number(min + across(x, area.x, area.width) * (max - min)),
        },
        HitRegion::Choice { name, option } => ClickTarget::Control {
            name: name.clone(),
            value: Value::Choice(option.clone()),
        },
        HitRegion::Value { name, value } => ClickTarget::Control {
            name: name.clone(),
            value: value.clone(),
        },
        HitRegion::Pane(pane) => ClickTarget::Pane(*pane),
        HitRegion::Unit { figure, tier, node } => ClickTarget::Unit {
            figure: *figure,
            tier: *tier,
            node: *node,
        },
        HitRegion::Plane {
            figure,
            x: horizontal,
            y: vertical,
        } => ClickTarget::Plane {
            figure: *figure,
            x: horizontal.value(across(x, area.x, area.width)),
            y: vertical.value(1.0 - across(y, area.y, area.height)),
        },
    }
}

/// How far `at` is from the first to the last of `count` cells from `start` on, from 0 to 1.
fn across(at: u16, start: u16, count: u16) -> f64 {
    let last = f64::from(count.saturating_sub(1).max(1));
    (f64::from(at.saturating_sub(start)) / last).clamp(0.0, 1.0)
}
