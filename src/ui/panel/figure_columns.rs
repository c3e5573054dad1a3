//! The figures of a step: charts in one or two columns, read-outs, bars and tables below the text where they fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{controls, zoom};
use crate::app::{App, FigureSet};
use crate::figure::Figure;
use crate::ui::layout::SplitAreas;
use crate::ui::{RenderContext, figure};

/// From this width on, the first chart and the other figures stand side by side.
const TWO_COLUMNS_WIDTH: u16 = 80;
/// Columns between them.
const COLUMN_GAP: u16 = 2;

/// Figures, each with its index in the step.
type IndexedFigures = Vec<(usize, Figure)>;

/// Figures below each other.
struct FigureColumn {
    area: Rect,
    figures: IndexedFigures,
    /// The number of the first figures up to the last one that the step cannot do without.
    required: usize,
    /// The number of figures of the step that stand in no column.
    omitted: usize,
}

impl FigureColumn {
    /// The area without `rows` rows at its end.
    fn area_without(&self, rows: u16) -> Rect {
        Rect {
            height: self.area.height.saturating_sub(rows),
            ..self.area
        }
    }

    /// The number of figures that fit, with `rows` rows less.
    fn fitting(&self, rows: u16, ctx: &RenderContext<'_>) -> usize {
        let figures: Vec<Figure> = self.figures.iter().map(|entry| entry.1.clone()).collect();
        figure::fitting(&figures, self.required, self.area_without(rows), ctx)
    }

    /// Whether the first `count` figures alone are all drawn with `rows` rows less.
    fn draws_all(&self, count: usize, rows: u16, ctx: &RenderContext<'_>) -> bool {
        let figures = self.figures.iter().take(count);
        let figures: Vec<Figure> = figures.map(|entry| entry.1.clone()).collect();
        figure::fitting(&figures, count, self.area_without(rows), ctx) >= count
    }

    /// The number of figures that are drawn with `rows` rows less: where not all fit, a row is kept for the note that says so.
    /// Fewer rows may fit more figures, because they are drawn more densely; those are not counted.
    fn shown(&self, rows: u16, ctx: &RenderContext<'_>) -> usize {
        let all = self.figures.len();
        let fitting = self.fitting(rows + u16::from(self.omitted > 0), ctx);
        if fitting >= all {
            return all;
        }
        let most = fitting.min(self.fitting(rows + 1, ctx));
        (1..=most)
            .rev()
            .find(|count| self.draws_all(*count, rows + 1, ctx))
            .unwrap_or(most)
    }

    fn draw(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let shown = self.shown(0, ctx);
        let (indices, figures): (Vec<usize>, Vec<Figure>) =
            self.figures.iter().take(shown).cloned().unzip();
        let hidden = self.omitted + self.figures.len() - shown;
        let area = self.area_without(u16::from(hidden > 0));
        let index = |at: usize| indices.get(at).copied().unwrap_or(at);
        figure::draw_numbered_column(&figures, index, area, buf, ctx);
        if hidden > 0 {
            zoom::draw_more(hidden, self.area, buf, ctx);
        }
    }
}

/// The rows of the text of a page.
#[derive(Clone, Copy)]
pub(super) struct TextRows {
    /// The rows that it takes now.
    pub height: u16,
    /// The rows by which it grows with another answer.
    pub growth: u16,
}

