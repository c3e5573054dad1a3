//! Horizontal bars.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{cut, title, write};
use crate::figure::{Bar, Bars};
use crate::locale::Phrase;
use crate::ui::Pen;
use crate::ui::theme::Part;

/// Draws bars, each with its label before and its value behind it.
pub(super) fn draw(bars: &Bars, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let below = title(&pen.say(&bars.title), area, buf, pen);
    let said = |phrase: &Phrase| pen.say(phrase);
    let widest = |texts: Vec<String>| texts.iter().map(|text| text.width()).max().unwrap_or(0);
    let width = usize::from(below.width);
    let labels = widest(bars.bars.iter().map(|bar| said(&bar.label)).collect()).min(width / 3);
    let values = widest(bars.bars.iter().map(|bar| said(&bar.written)).collect()).min(width / 3);
    let start = below.x + u16::try_from(labels).unwrap_or(0) + 1;
    let room = width.saturating_sub(labels + values + 3);
    let track = Rect::new(
        start,
        below.y,
        u16::try_from(room).unwrap_or(0),
        below.height,
    )
    .intersection(below);
    for (bar, row) in bars.bars.iter().zip(below.rows()) {
        let label = cut(&said(&bar.label), labels, pen.glyphs.ellipsis);
        write(&label, (row.x, row.y), below, Part::Text, buf, pen);
        let end = stretch(
            bar,
            bars,
            Rect {
                y: row.y,
                height: 1,
                ..track
            },
            buf,
            pen,
        );
        write(
            &said(&bar.written),
            (end + 1, row.y),
            below,
            Part::Text,
            buf,
            pen,
        );
    }
    if let Some(goal) = bars.goal {
        goal_line(goal, bars, track, below, buf, pen);
    }
}

/// Draws one bar; returns the column where it ends.
fn stretch(bar: &Bar, bars: &Bars, track: Rect, buf: &mut Buffer, pen: &Pen<'_>) -> u16 {
    let zero = bars.axis.place(0.0).unwrap_or(0.0).clamp(0.0, 1.0);
    let Some(place) = bars
        .axis
        .place(bar.value)
        .map(|place| place.clamp(0.0, 1.0))
    else {
        return track.x;
    };
    let cells = f64::from(track.width);
    let (from, to) = (zero.min(place) * cells, zero.max(place) * cells);
    let mut end = track.x;
    for x in 0..track.width {
        let left = f64::from(x);
        let covered = (to.min(left + 1.0) - from.max(left)).clamp(0.0, 1.0);
        let glyph = filled(covered, pen);
        if !glyph.is_empty() {
            end = track.x + x + 1;
            write(
                glyph,
                (track.x + x, track.y),
                track,
                Part::Series(bar.role),
                buf,
                pen,
            );
        }
    }
    // A value that is there but too small to see still leaves a trace.
    if end == track.x && place > zero && bar.value != 0.0 && track.width > 0 {
        let sliver = pen
            .glyphs
            .eighths
            .first()
            .copied()
            .unwrap_or(pen.glyphs.full);
        write(
            sliver,
            (track.x, track.y),
            track,
            Part::Series(bar.role),
            buf,
            pen,
        );
        end += 1;
    }
    end
}

fn filled(covered: f64, pen: &Pen<'_>) -> &'static str {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ covered ≤ 1"
    )]
    let eighths = (covered * 8.0).round() as usize;
    match (eighths, pen.glyphs.eighths) {
        (8.., _) | (4.., []) => pen.glyphs.full,
        (0, _) | (_, []) => "",
        (n, parts) => parts.get(n - 1).copied().unwrap_or(pen.glyphs.full),
    }
}

fn goal_line(goal: f64, bars: &Bars, track: Rect, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let Some(place) = bars
        .axis
        .place(goal)
        .filter(|place| (0.0..=1.0).contains(place))
    else {
        return;
    };
    if track.width == 0 {
        return;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ place ≤ 1"
    )]
    let x = track.x + (place * f64::from(track.width - 1)).round() as u16;
    let count = u16::try_from(bars.bars.len()).unwrap_or(u16::MAX);
    for y in area.y..area.y.saturating_add(count).min(area.bottom()) {
        write(pen.glyphs.vertical, (x, y), area, Part::Goal, buf, pen);
    }
    let y = area.y.saturating_add(count);
    let label = pen
        .words
        .say(&Phrase::key("figure.goal-at").with("value", goal));
    let text = format!("{} {}", pen.glyphs.kink, pen.fold(&label));
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
    write(
        &text,
        (x.min(area.right().saturating_sub(width)).max(area.x), y),
        area,
        Part::Goal,
        buf,
        pen,
    );
}
