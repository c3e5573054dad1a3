//! Figures as cells: one file a kind, on a grid of dots of our own.
//!
//! A column of figures shares its width; plots with equal x axes share their columns too, so that a
//! kink, its jump of slope and its tick stand exactly above each other.

mod axes;
mod bars;
mod clip;
mod coordinates;
mod dots;
mod heat;
mod lines;
mod panels;
mod plot;
mod table;

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::Pen;
use super::theme::Part;
use super::wrap::clip as cut;
use crate::figure::{Figure, Stature};

/// How a figure takes its share of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Share {
    /// It needs this many rows to say anything.
    least: u16,
    /// More than this many rows add nothing.
    most: u16,
}

/// The rows that `figure` needs to say anything.
pub fn least_height(figure: &Figure, width: u16, pen: &Pen<'_>) -> u16 {
    share(figure, false, width, pen).least
}

/// Draws `figures` below each other, the first ones first, as many as `area` has room for; returns how many.
pub fn column(figures: &[Figure], area: Rect, buf: &mut Buffer, pen: &Pen<'_>) -> usize {
    let area = area.intersection(buf.area);
    let shares: Vec<_> = figures
        .iter()
        .enumerate()
        .map(|(at, figure)| share(figure, is_linked(figures, at), area.width, pen))
        .collect();
    let count = fitting(&shares, area.height);
    if count == 0 {
        // Too little room for the first figure: it draws what it can.
        if let Some(first) = figures.first() {
            draw(first, Frame::alone(area), buf, pen);
        }
        return usize::from(!figures.is_empty());
    }
    let shown = &figures[..count];
    let heights = heights(&shares[..count], area.height);
    let mut y = area.y;
    for (at, (figure, height)) in shown.iter().zip(&heights).enumerate() {
        let frame = Frame {
            area: Rect::new(area.x, y, area.width, *height),
            gutter: group_gutter(shown, at, pen),
            links_on: is_linked(shown, at),
        };
        draw(figure, frame, buf, pen);
        y += height;
    }
    count
}

/// Where a figure is drawn, and what it shares with its neighbours.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// Its room.
    area: Rect,
    /// Columns for the labels of the y axis, shared by plots with equal x axes.
    gutter: u16,
    /// Whether the next figure continues its x axis, so that the tick labels stand there.
    links_on: bool,
}

impl Frame {
    fn alone(area: Rect) -> Self {
        Self {
            area,
            gutter: 0,
            links_on: false,
        }
    }
}

fn draw(figure: &Figure, frame: Frame, buf: &mut Buffer, pen: &Pen<'_>) {
    if frame.area.is_empty() {
        return;
    }
    match figure {
        Figure::Plot(plot) => plot::draw(plot, frame, buf, pen),
        Figure::Heat(heat) => heat::draw(heat, frame.area, buf, pen),
        Figure::Bars(bars) => bars::draw(bars, frame.area, buf, pen),
        Figure::Panels(panels) => panels::draw(panels, frame.area, buf, pen),
        Figure::Table(table) => table::draw(table, frame.area, buf, pen),
        Figure::Lines(lines) => lines::draw(lines, frame.area, buf, pen),
    }
}

fn share(figure: &Figure, links_on: bool, width: u16, pen: &Pen<'_>) -> Share {
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    match figure {
        Figure::Plot(plot) => {
            let around = plot::rows_around(plot, links_on, width, pen);
            match plot.stature {
                Stature::Tall => Share {
                    least: around + 4,
                    most: u16::MAX,
                },
                Stature::Strip => Share {
                    least: around + 2,
                    most: around + 5,
                },
            }
        }
        Figure::Heat(_) => Share {
            least: 8,
            most: u16::MAX,
        },
        Figure::Panels(panels) => panels::share(panels, width),
        Figure::Bars(bars) => {
            let exactly = rows(bars.bars.len()) + 1 + u16::from(bars.goal.is_some());
            Share {
                least: exactly,
                most: exactly + 1,
            }
        }
        Figure::Table(table) => Share {
            least: rows(table.rows.len()) + 2,
            most: rows(table.rows.len()) + 3,
        },
        Figure::Lines(lines) => {
            let exactly = lines::height(lines, width, pen);
            Share {
                least: exactly,
                most: exactly + 1,
            }
        }
    }
}

fn fitting(shares: &[Share], height: u16) -> usize {
    let mut used = 0u16;
    shares
        .iter()
        .take_while(|share| {
            used = used.saturating_add(share.least);
            used <= height
        })
        .count()
}

/// Shares `height` out: each its least, then what is left to those that can use it, row by row.
fn heights(shares: &[Share], height: u16) -> Vec<u16> {
    let mut heights: Vec<_> = shares.iter().map(|share| share.least).collect();
    let mut left = height.saturating_sub(heights.iter().sum());
    while left > 0 {
        let before = left;
        for (rows, share) in heights.iter_mut().zip(shares) {
            if left > 0 && *rows < share.most {
                *rows += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    heights
}

/// Whether figure `at` and the next one are plots over the same x axis.
fn is_linked(figures: &[Figure], at: usize) -> bool {
    match (figures.get(at), figures.get(at + 1)) {
        (Some(Figure::Plot(a)), Some(Figure::Plot(b))) => a.x == b.x,
        (Some(_) | None, _) => false,
    }
}

/// The gutter that figure `at` shares with the plots it is linked to.
fn group_gutter(figures: &[Figure], at: usize, pen: &Pen<'_>) -> u16 {
    let first = (0..at)
        .rev()
        .take_while(|before| is_linked(figures, *before))
        .last()
        .unwrap_or(at);
    let last = (at..figures.len())
        .find(|i| !is_linked(figures, *i))
        .unwrap_or(at);
    let gutters = figures[first..=last].iter().map(|figure| match figure {
        Figure::Plot(plot) => axes::gutter(&plot.y, pen),
        Figure::Heat(_)
        | Figure::Bars(_)
        | Figure::Panels(_)
        | Figure::Table(_)
        | Figure::Lines(_) => 0,
    });
    gutters.max().unwrap_or(0)
}

/// Draws a title line; returns the room below it.
fn title(text: &str, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) -> Rect {
    if text.is_empty() || area.height < 2 {
        return area;
    }
    let text = cut(
        &pen.fold(text),
        usize::from(area.width),
        pen.glyphs.ellipsis,
    );
    Line::from(Span::styled(text, pen.style(Part::Title))).render(Rect { height: 1, ..area }, buf);
    Rect::new(area.x, area.y + 1, area.width, area.height - 1)
}

/// Writes `text` at a cell, as far as it stays inside `area`.
fn write(text: &str, (x, y): (u16, u16), area: Rect, part: Part, buf: &mut Buffer, pen: &Pen<'_>) {
    if area.contains((x, y).into()) {
        let room = usize::from(area.right() - x);
        buf.set_stringn(x, y, text, room, pen.style(part));
    }
}
