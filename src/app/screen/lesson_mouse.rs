//! The mouse on the lesson screen: sliders, figures, and the panes of a workbench.

use crate::app::input::mouse::{ClickTarget, Drag};
use crate::app::session::Session;
use crate::lab::{Lab, Value, Values, Workbench};

impl Session {
    /// Handles a click: the drag that it starts, and whether anything changed.
    pub(in crate::app) fn press(&mut self, target: ClickTarget) -> (Option<Drag>, bool) {
        match target {
            ClickTarget::Control { name, value } => {
                let moved = self.set_control(&name, value);
                (Some(Drag::Control(name)), moved)
            }
            ClickTarget::Plane { figure, x, y } if figure == 0 && self.has_point_plane() => {
                let is_new =
                    self.change_workbench(|workbench, lab, _| workbench.press_plane(lab, (x, y)));
                (Some(Drag::Point { figure, is_new }), true)
            }
            ClickTarget::Plane { figure, x, y } if figure == 0 && self.has_drawable_curve() => {
                let moved =
                    self.change_workbench(|workbench, lab, _| workbench.press_curve(lab, (x, y)));
                (Some(Drag::Curve { figure }), moved)
            }
            ClickTarget::Plane { figure, x, y } => {
                let moves = self.drag_on_figure(figure, (x, y), &[]);
                let has_moved = !moves.is_empty();
                (Some(Drag::Figure { figure, moves }), has_moved)
            }
            ClickTarget::Unit { tier, node, .. } => {
                let selected = self
                    .change_workbench(|workbench, lab, _| workbench.select_unit(lab, tier, node));
                (None, selected)
            }
            ClickTarget::Pane(pane) => {
                let switched = self.change_workbench(|workbench, _, _| {
                    workbench.pane = pane;
                    true
                });
                (None, switched)
            }
            ClickTarget::Key(_)
            | ClickTarget::Step(_)
            | ClickTarget::Lesson(_)
            | ClickTarget::Course(_)
            | ClickTarget::EndRow(_)
            | ClickTarget::FindResult(_)
            | ClickTarget::Term(_)
            | ClickTarget::Link(_)
            | ClickTarget::ImportColumn(_)
            | ClickTarget::Setting(_)
            | ClickTarget::SettingValue { .. } => (None, false),
        }
    }

    /// Continues `drag` over `target`; false if nothing moved.
    pub(in crate::app) fn drag_to(&mut self, drag: &mut Drag, target: ClickTarget) -> bool {
        match (drag, target) {
            (Drag::Control(dragged), ClickTarget::Control { name, value }) if *dragged == name => {
                self.set_control(&name, value)
            }
            (
                Drag::Figure {
                    figure: dragged,
                    moves,
                },
                ClickTarget::Plane { figure, x, y },
            ) if *dragged == figure => {
                let moved = self.drag_on_figure(figure, (x, y), moves);
                let has_moved = !moved.is_empty();
                if moves.is_empty() {
                    *moves = moved;
                }
                has_moved
            }
            (Drag::Curve { figure: dragged }, ClickTarget::Plane { figure, x, y })
                if *dragged == figure =>
            {
                self.change_workbench(|workbench, lab, _| workbench.press_curve(lab, (x, y)))
            }
            (
                Drag::Point {
                    figure: dragged,
                    is_new,
                },
                ClickTarget::Plane { figure, x, y },
            ) if *dragged == figure => {
                let moved =
                    self.change_workbench(|workbench, lab, _| workbench.drag_point(lab, (x, y)));
                *is_new |= moved;
                moved
            }
            (_, _) => false,
        }
    }

    /// Ends `drag`; a click on a point that did not move removes it.
    pub(in crate::app) fn end_drag(&mut self, drag: &Drag) -> bool {
        match drag {
            Drag::Point { is_new: false, .. } => {
                self.change_workbench(|workbench, lab, _| workbench.remove_point(lab))
            }
            Drag::Point { .. } | Drag::Curve { .. } | Drag::Figure { .. } | Drag::Control(_) => {
                false
            }
        }
    }

    /// Whether the first figure shows points that clicks place.
    fn has_point_plane(&self) -> bool {
        let lab = self.workbench().and_then(|_| self.lab());
        let workbench = lab.and_then(Lab::workbench);
        workbench.is_some_and(Workbench::has_planar_data)
    }

    /// Whether the first figure shows a target curve that the mouse draws.
    fn has_drawable_curve(&self) -> bool {
        let lab = self.workbench().and_then(|_| self.lab());
        let workbench = lab.and_then(Lab::workbench);
        workbench.is_some_and(|workbench| !workbench.drawable_curve().is_empty())
    }

    /// Sets an unlocked control to the step nearest to `value`.
    fn set_control(&mut self, name: &str, value: Value) -> bool {
        if !self.unlocked().iter().any(|unlocked| unlocked == name) {
            return false;
        }
        self.focus_on(name);
        let values = Values::new().with(name, value);
        let repeated = self.step_to_repeat();
        let moved = self.lab_mut().is_some_and(|lab| lab.drag(name, &values));
        self.after_change();
        self.repeat_to(repeated);
        moved
    }

    /// Drags the element of a figure to `point`, with the controls in `only` where it names any. Returns the names of the
    /// controls that moved.
    fn drag_on_figure(&mut self, figure: usize, point: (f64, f64), only: &[String]) -> Vec<String> {
        let mut unlocked = self.unlocked();
        unlocked.retain(|name| only.is_empty() || only.contains(name));
        let id = self.figure_ids().into_iter().nth(figure);
        let repeated = self.step_to_repeat();
        let (Some(id), Some(lab)) = (id, self.lab_mut()) else {
            return Vec::new();
        };
        let values = lab.drag_values(&id, point, &unlocked);
        let moved = !values.is_empty() && lab.drag(&id, &values);
        self.after_change();
        self.repeat_to(repeated);
        if !moved {
            return Vec::new();
        }
        values.iter().map(|(name, _)| name.to_owned()).collect()
    }
}
