//! The workbench: the screen of a step that edits a network, in panes.

mod axis_range;
mod data_point;
pub(in crate::app) mod selection;

use crate::app::input::action::{Action, Direction, ModelAction, WorkbenchAction};
use crate::lab::{Lab, NetworkElement, Turn, Workbench, WorkbenchEdit};
use crate::lesson::Step;
use crate::text::Toward;
use axis_range::{
    AxisRange, CURSOR_STEPS, axis_ranges, middle, pick_radius, round_off, step_along,
};
use data_point::{has_point, is_planar, move_point, nearest, target_curve};
use selection::{element_beside, selected_parameter};

/// The largest number of bookmarks.
const MAX_BOOKMARKS: usize = 9;
/// Steps of a drawn point from the low end of its axis to the high end.
const DRAWING_STEPS: f64 = 32.0;
/// The factor between the sizes of two ranges from which they show other data.
const OTHER_SCALE: f64 = 2.0;

/// The state of a workbench.
pub struct WorkbenchState {
    /// The pane with the focus.
    pub pane: Pane,
    /// The index of the chart that is shown, among the charts of the step.
    pub chart: usize,
    /// Whether the selected weight or bias, or the point at the cursor, is grabbed.
    pub is_grabbing: bool,
    /// The cursor over the data, in the units of the data, inside of the ranges of the output.
    pub cursor: (f64, f64),
    /// The ranges of the output that the cursor moves in.
    ranges: Option<[AxisRange; 2]>,
    /// The class of the point that a click places.
    pub point_class: f64,
    bookmarks: Vec<Lab>,
    /// The index of the bookmark that was visited last.
    current_bookmark: Option<usize>,
}

/// A part of a workbench that takes keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The controls.
    Controls,
    /// The network.
    Network,
    /// The data, over the output of the network.
    Data,
    /// The chart.
    Chart,
}

impl Pane {
    /// All panes, in the order in which a key cycles through them.
    pub const ALL: [Self; 4] = [Self::Controls, Self::Network, Self::Data, Self::Chart];

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Controls => "ui.pane.controls",
            Self::Network => "ui.pane.network",
            Self::Data => "ui.pane.data",
            Self::Chart => "ui.pane.chart",
        }
    }

    fn beside(self, toward: Toward) -> Self {
        let at = Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0);
        let count = Self::ALL.len();
        let step = match toward {
            Toward::Next => 1,
            Toward::Previous => count - 1,
        };
        Self::ALL[(at + step) % count]
    }
}

impl WorkbenchState {
    pub(in crate::app) fn new() -> Self {
        Self {
            pane: Pane::Controls,
            chart: 0,
            is_grabbing: false,
            cursor: (0.0, 0.0),
            ranges: None,
            point_class: 1.0,
            bookmarks: Vec::new(),
            current_bookmark: None,
        }
    }

    /// The number of bookmarks, and the index of the one that was visited last.
    pub fn bookmarks(&self) -> (usize, Option<usize>) {
        (self.bookmarks.len(), self.current_bookmark)
    }

    /// Whether `action` is enabled; none where the lesson decides.
    pub(super) fn is_enabled(&self, action: Action, lab: &Lab, step: &Step) -> Option<bool> {
        match action {
            Action::Workbench(action) => Some(self.is_workbench_action_enabled(action, lab, step)),
            Action::Model(action) => self.is_model_action_enabled(action, lab),
            Action::App(_)
            | Action::List(_)
            | Action::Import(_)
            | Action::Lesson(_)
            | Action::Room(_)
            | Action::Overlay(_)
            | Action::Close => None,
        }
    }

