//! Tables.

use ratatui::layout::Rect;

use super::builder::max_width;
use super::frame::HeightRange;
use super::{ChartContext, Paint, Scene, SceneRect, TextWeight};
use crate::figure::{CellEmphasis, CellRow, Table, TableCell};
use crate::locale::Phrase;
use crate::text::{clip, columns};

/// Columns between the row headers and the cells.
const GAP: u16 = 2;

/// The rows of a table.
pub(super) fn height_range(table: &Table, ctx: &ChartContext<'_>) -> HeightRange {
    let heading = u16::from(!ctx.format(&table.title).is_empty());
    let rows = u16::try_from(table.rows.len()).unwrap_or(u16::MAX);
    let signs = u16::try_from(table.signs.len()).unwrap_or(0);
    HeightRange::fixed(
        heading
            .saturating_add(1)
            .saturating_add(rows)
            .saturating_add(signs),
    )
}

/// The columns in which no text of a table is clipped.
pub(super) fn min_width(table: &Table, ctx: &ChartContext<'_>) -> u16 {
    let cells = column_widths(table, |cell| cell_text(cell, ctx).0, ctx)
        .into_iter()
        .map(|width| width + GAP);
    let header = header_width(table, ctx);
    let table_width = cells.fold(header + GAP, u16::saturating_add);
    let table_width = table_width.saturating_sub(GAP);
    let texts = table.signs.iter().chain([&table.title]);
    let texts = texts.map(|text| columns(&ctx.format(text)));
    texts.fold(table_width, u16::max)
}

/// The columns of the row headers.
fn header_width(table: &Table, ctx: &ChartContext<'_>) -> u16 {
    let headers: Vec<_> = table
        .rows
        .iter()
        .map(|row| ctx.format(&row.header))
        .collect();
    max_width(&headers).max(columns(&ctx.format(&table.corner)))
}

/// The columns of the widest text in each column of cells, whose texts `text` gives.
fn column_widths(
    table: &Table,
    text: impl Fn(&TableCell) -> String,
    ctx: &ChartContext<'_>,
) -> Vec<u16> {
    let width = |(at, name): (usize, &Phrase)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let cells = cells.map(|cell| columns(&text(cell)));
        cells.chain([columns(&ctx.format(name))]).max().unwrap_or(0)
    };
    table.columns.iter().enumerate().map(width).collect()
}

/// The places of the columns of a table on the screen.
struct TableColumns {
    /// The width of the row headers.
    header: u16,
    /// The start and width of each column of cells.
    cells: Vec<(u16, u16)>,
    /// Whether lines stand between the columns, because there is a single blank.
    has_lines: bool,
}

impl TableColumns {
    /// Columns of equal width where the widest one fits that often, else of the width of their text, then of their text without
    /// its signs, with a line between them where there is a single blank, then of their text without the blanks of its
    /// formulas, else of equal shares of the area.
    fn new(table: &Table, area: Rect, ctx: &ChartContext<'_>) -> Self {
        let header = header_width(table, ctx).min(area.width / 3);
        let needed = column_widths(table, |cell| cell_text(cell, ctx).0, ctx);
        let plain = column_widths(table, |cell| ctx.format(&cell.text), ctx);
        let tight = column_widths(table, |cell| without_blanks(&cell_text(cell, ctx).0), ctx);
        let max_width = area.width.saturating_sub(header + GAP);
        let count = u16::try_from(needed.len()).unwrap_or(u16::MAX).max(1);
        let widest = needed.iter().max().map_or(0, |widest| widest + GAP);
        let fits = |(widths, gap): &(&Vec<u16>, u16)| {
            let gaps = gap.saturating_mul(count - 1);
            let total = widths
                .iter()
                .fold(gaps, |sum, width| sum.saturating_add(*width));
            total <= max_width
        };
        let choices = [
            (&needed, GAP),
            (&plain, GAP),
            (&needed, 1),
            (&plain, 1),
            (&tight, 1),
        ];
        let (widths, gap) = if widest.saturating_mul(count) <= max_width {
            (vec![widest; needed.len()], 0)
        } else if let Some((widths, gap)) = choices.into_iter().find(fits) {
            (widths.clone(), gap)
        } else {
            let share = ((max_width + 1) / count).saturating_sub(1);
            (vec![share; needed.len()], 1)
        };
        let mut x = area.x + header + GAP;
        let place = |width: u16| {
            let start = x;
            x = x.saturating_add(width + gap);
            (start, width)
        };
        Self {
            header,
            cells: widths.into_iter().map(place).collect(),
            has_lines: gap == 1,
        }
    }

