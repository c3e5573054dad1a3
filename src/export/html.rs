//! A lesson as an HTML page that loads no other file.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::svg::{PageColors, svg};
use super::{escape, true_color_appearance};
use crate::app::{App, ContentBlock, Inline, InlineKind, Page, RichText, TextTable, transcript};
use crate::chart::Scene;
use crate::figure::{Figure, Lines};
use crate::lesson::{ColumnAlign, Emphasis, Lesson};
use crate::locale::Phrase;
use crate::text::join_formulas;
use crate::ui::theme::Theme;
use crate::ui::{RenderContext, figure};

/// Width of figures in cells.
const COLUMNS: u16 = 72;

/// The style sheet; the colours come from the theme.
const STYLE: &str = include_str!("page.css");

/// Formats `pages` of `lesson` as one HTML page.
pub fn page(app: &App, lesson: &Arc<Lesson>, pages: &[Page]) -> String {
    let ground = PageColors::of(true_color_appearance(app));
    let title = app.context().lesson_title(lesson);
    let minutes = Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes));
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · relutor</title>\n\
         <style>\n:root{{--fore:{fore};--back:{back}}}\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{number} {title}</h1>\n<p>{minutes}</p>\n",
        lang = app.words().lang().tag(),
        title = escape(&title),
        fore = ground.fore,
        back = ground.back,
        number = lesson.number,
        minutes = escape(&app.words().format(&minutes)),
    );
    let writer = HtmlWriter { app, lesson };
    for page in pages {
        writer.section(&mut html, *page);
    }
    writer.sources(&mut html);
    html.push_str("</main>\n");
    if let Some(byline) = app.course().description.byline() {
        let course = app.course().title(app.words().lang()).unwrap_or_default();
        let (course, byline) = (escape(course), escape(&app.words().format(&byline)));
        let _ = writeln!(html, "<footer><p>{course} · {byline}</p></footer>");
    }
    html.push_str("</body>\n</html>\n");
    html
}

struct HtmlWriter<'a> {
    app: &'a App,
    lesson: &'a Arc<Lesson>,
}

