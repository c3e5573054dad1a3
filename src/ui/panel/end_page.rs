//! The end page of a lesson: results, the picture, and the line that leads to the next lesson.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::end_rows::{self, RowLines};
use super::lesson::description_lines;
use crate::app::{App, EndContent, EndPage, EndPicture, EndSection, NextLesson, ScrollExtent};
use crate::text::{clip, width};
use crate::ui::hit_region::HitRegion;
use crate::ui::scroll::draw_scrolled;
use crate::ui::theme::StyleRole;
use crate::ui::{RenderContext, figure, layout};

/// From this width on, the picture or the second section stands beside the results.
const TWO_COLUMN_WIDTH: u16 = 76;
/// The fewest rows of a picture below the results.
const MIN_PICTURE_HEIGHT: u16 = 8;

/// Draws the end page into the body; none if it is not open. Returns how far the results can be scrolled.
pub(crate) fn draw(
    app: &App,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> Option<ScrollExtent> {
    let content = app.end_content()?;
    let page = app.session()?.end_page()?;
    let rows = |y: u16, height: u16| Rect::new(body.x, body.y + y, body.width, height);
    let height = body.height.saturating_sub(2);
    draw_rule(rows(height, 1), buf, ctx);
    draw_next(&content.next, page, rows(height + 1, 1), buf, ctx);
    let picture = page.picture().filter(|_| !app.context().shows_text());
    let text = PageText {
        app,
        page,
        content: &content,
    };
    Some(text.draw(picture, rows(0, height), buf, ctx))
}

fn draw_rule(area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let line = ctx.glyphs.horizontal.repeat(usize::from(area.width));
    ctx.span(line, StyleRole::Rule).render(area, buf);
}

/// Draws the line of the next lesson: its key, its title and its duration.
fn draw_next(
    next: &NextLesson,
    page: &EndPage,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let is_selected = page.selected().is_none();
    let pointer = if is_selected { ctx.glyphs.pointer } else { " " };
    let key = next.key.map(|key| ctx.fold(&key.written()));
    let minutes = next.minutes.as_ref().map(|minutes| ctx.fold(minutes));
    let minutes = format!("  {} ", minutes.unwrap_or_default());
    let mut spans = vec![
        ctx.span(format!(" {pointer} "), StyleRole::Accent),
        ctx.span(key.unwrap_or_default(), StyleRole::Key),
        ctx.span(ctx.fold(" → "), StyleRole::Dim),
    ];
    let used = spans.iter().map(Span::width).sum::<usize>() + width(&minutes);
    let room = usize::from(area.width).saturating_sub(used);
    let title = clip(&ctx.fold(&next.title), room, ctx.glyphs.ellipsis);
    let gap = room.saturating_sub(width(&title));
    spans.push(ctx.span(title, end_rows::label_role(is_selected)));
    spans.push(Span::raw(" ".repeat(gap)));
    spans.push(ctx.span(minutes, StyleRole::Dim));
    Line::from(spans).render(area, buf);
    if is_selected {
        ctx.place_cursor(area.x, area.y);
    }
    if let Some(key) = next.key {
        ctx.add_hit_region(area, || HitRegion::Key(key));
    }
}

/// The results and rows of the end page.
struct PageText<'a> {
    app: &'a App,
    page: &'a EndPage,
    content: &'a EndContent,
}

