//! What stands where: the screen is drawn once more, and whatever can be pointed at leaves its place.

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::screen;
use crate::app::{App, Grip, Key, Pane, Preference, Target};
use crate::figure::Axis;
use crate::lab::Value;

/// Something on the screen that can be pointed at.
#[derive(Clone, Debug)]
pub(super) enum Spot {
    /// A key.
    Key(Key),
    /// A step, by its place.
    Step(usize),
    /// An entry of the list.
    Entry(usize),
    /// A result of a search.
    Found(usize),
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
pub(super) struct Spots(RefCell<Vec<(Rect, Spot)>>);

impl Spots {
    pub(super) fn add(&self, area: Rect, spot: Spot) {
        if !area.is_empty() {
            self.0.borrow_mut().push((area, spot));
        }
    }
}

/// What stands at column `x` of row `y` of a screen of this size; while something is held, the place on it that is
/// nearest.
pub fn hit(app: &App, size: (u16, u16), x: u16, y: u16) -> Option<Target> {
    let area = Rect::new(0, 0, size.0, size.1);
    let spots = Spots::default();
    screen::render_with(
        app,
        app.look(),
        area,
        &mut Buffer::empty(area),
        Some(&spots),
    );
    let spots = spots.0.into_inner();
    let held = spots.iter().find(|(_, spot)| is_held(app.grip(), spot));
    let (area, spot) = held.or_else(|| {
        let here = |(area, _): &&(Rect, Spot)| area.contains((x, y).into());
        spots.iter().rev().find(here)
    })?;
    Some(target(spot, *area, (x, y)))
}

fn is_held(grip: Option<&Grip>, spot: &Spot) -> bool {
    match (grip, spot) {
        (Some(Grip::Control(held)), Spot::Slider { name, .. }) => held == name,
        (Some(grip), Spot::Plane { figure, .. }) => grip.figure() == Some(*figure),
        (_, _) => false,
    }
}

fn target(spot: &Spot, area: Rect, (x, y): (u16, u16)) -> Target {
    match spot {
        Spot::Key(key) => Target::Key(*key),
        Spot::Step(at) => Target::Step(*at),
        Spot::Entry(at) => Target::Entry(*at),
        Spot::Found(at) => Target::Found(*at),
        Spot::Preference(preference) => Target::Preference(*preference),
        Spot::Preferred { preference, at } => Target::Preferred {
            preference: *preference,
            at: *at,
        },
        Spot::Slider { name, min, max } => Target::Control {
            name: name.clone(),
            value: Value::Number(min + across(x, area.x, area.width) * (max - min)),
        },
        Spot::Choice { name, option } => Target::Control {
            name: name.clone(),
            value: Value::Choice(option.clone()),
        },
        Spot::Value { name, value } => Target::Control {
            name: name.clone(),
            value: value.clone(),
        },
        Spot::Pane(pane) => Target::Pane(*pane),
        Spot::Unit { figure, tier, node } => Target::Unit {
            figure: *figure,
            tier: *tier,
            node: *node,
        },
        Spot::Plane {
            figure,
            x: horizontal,
            y: vertical,
        } => Target::Plane {
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
