//! Panels: several small plots side by side.

use ratatui::layout::Rect;

use super::builder::max_width;
use super::frame::{Density, FigureFrame, HeightRange};
use super::{ChartContext, Paint, Scene, plot};
use crate::figure::{Panels, Plot};
use crate::locale::Phrase;
use crate::text::clip;

/// The fewest columns and rows of a panel with its title.
const MIN_SIZE: (u16, u16) = (14, 4);
/// A wider title is clipped, so that more panels stand side by side.
const MAX_TITLE_WIDTH: u16 = 24;
/// The most rows of a panel.
const MAX_HEIGHT: u16 = 8;
/// The fewest columns and rows of a plot with ticks and labels.
const LABELLED_SIZE: (u16, u16) = (28, 8);
/// Columns between panels.
const GAP: u16 = 2;

/// The columns and rows of panels: as many columns as their titles allow, rows filled evenly.
fn grid_size(panels: &Panels, width: u16, ctx: &ChartContext<'_>) -> (u16, u16) {
    let count = u16::try_from(panels.plots.len()).unwrap_or(u16::MAX).max(1);
    let titles: Vec<_> = panels
        .plots
        .iter()
        .map(|plot| ctx.format(&plot.title))
        .collect();
    let panel_width = max_width(&titles).clamp(MIN_SIZE.0, MAX_TITLE_WIDTH) + GAP;
    let max_columns = ((width + GAP) / panel_width).clamp(1, count);
    let rows = count.div_ceil(max_columns);
    (count.div_ceil(rows), rows)
}

/// The rows of the panels at this width.
pub(super) fn height_range(panels: &Panels, width: u16, ctx: &ChartContext<'_>) -> HeightRange {
    let (_, rows) = grid_size(panels, width, ctx);
    HeightRange {
        min: rows.saturating_mul(MIN_SIZE.1).saturating_add(1),
        max: rows.saturating_mul(MAX_HEIGHT).saturating_add(1),
    }
}

/// Adds the plots side by side, each with its own title.
pub(super) fn add(panels: &Panels, area: Rect, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let below = scene.title(&ctx.format(&panels.title), area, ctx.symbols.ellipsis);
    let (across, rows) = grid_size(panels, below.width, ctx);
    let (width, height) = ((below.width + GAP) / across, below.height / rows);
    if height == 0 || width <= GAP {
        return;
    }
    for (at, plot) in (0u16..).zip(&panels.plots) {
        let (column, row) = (at % across, at / across);
        let panel = Rect::new(
            below.x.saturating_add(column.saturating_mul(width)),
            below.y.saturating_add(row.saturating_mul(height)),
            width - GAP,
            height,
        )
        .intersection(below);
        let name = clip(
            &ctx.format(&plot.title),
            usize::from(panel.width),
            ctx.symbols.ellipsis,
        );
        scene.text(&name, (panel.x, panel.y), panel, Paint::Dim);
        // A blank last row separates panels below each other.
        let blank = u16::from(rows > 1 && height > MIN_SIZE.1);
        let plot_area = Rect {
            y: panel.y + 1,
            height: panel.height.saturating_sub(1 + blank),
            ..panel
        };
        add_plot(plot, plot_area.intersection(below), scene, ctx);
    }
    let empty: Vec<_> = panels.plots.iter().map(Plot::empty).collect();
    if let Some(Some(sentence)) = empty.first().filter(|_| empty.iter().all(Option::is_some)) {
        plot::add_sentence(sentence, below, scene, ctx);
    }
}

/// Adds the plot of a panel, with ticks and labels where there is room.
fn add_plot(plot: &Plot, area: Rect, scene: &mut Scene, ctx: &ChartContext<'_>) {
    if area.width < LABELLED_SIZE.0 || area.height < LABELLED_SIZE.1 {
        plot::add_small(plot, area, scene, ctx);
        return;
    }
    // The panel has its title already, and each says what it waits for, which stands once for all.
    let plot = Plot {
        title: Phrase::verbatim(""),
        drawn_by: None,
        ..plot.clone()
    };
    let frame = FigureFrame::single(area, Density::Compact);
    let (gutter, margin) = plot::side_columns(&plot, frame, ctx);
    let frame = FigureFrame {
        gutter,
        margin,
        ..frame
    };
    plot::add(&plot, frame, scene, ctx);
}
