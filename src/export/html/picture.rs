//! Figures as pictures, each with its description beside it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::mem;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::contour::with_contour;
use super::{escape, true_color_appearance};
use crate::app::{App, FigureGroup};
use crate::chart::Scene;
use crate::export::svg::svg;
use crate::figure::{Figure, Lines};
use crate::locale::Phrase;
use crate::ui::theme::Theme;
use crate::ui::{RenderContext, figure, spoken_text};

/// Width of charts in cells: two of them stand side by side on paper, with labels that can be read.
const COLUMNS: u16 = 56;
/// The widest table in cells.
const TABLE_COLUMNS: u16 = 80;
/// Width of charts for small screens in cells, if all their labels have room in it.
const NARROW_COLUMNS: u16 = 44;

/// The fewest rows of a chart.
const MIN_ROWS: u16 = 8;

/// Figures with a common axis, and the figures of sentences that follow them.
#[derive(Default)]
struct Plate<'a> {
    figures: &'a [Figure],
    lines: Vec<&'a Lines>,
}

/// The figures of one state of the model.
#[derive(Default)]
pub(super) struct GroupHtml {
    /// The sentences that stand without a picture.
    pub(super) sentences: String,
    /// The pictures.
    pub(super) pictures: String,
}

/// The width of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureWidth {
    /// Two charts stand side by side.
    Paper,
    /// As narrow as the labels allow.
    Phone,
}

/// Writes the figures of a lesson. A figure that was drawn already is not drawn again.
pub(super) struct FigureWriter<'a> {
    app: &'a App,
    width: PictureWidth,
    /// The heading of the page on which each picture stands, by the picture.
    drawn: BTreeMap<String, String>,
}

impl<'a> FigureWriter<'a> {
    pub(super) fn new(app: &'a App, width: PictureWidth) -> Self {
        Self {
            app,
            width,
            drawn: BTreeMap::new(),
        }
    }

    /// Formats the figures of one state of the model below its sentence, without those that wait for a run. They stand on
    /// the page called `heading`; their descriptions have ids that begin with `id`.
    pub(super) fn group(&mut self, group: &FigureGroup, heading: &str, id: &str) -> GroupHtml {
        let mut html = GroupHtml::default();
        if let Some(state) = &group.state {
            let _ = writeln!(html.pictures, "<p class=\"state\">{}</p>", escape(state));
        }
        let figures: Vec<_> = shown(&group.figures).cloned().collect();
        let mut plates: Vec<Plate<'_>> = Vec::new();
        for figures in figure::group_by_x_axis(&figures) {
            match (figures, plates.last_mut()) {
                ([Figure::Lines(lines)], Some(plate)) => plate.lines.push(lines),
                ([Figure::Lines(lines)], None) => plates.push(Plate {
                    lines: vec![lines],
                    ..Plate::default()
                }),
                (figures, _) => plates.push(Plate {
                    figures,
                    ..Plate::default()
                }),
            }
        }
        for (at, plate) in plates.iter().enumerate() {
            self.plate(&mut html, plate, heading, &format!("{id}-{at}"));
        }
        if group.state.is_some() {
            // The sentences are about this state.
            html.pictures.push_str(&mem::take(&mut html.sentences));
        }
        html
    }

    fn plate(&mut self, html: &mut GroupHtml, plate: &Plate<'_>, heading: &str, id: &str) {
        let app = self.app;
        let words = app.words();
        let sentences: String = plate.lines.iter().map(|lines| text(app, lines)).collect();
        if plate.figures.is_empty() {
            html.sentences.push_str(&sentences);
            return;
        }
        let titles = plate.figures.iter().map(Figure::title);
        let titles: Vec<_> = titles.map(|title| words.format(title)).collect();
        let titles = titles.join(", ");
        let (cells, scenes) = render(app, plate.figures, self.width);
        let picture = svg(&cells, &scenes, true_color_appearance(app), &titles);
        if let Some(earlier) = self.drawn.get(&picture) {
            let same = Phrase::key("ui.handout.same-figure")
                .with("title", titles)
                .with("page", earlier.clone());
            let same = escape(&words.format(&same));
            let same = format!("<p class=\"same\">{same}</p>\n{sentences}");
            html.sentences.push_str(&same);
            return;
        }
        let described = plate.figures.iter().flat_map(Figure::describe);
        let described: Vec<_> = described
            .map(|sentence| escape(&spoken_text(&words.format(&sentence), words)))
            .collect();
        let with_description = picture.replacen(
            "role=\"img\"",
            &format!("role=\"img\" aria-describedby=\"{id}\""),
            1,
        );
        let columns = cells.area.width;
        let attributes = match self.width {
            PictureWidth::Paper if columns > COLUMNS => {
                let part = f64::from(columns) / f64::from(COLUMNS);
                format!(" class=\"wide\" style=\"--part:{part:.2}\"")
            }
            PictureWidth::Paper | PictureWidth::Phone => String::new(),
        };
        let _ = writeln!(
            html.pictures,
            "<figure{attributes}>\n{with_description}<figcaption><p id=\"{id}\" class=\"words\">{}</p>\n\
             {sentences}</figcaption>\n</figure>",
            described.join(" ")
        );
        self.drawn.insert(picture, heading.to_owned());
    }
}

