//! The plot vocabulary: what a lab shows, as plain data.
//!
//! A figure knows no cell, colour or dot. It holds numbers in the units of its axes and
//! [`Phrase`]s for its words, and it can say in words what it shows ([`Figure::describe`]).

mod axis;
mod bars;
mod describe;
mod diagram;
mod heat;
mod pieces;
mod plot;
mod table;

pub use axis::{Axis, Scale, Ticks};
pub use bars::{Bar, Bars};
pub use diagram::{Chosen, ChosenPart, Diagram, DiagramNode, DiagramTier, NodeState, Thumbnail};
pub use heat::{HeatMap, HeatPoint, PointMarker, Segment};
pub use pieces::{LinearPiece, pieces};
pub use plot::{Mark, MarkKind, Plot, PlotHeight, Role, Series, SeriesShape};
pub use table::{Table, TableCell, TableRow, Tone};

use crate::locale::Phrase;

/// Something that a lab shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Curves over one axis: also slope strips, staircases and loss curves.
    Plot(Plot),
    /// A number for every point of a plane, as shades.
    Heat(HeatMap),
    /// Horizontal bars, one beside its label.
    Bars(Bars),
    /// Several small plots on axes of the same kind.
    Panels(Panels),
    /// Rows and columns of numbers.
    Table(Table),
    /// Sentences with live numbers: a read-out.
    Lines(Lines),
    /// A network as a diagram.
    Diagram(Diagram),
}

/// Several small plots of the same kind, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Panels {
    /// What they show together.
    pub title: Phrase,
    /// The plots, in order.
    pub plots: Vec<Plot>,
}

/// Sentences with live numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// What they are about; an empty phrase leaves the title away.
    pub title: Phrase,
    /// One sentence a line.
    pub lines: Vec<Phrase>,
}

impl Figure {
    /// Its heading.
    pub fn title(&self) -> &Phrase {
        match self {
            Self::Plot(plot) => &plot.title,
            Self::Heat(heat) => &heat.title,
            Self::Bars(bars) => &bars.title,
            Self::Panels(panels) => &panels.title,
            Self::Table(table) => &table.title,
            Self::Lines(lines) => &lines.title,
            Self::Diagram(diagram) => &diagram.title,
        }
    }

    /// What it shows, in sentences, for whoever cannot see it.
    pub fn describe(&self) -> Vec<Phrase> {
        describe::sentences(self)
    }

    /// Lays the leading curves of `other` behind this figure's, in the given role. Figures other
    /// than plots have no room for a second layer and stay as they are.
    pub fn underlay(&mut self, other: &Self, role: Role) {
        match (self, other) {
            (Self::Plot(plot), Self::Plot(behind)) => plot.underlay(behind, role),
            (Self::Panels(panels), Self::Panels(behind)) => {
                for (plot, behind) in panels.plots.iter_mut().zip(&behind.plots) {
                    plot.underlay(behind, role);
                }
            }
            (
                Self::Plot(_)
                | Self::Heat(_)
                | Self::Bars(_)
                | Self::Panels(_)
                | Self::Table(_)
                | Self::Lines(_)
                | Self::Diagram(_),
                _,
            ) => {}
        }
    }
}
