//! Figures as pictures, each with its description beside it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{escape, true_color_appearance};
use crate::app::{App, FigureGroup};
use crate::chart::Scene;
use crate::export::svg::svg;
use crate::figure::{Figure, Lines};
use crate::locale::Phrase;
use crate::ui::theme::Theme;
use crate::ui::{RenderContext, figure, spoken_text};

/// Width of figures in cells.
const COLUMNS: u16 = 72;

/// The fewest rows of a chart.
const MIN_ROWS: u16 = 9;

/// Figures with a common axis, and the figures of sentences that follow them.
#[derive(Default)]
struct Plate<'a> {
    figures: &'a [Figure],
    lines: Vec<&'a Lines>,
}

/// Writes the figures of a lesson. A figure that was drawn already is not drawn again.
pub(super) struct FigureWriter<'a> {
    app: &'a App,
    /// The heading of the page on which each picture stands, by the picture.
    drawn: BTreeMap<String, String>,
}

impl<'a> FigureWriter<'a> {
    pub(super) fn new(app: &'a App) -> Self {
        Self {
            app,
            drawn: BTreeMap::new(),
        }
    }

    /// Writes the figures of one state of the model below its sentence, without those that wait for a run. They stand on
    /// the page called `heading`; their descriptions have ids that begin with `id`.
    pub(super) fn group(
        &mut self,
        html: &mut String,
        group: &FigureGroup,
        heading: &str,
        id: &str,
    ) {
        if let Some(state) = &group.state {
            let _ = writeln!(html, "<p class=\"state\">{}</p>", escape(state));
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
            self.plate(html, plate, heading, &format!("{id}-{at}"));
        }
    }

    fn plate(&mut self, html: &mut String, plate: &Plate<'_>, heading: &str, id: &str) {
        let app = self.app;
        let words = app.words();
        let sentences: String = plate.lines.iter().map(|lines| text(app, lines)).collect();
        if plate.figures.is_empty() {
            html.push_str(&sentences);
            return;
        }
        let titles = plate.figures.iter().map(Figure::title);
        let titles: Vec<_> = titles.map(|title| words.format(title)).collect();
        let titles = titles.join(", ");
        let (cells, scenes) = render(app, plate.figures);
        let picture = svg(&cells, &scenes, true_color_appearance(app), &titles);
        if let Some(earlier) = self.drawn.get(&picture) {
            let same = Phrase::key("ui.handout.same-figure")
                .with("title", titles)
                .with("page", earlier.clone());
            let same = escape(&words.format(&same));
            let _ = writeln!(html, "<p class=\"same\">{same}</p>\n{sentences}");
            return;
        }
        let described = plate.figures.iter().flat_map(Figure::describe);
        let described: Vec<_> = described
            .map(|sentence| escape(&spoken_text(&words.format(&sentence), words)))
            .collect();
        // Words and numbers in a picture need no sentences beside it on paper.
        let class = if plate.figures.iter().all(Figure::is_text) {
            " class=\"words\""
        } else {
            ""
        };
        let with_description = picture.replacen(
            "role=\"img\"",
            &format!("role=\"img\" aria-describedby=\"{id}\""),
            1,
        );
        let _ = writeln!(
            html,
            "<figure>\n{with_description}<figcaption><p id=\"{id}\"{class}>{}</p>\n{sentences}</figcaption>\n</figure>",
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
fn render(app: &App, figures: &[Figure]) -> (Buffer, Vec<Scene>) {
    let appearance = true_color_appearance(app);
    let theme = Theme::new(appearance);
    let scenes = RefCell::default();
    let ctx = RenderContext::new(&theme, appearance.glyphs, app.words());
    let ctx = ctx.collecting(&scenes);
    let height = height(figures, &ctx);
    let area = Rect::new(0, 0, COLUMNS, height);
    let mut buffer = Buffer::empty(area);
    figure::draw_column(figures, area, &mut buffer, &ctx);
    (buffer, scenes.take())
}

/// The rows of `figures`: fewer than on a screen for those that are drawn at any height, so that a lesson takes few pages.
fn height(figures: &[Figure], ctx: &RenderContext<'_>) -> u16 {
    let comfortable = figure::comfortable_height(figures, COLUMNS, ctx);
    match figures {
        [Figure::Plot(_) | Figure::Heat(_)] => (comfortable * 3 / 4).max(MIN_ROWS).min(comfortable),
        _ => comfortable,
    }
}
