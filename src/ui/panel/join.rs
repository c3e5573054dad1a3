//! The join screen: how to enter the room, and who is there.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::app::{App, JoinInfo, QrCode};
use crate::locale::Phrase;
use crate::room::RoomSnapshot;
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;

/// Light modules around a QR code: four by ISO/IEC 18004; phones read it from two on.
const QUIET_ZONE: usize = 2;

/// Columns between the text and the code.
const GAP: u16 = 2;

/// The fewest columns of the text beside the code: those of the fingerprint.
const MIN_TEXT_WIDTH: u16 = 44;

/// Draws the join screen.
pub(crate) fn draw(app: &App, body: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let Some(join) = app.join_info() else {
        return;
    };
    let inner = Rect::new(
        body.x + 2,
        body.y,
        body.width.saturating_sub(4),
        body.height,
    );
    let mut text = inner;
    if let Some(code) = &join.code
        && !ctx.glyphs.is_ascii()
    {
        let (width, height) = code_size(code);
        if width + GAP + MIN_TEXT_WIDTH <= inner.width && height <= inner.height {
            let area = Rect::new(
                inner.right() - width,
                inner.y + (inner.height - height) / 2,
                width,
                height,
            );
            draw_code(code, area, buf, ctx);
            text.width = inner.width - width - GAP;
        }
    }
    let lines = lines(app, join, text.width, ctx);
    let large = lines.iter().map(|line| if line.is_large { 2 } else { 1 });
    let needs: u16 = large.sum();
    let may_enlarge = app.context().has_large_text() && needs <= text.height;
    let mut y = text.y;
    for line in &lines {
        if y >= text.bottom() {
            break;
        }
        let fits = columns_of(&line.line).saturating_mul(2) <= text.width;
        if line.is_large && may_enlarge && fits {
            ctx.add_large_line(Position::new(text.x, y), &line.line, buf);
            y += 2;
        } else {
            (&line.line).render(Rect::new(text.x, y, text.width, 1), buf);
            y += 1;
        }
    }
}

/// A line of the join screen.
struct JoinLine {
    line: Line<'static>,
    /// Whether it has double size where the terminal can do it.
    is_large: bool,
}

fn columns_of(line: &Line<'_>) -> u16 {
    u16::try_from(line.width()).unwrap_or(u16::MAX)
}

fn lines(app: &App, join: &JoinInfo, width: u16, ctx: &RenderContext<'_>) -> Vec<JoinLine> {
    let mut page = Page {
        lines: Vec::new(),
        width,
        ctx,
    };
    if let Some(ssh) = &join.ssh {
        page.heading("ui.join.terminal");
        page.large(ssh);
        page.text(&Phrase::key("ui.join.terminal-note"), StyleRole::Dim);
        if let Some(fingerprint) = &join.fingerprint {
            page.text(&Phrase::key("ui.join.key"), StyleRole::Text);
            // Equal halves are compared more easily than a long line and a short rest.
            let is_split = columns(fingerprint) > width;
            let (first, second) = match fingerprint.split_at_checked(fingerprint.len() / 2) {
                Some(halves) if is_split => halves,
                Some(_) | None => (fingerprint.as_str(), ""),
            };
            for part in [first, second].iter().filter(|part| !part.is_empty()) {
                page.text(&Phrase::verbatim((*part).to_owned()), StyleRole::Title);
            }
            page.text(&Phrase::key("ui.join.other-key"), StyleRole::Dim);
        }
        page.blank();
    }
    if let Some(web) = &join.web {
        page.heading("ui.join.browser");
        page.large(web);
        let note = match join.code {
            Some(_) => "ui.join.browser-note",
            None => "ui.join.browser-note-local",
        };
        page.text(&Phrase::key(note), StyleRole::Dim);
        page.blank();
    }
    if let Some(pin) = &join.pin {
        let pin = Phrase::key("ui.join.pin").with("pin", pin.as_str());
        page.text(&pin, StyleRole::Title);
    }
    if let Some(reach) = &join.reach {
        page.text(reach, StyleRole::Dim);
    }
    page.text(&Phrase::key("ui.join.promise"), StyleRole::Dim);
    let present = app.room_snapshot().map_or(0, RoomSnapshot::present);
    let taken = app.room_snapshot().map_or(0, |room| room.seats.len());
    // The seat of somebody who is away is given to others if it has to be.
    let free = join.seats.saturating_sub(present);
    let key = if taken > present {
        "ui.join.seats-and-away"
    } else {
        "ui.join.seats"
    };
    let seats = Phrase::key(key)
        .with("n", taken)
        .with("away", taken - present)
        .with("free", free);
    page.blank();
    page.text(&seats, StyleRole::Live);
    page.lines
}

struct Page<'a> {
    lines: Vec<JoinLine>,
    width: u16,
    ctx: &'a RenderContext<'a>,
}

impl Page<'_> {
    fn push(&mut self, line: Line<'static>) {
        self.lines.push(JoinLine {
            line,
            is_large: false,
        });
    }

    fn blank(&mut self) {
        self.push(Line::default());
    }

    fn heading(&mut self, key: &str) {
        let (ctx, pointer) = (self.ctx, self.ctx.glyphs.pointer);
        self.push(Line::from(vec![
            ctx.span(format!("{pointer} "), StyleRole::Accent),
            ctx.span(ctx.word(key), StyleRole::Title),
        ]));
    }

    fn large(&mut self, text: &str) {
        let span = self.ctx.span(text.to_owned(), StyleRole::Live);
        self.lines.push(JoinLine {
            line: Line::from(span),
            is_large: true,
        });
    }

    fn text(&mut self, phrase: &Phrase, role: StyleRole) {
        let text = self.ctx.format(phrase);
        for line in wrap_text(text, self.ctx.style(role), self.width) {
            self.push(line);
        }
    }
}

/// Columns and rows of a code whose modules are half a cell high.
fn code_size(code: &QrCode) -> (u16, u16) {
    let side = code.size() + 2 * QUIET_ZONE;
    let side = u16::try_from(side).unwrap_or(u16::MAX);
    (side, side.div_ceil(2))
}

/// Draws a code, two modules in a cell. Without colours, light modules are drawn: readers accept both.
fn draw_code(code: &QrCode, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let style = ctx.style(StyleRole::QrCode);
    let is_dark = |column: u16, row: u16| {
        let inside = |at: u16| usize::from(at).checked_sub(QUIET_ZONE);
        match (inside(column), inside(row)) {
            (Some(column), Some(row)) => code.is_dark(column, row),
            _ => false,
        }
    };
    for position in area.positions() {
        let (column, row) = (position.x - area.x, 2 * (position.y - area.y));
        let glyph = match (is_dark(column, row), is_dark(column, row + 1)) {
            (true, true) => "█",
            (true, false) => "▀",
            (false, true) => "▄",
            (false, false) => " ",
        };
        if let Some(cell) = buf.cell_mut(position) {
            cell.set_symbol(glyph).set_style(style);
        }
    }
}
