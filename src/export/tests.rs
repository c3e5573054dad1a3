use ratatui::style::{Color, Style};
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::app::{Edition, Page};
use crate::lab::Values;
use crate::lesson::{CourseSource, load};
use crate::locale::{Lang, Words};

fn app(lang: &str) -> App {
    let course = std::sync::Arc::new(load(&CourseSource::Builtin).unwrap());
    let words = Words::load(&Lang::of(lang)).unwrap();
    let at = course.find("bias").unwrap();
    let mut app = App::new(course, words, Appearance::default(), None);
    app.open(at, 1, &Values::new()).unwrap();
    app
}

fn picture_of(buffer: &Buffer, title: &str) -> String {
    svg(buffer, &[], Appearance::default(), title)
}

fn line(text: &str) -> Buffer {
    let width = u16::try_from(text.width()).unwrap();
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
    buffer.set_string(0, 0, text, Style::new());
    buffer
}

#[test]
fn every_character_stands_in_the_middle_of_its_own_cells() {
    let svg = picture_of(&line("ab한글c"), "");
    for run in ["x=\"5 15\" ", "x=\"30 50\" ", "x=\"65\" "] {
        assert!(svg.contains(run), "{run}: {svg}");
    }
    assert!(svg.contains(">한글</text>"), "{svg}");
}

#[test]
fn a_symbol_of_several_characters_does_not_move_its_neighbours() {
    let svg = picture_of(&line("ae\u{301}bc"), "");
    for run in ["x=\"5\" ", "x=\"15\" ", "x=\"25 35\" "] {
        assert!(svg.contains(run), "{run}: {svg}");
    }
}

#[test]
fn braille_is_dots_and_blocks_are_rectangles() {
    let svg = picture_of(&line("⠁⢀▌"), "");
    assert!(svg.contains("M2.5 2.5h0M17.5 17.5h0"), "{svg}");
    assert!(svg.contains("M20 0h5v20h-5z"), "{svg}");
    assert!(!svg.contains("</text>"), "{svg}");
}

#[test]
fn octants_are_rectangles() {
    let svg = picture_of(&line("\u{1cd00}\u{1cea8}"), "");
    assert!(
        svg.contains("M0 5h5v5h-5z") && svg.contains("M10 0h5v5h-5z"),
        "{svg}"
    );
    assert!(!svg.contains("</text>"), "{svg}");
}

#[test]
fn rules_meet_without_a_gap() {
    let svg = picture_of(&line("─┤"), "");
    assert!(svg.contains("M0 10H10M10 10H15M15 0V20"), "{svg}");
}

#[test]
fn what_would_be_markup_is_text() {
    let mut buffer = line("<b>&\"");
    buffer.set_style(buffer.area, Style::new().fg(Color::Indexed(196)));
    let svg = picture_of(&buffer, "<\">");
    assert!(svg.contains("&lt;b&gt;&amp;&quot;"), "{svg}");
    assert!(svg.contains("aria-label=\"&lt;&quot;&gt;\""), "{svg}");
    assert!(svg.contains("#ff0000"), "{svg}");
}

#[test]
fn every_cell_of_a_screen_is_in_its_picture_once() {
    for lang in ["en", "ko"] {
        let buffer = screen(&app(lang), (100, 32));
        let svg = picture_of(&buffer, "");
        let shown = text(&buffer);
        let letters = shown.chars().filter(|c| c.is_alphanumeric()).count();
        let drawn = svg
            .lines()
            .filter(|line| line.starts_with("<text"))
            .filter_map(|line| Some(line.split_once('>')?.1.split_once('<')?.0))
            .map(|text| {
                text.replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&")
            })
            .map(|text| text.chars().filter(|c| c.is_alphanumeric()).count());
        assert_eq!(drawn.sum::<usize>(), letters, "{lang}");
        let dots: usize = shown
            .chars()
            .filter(|c| ('\u{2800}'..='\u{28ff}').contains(c))
            .map(|c| (u32::from(c) - 0x2800).count_ones() as usize)
            .sum();
        assert_eq!(svg.matches("h0").count(), dots, "{lang}");
    }
}

#[test]
fn a_page_is_whole_and_its_tags_are_closed() {
    for lang in ["en", "ko"] {
        let app = app(lang);
        let lesson = app.session().unwrap().lesson();
        let pages = (0..lesson.steps.len()).map(Page::Step);
        let pages: Vec<_> = pages.chain([Page::Breaks, Page::Summary]).collect();
        let html = page(&app, lesson, &pages, Edition::Student);
        assert!(html.contains(&format!("<html lang=\"{lang}\">")));
        for tag in [
            "section", "ol", "ul", "li", "details", "figure", "svg", "p", "h2",
        ] {
            let opened = html.matches(&format!("<{tag}>")).count()
                + html.matches(&format!("<{tag} ")).count();
            let closed = html.matches(&format!("</{tag}>")).count();
            assert_eq!(opened, closed, "{tag}");
            assert!(opened > 0, "{tag}");
        }
        for (at, _) in html.match_indices("aria-describedby=\"") {
            let id = html[at..].split('"').nth(1).unwrap();
            assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
        assert!(
            !html.contains("http://") || !html.contains("src="),
            "nothing is loaded"
        );
    }
}

#[test]
fn an_underlined_blank_keeps_its_place_in_every_viewer() {
    let mut buffer = line("누설 ReL");
    buffer.set_style(buffer.area, Style::new().underlined());
    let svg = picture_of(&buffer, "");
    assert!(svg.contains(">\u{a0}ReL<"), "{svg}");
}
