//! A lesson as a page of its own: nothing is loaded, everything can be selected, read aloud and printed.

use std::fmt::Write as _;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::svg::{Ground, svg};
use super::{escaped, looking};
use crate::app::{App, ContentBlock, Inline, InlineKind, Page, RichText, transcript};
use crate::figure::{Figure, Lines};
use crate::lesson::{Emphasis, Lesson};
use crate::locale::Phrase;
use crate::ui::theme::Theme;
use crate::ui::{RenderContext, figure};

/// How wide figures are, in cells.
const COLUMNS: u16 = 72;

/// How the page looks; the colours are those of the theme.
const STYLE: &str = include_str!("page.css");

/// `pages` of `lesson` as one page.
pub fn page(app: &App, lesson: &Arc<Lesson>, pages: &[Page]) -> String {
    let ground = Ground::of(looking(app));
    let title = app.context().lesson_title(lesson);
    let minutes = Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes));
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · relutor</title>\n\
         <style>\n:root{{--fore:{fore};--back:{back}}}\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{number} {title}</h1>\n<p>{minutes}</p>\n",
        lang = app.words().lang().tag(),
        title = escaped(&title),
        fore = ground.fore,
        back = ground.back,
        number = lesson.number,
        minutes = escaped(&app.words().format(&minutes)),
    );
    let writer = Writer {
        app,
        lesson,
        ground,
    };
    for page in pages {
        writer.section(&mut html, *page);
    }
    writer.sources(&mut html);
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

struct Writer<'a> {
    app: &'a App,
    lesson: &'a Arc<Lesson>,
    ground: Ground,
}