impl HtmlWriter<'_> {
    fn section(&self, html: &mut String, page: Page) {
        let (id, heading) = match page {
            Page::Step(at) => {
                let id = self.lesson.steps.get(at).map_or("", |step| &step.id);
                let place = Phrase::key("ui.step")
                    .with("at", at + 1)
                    .with("of", self.lesson.steps.len());
                (id, self.app.words().format(&place))
            }
            Page::Breaks => ("breaks", self.app.words().get("ui.heading.breaks")),
            Page::Summary => ("summary", self.app.words().get("ui.heading.summary")),
        };
        let transcript = transcript(
            self.app.context(),
            self.app.session(),
            self.lesson,
            page,
            true,
        );
        if transcript.content.is_empty() {
            return;
        }
        let (id, heading) = (escape(id), escape(&heading));
        let _ = writeln!(
            html,
            "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>"
        );
        let is_step = matches!(page, Page::Step(_));
        self.content(html, &transcript.content, is_step);
        for (at, figures) in figure::group_by_x_axis(&transcript.figures).enumerate() {
            match figures {
                [Figure::Lines(lines)] => self.lines(html, lines),
                figures => self.figures(html, figures, &format!("{id}-{at}")),
            }
        }
        html.push_str("</section>\n");
    }

    /// Writes content blocks; adjacent items share a list.
    fn content(&self, html: &mut String, content: &[ContentBlock], with_headings: bool) {
        let mut open = None;
        let mut rest = content.iter().peekable();
        while let Some(passage) = rest.next() {
            let list = list_element(passage);
            if list != open {
                close(html, open);
                open = list;
                if let Some(list) = list {
                    let _ = writeln!(html, "<{list}>");
                }
            }
            // Feedback belongs to the answer before it; alone, it is the principle.
            let feedback = match (passage, rest.peek()) {
                (ContentBlock::Answer { .. }, Some(ContentBlock::Feedback { text, .. })) => {
                    Some(text)
                }
                (_, _) => None,
            };
            if let (ContentBlock::Answer { text, .. }, Some(feedback)) = (passage, feedback) {
                let said = self.disclosure("ui.transcript.feedback", feedback);
                let _ = writeln!(html, "<li>{}{said}</li>", rich(text));
                rest.next();
            } else {
                self.passage(html, passage, with_headings);
            }
        }
        close(html, open);
    }

    /// Text in a closed disclosure element.
    fn disclosure(&self, key: &str, text: &RichText) -> String {
        let summary = escape(&self.app.words().get(key));
        let text = rich(text);
        format!("<details><summary>{summary}</summary><p>{text}</p></details>")
    }

    fn passage(&self, html: &mut String, passage: &ContentBlock, with_headings: bool) {
        let words = self.app.words();
        let _ = match passage {
            ContentBlock::Heading(text) if with_headings => {
                writeln!(html, "<h3>{}</h3>", escape(text))
            }
            // The section has this heading already.
            ContentBlock::Heading(_) => Ok(()),
            ContentBlock::Paragraph(text) => writeln!(html, "<p>{}</p>", rich(text)),
            ContentBlock::Item { text, .. } | ContentBlock::Answer { text, .. } => {
                writeln!(html, "<li>{}</li>", rich(text))
            }
            ContentBlock::Code(text) => writeln!(html, "<pre>{}</pre>", code(text)),
            ContentBlock::Table(content) => writeln!(html, "{}", table(content)),
            ContentBlock::Feedback { text, .. } => {
                writeln!(html, "{}", self.disclosure("ui.transcript.principle", text))
            }
            ContentBlock::Goal { conditions, .. } => {
                let texts: Vec<_> = conditions.iter().map(|tick| escape(&tick.text)).collect();
                writeln!(html, "<li class=\"goal\">{}</li>", texts.join(", "))
            }
            ContentBlock::Hint { number, of, text } => {
                let label = Phrase::key("ui.hint")
                    .with("number", *number)
                    .with("of", *of);
                writeln!(
                    html,
                    "<details class=\"hint\"><summary>{}</summary><p>{}</p></details>",
                    escape(&words.format(&label)),
                    rich(text)
                )
            }
            ContentBlock::Success(text) => writeln!(html, "<p>{}</p>", escape(text)),
            // The only note of a transcript is a solution.
            ContentBlock::Note(text) | ContentBlock::Prompt(text) => {
                let text = vec![Inline {
                    text: text.clone(),
                    emphasis: Emphasis::Plain,
                    kind: InlineKind::Words,
                }];
                writeln!(html, "{}", self.disclosure("ui.transcript.how", &text))
            }
        };
    }

    /// Writes a figure of sentences.
    fn lines(&self, html: &mut String, lines: &Lines) {
        html.push_str("<p class=\"lines\">");
        for (at, line) in lines.lines.iter().enumerate() {
            let parted = if at > 0 { "<br>" } else { "" };
            let _ = write!(html, "{parted}{}", escape(&self.app.words().format(line)));
        }
        html.push_str("</p>\n");
    }

    /// Writes figures with a common axis as one picture with their descriptions below it.
    fn figures(&self, html: &mut String, figures: &[Figure], id: &str) {
        let words = self.app.words();
        let titles: Vec<_> = figures
            .iter()
            .map(|figure| words.format(figure.title()))
            .collect();
        let sentences = figures.iter().flat_map(Figure::describe);
        let sentences: Vec<_> = sentences
            .map(|sentence| escape(&words.format(&sentence)))
            .collect();
        let (cells, scenes) = self.render_figures(figures);
        let appearance = true_color_appearance(self.app);
        let picture = svg(&cells, &scenes, appearance, &titles.join(", "));
        let picture = picture.replacen(
            "role=\"img\"",
            &format!("role=\"img\" aria-describedby=\"{id}\""),
            1,
        );
        let _ = writeln!(
            html,
            "<figure>\n{picture}<figcaption id=\"{id}\">{}</figcaption>\n</figure>",
            sentences.join(" ")
        );
    }

    /// The texts of figures as cells, and their scenes.
    fn render_figures(&self, figures: &[Figure]) -> (Buffer, Vec<Scene>) {
        let appearance = true_color_appearance(self.app);
        let theme = Theme::new(appearance);
        let scenes = RefCell::default();
        let ctx = RenderContext::new(&theme, appearance.glyphs, self.app.words());
        let ctx = ctx.collecting(&scenes);
        let height = figure::comfortable_height(figures, COLUMNS, &ctx);
        let area = Rect::new(0, 0, COLUMNS, height);
        let mut buffer = Buffer::empty(area);
        figure::draw_column(figures, area, &mut buffer, &ctx);
        (buffer, scenes.take())
    }

    fn sources(&self, html: &mut String) {
        if self.lesson.sources.is_empty() {
            return;
        }
        let heading = escape(&self.app.words().get("ui.page.sources"));
        let _ = writeln!(
            html,
            "<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">{heading}</h2>\n<ol>"
        );
        for text in self.lesson.sources.values() {
            let _ = writeln!(html, "<li>{}</li>", escape(text));
        }
        html.push_str("</ol>\n</section>\n");
    }
}