    fn is_model_action_enabled(&self, action: ModelAction, lab: &Lab) -> Option<bool> {
        match action {
            ModelAction::FocusControl(_) => Some(self.pane == Pane::Controls),
            ModelAction::Adjust(_) if self.turns_parameter() => Some(true),
            ModelAction::Adjust(_) if self.pane != Pane::Controls => Some(false),
            ModelAction::TypeValue if self.pane != Pane::Controls => {
                Some(self.pane == Pane::Network && selected_parameter(lab).is_some())
            }
            ModelAction::Speed(_) if self.pane == Pane::Network => Some(false),
            ModelAction::Adjust(_)
            | ModelAction::TypeValue
            | ModelAction::Speed(_)
            | ModelAction::Run
            | ModelAction::Seek(..)
            | ModelAction::Reset
            | ModelAction::Undo
            | ModelAction::Ghost => None,
        }
    }

    fn is_workbench_action_enabled(&self, action: WorkbenchAction, lab: &Lab, step: &Step) -> bool {
        match action {
            WorkbenchAction::SwitchPane(_) => !self.is_grabbing,
            WorkbenchAction::MoveCursor(_) => match self.pane {
                Pane::Network => !self.is_grabbing,
                Pane::Data => true,
                Pane::Controls | Pane::Chart => false,
            },
            WorkbenchAction::SwitchChart(_) => {
                self.pane == Pane::Chart && charts(step, lab).len() > 1
            }
            WorkbenchAction::Grab => !self.is_grabbing && self.can_grab(lab),
            WorkbenchAction::Release => self.is_grabbing,
            WorkbenchAction::ChangeUnits(toward) => {
                self.pane == Pane::Network && lab.can_edit(unit_edit(toward))
            }
            WorkbenchAction::ChangeLayers(toward) => lab.can_edit(layer_edit(toward)),
            WorkbenchAction::PlacePoint(_) => {
                self.pane == Pane::Data && !self.is_grabbing && self.can_place(lab)
            }
            WorkbenchAction::RemovePoint => {
                self.pane == Pane::Data && !self.is_grabbing && is_planar(lab)
            }
            WorkbenchAction::LoadData => self.pane == Pane::Data && !self.is_grabbing,
            WorkbenchAction::ApplyFix => (lab.advice()).is_some_and(|advice| advice.fix.is_some()),
            WorkbenchAction::AddBookmark => self.bookmarks.len() < MAX_BOOKMARKS,
            WorkbenchAction::NextBookmark | WorkbenchAction::CompareBookmark => {
                !self.bookmarks.is_empty()
            }
        }
    }

    /// Whether a weight or bias is grabbed, so that the arrows change it.
    pub(in crate::app) fn turns_parameter(&self) -> bool {
        self.is_grabbing && self.pane == Pane::Network
    }

    /// Whether a weight or bias is selected, or a point is at the cursor.
    fn can_grab(&self, lab: &Lab) -> bool {
        match self.pane {
            Pane::Network => selected_parameter(lab).is_some(),
            Pane::Data => is_planar(lab) && has_point(lab, self.cursor),
            Pane::Controls | Pane::Chart => false,
        }
    }

    /// Whether a point can be placed at the cursor; a point of data with numbers as targets has no class.
    fn can_place(&self, lab: &Lab) -> bool {
        lab.can_edit(WorkbenchEdit::AddPoint {
            at: self.cursor,
            class: self.point_class,
        })
    }

    /// Follows a change of the lab: the cursor stays inside of the ranges of the output, and moves to their middle where
    /// they show other data.
    pub(in crate::app) fn follow(&mut self, lab: &Lab) {
        let Some(ranges) = axis_ranges(lab) else {
            return;
        };
        let before = self.ranges.replace(ranges);
        let is_other = |(now, before): (AxisRange, AxisRange)| {
            let (size, former) = (now.1 - now.0, before.1 - before.0);
            size > OTHER_SCALE * former || former > OTHER_SCALE * size
        };
        let is_other = before.is_none_or(|before| ranges.into_iter().zip(before).any(is_other));
        let [x, y] = ranges;
        let is_inside = |(low, high): AxisRange, at: f64| (low..=high).contains(&at);
        if is_other || !is_inside(x, self.cursor.0) || !is_inside(y, self.cursor.1) {
            self.cursor = (middle(x), middle(y));
            self.is_grabbing &= self.pane != Pane::Data;
            self.snap_cursor_to_curve(lab);
        }
    }

