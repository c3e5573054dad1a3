//! The zoom: one figure of the open step at the full size of the body.

use super::Session;
use crate::app::screen::workbench::charts;
use crate::figure::{Figure, PlotHeight};

impl Session {
    /// The index of the figure that is shown alone; none while the whole step is shown.
    pub fn zoom(&self) -> Option<usize> {
        self.zoom.filter(|at| *at < self.zoom_count())
    }

    /// The number of figures that the zoom pages through.
    pub fn zoom_count(&self) -> usize {
        let (Some(step), Some(lab)) = (self.step(), self.lab()) else {
            return 0;
        };
        if self.workbench().is_some() {
            // The output and the network.
            return 2 + charts(step, lab).len();
        }
        step.show.len()
    }

    /// The figure that is shown alone.
    pub fn zoomed_figure(&self) -> Option<Figure> {
        let at = self.zoom()?;
        let mut figure = match (self.workbench(), at) {
            (None, _) => self.figures().into_iter().nth(at),
            (Some(_), 0) => self.workbench_output(),
            (Some(_), 1) => self.workbench_network(),
            (Some(_), _) => self.workbench_chart(at - 2),
        };
        // A strip is low only to leave room for the plot above it.
        if let Some(Figure::Plot(plot)) = &mut figure {
            plot.height = PlotHeight::Tall;
        }
        figure
    }

    /// The chart of the workbench with this index, with the ghost where ghosts are shown.
    pub fn workbench_chart(&self, at: usize) -> Option<Figure> {
        let (step, lab) = (self.step()?, self.lab()?);
        let id = charts(step, lab).get(at).copied()?;
        if self.shows_ghost() {
            lab.figure_with_ghost(id)
        } else {
            lab.figure(id)
        }
    }

    /// Shows one figure alone, then the next one, and after all of them the whole step again. Figures that found no room
    /// come first.
    pub(in crate::app) fn zoom_to_next(&mut self) {
        let count = self.zoom_count().max(1);
        let is_hidden = |at: &usize| self.hidden_figures.contains(*at);
        let first = (0..count).find(is_hidden).unwrap_or(0);
        self.zoom = match self.zoom().map(|at| (at + 1) % count) {
            None => Some(first),
            Some(next) => (next != first).then_some(next),
        };
    }

    /// Shows the whole step again.
    pub(in crate::app) fn leave_zoom(&mut self) {
        self.zoom = None;
    }
}
