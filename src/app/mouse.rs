//! The mouse: what it points at, and what follows. Whatever it does, a key does as well.

use super::{Action, App, Find, Key, Overlay, Pane, Preference, Screen, Update, WorkbenchState};
use crate::lab::{Lab, Toward, Value, Values, Workbench};
use crate::lesson::Step;

/// What the mouse points at.
#[derive(Clone, Debug, PartialEq)]
pub enum ClickTarget {
    /// A key of the footer or of an answer.
    Key(Key),
    /// A step of the open lesson, by its place.
    Step(usize),
    /// An entry of the list of lessons, by its place in the course.
    Lesson(usize),
    /// A result of the search, by its place.
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
    /// A place on the slider of a control, or one of its options.
    Control {
        /// The control.
        name: String,
        /// The value at that place.
        value: Value,
    },
    /// A pane of a workbench.
    Pane(Pane),
    /// A unit of a network.
    Unit {
        /// The place of the figure among those that the step shows.
        figure: usize,
        /// The place of its tier, 0 for the inputs.
        tier: usize,
        /// Its place in the tier.
        node: usize,
    },
    /// A place on the plane of a figure.
    Plane {
        /// The place of the figure among those that the step shows.
        figure: usize,
        /// The value of the x axis there.
        x: f64,
        /// The value of the y axis there.
        y: f64,
    },
}

/// Something that the mouse did.
#[derive(Clone, Debug, PartialEq)]
pub enum MouseInput {
    /// Its button went down on this, if on anything.
    Press(Option<ClickTarget>),
    /// It was moved with its button down, and is here now.
    Drag(Option<ClickTarget>),
    /// Its button went up.
    Release,
    /// Its wheel was turned: toward the previous or the next lines.
    Wheel(Toward),
}

/// What the mouse holds while its button is down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drag {
    /// The slider of a control.
    Control(String),
    /// Something on a figure.
    Figure {
        /// The figure's place.
        figure: usize,
        /// The controls that the first pull moved; none as long as nothing has moved. A kink that is dragged past another
        /// stays in the hand.
        moves: Vec<String>,
    },
    /// A point of the data.
    Point {
        /// The place of the figure that shows it.
        figure: usize,
        /// Whether it was just placed, or has been moved; a click on one that is let go where it was takes it away.
        is_new: bool,
    },
}

impl Drag {
    /// The place of the figure that the mouse holds something on.
    pub fn figure(&self) -> Option<usize> {
        match self {
            Self::Figure { figure, .. } | Self::Point { figure, .. } => Some(*figure),
            Self::Control(_) => None,
        }
    }
}

/// Lines that a notch of the wheel scrolls.
const NOTCH: u16 = 3;

impl App {
    /// What the mouse holds.
    pub fn active_drag(&self) -> Option<&Drag> {
        self.active_drag.as_ref()
    }

    /// Takes what the mouse did.
    pub(super) fn point(&mut self, pointer: MouseInput) -> Update {
        match pointer {
            MouseInput::Press(target) => self.grasp(target),
            MouseInput::Drag(target) => self.drag(target).into(),
            MouseInput::Release => self.let_go().into(),
            MouseInput::Wheel(way) => self.wheel(way).into(),
        }
    }

    fn let_go(&mut self) -> bool {
        match self.active_drag.take() {
            Some(Drag::Point { is_new: false, .. }) => {
                self.on_bench(|workbench, lab, _| workbench.remove(lab))
            }
            Some(Drag::Point { .. } | Drag::Figure { .. } | Drag::Control(_)) | None => false,
        }
    }

    fn grasp(&mut self, target: Option<ClickTarget>) -> Update {
        self.active_drag = None;
        let Some(target) = target else {
            return Update::none();
        };
        match target {
            ClickTarget::Key(key) => self.key(key),
            ClickTarget::Step(at) if self.overlay.is_none() => {
                let _ = self.with_session(|lesson, session| session.go(lesson, at));
                Update::redraw()
            }
            ClickTarget::Lesson(at) if self.overlay.is_none() => {
                self.screen = Screen::List { selected: at };
                self.act_on(Action::Open)
            }
            ClickTarget::FindResult(at) => {
                if let Some(Overlay::Find(Find { chosen, .. })) = &mut self.overlay {
                    *chosen = at;
                }
                Update::redraw()
            }
            ClickTarget::Preference(preference) => self.take_up(preference).into(),
            ClickTarget::Preferred { preference, at } if self.take_up(preference) => {
                self.prefer(preference, at)
            }
            ClickTarget::Control { name, value } => {
                self.active_drag = Some(Drag::Control(name.clone()));
                self.put(&name, value).into()
            }
            ClickTarget::Plane { figure, x, y } => {
                if figure == 0 && self.is_plane_of_points() {
                    let is_new = self.on_bench(|workbench, lab, _| workbench.grasp(lab, (x, y)));
                    self.active_drag = Some(Drag::Point { figure, is_new });
                    return Update::redraw();
                }
                let moves = self.pull(figure, (x, y), &[]);
                let redraw = !moves.is_empty();
                self.active_drag = Some(Drag::Figure { figure, moves });
                redraw.into()
            }
            ClickTarget::Unit { tier, node, .. } => self
                .on_bench(|workbench, lab, _| workbench.choose_unit(lab, tier, node))
                .into(),
            ClickTarget::Pane(pane) => self
                .on_bench(|workbench, _, _| {
                    workbench.pane = pane;
                    true
                })
                .into(),
            ClickTarget::Step(_) | ClickTarget::Lesson(_) | ClickTarget::Preferred { .. } => {
                Update::none()
            }
        }
    }

