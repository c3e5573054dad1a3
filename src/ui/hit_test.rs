//! Hit testing: draws the screen off-screen and finds the element at a cell.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::hit_region::{HitRegion, HitRegions};
use super::screen::{self, Layers};
use crate::app::{App, ClickTarget, Drag};
use crate::lab::Value;

/// The element at column `x` and row `y` of a screen of this size. During a drag, the nearest place of the dragged
/// element.
pub fn hit_test(app: &App, size: (u16, u16), x: u16, y: u16) -> Option<ClickTarget> {
    let area = Rect::new(0, 0, size.0, size.1);
    let hit_regions = HitRegions::default();
    // Rows at double size move what is below them.
    let large_text = screen::large_text_layer(app);
    let layers = Layers {
        hit_regions: Some(&hit_regions),
        large_text: large_text.as_ref(),
        ..Layers::default()
    };
    let buf = &mut Buffer::empty(area);
    screen::render_with(app, app.appearance(), area, buf, layers);
    let hit_regions = hit_regions.into_inner();
    let dragged = hit_regions
        .iter()
        .find(|(_, hit_region)| is_dragged(app.active_drag(), hit_region));
    let (area, hit_region) = dragged.or_else(|| {
        // A drag over an arrow must not turn the control with every move.
        let is_dragging = app.active_drag().is_some();
        let here = |(area, hit_region): &&(Rect, HitRegion)| {
            let turns = matches!(hit_region, HitRegion::Value { .. });
            area.contains((x, y).into()) && !(turns && is_dragging)
        };
        hit_regions.iter().rev().find(here)
    })?;
    Some(click_target(hit_region, *area, (x, y)))
}

fn is_dragged(active_drag: Option<&Drag>, hit_region: &HitRegion) -> bool {
    match (active_drag, hit_region) {
        (Some(Drag::Control(dragged)), HitRegion::Slider { name, .. }) => dragged == name,
        (Some(active_drag), HitRegion::Plane { figure, .. }) => {
            active_drag.figure() == Some(*figure)
        }
        (_, _) => false,
    }
}

fn click_target(hit_region: &HitRegion, area: Rect, (x, y): (u16, u16)) -> ClickTarget {
    match hit_region {
        HitRegion::Key(key) => ClickTarget::Key(*key),
        HitRegion::Step(at) => ClickTarget::Step(*at),
        HitRegion::Lesson(at) => ClickTarget::Lesson(*at),
        HitRegion::Course(at) => ClickTarget::Course(*at),
        HitRegion::EndRow(at) => ClickTarget::EndRow(*at),
        HitRegion::FindResult(at) => ClickTarget::FindResult(*at),
        HitRegion::Term(name) => ClickTarget::Term(name.clone()),
        HitRegion::Link(address) => ClickTarget::Link(address.clone()),
        HitRegion::Setting(row) => ClickTarget::Setting(*row),
        HitRegion::SettingValue { row, at } => ClickTarget::SettingValue { row: *row, at: *at },
        HitRegion::ImportColumn(at) => ClickTarget::ImportColumn(*at),
        HitRegion::Slider { name, min, max } => ClickTarget::Control {
            name: name.clone(),
            value: Value::Number(min + fraction(x, area.x, area.width) * (max - min)),
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
            x: horizontal.value(middle(x, area.left(), area.right())),
            y: vertical.value(middle(y, area.top(), area.bottom())),
        },
    }
}

/// The middle of the cell `at`, or of the nearest one from `start` to `end`.
fn middle(at: u16, start: u16, end: u16) -> f64 {
    f64::from(at.clamp(start, end.saturating_sub(1).max(start))) + 0.5
}

/// The position of cell `at` between the first and the last of `count` cells from `start` on, from 0 to 1.
fn fraction(at: u16, start: u16, count: u16) -> f64 {
    let last = f64::from(count.saturating_sub(1).max(1));
    (f64::from(at.saturating_sub(start)) / last).clamp(0.0, 1.0)
}