    /// Changes the weight or bias that is grabbed; false if it did not move.
    pub(super) fn turn_parameter(&self, lab: &mut Lab, turn: Turn) -> bool {
        self.is_grabbing && lab.edit(WorkbenchEdit::TurnParameter(turn))
    }

    /// Handles an action; false if nothing changed.
    pub(super) fn update(&mut self, action: WorkbenchAction, lab: &mut Lab, step: &Step) -> bool {
        match action {
            WorkbenchAction::SwitchPane(toward) => {
                self.pane = self.pane.beside(toward);
                self.snap_cursor_to_curve(lab);
            }
            WorkbenchAction::MoveCursor(direction) => return self.move_cursor(lab, direction),
            WorkbenchAction::SwitchChart(toward) => {
                let count = charts(step, lab).len().max(1);
                let by = if toward == Toward::Next { 1 } else { count - 1 };
                self.chart = (self.chart + by) % count;
            }
            WorkbenchAction::Grab => self.is_grabbing = true,
            WorkbenchAction::Release => self.is_grabbing = false,
            WorkbenchAction::ChangeUnits(toward) => return lab.edit(unit_edit(toward)),
            WorkbenchAction::ChangeLayers(toward) => return lab.edit(layer_edit(toward)),
            WorkbenchAction::PlacePoint(class) => return self.place_point(lab, f64::from(class)),
            WorkbenchAction::RemovePoint => return self.remove_point(lab),
            WorkbenchAction::ApplyFix => return lab.apply_fix(),
            WorkbenchAction::AddBookmark => {
                self.current_bookmark = Some(self.bookmarks.len());
                self.bookmarks.push(lab.without_history());
            }
            WorkbenchAction::NextBookmark => self.go_to_next_bookmark(lab),
            WorkbenchAction::CompareBookmark => {
                let current = self.current_bookmark.and_then(|at| self.bookmarks.get(at));
                if let Some(bookmark) = current.or_else(|| self.bookmarks.last()) {
                    lab.compare_with(bookmark);
                }
            }
            // The lesson opens the input for the file name.
            WorkbenchAction::LoadData => return false,
        }
        true
    }

    /// Selects a unit by its layer, 0 for the inputs, and its index in the layer.
    pub(super) fn select_unit(&mut self, lab: &mut Lab, tier: usize, node: usize) -> bool {
        self.pane = Pane::Network;
        self.is_grabbing = false;
        tier > 0 && lab.select(NetworkElement::unit(tier, node + 1))
    }

    /// Handles a click on the plane: selects the point there, or places one. True if it placed one.
    pub(super) fn press_plane(&mut self, lab: &mut Lab, at: (f64, f64)) -> bool {
        self.pane = Pane::Data;
        self.is_grabbing = false;
        self.cursor = at;
        !has_point(lab, at) && self.place_point(lab, self.point_class)
    }

    /// Draws the target curve through `at`; false where nothing moved.
    pub(super) fn press_curve(&mut self, lab: &mut Lab, at: (f64, f64)) -> bool {
        self.pane = Pane::Data;
        self.is_grabbing = false;
        let moved = lab.edit(WorkbenchEdit::DrawCurve { at });
        self.cursor.0 = at.0;
        self.snap_cursor_to_curve(lab);
        moved
    }

    /// Moves the point at the cursor to `to`, and the cursor with it; false if there is no point.
    pub(super) fn drag_point(&mut self, lab: &mut Lab, to: (f64, f64)) -> bool {
        let edit = move_point(lab, self.cursor, to);
        self.cursor = to;
        lab.edit(edit)
    }

    fn place_point(&mut self, lab: &mut Lab, class: f64) -> bool {
        self.point_class = class;
        let at = self.cursor;
        lab.edit(WorkbenchEdit::AddPoint { at, class })
    }

