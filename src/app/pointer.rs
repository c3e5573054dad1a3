//! The mouse: what it points at, and what follows. Whatever it does, a key does as well.

use super::{Action, App, Bench, Find, Key, Overlay, Pane, Preference, Screen, Update};
use crate::lab::{Lab, Value, Values, Way};
use crate::lesson::Step;

/// What the mouse points at.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A key of the footer or of an answer.
    Key(Key),
    /// A step of the open lesson, by its place.
    Step(usize),
    /// An entry of the list of lessons, by its place in the course.
    Entry(usize),
    /// A result of the search, by its place.
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
pub enum Pointer {
    /// Its button went down on this, if on anything.
    Press(Option<Target>),
    /// It was moved with its button down, and is here now.
    Drag(Option<Target>),
    /// Its button went up.
    Release,
    /// Its wheel was turned: up the page or down.
    Wheel(Way),
}

/// What the mouse holds while its button is down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grip {
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

impl Grip {
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
    pub fn grip(&self) -> Option<&Grip> {
        self.grip.as_ref()
    }

    /// Takes what the mouse did.
    pub(super) fn point(&mut self, pointer: Pointer) -> Update {
        match pointer {
            Pointer::Press(target) => self.grasp(target),
            Pointer::Drag(target) => self.drag(target).into(),
            Pointer::Release => self.let_go().into(),
            Pointer::Wheel(way) => self.wheel(way).into(),
        }
    }

    fn let_go(&mut self) -> bool {
        match self.grip.take() {
            Some(Grip::Point { is_new: false, .. }) => {
                self.on_bench(|bench, lab, _| bench.remove(lab))
            }
            Some(Grip::Point { .. } | Grip::Figure { .. } | Grip::Control(_)) | None => false,
        }
    }

    fn grasp(&mut self, target: Option<Target>) -> Update {
        self.grip = None;
        let Some(target) = target else {
            return Update::none();
        };
        match target {
            Target::Key(key) => self.key(key),
            Target::Step(at) if self.overlay.is_none() => {
                let _ = self.with_session(|lesson, session| session.go(lesson, at));
                Update::redraw()
            }
            Target::Entry(at) if self.overlay.is_none() => {
                self.screen = Screen::List { selected: at };
                self.act_on(Action::Open)
            }
            Target::Found(at) => {
                if let Some(Overlay::Find(Find { chosen, .. })) = &mut self.overlay {
                    *chosen = at;
                }
                Update::redraw()
            }
            Target::Preference(preference) => self.take_up(preference).into(),
            Target::Preferred { preference, at } if self.take_up(preference) => {
                self.prefer(preference, at)
            }
            Target::Control { name, value } => {
                self.grip = Some(Grip::Control(name.clone()));
                self.put(&name, value).into()
            }
            Target::Plane { figure, x, y } => {
                if figure == 0 && self.is_plane_of_points() {
                    let is_new = self.on_bench(|bench, lab, _| bench.grasp(lab, (x, y)));
                    self.grip = Some(Grip::Point { figure, is_new });
                    return Update::redraw();
                }
                let moves = self.pull(figure, (x, y), &[]);
                let redraw = !moves.is_empty();
                self.grip = Some(Grip::Figure { figure, moves });
                redraw.into()
            }
            Target::Unit { tier, node, .. } => self
                .on_bench(|bench, lab, _| bench.choose_unit(lab, tier, node))
                .into(),
            Target::Pane(pane) => self
                .on_bench(|bench, _, _| {
                    bench.pane = pane;
                    true
                })
                .into(),
            Target::Step(_) | Target::Entry(_) | Target::Preferred { .. } => Update::none(),
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
        let lab = session.bench().and_then(|_| session.lab());
        lab.is_some_and(|lab| lab.drawable().is_empty())
    }

    /// Lets the open workbench do something to its lab; whether anything moved.
    pub(super) fn on_bench(
        &mut self,
        act: impl FnOnce(&mut Bench, &mut Lab, &Step) -> bool,
    ) -> bool {
        self.with_session(|lesson, session| session.on_bench(lesson, act))
            .flatten()
            .unwrap_or(false)
    }

    fn drag(&mut self, target: Option<Target>) -> bool {
        match (self.grip.clone(), target) {
            (Some(Grip::Control(held)), Some(Target::Control { name, value })) if held == name => {
                self.put(&name, value)
            }
            (
                Some(Grip::Figure {
                    figure: held,
                    moves,
                }),
                Some(Target::Plane { figure, x, y }),
            ) if held == figure => {
                let moved = self.pull(figure, (x, y), &moves);
                let has_moved = !moved.is_empty();
                if moves.is_empty() {
                    self.grip = Some(Grip::Figure {
                        figure,
                        moves: moved,
                    });
                }
                has_moved
            }
            (Some(Grip::Point { figure: held, .. }), Some(Target::Plane { figure, x, y }))
                if held == figure =>
            {
                let moved = self.on_bench(|bench, lab, _| bench.drag(lab, (x, y)));
                if moved {
                    self.grip = Some(Grip::Point {
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
        let pulled = self.with_session(|lesson, session| {
            let mut free = session.unlocked(lesson);
            free.retain(|name| only.is_empty() || only.contains(name));
            let id = session.step(lesson)?.show.get(figure)?;
            let lab = session.lab_mut()?;
            let pulled = lab.pulled(id, place, &free);
            let moved = !pulled.is_empty() && lab.drag(id, &pulled);
            session.after_change(lesson);
            moved.then(|| pulled.iter().map(|(name, _)| name.to_owned()).collect())
        });
        pulled.flatten().unwrap_or_default()
    }

    fn wheel(&mut self, way: Way) -> bool {
        if let (Some(Overlay::Find(_) | Overlay::Settings(_)), _) | (None, Screen::List { .. }) =
            (&self.overlay, self.screen)
        {
            return self.wheel_through(way);
        }
        let from = self.scroll();
        let to = match way {
            Way::Up => from.saturating_sub(NOTCH),
            Way::Down => from.saturating_add(NOTCH).min(self.extent.hidden),
        };
        self.scroll_to(to);
        to != from
    }

    /// The wheel goes through a list.
    fn wheel_through(&mut self, way: Way) -> bool {
        let towards = match way {
            Way::Up => Way::Down,
            Way::Down => Way::Up,
        };
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
        if self.offers(action) {
            self.act(action)
        } else {
            Update::none()
        }
    }
}
