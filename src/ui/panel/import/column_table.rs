//! The columns of a file side by side: name, type, range, first rows, role.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::ImportPage;
use crate::lab::import::{ColumnKind, ColumnRole, ImportColumn};
use crate::locale::{NumberFormat, Phrase, format_number};
use crate::text::{clip, columns, width};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// The fewest and the most columns of the screen that a column of the file takes.
const WIDTHS: (u16, u16) = (7, 16);
/// The blank columns behind a column: the pointer of the next one stands in them.
const GAP: u16 = 3;
/// The columns before the first one, for its pointer.
const MARGIN: u16 = 2;
/// The most words of a column that are listed.
const MAX_LISTED: usize = 3;

/// The rows of the table.
#[derive(Clone, Copy)]
pub(super) struct TableRows {
    /// The number of first rows of the file.
    pub(super) first_rows: u16,
    /// Blank rows above and below them.
    pub(super) gaps: (u16, u16),
}

/// The texts of a column with their styles, from top to bottom.
struct ColumnTexts {
    head: [(String, StyleRole); 3],
    cells: Vec<(String, StyleRole)>,
    role: (String, StyleRole),
}

/// Draws as many columns as fit, the selected one among them. Returns the columns that are drawn.
pub(super) fn draw(
    page: &ImportPage,
    area: Rect,
    rows: TableRows,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> Range<usize> {
    let count = page.file().table().columns.len();
    let texts: Vec<_> = (0..count)
        .map(|at| column_texts(page, at, usize::from(rows.first_rows), ctx))
        .collect();
    let widths: Vec<u16> = texts.iter().map(ColumnTexts::width).collect();
    let room = area.width.saturating_sub(MARGIN);
    let visible = visible_columns(&widths, page.selected(), room);
    let mut x = area.x + MARGIN;
    for at in visible.clone() {
        let width = widths[at].min(area.right().saturating_sub(x));
        let place = Rect { x, width, ..area };
        if at == page.selected() {
            let pointer = Rect::new(x - MARGIN, area.y, 1, 1).intersection(area);
            ctx.place_cursor(pointer.x, pointer.y);
            ctx.span(ctx.glyphs.pointer, StyleRole::Accent)
                .render(pointer, buf);
        }
        ctx.add_hit_region(place, || HitRegion::ImportColumn(at));
        texts[at].draw(place, rows, ctx.glyphs.ellipsis, buf, ctx);
        x += widths[at] + GAP;
    }
    let labels = labels(rows, ctx);
    let place = Rect {
        x,
        width: area.right().saturating_sub(x),
        ..area
    };
    if labels.width() <= place.width {
        labels.draw(place, rows, "", buf, ctx);
    }
    visible
}

/// The columns that fit into `room`, the selected one among them, from the first one on if possible.
fn visible_columns(widths: &[u16], selected: usize, room: u16) -> Range<usize> {
    let needed = |range: Range<usize>| -> u16 {
        let sum: u16 = widths[range].iter().map(|width| width + GAP).sum();
        sum.saturating_sub(GAP)
    };
    let mut first = 0;
    while first < selected && needed(first..selected + 1) > room {
        first += 1;
    }
    let mut end = selected + 1;
    while end < widths.len() && needed(first..end + 1) <= room {
        end += 1;
    }
    first..end.min(widths.len())
}

impl ColumnTexts {
    fn all(&self) -> impl Iterator<Item = &(String, StyleRole)> {
        self.head.iter().chain(&self.cells).chain([&self.role])
    }

    fn width(&self) -> u16 {
        let widest = self.all().map(|(text, _)| columns(text)).max();
        widest.unwrap_or(0).clamp(WIDTHS.0, WIDTHS.1)
    }

    fn draw(
        &self,
        area: Rect,
        rows: TableRows,
        ellipsis: &str,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) {
        let cells_from = 3 + rows.gaps.0;
        let role_at = cells_from + rows.first_rows + rows.gaps.1;
        let places = (0..3).chain(cells_from..cells_from + rows.first_rows);
        let texts = self.head.iter().chain(&self.cells);
        for (y, (text, style_role)) in places.zip(texts).chain([(role_at, &self.role)]) {
            let row = Rect::new(area.x, area.y + y, area.width, 1).intersection(area);
            let text = clip(text, usize::from(area.width), ellipsis);
            ctx.span(text, *style_role).render(row, buf);
        }
    }
}

fn column_texts(page: &ImportPage, at: usize, rows: usize, ctx: &RenderContext<'_>) -> ColumnTexts {
    let table = page.file().table();
    let column = &table.columns[at];
    let role = page.plan().roles().role(at);
    let cell = |row: &Vec<Option<String>>| match row.get(at) {
        Some(Some(cell)) => (ctx.fold(cell), cell_style(role)),
        Some(None) | None => (ctx.word("ui.import.no-value"), StyleRole::Notice),
    };
    let name_role = match (at == page.selected(), role) {
        (true, _) => StyleRole::Selected,
        (false, ColumnRole::Unused) => StyleRole::Title,
        (false, _) => role_style(role),
    };
    ColumnTexts {
        head: [
            (ctx.fold(&column.name), name_role),
            (ctx.word(kind_key(column.kind)), StyleRole::Text),
            (ctx.fold(&range_text(column, ctx)), StyleRole::Dim),
        ],
        cells: table.first_rows.iter().take(rows).map(cell).collect(),
        role: (ctx.format(&role.phrase()), role_style(role)),
    }
}

/// The names of the rows of the table.
fn labels(rows: TableRows, ctx: &RenderContext<'_>) -> ColumnTexts {
    let label = |key: &str| (ctx.word(key), StyleRole::Dim);
    let first = if rows.first_rows == 1 {
        Phrase::key("ui.import.first-row")
    } else {
        Phrase::key("ui.import.first-rows").with("n", u64::from(rows.first_rows))
    };
    ColumnTexts {
        head: ["name", "kind-seen", "range"].map(|name| label(&format!("ui.import.{name}"))),
        cells: vec![(ctx.format(&first), StyleRole::Dim)],
        role: label("ui.import.role-label"),
    }
}

fn cell_style(role: ColumnRole) -> StyleRole {
    match role {
        ColumnRole::Unused => StyleRole::Dim,
        ColumnRole::Input(_) | ColumnRole::ClassTarget | ColumnRole::NumberTarget => {
            StyleRole::Text
        }
    }
}

/// The style of the inputs and of the target.
pub(super) fn role_style(role: ColumnRole) -> StyleRole {
    match role {
        ColumnRole::Unused => StyleRole::Dim,
        ColumnRole::Input(_) => StyleRole::Accent,
        ColumnRole::ClassTarget | ColumnRole::NumberTarget => StyleRole::Goal,
    }
}

fn kind_key(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Number => "ui.import.kind.number",
        ColumnKind::Class => "ui.import.kind.class",
        ColumnKind::Index => "ui.import.kind.index",
        ColumnKind::Constant => "ui.import.kind.constant",
        ColumnKind::Text => "ui.import.kind.text",
        ColumnKind::Empty => "ui.import.kind.empty",
    }
}

/// The range of the numbers, or the words where they are few and short.
fn range_text(column: &ImportColumn, ctx: &RenderContext<'_>) -> String {
    let words: Vec<_> = column.classes.iter().map(|it| it.word.as_str()).collect();
    let list = words.join(" · ");
    let is_short = words.len() <= MAX_LISTED && width(&list) <= usize::from(WIDTHS.1);
    match (column.kind, column.range) {
        (ColumnKind::Number | ColumnKind::Index, Some((low, high))) => {
            let number = |value| format_number(value, NumberFormat::Significant(4));
            let span = Phrase::key("ui.import.span")
                .with("low", number(low))
                .with("high", number(high))
                .with("percent", if column.has_percent { " %" } else { "" });
            ctx.format(&span)
        }
        (ColumnKind::Class | ColumnKind::Constant, _) if is_short => list,
        (ColumnKind::Class, _) => {
            let key = if column.has_numbers() {
                "ui.import.numbers"
            } else {
                "ui.import.words"
            };
            ctx.format(&Phrase::key(key).with("n", words.len()))
        }
        (_, _) => String::new(),
    }
}