/// Draws the figures. Returns those that find no room while all controls of the step are shown: controls that are hidden with
/// their figure make room, and must not return for that.
pub(super) fn draw(
    app: &App,
    figures: Vec<Figure>,
    text_rows: TextRows,
    areas: &SplitAreas,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> FigureSet {
    let (below_text, rest) = split_by_text(figures, text_rows, areas, ctx);
    for (at, area, figure) in below_text {
        figure::draw_numbered_column(&[figure], |_| at, area, buf, ctx);
    }
    let rest = join_strips(rest);
    let first = group_length(&rest);
    let mut columns = split_columns(areas.figures, rest, first);
    let required = app
        .session()
        .map(|session| session.required_figures(app.context().words().lang()))
        .unwrap_or_default();
    for column in &mut columns {
        let is_required = |(at, _): &(usize, Figure)| required.contains(*at);
        column.required = column
            .figures
            .iter()
            .rposition(is_required)
            .map_or(0, |at| at + 1);
    }
    // In front of a class, the main figure stands alone.
    let mut omitted = Vec::new();
    if app.context().is_presenting() {
        for column in columns.split_off(1) {
            omitted.extend(column.figures);
        }
        if let Some(main) = columns.first_mut() {
            main.area = areas.figures;
            omitted.extend(main.figures.split_off(first.min(main.figures.len())));
            main.omitted = omitted.len();
        }
    }
    for column in &columns {
        column.draw(buf, ctx);
    }
    let rows = app
        .session()
        .map_or(0, |session| controls::hidden_rows(session, buf.area.width));
    columns
        .iter()
        .flat_map(|column| column.figures.iter().skip(column.shown(rows, ctx)))
        .chain(&omitted)
        .map(|(at, _)| *at)
        .collect()
}

/// The figures that stand below the text, each with its index and area, and the others.
fn split_by_text(
    figures: Vec<Figure>,
    text_rows: TextRows,
    areas: &SplitAreas,
    ctx: &RenderContext<'_>,
) -> (Vec<(usize, Rect, Figure)>, IndexedFigures) {
    let above = text_rows.height.saturating_add(1);
    let mut free = Rect {
        y: areas.text.y.saturating_add(above),
        height: areas.text.height.saturating_sub(above),
        ..areas.text
    };
    let has_chart = figures.iter().any(|figure| !figure.is_text());
    let (mut below, mut rest) = (Vec::new(), Vec::new());
    for (at, figure) in figures.into_iter().enumerate() {
        let rows = figure::min_height(&figure, free.width, ctx);
        let fits = has_chart
            && areas.divider.is_some()
            && figure.is_text()
            && rows.saturating_add(text_rows.growth) <= free.height
            && figure::min_width(&figure, ctx) <= free.width;
        if !fits {
            rest.push((at, figure));
            continue;
        }
        let area = Rect {
            height: rows,
            ..free
        };
        below.push((at, area, figure));
        free.y = free.y.saturating_add(rows + 1);
        free.height = free.height.saturating_sub(rows + 1);
    }
    (below, rest)
}

/// Moves plots directly below the last plot with an equal x axis, so that they share its tick labels.
fn join_strips(column: IndexedFigures) -> IndexedFigures {
    let mut joined: IndexedFigures = Vec::with_capacity(column.len());
    for entry in column {
        let shares_x = |other: &(usize, Figure)| figure::have_equal_x_axes(&other.1, &entry.1);
        match joined.iter().rposition(shares_x) {
            Some(at) => joined.insert(at + 1, entry),
            None => joined.push(entry),
        }
    }
    joined
}

/// The number of figures that belong to the first one: plots with an equal x axis.
fn group_length(figures: &[(usize, Figure)]) -> usize {
    let Some((_, first)) = figures.first() else {
        return 0;
    };
    let joined = figures.iter().skip(1);
    1 + joined
        .take_while(|(_, figure)| figure::have_equal_x_axes(first, figure))
        .count()
}

/// One column, or two where the first chart and its strips have another chart beside them and there is room.
fn split_columns(area: Rect, figures: IndexedFigures, first: usize) -> Vec<FigureColumn> {
    let mut main = figures;
    let is_chart = |entry: &(usize, Figure)| !entry.1.is_text();
    let has_second = main.iter().skip(first).any(is_chart);
    if area.width < TWO_COLUMNS_WIDTH || !has_second {
        return vec![FigureColumn {
            area,
            figures: main,
            required: 0,
            omitted: 0,
        }];
    }
    let others = main.split_off(first);
    let width = area.width * 11 / 20;
    let right = Rect {
        x: area.x + width + COLUMN_GAP,
        width: area.width - width - COLUMN_GAP,
        ..area
    };
    vec![
        FigureColumn {
            area: Rect { width, ..area },
            figures: main,
            required: 0,
            omitted: 0,
        },
        FigureColumn {
            area: right,
            figures: others,
            required: 0,
            omitted: 0,
        },
    ]
}
