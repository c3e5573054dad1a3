//! Figures: the plots, tables and diagrams of a lab, as plain data.
//!
//! A figure has no terminal cells and no colours. It holds numbers in the units of its axes and
//! [`Phrase`]s for its words, and [`Figure::describe`] puts it into sentences.

mod axis;
mod bars;
mod describe;
mod diagram;
mod heat;
mod lanes;
mod pieces;
mod pixels;
mod plot;
mod table;

pub use axis::{Axis, Scale, Ticks};
pub use bars::{Bar, Bars};
pub use diagram::{
    Diagram, DiagramNode, DiagramPart, DiagramSelection, DiagramTier, NodeState, Thumbnail,
};
pub use heat::{HeatMap, HeatPoint, PointMarker, Segment};
pub use lanes::{Lane, LaneGroup, Lanes};
pub use pieces::{LinearPiece, linear_pieces};
pub use pixels::{PixelGrid, PixelScale, PixelWindow, Pixels};
pub use plot::{Mark, MarkKind, Plot, PlotHeight, Role, Series, SeriesShape, SlopeTriangle};
pub use table::{CellEmphasis, CellRow, Table, TableCell};

use crate::locale::{FormulaView, Phrase};

/// One figure of a lab.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Curves over one axis: functions, slopes, losses.
    Plot(Plot),
    /// A number for every point of a plane.
    Heat(HeatMap),
    /// Horizontal bars with labels.
    Bars(Bars),
    /// Several small plots side by side.
    Panels(Panels),
    /// Rows and columns of cells.
    Table(Table),
    /// Sentences with live numbers.
    Lines(Lines),
    /// A network of units and weights.
    Diagram(Diagram),
    /// A race of many runs, a lane each.
    Lanes(Lanes),
    /// Grids of pixels.
    Pixels(Pixels),
}

/// Several small plots side by side, on axes of the same kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Panels {
    /// The common title.
    pub title: Phrase,
    /// The plots, from left to right.
    pub plots: Vec<Plot>,
}

/// Sentences with live numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The title; no title is drawn for an empty phrase.
    pub title: Phrase,
    /// One sentence a line.
    pub lines: Vec<Phrase>,
}

impl Lines {
    /// Sentences without a title.
    pub fn untitled(lines: Vec<Phrase>) -> Self {
        Self {
            title: Phrase::verbatim(""),
            lines,
        }
    }
}

impl Figure {
    /// The title.
    pub fn title(&self) -> &Phrase {
        match self {
            Self::Plot(plot) => &plot.title,
            Self::Heat(heat) => &heat.title,
            Self::Bars(bars) => &bars.title,
            Self::Panels(panels) => &panels.title,
            Self::Table(table) => &table.title,
            Self::Lines(lines) => &lines.title,
            Self::Diagram(diagram) => &diagram.title,
            Self::Lanes(lanes) => &lanes.title,
            Self::Pixels(pixels) => &pixels.title,
        }
    }

    /// The title in quotes, as prose refers to it: “Slope of the sum”.
    pub fn name(&self) -> Phrase {
        Phrase::key("figure.named").with("title", self.title().clone())
    }

    /// Whether it consists of words, numbers and bars, so that it can stand below text.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Bars(_) | Self::Table(_) | Self::Lines(_) => true,
            Self::Plot(_)
            | Self::Heat(_)
            | Self::Panels(_)
            | Self::Diagram(_)
            | Self::Lanes(_)
            | Self::Pixels(_) => false,
        }
    }

    /// Whether it shows curves or colours, so that it says something without words.
    pub fn is_picture(&self) -> bool {
        match self {
            Self::Plot(_) | Self::Heat(_) | Self::Panels(_) | Self::Pixels(_) => true,
            Self::Bars(_) | Self::Table(_) | Self::Lines(_) | Self::Diagram(_) | Self::Lanes(_) => {
                false
            }
        }
    }

    /// Shows the parts of the formulas in title and sentences that `view` asks for.
    pub fn set_view(&mut self, view: &FormulaView) {
        match self {
            Self::Plot(plot) => plot.title.set_view(view),
            Self::Heat(heat) => heat.title.set_view(view),
            Self::Bars(bars) => bars.title.set_view(view),
            Self::Panels(panels) => {
                panels.title.set_view(view);
                for plot in &mut panels.plots {
                    plot.title.set_view(view);
                }
            }
            Self::Table(table) => table.title.set_view(view),
            Self::Lines(lines) => {
                lines.title.set_view(view);
                for line in &mut lines.lines {
                    line.set_view(view);
                }
            }
            Self::Diagram(diagram) => diagram.title.set_view(view),
            Self::Lanes(lanes) => lanes.title.set_view(view),
            Self::Pixels(pixels) => pixels.title.set_view(view),
        }
    }

    /// Says of curves and lanes that something still draws that they wait for `what` instead.
    pub fn wait_for(&mut self, what: &Phrase) {
        let wait = |plot: &mut Plot| {
            if plot.drawn_by.is_some() {
                plot.drawn_by = Some(what.clone());
            }
        };
        match self {
            Self::Plot(plot) => wait(plot),
            Self::Panels(panels) => panels.plots.iter_mut().for_each(wait),
            Self::Lanes(lanes) => lanes.started_by = what.clone(),
            Self::Heat(_)
            | Self::Bars(_)
            | Self::Table(_)
            | Self::Lines(_)
            | Self::Diagram(_)
            | Self::Pixels(_) => {}
        }
    }

    /// Whether nothing has drawn its curves or moved its lanes yet.
    pub fn is_waiting(&self) -> bool {
        let waits = |plot: &Plot| plot.waiting().is_some();
        match self {
            Self::Plot(plot) => waits(plot),
            Self::Panels(panels) => panels.plots.iter().all(waits),
            Self::Lanes(lanes) => lanes.is_at_start(),
            Self::Heat(_)
            | Self::Bars(_)
            | Self::Table(_)
            | Self::Lines(_)
            | Self::Diagram(_)
            | Self::Pixels(_) => false,
        }
    }

    /// The content in sentences, for screen readers and handouts.
    pub fn describe(&self) -> Vec<Phrase> {
        describe::describe(self)
    }

    /// Names the curves of `role`, in figures with curves.
    pub fn name_curves(&mut self, role: Role, name: &Phrase) {
        match self {
            Self::Plot(plot) => plot.name_curves(role, name),
            Self::Panels(panels) => {
                for plot in &mut panels.plots {
                    plot.name_curves(role, name);
                }
            }
            Self::Heat(_)
            | Self::Bars(_)
            | Self::Table(_)
            | Self::Lines(_)
            | Self::Diagram(_)
            | Self::Lanes(_)
            | Self::Pixels(_) => {}
        }
    }

    /// Draws the current curves of `other` behind the curves of this figure, in the given role. Figures without curves do
    /// not change.
    pub fn draw_behind(&mut self, other: &Self, role: Role) {
        match (self, other) {
            (Self::Plot(plot), Self::Plot(behind)) => plot.draw_behind(behind, role),
            (Self::Panels(panels), Self::Panels(behind)) => {
                for (plot, behind) in panels.plots.iter_mut().zip(&behind.plots) {
                    plot.draw_behind(behind, role);
                }
            }
            (
                Self::Plot(_)
                | Self::Heat(_)
                | Self::Bars(_)
                | Self::Panels(_)
                | Self::Table(_)
                | Self::Lines(_)
                | Self::Diagram(_)
                | Self::Lanes(_)
                | Self::Pixels(_),
                _,
            ) => {}
        }
    }
}
