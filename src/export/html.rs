//! Handouts: lessons as HTML pages that load nothing from elsewhere, for browsers and printers.

mod block;
mod contour;
mod course;
mod inline;
mod picture;
mod section;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::svg::PageColors;
use super::{escape, true_color_appearance};
use crate::app::{App, Edition, FigureGroup, Page, term_meaning};
use crate::lesson::Lesson;
use crate::locale::Phrase;
pub use course::{HandoutFile, handout};
use inline::term_anchor;
use picture::{FigureWriter, PictureWidth};
use section::SectionWriter;

/// The style sheet; the colours come from the theme.
const STYLE: &str = include_str!("page.css");

/// Formats `pages` of `lesson` as one HTML page for the reader of `edition`, with the meanings of its terms.
pub fn page(app: &App, lesson: &Arc<Lesson>, pages: &[Page], edition: Edition) -> String {
    let (mut body, terms) = lesson_body(app, lesson, pages, edition, "");
    if !terms.is_empty() {
        let heading = escape(&app.words().get("ui.transcript.glossary"));
        let _ = write!(
            body,
            "<section aria-labelledby=\"words\">\n<h2 id=\"words\">{heading}</h2>\n{}</section>\n",
            definitions(app, &terms)
        );
    }
    document(app, &app.context().lesson_title(lesson), &body)
}

/// Formats the figures of `groups` as HTML for a phone without a document: pictures with their descriptions.
pub fn figures(app: &App, groups: &[FigureGroup]) -> String {
    let mut html = String::new();
    let mut writer = FigureWriter::new(app, PictureWidth::Phone);
    for (at, group) in groups.iter().enumerate() {
        let figures = writer.group(group, "", &format!("figure-{at}"));
        html.push_str(&figures.pictures);
        html.push_str(&figures.sentences);
    }
    html
}

/// The headline, the sections and the sources of `lesson`, and the terms that it names. Their links lead to the page
/// `glossary`, or to the same page if it is empty.
fn lesson_body(
    app: &App,
    lesson: &Arc<Lesson>,
    pages: &[Page],
    edition: Edition,
    glossary: &str,
) -> (String, BTreeSet<String>) {
    let words = app.words();
    let mut writer = SectionWriter::new(app, lesson, edition, glossary);
    for page in pages {
        writer.section(*page);
    }
    writer.sources();
    let minutes = Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes));
    let mut body = format!(
        "<h1>{number} {title}</h1>\n<p class=\"minutes\">{minutes}</p>\n",
        title = escape(&app.context().lesson_title(lesson)),
        number = lesson.number,
        minutes = escape(&words.format(&minutes)),
    );
    if edition == Edition::Teacher {
        body.push_str(&edition_note(app));
    }
    if edition == Edition::Student {
        let [name, date] = ["name", "date"].map(|key| {
            let label = words.get(&format!("ui.handout.{key}"));
            format!("<span>{}</span>", escape(&label))
        });
        let _ = writeln!(body, "<p class=\"name\">{name}{date}</p>");
    }
    let (sections, terms) = writer.finish();
    let _ = writeln!(
        body,
        "<p class=\"keys\">{}</p>",
        guidance(app, lesson, edition)
    );
    body.push_str(&sections);
    (body, terms)
}

/// The words on a page with answers that nobody hands out by mistake.
fn edition_note(app: &App) -> String {
    let note = escape(&app.words().get("ui.handout.teacher"));
    format!("<p class=\"edition\"><strong>{note}</strong></p>\n")
}

/// The sentences on what paper cannot do, and for students on the order of reading.
fn guidance(app: &App, lesson: &Lesson, edition: Edition) -> String {
    let words = app.words();
    let keys = Phrase::key("ui.handout.keys").with("n", u64::from(lesson.number));
    let mut sentences = vec![words.format(&keys)];
    match edition {
        Edition::Student => sentences.push(words.get("ui.handout.order")),
        Edition::Answered | Edition::Teacher => {}
    }
    escape(&sentences.join(" "))
}

/// The meanings of the glossary terms called `names`, by the alphabet.
fn definitions<'a>(app: &App, names: impl IntoIterator<Item = &'a String>) -> String {
    let context = app.context();
    let mut terms: Vec<_> = names
        .into_iter()
        .map(|name| (context.term(name), name))
        .collect();
    terms.sort_by_key(|(word, _)| word.to_lowercase());
    let mut list = String::from("<dl>\n");
    for (word, name) in terms {
        let _ = writeln!(
            list,
            "<dt id=\"{}\">{}</dt>\n<dd>{}</dd>",
            term_anchor(name),
            escape(&word),
            escape(&term_meaning(context, name))
        );
    }
    list.push_str("</dl>\n");
    list
}

/// The course with its authors and licence, where it names them.
fn footer(app: &App) -> String {
    let Some(byline) = app.course().description.byline() else {
        return String::new();
    };
    let course = app.course().title(app.words().lang()).unwrap_or_default();
    let (course, byline) = (escape(course), escape(&app.words().format(&byline)));
    format!("<footer><p>{course} · {byline}</p></footer>\n")
}

/// A whole page called `title` around `body`.
fn document(app: &App, title: &str, body: &str) -> String {
    let ground = PageColors::of(true_color_appearance(app));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · relutor</title>\n\
         <style>\n:root{{--fore:{fore};--back:{back}}}\n{STYLE}\
         figure text[fill=\"{fore}\"]{{paint-order:stroke;stroke:{back};stroke-width:4px;stroke-linejoin:round}}\n</style>\n</head>\n<body>\n<main>\n\
         {body}</main>\n{footer}</body>\n</html>\n",
        footer = footer(app),
        lang = app.words().lang().tag(),
        title = escape(title),
        fore = ground.fore,
        back = ground.back,
    )
}
