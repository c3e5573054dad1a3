//! The import page: the columns of a file with their roles, the rows that the network gets, and a first look at them.

mod column_table;
mod details;
mod first_look;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use self::column_table::TableRows;
use self::details::Length;
use super::playground_controls::draw_file_input;
use crate::app::{App, ImportPage, Overlay, first_key, key_names};
use crate::lab::import::{ColumnRole, ImportedFile};
use crate::locale::Phrase;
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;

/// The rows of the columns besides the first rows of the file: name, type, range, role.
const COLUMN_ROWS: u16 = 4;
/// The rule and the line that opens the data.
const BOTTOM_ROWS: u16 = 2;
/// The most first rows of the file.
const MAX_FIRST_ROWS: u16 = 6;
/// The fewest columns with details and chart side by side.
const MIN_CHART_SCREEN: u16 = 92;
/// The fewest columns of the details beside a chart.
const MIN_DETAIL_WIDTH: u16 = 52;
/// The fewest rows of a chart.
const MIN_CHART_HEIGHT: u16 = 9;

/// The heights of the parts of the page.
struct PageRows {
    /// The first rows of the file.
    first_rows: u16,
    /// Blank rows below the head, above and below the first rows, above and below the rule.
    gaps: [u16; 5],
}

impl PageRows {
    /// The rows of the file, then blank rows, in `spare` rows besides the first one.
    fn new(spare: u16, wanted: u16) -> Self {
        let first_rows = (1 + spare).min(wanted);
        let spare = spare - (first_rows - 1);
        Self {
            first_rows,
            gaps: [0, 1, 2, 3, 4].map(|at| u16::from(spare > at)),
        }
    }
}

/// Draws the import page.
pub(crate) fn draw(
    app: &App,
    page: &ImportPage,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let width = area.width.saturating_sub(4);
    let inner = Rect::new(area.x + 2, area.y, width, area.height);
    let head = head_lines(page, inner.width, ctx);
    let head_height = u16::try_from(head.len()).unwrap_or(u16::MAX);
    // One row of the file, and the rule below the columns.
    let least = head_height + COLUMN_ROWS + BOTTOM_ROWS + 2;
    let room = inner.height.saturating_sub(least);
    let wanted_rows = page.file().table().first_rows.len();
    let wanted_rows = u16::try_from(wanted_rows).unwrap_or(u16::MAX);
    let wanted_rows = wanted_rows.clamp(1, MAX_FIRST_ROWS);
    let has_chart = inner.width >= MIN_CHART_SCREEN;
    let detail_width = if has_chart {
        MIN_DETAIL_WIDTH.max(inner.width * 2 / 5)
    } else {
        inner.width
    };
    // Rows of the file go before blank rows between the details.
    let airy_room = room.saturating_sub(wanted_rows - 1);
    let details = details::lines(page, detail_width, (room, airy_room), ctx);
    let detail_height = u16::try_from(details.len()).unwrap_or(u16::MAX);
    let rows = PageRows::new(room.saturating_sub(detail_height), wanted_rows);
    let mut y = inner.y;
    let mut take = |height: u16| {
        let rows = Rect::new(inner.x, y, inner.width, height).intersection(inner);
        y += height;
        rows
    };
    draw_lines(head, take(head_height), buf);
    take(rows.gaps[0]);
    let table_rows = TableRows {
        first_rows: rows.first_rows,
        gaps: (rows.gaps[1], rows.gaps[2]),
    };
    let table = take(COLUMN_ROWS + rows.first_rows + rows.gaps[1] + rows.gaps[2]);
    let visible = column_table::draw(page, table, table_rows, buf, ctx);
    take(rows.gaps[3]);
    draw_column_rule(page, &visible, take(1), buf, ctx);
    take(rows.gaps[4]);
    let mut rest = take(inner.height);
    rest.height = rest.height.saturating_sub(BOTTOM_ROWS);
    let [text, chart] = split_details(rest, detail_width);
    draw_lines(details, text, buf);
    if has_chart && chart.height >= MIN_CHART_HEIGHT {
        first_look::draw(page, chart, buf, ctx);
    } else if has_chart {
        first_look::draw_note("ui.import.no-room", chart, buf, ctx);
    }
    draw_bottom(app, page, area, buf, ctx);
}

