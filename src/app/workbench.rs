//! The workbench: a step in which a network is taken apart, with panes to go round.

mod choice;

use super::{Action, WorkbenchAction};
use crate::lab::{Lab, NetworkElement, Toward, Turn, Workbench, WorkbenchEdit};
use crate::lesson::Step;
use choice::next_element;

/// Bookmarks that are kept.
const MARKS: usize = 9;
/// Steps of the cursor from the middle of the data to their edge.
const STRIDES: f64 = 20.0;
/// How far from the cursor a point may be to be taken away, in steps of the cursor.
const REACH: f64 = 2.5;

/// What the app remembers of a workbench.
pub struct WorkbenchState {
    /// Where the keys go.
    pub pane: Pane,
    /// The place of the chart that is shown, among those that the step shows besides output and network.
    pub chart: usize,
    /// Whether a hand is on the weight or bias that is chosen, or on the point at the cursor.
    pub held: bool,
    /// Where the next point is placed, or the curve drawn, in the units of the data.
    pub cursor: (f64, f64),
    /// The class that a click places.
    pub brush: f64,
    /// Labs as they were when they were marked.
    marks: Vec<Lab>,
    /// The mark that was visited last.
    visited: Option<usize>,
}

/// A part of a workbench that takes keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The controls.
    Controls,
    /// The network.
    Network,
    /// The data, over what the network answers.
    Data,
    /// The chart.
    Chart,
}

/// A way over a plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

impl Pane {
    /// All panes, in the order in which a key goes round them.
    pub const ALL: [Self; 4] = [Self::Controls, Self::Network, Self::Data, Self::Chart];

    /// The word for it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Controls => "ui.pane.controls",
            Self::Network => "ui.pane.network",
            Self::Data => "ui.pane.data",
            Self::Chart => "ui.pane.chart",
        }
    }

    fn beside(self, way: Toward) -> Self {
        let at = Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0);
        let count = Self::ALL.len();
        let step = match way {
            Toward::Next => 1,
            Toward::Previous => count - 1,
        };
        Self::ALL[(at + step) % count]
    }
}

impl WorkbenchState {
    pub(super) fn new() -> Self {
        Self {
            pane: Pane::Controls,
            chart: 0,
            held: false,
            cursor: (0.0, 0.0),
            brush: 1.0,
            marks: Vec::new(),
            visited: None,
        }
    }

    /// How many bookmarks there are, and which was visited last, from 0.
    pub fn marks(&self) -> (usize, Option<usize>) {
        (self.marks.len(), self.visited)
    }

    /// Whether `action` does something here; none where a workbench is like any other step.
    pub(super) fn is_enabled(&self, lab: &Lab, step: &Step, action: Action) -> Option<bool> {
        let on_number = || self.pane == Pane::Network && selected_parameter(lab).is_some();
        match action {
            Action::Workbench(tool) => Some(self.offers_tool(lab, step, tool)),
            Action::Choose(_) => Some(self.pane == Pane::Controls),
            Action::Turn(_) if self.turns_by_hand() => Some(true),
            Action::Turn(_) if self.pane != Pane::Controls => Some(false),
            Action::TypeValue if self.pane != Pane::Controls => Some(on_number()),
            Action::Speed(_) if self.pane == Pane::Network => Some(false),
            _ => None,
        }
    }

    fn offers_tool(&self, lab: &Lab, step: &Step, tool: WorkbenchAction) -> bool {
        match tool {
            WorkbenchAction::SwitchPane(_) => !self.held,
            WorkbenchAction::MoveCursor(_) => match self.pane {
                Pane::Network => !self.held,
                Pane::Data => true,
                Pane::Controls | Pane::Chart => false,
            },
            WorkbenchAction::SwitchChart(_) => {
                self.pane == Pane::Chart && charts(step, lab).len() > 1
            }
            WorkbenchAction::Grab => !self.held && self.can_hold(lab),
            WorkbenchAction::Release => self.held,
            WorkbenchAction::ChangeUnits(way) => {
                self.pane == Pane::Network && lab.can_edit(unit_edit(way))
            }
            WorkbenchAction::ChangeLayers(way) => lab.can_edit(layer_edit(way)),
            WorkbenchAction::PlacePoint(_) | WorkbenchAction::RemovePoint => {
                self.pane == Pane::Data && !self.held && is_planar(lab)
            }
            WorkbenchAction::LoadData => self.pane == Pane::Data && !self.held,
            WorkbenchAction::ApplyFix => {
                let advice = lab.workbench().and_then(Workbench::advice);
                advice.is_some_and(|advice| advice.fix.is_some())
            }
            WorkbenchAction::AddBookmark => self.marks.len() < MARKS,
            WorkbenchAction::NextBookmark | WorkbenchAction::CompareBookmark => {
                !self.marks.is_empty()
            }
        }
    }