    /// Removes the point at the cursor; false if there is none.
    pub(super) fn remove_point(&self, lab: &mut Lab) -> bool {
        let (reach, at) = (pick_radius(lab), self.cursor);
        lab.edit(WorkbenchEdit::RemovePoint { at, reach })
    }

    /// Goes to the bookmark after the one that was visited last.
    fn go_to_next_bookmark(&mut self, lab: &mut Lab) {
        let count = self.bookmarks.len().max(1);
        let next = self.current_bookmark.map_or(0, |at| (at + 1) % count);
        if let Some(bookmark) = self.bookmarks.get(next) {
            lab.return_to(bookmark);
            self.current_bookmark = Some(next);
        }
    }

    fn move_cursor(&mut self, lab: &mut Lab, direction: Direction) -> bool {
        match self.pane {
            Pane::Network => {
                element_beside(lab, direction).is_some_and(|element| lab.select(element))
            }
            Pane::Data if is_planar(lab) => {
                let Some([x, y]) = axis_ranges(lab) else {
                    return false;
                };
                let (dx, dy) = direction.unit_vector();
                let to = (
                    step_along(x, self.cursor.0, dx / CURSOR_STEPS),
                    step_along(y, self.cursor.1, dy / CURSOR_STEPS),
                );
                if self.is_grabbing {
                    return self.drag_point(lab, to);
                }
                self.cursor = to;
                true
            }
            Pane::Data => self.draw_curve(lab, direction),
            Pane::Controls | Pane::Chart => false,
        }
    }

    /// Moves the cursor along the target curve, or draws the curve up or down.
    fn draw_curve(&mut self, lab: &mut Lab, direction: Direction) -> bool {
        let target = target_curve(lab);
        let here = nearest(&target, self.cursor.0);
        match direction {
            Direction::Left | Direction::Right => {
                let x = target.get(here).map_or(self.cursor.0, |point| point.0);
                // Several rows of a table may have the same x.
                let next = match direction {
                    Direction::Left => target.iter().rfind(|point| point.0 < x),
                    _ => target.iter().find(|point| point.0 > x),
                };
                self.cursor = next
                    .or_else(|| target.get(here))
                    .copied()
                    .unwrap_or(self.cursor);
                true
            }
            Direction::Up | Direction::Down => {
                let Some((x, y)) = target.get(here).copied() else {
                    return false;
                };
                let Some([_, (low, high)]) = axis_ranges(lab) else {
                    return false;
                };
                let step = (high - low) / DRAWING_STEPS;
                let at = (x, round_off(y + step * direction.unit_vector().1, step));
                let moved = lab.edit(WorkbenchEdit::DrawCurve { at });
                self.cursor = at;
                self.snap_cursor_to_curve(lab);
                moved
            }
        }
    }

    /// Moves the cursor onto the target curve, where the data are a curve.
    fn snap_cursor_to_curve(&mut self, lab: &Lab) {
        if self.pane == Pane::Data && !is_planar(lab) {
            let target = target_curve(lab);
            let here = nearest(&target, self.cursor.0);
            self.cursor = target.get(here).copied().unwrap_or(self.cursor);
        }
    }
}

/// The ids of the charts of a workbench: all its figures besides output and network.
pub fn charts<'a>(step: &'a Step, lab: &Lab) -> Vec<&'a str> {
    let figures = lab.workbench().map(Workbench::figures);
    let has_pane =
        |id: &&str| figures.is_some_and(|figures| [figures.output, figures.network].contains(id));
    let all = step.show.iter().map(String::as_str);
    all.filter(|id| !has_pane(id)).collect()
}

fn unit_edit(toward: Toward) -> WorkbenchEdit {
    match toward {
        Toward::Next => WorkbenchEdit::AddUnit,
        Toward::Previous => WorkbenchEdit::RemoveUnit,
    }
}

fn layer_edit(toward: Toward) -> WorkbenchEdit {
    match toward {
        Toward::Next => WorkbenchEdit::AddLayer,
        Toward::Previous => WorkbenchEdit::RemoveLayer,
    }
}