    /// Takes this line of the settings in hand; whether they are open.
    fn take_up(&mut self, preference: Preference) -> bool {
        let Some(Overlay::Settings(in_hand)) = &mut self.overlay else {
            return false;
        };
        *in_hand = preference;
        true
    }

    /// Whether the figure that is first shows points that a click places.
    fn is_plane_of_points(&self) -> bool {
        let Some((_, session)) = self.session() else {
            return false;
        };
        let lab = session.workbench().and_then(|_| session.lab());
        let workbench = lab.and_then(Lab::workbench);
        workbench.is_some_and(Workbench::has_planar_data)
    }

    /// Lets the open workbench do something to its lab; whether anything moved.
    pub(super) fn on_bench(
        &mut self,
        act: impl FnOnce(&mut WorkbenchState, &mut Lab, &Step) -> bool,
    ) -> bool {
        self.with_session(|lesson, session| session.on_bench(lesson, act))
            .flatten()
            .unwrap_or(false)
    }

    fn drag(&mut self, target: Option<ClickTarget>) -> bool {
        match (self.active_drag.clone(), target) {
            (Some(Drag::Control(held)), Some(ClickTarget::Control { name, value }))
                if held == name =>
            {
                self.put(&name, value)
            }
            (
                Some(Drag::Figure {
                    figure: held,
                    moves,
                }),
                Some(ClickTarget::Plane { figure, x, y }),
            ) if held == figure => {
                let moved = self.pull(figure, (x, y), &moves);
                let has_moved = !moved.is_empty();
                if moves.is_empty() {
                    self.active_drag = Some(Drag::Figure {
                        figure,
                        moves: moved,
                    });
                }
                has_moved
            }
            (Some(Drag::Point { figure: held, .. }), Some(ClickTarget::Plane { figure, x, y }))
                if held == figure =>
            {
                let moved = self.on_bench(|workbench, lab, _| workbench.drag(lab, (x, y)));
                if moved {
                    self.active_drag = Some(Drag::Point {
                        figure,
                        is_new: true,
                    });
                }
                moved
            }
            (_, _) => false,
        }
    }

    /// Sets the control called `name`, if it may be turned, to the step nearest to `value`.
    fn put(&mut self, name: &str, value: Value) -> bool {
        self.with_session(|lesson, session| {
            if !session.unlocked(lesson).iter().any(|free| free == name) {
                return false;
            }
            session.focus_on(lesson, name);
            let moved = session
                .lab_mut()
                .is_some_and(|lab| lab.drag(name, &Values::new().with(name, value)));
            session.after_change(lesson);
            moved
        })
        .unwrap_or(false)
    }

    /// Pulls what the figure at this place shows to where the mouse is, by the controls in `only` where it names any;
    /// the controls that moved.
    fn pull(&mut self, figure: usize, place: (f64, f64), only: &[String]) -> Vec<String> {
        let drag_values = self.with_session(|lesson, session| {
            let mut free = session.unlocked(lesson);
            free.retain(|name| only.is_empty() || only.contains(name));
            let id = session.step(lesson)?.show.get(figure)?;
            let lab = session.lab_mut()?;
            let drag_values = lab.drag_values(id, place, &free);
            let moved = !drag_values.is_empty() && lab.drag(id, &drag_values);
            session.after_change(lesson);
            moved.then(|| {
                drag_values
                    .iter()
                    .map(|(name, _)| name.to_owned())
                    .collect()
            })
        });
        drag_values.flatten().unwrap_or_default()
    }

    fn wheel(&mut self, way: Toward) -> bool {
        if let (Some(Overlay::Find(_) | Overlay::Settings(_)), _) | (None, Screen::List { .. }) =
            (&self.overlay, self.screen)
        {
            return self.wheel_through(way);
        }
        let from = self.scroll();
        let to = match way {
            Toward::Next => from.saturating_add(NOTCH).min(self.extent.hidden),
            Toward::Previous => from.saturating_sub(NOTCH),
        };
        self.scroll_to(to);
        to != from
    }

    /// The wheel goes through a list.
    fn wheel_through(&mut self, towards: Toward) -> bool {
        match self.overlay {
            Some(Overlay::Find(_)) => return self.choose_found(towards),
            Some(Overlay::Settings(_)) => return self.choose_preference(towards),
            Some(_) | None => {}
        }
        let before = self.screen;
        let _update = self.act_on(Action::Select(towards));
        self.screen != before
    }

    fn act_on(&mut self, action: Action) -> Update {
        if self.is_enabled(action) {
            self.act(action)
        } else {
            Update::none()
        }
    }
}