impl PageText<'_> {
    /// Draws the text, and the picture beside or below it.
    fn draw(
        &self,
        picture: Option<&EndPicture>,
        area: Rect,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) -> ScrollExtent {
        let sections = &self.content.sections;
        let is_wide = area.width >= TWO_COLUMN_WIDTH && !self.app.context().shows_text();
        match (picture, sections.as_slice()) {
            (Some(picture), _) if is_wide => {
                let (left, right) = columns(area, buf, ctx);
                draw_picture(picture, right, buf, ctx);
                self.draw_text(sections, left, buf, ctx)
            }
            (None, [first, second]) if is_wide => {
                let (left, right) = columns(area, buf, ctx);
                let before = first.rows.len();
                let fitted = end_rows::fit(
                    &[],
                    std::slice::from_ref(second),
                    right,
                    before,
                    self.page,
                    ctx,
                );
                self.draw_lines(&fitted, 0, right, buf, ctx);
                self.draw_text(std::slice::from_ref(first), left, buf, ctx)
            }
            (Some(picture), _) => {
                let lines = self.text(sections, inset(area), ctx);
                let height = u16::try_from(lines.lines.len()).unwrap_or(u16::MAX);
                let below = area.height.saturating_sub(height.saturating_add(1));
                if below >= MIN_PICTURE_HEIGHT {
                    let y = area.y + height + 1;
                    draw_picture(
                        picture,
                        inset(Rect::new(area.x, y, area.width, below)),
                        buf,
                        ctx,
                    );
                }
                self.draw_text(sections, inset(area), buf, ctx)
            }
            (None, _) => self.draw_text(sections, inset(area), buf, ctx),
        }
    }

    /// The lines of the results and of `sections`; in the words view also of the description of the picture.
    fn text(&self, sections: &[EndSection], area: Rect, ctx: &RenderContext<'_>) -> RowLines {
        let mut text = end_rows::fit(&self.content.intro, sections, area, 0, self.page, ctx);
        if self.app.context().shows_text()
            && let Some(picture) = self.page.picture()
        {
            let figure = std::slice::from_ref(picture.figure());
            text.lines.push(Line::default());
            text.lines.push(heading(picture, ctx));
            text.lines
                .extend(description_lines(figure, area.width, ctx));
        }
        text
    }

    fn draw_text(
        &self,
        sections: &[EndSection],
        area: Rect,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) -> ScrollExtent {
        let text = self.text(sections, area, ctx);
        self.draw_lines(&text, self.app.scroll(), area, buf, ctx)
    }

    /// Draws lines from line `scroll` on, or so that the selected row is visible.
    fn draw_lines(
        &self,
        text: &RowLines,
        scroll: u16,
        area: Rect,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) -> ScrollExtent {
        let selected = text
            .rows
            .iter()
            .find(|row| Some(row.index) == self.page.selected());
        let scroll = selected.map_or(scroll, |row| row.visible_from(scroll, area.height));
        let scroll = scroll.min(text.hidden(area.height));
        for row in &text.rows {
            for place in row.visible_lines(scroll, area) {
                ctx.add_hit_region(place, || HitRegion::EndRow(row.index));
                if Some(row.index) == self.page.selected() {
                    ctx.place_cursor(place.x, place.y);
                }
            }
        }
        let extent = draw_scrolled(&text.lines, scroll, area, buf, ctx);
        for row in &text.rows {
            if let Some((picture, place)) = row.visible_picture(scroll, area) {
                figure::draw_miniature(picture, place, buf, ctx);
            }
        }
        extent
    }
}

/// Two columns with a line between them.
fn columns(area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> (Rect, Rect) {
    let half = (area.width / 2).min(layout::MAX_TEXT_WIDTH);
    let divider = Rect::new(area.x + half, area.y, 1, area.height);
    for row in divider.rows() {
        ctx.span(ctx.glyphs.vertical, StyleRole::Rule)
            .render(row, buf);
    }
    let left = Rect::new(area.x + 2, area.y, half.saturating_sub(3), area.height);
    let right = Rect::new(
        area.x + half + 2,
        area.y,
        area.width.saturating_sub(half + 3),
        area.height,
    );
    (left, right)
}

/// `area` without the margins of a page, and no wider than prose.
fn inset(area: Rect) -> Rect {
    let width = area.width.saturating_sub(4).min(layout::MAX_TEXT_WIDTH);
    Rect::new(area.x + 2, area.y, width, area.height)
}

fn heading(picture: &EndPicture, ctx: &RenderContext<'_>) -> Line<'static> {
    Line::from(ctx.span(ctx.word(picture.heading()), StyleRole::Title))
}

fn draw_picture(picture: &EndPicture, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let first = Rect::new(area.x, area.y, area.width, 1);
    heading(picture, ctx).render(first.intersection(area), buf);
    let rest = Rect::new(
        area.x,
        area.y + 1,
        area.width,
        area.height.saturating_sub(1),
    );
    figure::draw_column(std::slice::from_ref(picture.figure()), rest, buf, ctx);
}
