//! Actions: the commands that keys trigger, grouped by the part of the app that handles them.

use crate::lab::Turn;
use crate::text::Toward;

/// A command that a key triggers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Handled by the app on every screen.
    App(AppAction),
    /// Handled by the list of lessons.
    List(ListAction),
    /// Handled by a lesson: its steps, questions and pages.
    Lesson(LessonAction),
    /// Changes the model of a step.
    Model(ModelAction),
    /// Handled by a workbench.
    Workbench(WorkbenchAction),
    /// Handled by the import page.
    Import(ImportAction),
    /// Handled by the menu of the room.
    Room(RoomAction),
    /// Handled by an overlay.
    Overlay(OverlayAction),
    /// Closes the overlay; without one, goes from a lesson to the list.
    Close,
}

/// An action that every screen offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppAction {
    /// Shows every key that works here.
    Help,
    /// Opens the search.
    Find,
    /// Opens the settings.
    Settings,
    /// Switches to the next theme.
    Theme,
    /// Switches to the next language.
    Language,
    /// Saves the screen as a picture.
    Export,
    /// Opens the menu of the room.
    RoomMenu,
    /// Blanks the screen.
    Blank,
    /// Quits.
    Quit,
    /// Quits even while text is typed: Ctrl-C.
    Interrupt,
    /// Suspends the program: Ctrl-Z.
    Suspend,
}

/// An action on the list of lessons, or on the rows of the end page of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListAction {
    /// Opens the selected entry.
    Open,
    /// Selects the next or the previous entry; the search uses it for its results, too.
    Select(Toward),
    /// Selects the first or the last entry.
    SelectEnd(Toward),
    /// Selects the next of the other courses at the end of the list.
    SelectCourse,
}

/// An action on the steps of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonAction {
    /// Goes to the next step; skips a question that is open.
    NextStep,
    /// Goes to the previous step.
    PreviousStep,
    /// Opens the next lesson from the end page.
    NextLesson,
    /// Opens the first lesson instead of the questions before the course.
    SkipTest,
    /// Returns from the end page to the question or challenge in the row with this index, from 0.
    Revisit(usize),
    /// Gives the answer of this index, from 0.
    Answer(usize),
    /// Shows one more hint.
    Hint,
    /// Shows one figure alone, then the next one.
    Zoom,
    /// Shows the whole step again.
    LeaveZoom,
    /// Shows the figures as text.
    Describe,
    /// Scrolls the text of the step.
    Scroll(Toward),
    /// Shows the definitions of the terms of the page, or closes them.
    Define,
    /// Shows the sources of the numbers from the literature.
    Sources,
    /// Shows the instructor's notes.
    Notes,
    /// Copies and shows the command that rebuilds this state.
    CopyCommand,
}

/// An action on the model of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelAction {
    /// Focuses the next or the previous control.
    FocusControl(Toward),
    /// Changes the focused control.
    Adjust(Turn),
    /// Opens the input for a value.
    TypeValue,
    /// Runs or pauses the model.
    Run,
    /// Moves a run forward or back by this many steps.
    Seek(Toward, u64),
    /// Speeds a run up or slows it down.
    Speed(Toward),
    /// Resets the lab to its state at the start of the step.
    Reset,
    /// Undoes the last change of the lab; in front of a class, takes back the last vote.
    Undo,
    /// Shows or hides the ghost of the previous curve.
    Ghost,
}

/// An action on a workbench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkbenchAction {
    /// Focuses the next or the previous pane.
    SwitchPane(Toward),
    /// Moves the cursor over the network or the data.
    MoveCursor(Direction),
    /// Shows the next or the previous chart.
    SwitchChart(Toward),
    /// Grabs the selected weight or bias, or the point at the cursor, so that the arrows change it.
    Grab,
    /// Releases it.
    Release,
    /// Adds a unit to the selected layer or removes one.
    ChangeUnits(Toward),
    /// Adds a hidden layer or removes one.
    ChangeLayers(Toward),
    /// Places a point of this class.
    PlacePoint(u8),
    /// Removes the point at the cursor.
    RemovePoint,
    /// Asks for a file of data.
    LoadData,
    /// Applies the fix for a training that fails.
    ApplyFix,
    /// Bookmarks the state of the model.
    AddBookmark,
    /// Goes to the next bookmark.
    NextBookmark,
    /// Shows the bookmark that was visited last as a ghost.
    CompareBookmark,
}

/// An action on the import page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportAction {
    /// Makes the chosen columns the data of the playground.
    Accept,
    /// Selects the next or the previous column.
    SelectColumn(Toward),
    /// Gives the selected column its next or previous role.
    ChangeRole(Toward),
    /// Switches the standardisation.
    Standardise,
    /// Compares the next two classes.
    SwitchClasses,
    /// Reads the file with the next delimiter, decimal mark, header or encoding.
    ReadDifferently,
    /// Asks for another file.
    ReadAnother,
}

/// An action in the menu of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomAction {
    /// Ends the round of the vote, or begins another one.
    ChangeRound,
    /// Shows or hides the bars of the vote after the answer.
    Tally,
    /// Shows how to join the room.
    Join,
    /// Shows who is where.
    Seats,
    /// Moves everyone to the presenter's step.
    Gather,
    /// Follows the presenter, or explores alone.
    Follow,
    /// Raises or lowers the hand.
    RaiseHand,
    /// Asks for the guest's name.
    Name,
}

/// An action on an overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlayAction {
    /// Accepts the typed text.
    Confirm,
    /// Discards the typed text.
    Cancel,
    /// Selects the next or the previous setting.
    SelectSetting(Toward),
    /// Switches the selected setting to its next or previous value.
    ChangeSetting(Toward),
    /// Shows the definition of the next or the previous term.
    SelectTerm(Toward),
    /// Closes the definition of a term.
    CloseDefinition,
    /// Scrolls an info page.
    ScrollPage(Toward),
}

/// A direction on a plane.
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

impl Direction {
    /// The unit vector of the direction, y upward.
    pub(in crate::app) const fn unit_vector(self) -> (f64, f64) {
        match self {
            Self::Left => (-1.0, 0.0),
            Self::Right => (1.0, 0.0),
            Self::Up => (0.0, 1.0),
            Self::Down => (0.0, -1.0),
        }
    }
}