impl Writer<'_> {
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
        let told = transcript(
            self.app.context(),
            self.app.session(),
            self.lesson,
            page,
            true,
        );
        if told.content.is_empty() {
            return;
        }
        let (id, heading) = (escaped(id), escaped(&heading));
        let _ = writeln!(
            html,
            "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>"
        );
        let is_step = matches!(page, Page::Step(_));
        self.content(html, &told.content, is_step);
        for (at, figures) in figure::group_by_x_axis(&told.figures).enumerate() {
            match figures {
                [Figure::Lines(lines)] => self.lines(html, lines),
                figures => self.figures(html, figures, &format!("{id}-{at}")),
            }
        }
        html.push_str("</section>\n");
    }

    /// Passages, with those that belong together in one list.
    fn content(&self, html: &mut String, content: &[ContentBlock], with_headings: bool) {
        let mut open = None;
        let mut rest = content.iter().peekable();
        while let Some(passage) = rest.next() {
            let list = list_of(passage);
            if list != open {
                close(html, open);
                open = list;
                if let Some(list) = list {
                    let _ = writeln!(html, "<{list}>");
                }
            }
            // What is said to an answer belongs to it; alone, it is the principle.
            let feedback = match (passage, rest.peek()) {
                (ContentBlock::Answer { .. }, Some(ContentBlock::Feedback { text, .. })) => {
                    Some(text)
                }
                (_, _) => None,
            };
            if let (ContentBlock::Answer { text, .. }, Some(feedback)) = (passage, feedback) {
                let said = self.folded("ui.told.feedback", feedback);
                let _ = writeln!(html, "<li>{}{said}</li>", rich(text));
                rest.next();
            } else {
                self.passage(html, passage, with_headings);
            }
        }
        close(html, open);
    }

    /// Text that is told to whoever asks for it.
    fn folded(&self, key: &str, text: &RichText) -> String {
        let summary = escaped(&self.app.words().get(key));
        let text = rich(text);
        format!("<details><summary>{summary}</summary><p>{text}</p></details>")
    }

    fn passage(&self, html: &mut String, passage: &ContentBlock, with_headings: bool) {
        let words = self.app.words();
        let _ = match passage {
            ContentBlock::Heading(text) if with_headings => {
                writeln!(html, "<h3>{}</h3>", escaped(text))
            }
            // The section has said it.
            ContentBlock::Heading(_) => Ok(()),
            ContentBlock::Paragraph(text) => writeln!(html, "<p>{}</p>", rich(text)),
            ContentBlock::Item { text, .. } | ContentBlock::Answer { text, .. } => {
                writeln!(html, "<li>{}</li>", rich(text))
            }
            ContentBlock::Code(text) => writeln!(html, "<pre>{}</pre>", rich(text)),
            ContentBlock::Feedback { text, .. } => {
                writeln!(html, "{}", self.folded("ui.told.principle", text))
            }
            ContentBlock::Goal { conditions, .. } => {
                let texts: Vec<_> = conditions.iter().map(|tick| escaped(&tick.text)).collect();
                writeln!(html, "<li class=\"goal\">{}</li>", texts.join(", "))
            }
            ContentBlock::Hint { number, of, text } => {
                let label = Phrase::key("ui.hint")
                    .with("number", *number)
                    .with("of", *of);
                writeln!(
                    html,
                    "<details class=\"hint\"><summary>{}</summary><p>{}</p></details>",
                    escaped(&words.format(&label)),
                    rich(text)
                )
            }
            // The only note of a page that is told whole is a solution.
            ContentBlock::Note(text) => {
                let text = vec![Inline {
                    text: text.clone(),
                    emphasis: Emphasis::Plain,
                    kind: InlineKind::Words,
                }];
                writeln!(html, "{}", self.folded("ui.told.how", &text))
            }
        };
    }

    /// A figure that is sentences already.
    fn lines(&self, html: &mut String, lines: &Lines) {
        html.push_str("<p class=\"lines\">");
        for (at, line) in lines.lines.iter().enumerate() {
            let parted = if at > 0 { "<br>" } else { "" };
            let _ = write!(html, "{parted}{}", escaped(&self.app.words().format(line)));
        }
        html.push_str("</p>\n");
    }

    /// Figures over one axis as one picture, with what they show in words under it.
    fn figures(&self, html: &mut String, figures: &[Figure], id: &str) {
        let words = self.app.words();
        let titles: Vec<_> = figures
            .iter()
            .map(|figure| words.format(figure.title()))
            .collect();
        let sentences = figures.iter().flat_map(Figure::describe);
        let sentences: Vec<_> = sentences
            .map(|sentence| escaped(&words.format(&sentence)))
            .collect();
        let picture = svg(&self.drawn(figures), &self.ground, &titles.join(", "));
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

    fn drawn(&self, figures: &[Figure]) -> Buffer {
        let appearance = looking(self.app);
        let theme = Theme::new(appearance);
        let ctx = RenderContext::new(&theme, appearance.glyphs, self.app.words());
        let height = figure::comfortable_height(figures, COLUMNS, &ctx);
        let area = Rect::new(0, 0, COLUMNS, height);
        let mut buffer = Buffer::empty(area);
        figure::draw_column(figures, area, &mut buffer, &ctx);
        buffer
    }

    fn sources(&self, html: &mut String) {
        if self.lesson.sources.is_empty() {
            return;
        }
        let heading = escaped(&self.app.words().get("ui.leaf.sources"));
        let _ = writeln!(
            html,
            "<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">{heading}</h2>\n<ol>"
        );
        for text in self.lesson.sources.values() {
            let _ = writeln!(html, "<li>{}</li>", escaped(text));
        }
        html.push_str("</ol>\n</section>\n");
    }
}

/// The list that a passage belongs to.
fn list_of(passage: &ContentBlock) -> Option<&'static str> {
    match passage {
        ContentBlock::Answer { .. }
        | ContentBlock::Item {
            number: Some(_), ..
        } => Some("ol"),
        ContentBlock::Item { number: None, .. } | ContentBlock::Goal { .. } => Some("ul"),
        ContentBlock::Heading(_)
        | ContentBlock::Paragraph(_)
        | ContentBlock::Code(_)
        | ContentBlock::Feedback { .. }
        | ContentBlock::Hint { .. }
        | ContentBlock::Note(_) => None,
    }
}

fn close(html: &mut String, list: Option<&str>) {
    if let Some(list) = list {
        let _ = writeln!(html, "</{list}>");
    }
}

fn rich(text: &RichText) -> String {
    text.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    let text = escaped(&inline.text);
    let text = match inline.kind {
        InlineKind::Words | InlineKind::Citation => text,
        InlineKind::Live => format!("<span class=\"live\">{text}</span>"),
        InlineKind::Key => format!("<kbd>{text}</kbd>"),
        InlineKind::Term => format!("<dfn>{text}</dfn>"),
        InlineKind::Foreign => format!("<span class=\"foreign\">{text}</span>"),
    };
    match inline.emphasis {
        Emphasis::Plain => text,
        Emphasis::Stressed => format!("<em>{text}</em>"),
        Emphasis::Strong => format!("<strong>{text}</strong>"),
        Emphasis::Code => format!("<code>{text}</code>"),
    }
}
