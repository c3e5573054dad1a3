//! The place of a figure in a column of figures.

use ratatui::layout::Rect;

use crate::figure::Figure;

/// Where a figure is drawn, and what it shares with its neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct FigureFrame {
    /// The index of the figure among those that are shown.
    pub index: usize,
    /// The area of the figure with its axes and labels.
    pub area: Rect,
    /// Columns before the plane, for the labels of the y axis. Plots with equal x axes have equal gutters.
    pub gutter: u16,
    /// Columns behind the plane. Plots with equal x axes have equal margins.
    pub margin: u16,
    /// Whether a plot with an equal x axis stands in the same column of figures, so that a map is as wide as its plane.
    pub shares_columns: bool,
    /// Whether the previous figure has the same x axis, so that the tick labels stand there.
    pub shares_x_with_previous: bool,
    /// The amount of detail.
    pub density: Density,
}

impl FigureFrame {
    /// The frame of a figure without neighbours.
    pub(super) fn single(area: Rect, density: Density) -> Self {
        Self {
            index: 0,
            area,
            gutter: 0,
            margin: 0,
            shares_columns: false,
            shares_x_with_previous: false,
            density,
        }
    }
}

/// The amount of detail that there is room for beside the curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Density {
    /// Every part has rows of its own.
    Full,
    /// The labels of marks stand inside the plane. Strips stand directly below their chart.
    Compact,
    /// As compact, and the main chart has its rows with title and axis, so that another chart still fits below it.
    Crowded,
    /// As compact, and the chart has the fewest possible rows, so that a strip still fits below it.
    Minimal,
}

/// The rows that a figure can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeightRange {
    /// With fewer rows the figure cannot be read.
    pub min: u16,
    /// More rows than this add nothing.
    pub max: u16,
}

impl HeightRange {
    /// Exactly this many rows.
    pub(super) fn fixed(rows: u16) -> Self {
        Self {
            min: rows,
            max: rows,
        }
    }
}

/// Whether both figures are plots with equal x axes.
pub fn have_equal_x_axes(a: &Figure, b: &Figure) -> bool {
    match (a, b) {
        (Figure::Plot(a), Figure::Plot(b)) => a.x == b.x,
        (_, _) => false,
    }
}

/// The same for figures that may not exist.
pub(super) fn have_equal_x(a: Option<&Figure>, b: Option<&Figure>) -> bool {
    a.zip(b).is_some_and(|(a, b)| have_equal_x_axes(a, b))
}