    fn cell(&self, column: usize, y: u16) -> Rect {
        let (x, width) = self.cells.get(column).copied().unwrap_or_default();
        Rect::new(x, y, width, 1)
    }

    /// Whether the texts of all cells of a column fit with the blanks of their formulas.
    fn fits_column(&self, table: &Table, column: usize, ctx: &ChartContext<'_>) -> bool {
        let Rect { width, .. } = self.cell(column, 0);
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        cells.all(|cell| columns(&ctx.format(&cell.text)) <= width)
    }
}

impl TableColumns {
    /// Adds the lines between the cells of row `y`.
    fn add_lines(&self, y: u16, area: Rect, scene: &mut Scene, ctx: &ChartContext<'_>) {
        for (x, _) in self.cells.iter().skip(1).filter(|_| self.has_lines) {
            scene.text(
                ctx.symbols.vertical,
                (x.saturating_sub(1), y),
                area,
                Paint::Rule,
            );
        }
    }
}

/// Adds the headings of the columns to the row `top`: where they do not fit, the numbers alone, with their unit in the
/// corner.
fn add_headings(
    table: &Table,
    layout: &TableColumns,
    top: Rect,
    below: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let header_width = usize::from(layout.header);
    let corner = clip(
        &ctx.format(&table.corner),
        header_width,
        ctx.symbols.ellipsis,
    );
    let names: Vec<_> = table.columns.iter().map(|name| ctx.format(name)).collect();
    let mut places = (0..names.len()).map(|at| layout.cell(at, top.y).width);
    let all_fit = names
        .iter()
        .all(|name| places.next() >= Some(columns(name)));
    let shared = (!all_fit && corner.is_empty()).then(|| shared_unit(&names));
    let (names, corner) = match shared.flatten() {
        Some((numbers, unit)) => (numbers, clip(&unit, header_width, ctx.symbols.ellipsis)),
        None => (names, corner),
    };
    scene.text(&corner, (top.x, top.y), below, Paint::Dim);
    layout.add_lines(top.y, below, scene, ctx);
    for (at, name) in names.iter().enumerate() {
        let style = CellStyle::plain(Paint::Dim);
        let place = layout.cell(at, top.y).intersection(below);
        add_centred(name, place, style, scene, ctx);
    }
}

/// Adds a table. Where not all rows fit, those around the learner's own row are shown.
pub(super) fn add(table: &Table, area: Rect, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let below = scene.title(&ctx.format(&table.title), area, ctx.symbols.ellipsis);
    let layout = TableColumns::new(table, below, ctx);
    let mut rows = below.rows();
    let Some(top) = rows.next() else { return };
    add_headings(table, &layout, top, below, scene, ctx);
    let header_width = usize::from(layout.header);
    let visible_rows = usize::from(below.height).saturating_sub(1);
    let sign_rows = below.rows().skip(1 + table.rows.len());
    for (signs, at) in table.signs.iter().zip(sign_rows) {
        let text = clip(
            &ctx.format(signs),
            usize::from(at.width),
            ctx.symbols.ellipsis,
        );
        scene.text(&text, (at.x, at.y), below, Paint::Dim);
    }
    for (row, at) in table
        .rows
        .iter()
        .skip(first_row(table, visible_rows))
        .zip(rows)
    {
        let header = clip(&ctx.format(&row.header), header_width, ctx.symbols.ellipsis);
        let paint = if is_own_row(row) {
            Paint::Title
        } else {
            Paint::Dim
        };
        scene.text(&header, (at.x, at.y), below, paint);
        layout.add_lines(at.y, below, scene, ctx);
        for (column, cell) in row.cells.iter().enumerate() {
            let (mut text, style) = cell_text(cell, ctx);
            let place = layout.cell(column, at.y);
            if columns(&text) > place.width {
                // A number without its signs is better than a clipped number.
                text = ctx.format(&cell.text);
            }
            if !layout.fits_column(table, column, ctx) {
                text = without_blanks(&text);
            }
            add_centred(&text, place.intersection(below), style, scene, ctx);
        }
    }
}