/// The list element of a content block.
fn list_element(passage: &ContentBlock) -> Option<&'static str> {
    match passage {
        ContentBlock::Answer { .. }
        | ContentBlock::Item {
            number: Some(_), ..
        } => Some("ol"),
        ContentBlock::Item { number: None, .. } | ContentBlock::Goal { .. } => Some("ul"),
        ContentBlock::Heading(_)
        | ContentBlock::Paragraph(_)
        | ContentBlock::Code(_)
        | ContentBlock::Table(_)
        | ContentBlock::Feedback { .. }
        | ContentBlock::Success(_)
        | ContentBlock::Hint { .. }
        | ContentBlock::Note(_)
        | ContentBlock::Prompt(_) => None,
    }
}

fn close(html: &mut String, list: Option<&str>) {
    if let Some(list) = list {
        let _ = writeln!(html, "</{list}>");
    }
}

/// Text in which no line ends inside a formula.
fn rich(text: &RichText) -> String {
    let spans: Vec<&str> = text.iter().map(|inline| inline.text.as_str()).collect();
    let joined = join_formulas(&spans);
    let parts = text.iter().zip(&joined).map(|(part, joined)| {
        // Code is copied.
        let is_code = part.emphasis == Emphasis::Code;
        inline(part, if is_code { &part.text } else { joined })
    });
    parts.collect()
}

/// A table with its headings.
fn table(table: &TextTable) -> String {
    let row = |element: &str, cells: &[RichText]| {
        let cells = cells.iter().zip(&table.columns).map(|(text, align)| {
            let align = match align {
                ColumnAlign::Left => "left",
                ColumnAlign::Centre => "center",
                ColumnAlign::Right => "right",
            };
            format!(
                "<{element} style=\"text-align:{align}\">{}</{element}>",
                rich(text)
            )
        });
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let body: String = table.rows.iter().map(|cells| row("td", cells)).collect();
    format!(
        "<table><thead>{}</thead><tbody>{body}</tbody></table>",
        row("th", &table.head)
    )
}

fn code(text: &RichText) -> String {
    text.iter().map(|part| inline(part, &part.text)).collect()
}

fn inline(inline: &Inline, text: &str) -> String {
    let text = escape(text);
    let text = match &inline.kind {
        InlineKind::Words | InlineKind::Citation | InlineKind::Figure => text,
        InlineKind::Live => format!("<span class=\"live\">{text}</span>"),
        InlineKind::Key => format!("<kbd>{text}</kbd>"),
        InlineKind::Term(_) => format!("<dfn>{text}</dfn>"),
        InlineKind::Link(address) => format!("<a href=\"{}\">{text}</a>", escape(address)),
        InlineKind::Foreign => format!("<span class=\"foreign\">{text}</span>"),
    };
    match inline.emphasis {
        Emphasis::Plain => text,
        Emphasis::Stressed => format!("<em>{text}</em>"),
        Emphasis::Strong => format!("<strong>{text}</strong>"),
        Emphasis::Code => format!("<code>{text}</code>"),
    }
}