/// The areas of the details and of the chart beside them.
fn split_details(area: Rect, detail_width: u16) -> [Rect; 2] {
    let text = Rect {
        width: detail_width.min(area.width),
        ..area
    };
    let x = text.right() + 2;
    let width = area.right().saturating_sub(x);
    [text, Rect { x, width, ..area }]
}

/// Draws the page that waits for a file.
pub(crate) fn draw_reading(path: &str, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let width = area.width.saturating_sub(4);
    let inner = Rect::new(area.x + 2, area.y + 1, width, area.height.saturating_sub(1));
    let reading = ctx.format(&Phrase::key("ui.import.reading").with("path", path));
    let text = format!("{} {reading} {}", ctx.glyphs.pointer, ctx.glyphs.ellipsis);
    draw_lines(
        wrap_text(text, ctx.style(StyleRole::Text), width),
        inner,
        buf,
    );
}

fn draw_lines(lines: Vec<Line<'static>>, area: Rect, buf: &mut Buffer) {
    for (line, row) in lines.into_iter().zip(area.rows()) {
        line.render(row, buf);
    }
}

fn draw_rule(area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let line = ctx.glyphs.horizontal.repeat(usize::from(area.width));
    ctx.span(line, StyleRole::Rule).render(area, buf);
}

/// Draws the rule below the columns, which names those that are visible where there are others.
fn draw_column_rule(
    page: &ImportPage,
    visible: &Range<usize>,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    draw_rule(area, buf, ctx);
    let all = page.file().table().width;
    if visible.len() < all {
        let read = page.file().table().columns.len();
        let key = if read < all {
            "ui.import.visible-columns-cut"
        } else {
            "ui.import.visible-columns"
        };
        let phrase = Phrase::key(key)
            .with("first", visible.start + 1)
            .with("last", visible.end)
            .with("read", read)
            .with("all", all);
        let text = format!(" {} ", ctx.format(&phrase));
        let width = columns(&text).min(area.width);
        let place = Rect::new(area.right() - width, area.y, width, area.height);
        ctx.span(text, StyleRole::Dim).render(place, buf);
    }
}

/// Name, size and format of the file, on one line where they fit.
fn head_lines(page: &ImportPage, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let file = page.file();
    let name = clip(
        &ctx.fold(file.name()),
        usize::from(width) / 2,
        ctx.glyphs.ellipsis,
    );
    let mut left = vec![
        ctx.span(format!("{} ", ctx.glyphs.pointer), StyleRole::Accent),
        ctx.span(format!("{name}   "), StyleRole::Title),
        ctx.span(ctx.format(&counts(file)), StyleRole::Text),
    ];
    let parts: Vec<_> = file
        .format()
        .parts()
        .iter()
        .map(|part| ctx.format(part))
        .collect();
    let style_role = if file.is_read_as_detected() {
        StyleRole::Dim
    } else {
        StyleRole::Notice
    };
    let right = vec![
        ctx.span(parts.join(", "), style_role),
        Span::raw("   "),
        ctx.span(
            key_names("read-differently").unwrap_or_default(),
            StyleRole::Key,
        ),
        ctx.span(
            format!(" {}", ctx.word("ui.import.differently")),
            StyleRole::Dim,
        ),
    ];
    let (left_width, right_width) = (line_width(&left), line_width(&right));
    if left_width + right_width + 3 <= width {
        let gap = usize::from(width - left_width - right_width);
        left.push(Span::raw(" ".repeat(gap)));
        left.extend(right);
        return vec![Line::from(left)];
    }
    let indented = std::iter::once(Span::raw("  ")).chain(right);
    vec![Line::from(left), indented.collect()]
}

