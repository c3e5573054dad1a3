//! Input of the mouse. Everything that the mouse does, keys can do as well.

use super::key::Key;
use crate::app::screen::workbench::Pane;
use crate::lab::Value;
use crate::text::Toward;

/// The element of the screen under the mouse.
#[derive(Clone, Debug, PartialEq)]
pub enum ClickTarget {
    /// A key in the footer or of an answer.
    Key(Key),
    /// The step of the open lesson with this index.
    Step(usize),
    /// An entry of the list of lessons, by its index in the course.
    Lesson(usize),
    /// The other course of the list with this index.
    Course(usize),
    /// The row of the end page with this index.
    EndRow(usize),
    /// The result of the search with this index.
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
    /// The column of the import page with this index.
    ImportColumn(usize),
    /// A position on the slider of a control, or one of its options.
    Control {
        /// The control.
        name: String,
        /// The value at that position.
        value: Value,
    },
    /// A pane of a workbench.
    Pane(Pane),
    /// A unit of a network.
    Unit {
        /// The index of the figure among those that the step shows.
        figure: usize,
        /// The index of its layer, 0 for the inputs.
        tier: usize,
        /// Its index in the layer.
        node: usize,
    },
    /// A point in the plane of a figure.
    Plane {
        /// The index of the figure among those that the step shows.
        figure: usize,
        /// The value of the x axis there.
        x: f64,
        /// The value of the y axis there.
        y: f64,
    },
}

/// An event of the mouse.
#[derive(Clone, Debug, PartialEq)]
pub enum MouseInput {
    /// The button was pressed on this target, if on any.
    Press(Option<ClickTarget>),
    /// The mouse was moved with the button down, and is over this target now.
    Drag(Option<ClickTarget>),
    /// The button was released.
    Release,
    /// The wheel was turned.
    Wheel(Toward),
}

/// The object that the mouse drags while its button is down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drag {
    /// The slider of a control.
    Control(String),
    /// An element of a figure.
    Figure {
        /// The index of the figure.
        figure: usize,
        /// The controls that the first movement changed, empty before it. Later movements change only these, so that a kink
        /// that is dragged past another one stays the dragged one.
        moves: Vec<String>,
    },
    /// The target curve that is drawn.
    Curve {
        /// The index of the figure that shows it.
        figure: usize,
    },
    /// A point of the data.
    Point {
        /// The index of the figure that shows it.
        figure: usize,
        /// Whether the point was just placed or has been moved. A click on another point removes it.
        is_new: bool,
    },
}

impl Drag {
    /// The index of the figure that the drag is on.
    pub fn figure(&self) -> Option<usize> {
        match self {
            Self::Figure { figure, .. } | Self::Curve { figure } | Self::Point { figure, .. } => {
                Some(*figure)
            }
            Self::Control(_) => None,
        }
    }
}