    /// Whether a hand is on a weight or bias, so that turning turns it.
    pub(super) fn turns_by_hand(&self) -> bool {
        self.held && self.pane == Pane::Network
    }

    /// Whether there is something for a hand: a weight or bias that is chosen, or a point at the cursor.
    fn can_hold(&self, lab: &Lab) -> bool {
        match self.pane {
            Pane::Network => selected_parameter(lab).is_some(),
            Pane::Data => is_planar(lab) && has_point(lab, self.cursor),
            Pane::Controls | Pane::Chart => false,
        }
    }

    /// Turns what the hand is on; whether anything moved.
    pub(super) fn turn(lab: &mut Lab, turn: Turn) -> bool {
        lab.edit(WorkbenchEdit::TurnParameter(turn))
    }

    /// Uses `tool`; whether anything moved.
    pub(super) fn take(&mut self, lab: &mut Lab, step: &Step, tool: WorkbenchAction) -> bool {
        match tool {
            WorkbenchAction::SwitchPane(way) => {
                self.pane = self.pane.beside(way);
                self.settle_cursor(lab);
            }
            WorkbenchAction::MoveCursor(to) => return self.go(lab, to),
            WorkbenchAction::SwitchChart(way) => {
                let count = charts(step, lab).len().max(1);
                let by = if way == Toward::Next { 1 } else { count - 1 };
                self.chart = (self.chart + by) % count;
            }
            WorkbenchAction::Grab => self.held = true,
            WorkbenchAction::Release => self.held = false,
            WorkbenchAction::ChangeUnits(way) => return lab.edit(unit_edit(way)),
            WorkbenchAction::ChangeLayers(way) => return lab.edit(layer_edit(way)),
            WorkbenchAction::PlacePoint(class) => return self.place(lab, f64::from(class)),
            WorkbenchAction::RemovePoint => return self.remove(lab),
            WorkbenchAction::ApplyFix => return lab.apply_fix(),
            WorkbenchAction::AddBookmark => {
                self.visited = Some(self.marks.len());
                self.marks.push(lab.without_history());
            }
            WorkbenchAction::NextBookmark => self.visit_next(lab),
            WorkbenchAction::CompareBookmark => {
                let mark = self.visited.and_then(|at| self.marks.get(at));
                if let Some(mark) = mark.or_else(|| self.marks.last()) {
                    lab.compare_with(mark);
                }
            }
            // The name of a file is asked for first.
            WorkbenchAction::LoadData => return false,
        }
        true
    }

    /// Chooses a unit by its tier, 0 for the inputs, and its place in the tier.
    pub(super) fn choose_unit(&mut self, lab: &mut Lab, tier: usize, node: usize) -> bool {
        self.pane = Pane::Network;
        self.held = false;
        tier > 0 && lab.select(NetworkElement::unit(tier, node + 1))
    }

    /// The mouse goes down on the plane: it takes the point there into its hand, or places one. Whether it placed one.
    pub(super) fn grasp(&mut self, lab: &mut Lab, at: (f64, f64)) -> bool {
        self.pane = Pane::Data;
        self.held = false;
        self.cursor = at;
        !has_point(lab, at) && self.place(lab, self.brush)
    }

    /// The point at the cursor goes to `to`, and the cursor with it; whether anything moved.
    pub(super) fn drag(&mut self, lab: &mut Lab, to: (f64, f64)) -> bool {
        let edit = move_point(lab, self.cursor, to);
        self.cursor = to;
        lab.edit(edit)
    }

    fn place(&mut self, lab: &mut Lab, class: f64) -> bool {
        self.brush = class;
        let at = self.cursor;
        lab.edit(WorkbenchEdit::AddPoint { at, class })
    }

    /// Takes the point at the cursor away; whether there was one.
    pub(super) fn remove(&self, lab: &mut Lab) -> bool {
        let reach = REACH * stride(lab);
        let at = self.cursor;
        lab.edit(WorkbenchEdit::RemovePoint { at, reach })
    }

    /// Goes to the mark after the one that was visited last.
    fn visit_next(&mut self, lab: &mut Lab) {
        let count = self.marks.len().max(1);
        let next = self.visited.map_or(0, |at| (at + 1) % count);
        if let Some(mark) = self.marks.get(next) {
            lab.return_to(mark);
            self.visited = Some(next);
        }
    }