fn line_width(spans: &[Span<'_>]) -> u16 {
    spans.iter().map(|span| columns(&span.content)).sum()
}

/// Rows, columns and bytes of a file.
fn counts(file: &ImportedFile) -> Phrase {
    let table = file.table();
    let bytes = file.size() as f64;
    let size = if bytes < 1024.0 {
        Phrase::key("ui.import.bytes").with("n", bytes)
    } else if bytes < 1024.0 * 1024.0 {
        Phrase::key("ui.import.kib").with("n", bytes / 1024.0)
    } else {
        Phrase::key("ui.import.mib").with("n", bytes / 1024.0 / 1024.0)
    };
    let key = if table.is_cut {
        "ui.import.counts-cut"
    } else {
        "ui.import.counts"
    };
    Phrase::key(key)
        .with("rows", table.rows)
        .with("columns", table.width)
        .with("size", size)
}

/// Draws the line that opens the data: whether they are ready, or what is missing.
fn draw_bottom(
    app: &App,
    page: &ImportPage,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let top = area.bottom().saturating_sub(BOTTOM_ROWS);
    draw_rule(Rect::new(area.x, top, area.width, 1), buf, ctx);
    let row = Rect::new(area.x, top + 1, area.width, 1).intersection(area);
    if let Some(Overlay::TextInput(input)) = app.overlay() {
        return draw_file_input(input, row, buf, ctx);
    }
    let gap = page.gap();
    let marker = ctx.span(format!(" {} ", ctx.glyphs.pointer), StyleRole::Accent);
    if let Some(key) = first_key("accept").filter(|_| gap.is_none()) {
        ctx.add_hit_region(row, || HitRegion::Key(key));
    }
    let (key, title) = match gap {
        None => (StyleRole::Key, StyleRole::Title),
        Some(_) => (StyleRole::Dim, StyleRole::Dim),
    };
    let mut spans = vec![
        marker.clone(),
        ctx.span(ctx.fold(&key_names("accept").unwrap_or_default()), key),
        ctx.span(format!(" {} ", ctx.fold("→")), StyleRole::Dim),
        ctx.span(ctx.word("ui.import.accept"), title),
    ];
    let room = row.width.saturating_sub(line_width(&spans) + 3);
    match gap {
        None => {
            let texts = [ready(page, Length::Full), ready(page, Length::Short)];
            let [full, short] = texts.map(|text| ctx.format(&text));
            let text = if columns(&full) <= room { full } else { short };
            spans.push(ctx.span(format!("   {text}"), StyleRole::Text));
        }
        Some(gap) => {
            let text = ctx.format(&gap.phrase());
            // A remedy that does not fit takes the place of the key that does nothing.
            if columns(&text) <= room {
                spans.push(ctx.span(format!("   {text}"), StyleRole::Notice));
            } else {
                spans = vec![marker, ctx.span(text, StyleRole::Notice)];
            }
        }
    }
    let kept = ctx.word("ui.import.kept");
    let used = line_width(&spans) + columns(&kept) + 4;
    if gap.is_none() && used <= row.width {
        spans.push(Span::raw(" ".repeat(usize::from(row.width - used) + 3)));
        spans.push(ctx.span(kept, StyleRole::Dim));
    }
    Line::from(spans).render(row, buf);
}

/// The kind of data that is ready, and whether the rows are few.
fn ready(page: &ImportPage, length: Length) -> Phrase {
    let is_class = page.plan().target_role() == Some(ColumnRole::ClassTarget);
    let key = match (length, is_class, page.plan().roles().inputs.len()) {
        (Length::Short, _, _) => "short",
        (Length::Full, true, 2) => "classes-two",
        (Length::Full, true, _) => "classes-one",
        (Length::Full, false, 2) => "numbers-two",
        (Length::Full, false, _) => "numbers-one",
    };
    let has_few_rows = page.plan().has_few_rows(page.selection());
    let group = if has_few_rows { "few" } else { "ready" };
    Phrase::key(format!("ui.import.{group}.{key}"))
}