/// The headings of columns without the unit that all of them end with, and the unit; none where they share no unit.
fn shared_unit(names: &[String]) -> Option<(Vec<String>, String)> {
    let parts: Option<Vec<_>> = names.iter().map(|name| name.rsplit_once(' ')).collect();
    let parts = parts?;
    let (_, unit) = parts.first()?;
    let is_shared = parts.iter().all(|(_, other)| other == unit);
    let numbers = parts.iter().map(|(number, _)| (*number).to_owned());
    is_shared.then(|| (numbers.collect(), (*unit).to_owned()))
}

/// A formula without the blanks beside its signs.
fn without_blanks(formula: &str) -> String {
    formula.replace(" × ", "×").replace(" = ", "=")
}

/// The index of the first row shown, so that the learner's own row is among `visible_rows` rows.
fn first_row(table: &Table, visible_rows: usize) -> usize {
    let hidden = table.rows.len().saturating_sub(visible_rows);
    let here = table.rows.iter().position(is_own_row).unwrap_or(0);
    here.saturating_sub(visible_rows / 2).min(hidden)
}

fn is_own_row(row: &CellRow) -> bool {
    row.cells
        .iter()
        .any(|cell| matches!(cell.emphasis, CellEmphasis::Current(_)))
}

/// The colours and the weight of a cell.
#[derive(Clone, Copy)]
struct CellStyle {
    /// The meaning of the text.
    text: Paint,
    /// The level that fills the cell.
    fill: Option<f64>,
    weight: TextWeight,
}

impl CellStyle {
    fn plain(text: Paint) -> Self {
        Self {
            text,
            fill: None,
            weight: TextWeight::Normal,
        }
    }
}

fn cell_text(cell: &TableCell, ctx: &ChartContext<'_>) -> (String, CellStyle) {
    let text = ctx.format(&cell.text);
    match cell.emphasis {
        CellEmphasis::Plain => (text, CellStyle::plain(Paint::Text)),
        CellEmphasis::Shade(level) => shaded_text(text, level, ctx),
        CellEmphasis::Current(level) => {
            let (text, style) = shaded_text(text, level, ctx);
            let here = format!("{}{text}{}", ctx.symbols.right, ctx.symbols.left);
            let weight = TextWeight::Marked;
            (here, CellStyle { weight, ..style })
        }
        CellEmphasis::Right => (
            format!("{} {text}", ctx.symbols.correct),
            CellStyle::plain(Paint::Right),
        ),
        CellEmphasis::Marked => (text, CellStyle::plain(Paint::Wrong)),
        CellEmphasis::Wrong => (
            format!("{} {text}", ctx.symbols.wrong),
            CellStyle::plain(Paint::Wrong),
        ),
    }
}

/// A number on the colour of its level, or behind the shade character of its level.
fn shaded_text(text: String, level: f64, ctx: &ChartContext<'_>) -> (String, CellStyle) {
    if !level.is_finite() {
        return (text, CellStyle::plain(Paint::Text));
    }
    let level = level.clamp(0.0, 1.0);
    match ctx.shades {
        Some(shades) => (
            format!("{}{text}", shade(level, shades)),
            CellStyle::plain(Paint::Text),
        ),
        None => (
            text,
            CellStyle {
                text: Paint::Heat(level),
                fill: Some(level),
                weight: TextWeight::Normal,
            },
        ),
    }
}

/// The shade character of a level from 0 to 1.
pub fn shade(level: f64, shades: &[&'static str]) -> &'static str {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ level ≤ 1"
    )]
    let at = (level * shades.len() as f64) as usize;
    let last = shades.len().saturating_sub(1);
    shades.get(at.min(last)).copied().unwrap_or(" ")
}

/// Adds `text` in the middle of `at`, on the colour of its level.
fn add_centred(text: &str, at: Rect, style: CellStyle, scene: &mut Scene, ctx: &ChartContext<'_>) {
    if at.is_empty() {
        return;
    }
    if let Some(level) = style.fill {
        let area = SceneRect {
            x: f64::from(at.x),
            y: f64::from(at.y),
            width: f64::from(at.width),
            height: f64::from(at.height),
        };
        scene.rect(area, Paint::Heat(level));
    }
    let text = clip(text, usize::from(at.width), ctx.symbols.ellipsis);
    let start = at.x + (at.width - columns(&text).min(at.width)) / 2;
    scene.weighted_text(&text, (start, at.y), at, style.text, style.weight);
}