    fn go(&mut self, lab: &mut Lab, to: Direction) -> bool {
        match self.pane {
            Pane::Network => next_element(lab, to).is_some_and(|element| lab.select(element)),
            Pane::Data if is_planar(lab) => {
                let (stride, edge) = (stride(lab), STRIDES * stride(lab));
                let (x, y) = self.cursor;
                let (dx, dy) = to.step();
                let at = |from: f64, by: f64| tidy((from + by * stride).clamp(-edge, edge));
                let to = (at(x, dx), at(y, dy));
                if self.held {
                    return self.drag(lab, to);
                }
                self.cursor = to;
                true
            }
            Pane::Data => self.draw(lab, to),
            Pane::Controls | Pane::Chart => false,
        }
    }

    /// Goes along the curve to be learned, or draws it up or down.
    fn draw(&mut self, lab: &mut Lab, to: Direction) -> bool {
        let target = target_curve(lab);
        let here = nearest(&target, self.cursor.0);
        match to {
            Direction::Left | Direction::Right => {
                let next = match to {
                    Direction::Left => here.saturating_sub(1),
                    _ => (here + 1).min(target.len().saturating_sub(1)),
                };
                self.cursor = target.get(next).copied().unwrap_or(self.cursor);
                true
            }
            Direction::Up | Direction::Down => {
                let Some((x, y)) = target.get(here).copied() else {
                    return false;
                };
                let at = (x, tidy(y + 0.1 * to.step().1));
                self.cursor = at;
                lab.edit(WorkbenchEdit::DrawCurve { at })
            }
        }
    }

    /// Puts the cursor where the data are: on the curve, or inside the plane.
    fn settle_cursor(&mut self, lab: &Lab) {
        if self.pane == Pane::Data && !is_planar(lab) {
            let target = target_curve(lab);
            let here = nearest(&target, self.cursor.0);
            self.cursor = target.get(here).copied().unwrap_or(self.cursor);
        }
    }
}

impl Direction {
    fn step(self) -> (f64, f64) {
        match self {
            Self::Left => (-1.0, 0.0),
            Self::Right => (1.0, 0.0),
            Self::Up => (0.0, 1.0),
            Self::Down => (0.0, -1.0),
        }
    }
}

/// The charts that a workbench can show, besides what the network answers and the network itself.
pub fn charts<'a>(step: &'a Step, lab: &Lab) -> Vec<&'a str> {
    let figures = lab.workbench().map(Workbench::figures);
    let has_pane =
        |id: &&str| figures.is_some_and(|figures| [figures.output, figures.network].contains(id));
    let all = step.show.iter().map(String::as_str);
    all.filter(|id| !has_pane(id)).collect()
}

/// The control that sets the selected weight or bias.
pub(super) fn selected_parameter(lab: &Lab) -> Option<String> {
    lab.workbench()?.selected_parameter()
}

fn unit_edit(way: Toward) -> WorkbenchEdit {
    match way {
        Toward::Next => WorkbenchEdit::AddUnit,
        Toward::Previous => WorkbenchEdit::RemoveUnit,
    }
}

fn layer_edit(way: Toward) -> WorkbenchEdit {
    match way {
        Toward::Next => WorkbenchEdit::AddLayer,
        Toward::Previous => WorkbenchEdit::RemoveLayer,
    }
}

/// The points of the target curve; none for data of the plane.
fn target_curve(lab: &Lab) -> Vec<(f64, f64)> {
    let workbench = lab.workbench();
    workbench.map_or_else(Vec::new, Workbench::drawable_curve)
}

/// Whether there is a point at `at` or beside it.
fn has_point(lab: &Lab, at: (f64, f64)) -> bool {
    lab.can_edit(move_point(lab, at, at))
}

/// The point at `from` is moved to `to`.
fn move_point(lab: &Lab, from: (f64, f64), to: (f64, f64)) -> WorkbenchEdit {
    let reach = REACH * stride(lab);
    WorkbenchEdit::MovePoint { from, to, reach }
}

/// Whether the data lie on a plane, not on a line.
fn is_planar(lab: &Lab) -> bool {
    lab.workbench().is_some_and(Workbench::has_planar_data)
}

/// A step of the cursor, in the units of the data.
fn stride(lab: &Lab) -> f64 {
    lab.workbench().map_or(1.0, Workbench::reach) / STRIDES
}

/// The place of the point nearest to `x`.
fn nearest(points: &[(f64, f64)], x: f64) -> usize {
    let far = |at: &usize| (points[*at].0 - x).abs();
    (0..points.len())
        .min_by(|a, b| far(a).total_cmp(&far(b)))
        .unwrap_or(0)
}

/// Without the dust of decimal steps.
fn tidy(x: f64) -> f64 {
    (x * 1e6).round() / 1e6 + 0.0
}