/// The figures that show something: no curve or lane that waits for a run, and no results of a race that has not begun.
fn shown(figures: &[Figure]) -> impl Iterator<Item = &Figure> {
    let is_unstarted_race = |figure: &Figure| match figure {
        Figure::Lanes(lanes) => lanes.is_at_start(),
        Figure::Plot(_)
        | Figure::Heat(_)
        | Figure::Bars(_)
        | Figure::Panels(_)
        | Figure::Table(_)
        | Figure::Lines(_)
        | Figure::Diagram(_)
        | Figure::Pixels(_) => false,
    };
    let has_no_results = figures.iter().any(is_unstarted_race);
    figures.iter().filter(move |figure| {
        let is_table = matches!(figure, Figure::Table(_));
        !(figure.is_waiting() || is_table && has_no_results)
    })
}

/// A figure of sentences.
fn text(app: &App, lines: &Lines) -> String {
    let lines = lines.lines.iter();
    let lines: Vec<_> = lines
        .map(|line| escape(&app.words().format(line)))
        .collect();
    format!("<p class=\"lines\">{}</p>\n", lines.join("<br>"))
}

/// The texts of figures as cells, and their scenes.
fn render(app: &App, figures: &[Figure], width: PictureWidth) -> (Buffer, Vec<Scene>) {
    let appearance = true_color_appearance(app);
    let theme = Theme::new(appearance);
    let scenes = RefCell::default();
    let ctx = RenderContext::new(&theme, appearance.glyphs, app.words());
    let ctx = ctx.collecting(&scenes);
    let figures: Vec<_> = figures.iter().cloned().map(with_contour).collect();
    let narrowest = figures.iter().map(|it| figure::min_width(it, &ctx)).max();
    let chart_columns = match width {
        PictureWidth::Paper => COLUMNS,
        PictureWidth::Phone => NARROW_COLUMNS.max(narrowest.unwrap_or(0)).min(COLUMNS),
    };
    let columns = match figures.as_slice() {
        [Figure::Table(_)] => TABLE_COLUMNS,
        _ => chart_columns,
    };
    let height = height(&figures, columns, &ctx);
    let area = Rect::new(0, 0, columns, height);
    let mut buffer = Buffer::empty(area);
    figure::draw_column(&figures, area, &mut buffer, &ctx);
    (without_empty_columns(&buffer, chart_columns), scenes.take())
}

/// `buffer` without the empty columns at its right side, but not narrower than a chart of `chart_columns`.
fn without_empty_columns(buffer: &Buffer, chart_columns: u16) -> Buffer {
    let area = buffer.area;
    let is_visible = |cell: &Cell| {
        let is_painted = cell.bg != Color::Reset || cell.modifier.contains(Modifier::REVERSED);
        is_painted || !cell.symbol().trim().is_empty()
    };
    let is_used = |x: &u16| (area.top()..area.bottom()).any(|y| is_visible(&buffer[(*x, y)]));
    let last = (area.left()..area.right()).rev().find(is_used);
    let width = last
        .map_or(0, |last| last + 1)
        .max(chart_columns.min(area.width));
    let mut narrow = Buffer::empty(Rect { width, ..area });
    for place in narrow.area.positions() {
        narrow[place] = buffer[place].clone();
    }
    narrow
}

/// The rows of `figures`: fewer than on a screen for those that are drawn at any height, so that a lesson takes few pages.
fn height(figures: &[Figure], columns: u16, ctx: &RenderContext<'_>) -> u16 {
    let comfortable = figure::comfortable_height(figures, columns, ctx);
    let is_scalable = |figure: &Figure| matches!(figure, Figure::Plot(_) | Figure::Heat(_));
    if !figures.iter().all(is_scalable) {
        return comfortable;
    }
    let least: u16 = figures
        .iter()
        .map(|it| figure::min_height(it, columns, ctx))
        .sum();
    (comfortable * 2 / 3)
        .max(MIN_ROWS)
        .max(least)
        .min(comfortable)
}
