//! A screen as an SVG picture. Every cell has its own position, so that Korean and braille line up with any font.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::colour::{CellStyle, TextModifiers, hex};
use super::shape::{self, HEIGHT, Shape, WIDTH};
use super::{escape, vector};
use crate::app::Appearance;
use crate::chart::Scene;
use crate::ui::theme::{StyleRole, Theme};

/// Distance of the baseline from the top of a cell.
const BASELINE: f64 = 15.0;

/// Margin around the cells.
const MARGIN: f64 = 8.0;

/// Font families with the characters that are drawn.
const FONTS: &str = "ui-monospace,'Cascadia Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono',\
'Noto Sans Mono','Noto Sans Mono CJK KR',monospace";

/// The colours of cells without their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageColors {
    /// The text colour: `#rrggbb`.
    pub fore: String,
    /// The background colour: `#rrggbb`.
    pub back: String,
}

impl PageColors {
    /// The colours of plain text in this appearance; black on white in an appearance without colours.
    pub fn of(appearance: Appearance) -> Self {
        let style = Theme::new(appearance).style(StyleRole::Text);
        let or = |colour: Option<_>, usual: &str| {
            colour.and_then(hex).unwrap_or_else(|| usual.to_owned())
        };
        Self {
            fore: or(style.fg, "#000000"),
            back: or(style.bg, "#ffffff"),
        }
    }
}

/// Formats the cells of `buffer`, and the charts of `scenes` between them, as a picture with the accessible title `title`.
pub fn svg(buffer: &Buffer, scenes: &[Scene], appearance: Appearance, title: &str) -> String {
    let mut svg = opening_tag(buffer.area, appearance, title);
    for section in sections(buffer, scenes, appearance) {
        section.write(&mut svg, String::clone);
    }
    svg.push_str("</svg>\n");
    svg
}

/// The tag of a picture of the cells `area`, its title and its background.
pub(super) fn opening_tag(area: Rect, appearance: Appearance, title: &str) -> String {
    let width = f64::from(area.width) * WIDTH + 2.0 * MARGIN;
    let height = f64::from(area.height) * HEIGHT + 2.0 * MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"-{MARGIN} -{MARGIN} {width} {height}\" role=\"img\" aria-label=\"{label}\" \
         font-family=\"{FONTS}\" font-size=\"16\">\n<title>{label}</title>\n\
         <rect x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\" fill=\"{back}\"/>\n",
        label = escape(title),
        back = PageColors::of(appearance).back,
    )
}

/// The content of a picture, from back to front.
pub(super) fn sections(
    buffer: &Buffer,
    scenes: &[Scene],
    appearance: Appearance,
) -> Vec<ElementGroup<String>> {
    let ground = &PageColors::of(appearance);
    let mut picture = Picture::default();
    for y in buffer.area.top()..buffer.area.bottom() {
        picture.row(buffer, y, ground);
    }
    picture.sections(scenes, Theme::new(appearance), ground)
}

/// Elements with common attributes.
pub(super) struct ElementGroup<T> {
    /// The attributes of their group; there is no group without attributes.
    pub(super) attributes: &'static str,
    /// The elements, from back to front.
    pub(super) elements: Vec<T>,
}

impl<T> ElementGroup<T> {
    /// Appends the elements, written by `format`, and their group.
    pub(super) fn write(&self, svg: &mut String, format: impl Fn(&T) -> String) {
        if self.elements.is_empty() {
            return;
        }
        if self.attributes.is_empty() {
            svg.extend(self.elements.iter().map(format));
            return;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(svg, "<g {}>", self.attributes);
        svg.extend(self.elements.iter().map(format));
        svg.push_str("</g>\n");
    }
}

/// The content of a picture by colour: few paths instead of thousands of cells.
#[derive(Default)]
struct Picture {
    backs: BTreeMap<String, String>,
    blocks: BTreeMap<String, String>,
    shades: BTreeMap<(String, String), String>,
    dots: BTreeMap<String, String>,
    lines: BTreeMap<String, String>,
    texts: Vec<TextRun>,
}

/// Characters of one row with the same style.
struct TextRun {
    y: f64,
    fore: String,
    face: TextModifiers,
    /// Whether its characters take two cells each.
    is_wide: bool,
    places: Vec<f64>,
    text: String,
}

impl Picture {
    fn row(&mut self, buffer: &Buffer, y: u16, ground: &PageColors) {
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            let ink = CellStyle::of(cell, ground);
            let symbol = cell.symbol();
            // A wide character covers the cell behind it.
            let columns = u16::try_from(symbol.width()).unwrap_or(1).max(1);
            let corner = (f64::from(x) * WIDTH, f64::from(y) * HEIGHT);
            let width = f64::from(columns) * WIDTH;
            if ink.back != ground.back {
                // Writing to a string cannot fail.
                let path = self.backs.entry(ink.back.clone()).or_default();
                rectangle(path, corner, (width, HEIGHT));
            }
            match shape::of(symbol) {
                Some(shape) => self.shape(&shape, corner, &ink),
                None if symbol.trim().is_empty() && !ink.face.is_underlined() => {}
                None => self.text(symbol, (corner.0 + width / 2.0, corner.1), ink, columns > 1),
            }
            x += columns;
        }
    }

    fn shape(&mut self, shape: &Shape, (left, top): (f64, f64), ink: &CellStyle) {
        match shape {
            Shape::Dots(dots) => {
                let path = self.dots.entry(ink.fore.clone()).or_default();
                for (x, y) in dots {
                    let _ = write!(path, "M{} {}h0", left + x * WIDTH, top + y * HEIGHT);
                }
            }
            Shape::Blocks(blocks) => {
                let path = self.blocks.entry(ink.fore.clone()).or_default();
                for (x, y, width, height) in blocks {
                    let corner = (left + x * WIDTH, top + y * HEIGHT);
                    rectangle(path, corner, (width * WIDTH, height * HEIGHT));
                }
            }
            Shape::Shade(thickness) => {
                let key = (ink.fore.clone(), thickness.to_string());
                let path = self.shades.entry(key).or_default();
                rectangle(path, (left, top), (WIDTH, HEIGHT));
            }
            Shape::Lines([to_left, to_right, up, down]) => {
                let path = self.lines.entry(ink.fore.clone()).or_default();
                let (x, y) = (left + WIDTH / 2.0, top + HEIGHT / 2.0);
                let (right, bottom) = (left + WIDTH, top + HEIGHT);
                if *to_left || *to_right {
                    let from = if *to_left { left } else { x };
                    let _ = write!(path, "M{from} {y}H{}", if *to_right { right } else { x });
                }
                if *up || *down {
                    let from = if *up { top } else { y };
                    let _ = write!(path, "M{x} {from}V{}", if *down { bottom } else { y });
                }
            }
        }
    }

    fn text(&mut self, symbol: &str, (x, top): (f64, f64), ink: CellStyle, is_wide: bool) {
        let y = top + BASELINE;
        // Viewers drop a blank at the beginning and give its position to the next character.
        let symbol = if symbol == " " { "\u{a0}" } else { symbol };
        // Positions are counted by characters, so a symbol of several characters ends its run.
        let is_single = symbol.chars().count() == 1;
        if let Some(run) = self.texts.last_mut()
            && run.y == y
            && run.fore == ink.fore
            && run.face == ink.face
            && run.is_wide == is_wide
            && is_single
            && run.text.chars().count() == run.places.len()
        {
            run.places.push(x);
            run.text.push_str(symbol);
            return;
        }
        self.texts.push(TextRun {
            y,
            fore: ink.fore,
            face: ink.face,
            is_wide,
            places: vec![x],
            text: symbol.to_owned(),
        });
    }

    fn sections(
        &self,
        scenes: &[Scene],
        theme: Theme,
        ground: &PageColors,
    ) -> Vec<ElementGroup<String>> {
        let paths = |attributes, paths: &BTreeMap<String, String>, paint: &str| {
            let elements = paths
                .iter()
                .map(|(colour, path)| format!("<path {paint}=\"{colour}\" d=\"{path}\"/>\n"));
            ElementGroup {
                attributes,
                elements: elements.collect(),
            }
        };
        let shades = self.shades.iter().map(|((colour, thickness), path)| {
            format!("<path fill=\"{colour}\" fill-opacity=\"{thickness}\" d=\"{path}\"/>\n")
        });
        let charts = scenes
            .iter()
            .flat_map(|scene| vector::elements(scene, theme, ground));
        vec![
            paths("shape-rendering=\"crispEdges\"", &self.backs, "fill"),
            ElementGroup {
                attributes: "",
                elements: charts.collect(),
            },
            paths("shape-rendering=\"crispEdges\"", &self.blocks, "fill"),
            paths("fill=\"none\" stroke-width=\"1.5\"", &self.lines, "stroke"),
            paths(
                "fill=\"none\" stroke-width=\"3.2\" stroke-linecap=\"round\"",
                &self.dots,
                "stroke",
            ),
            ElementGroup {
                attributes: "",
                elements: shades.collect(),
            },
            ElementGroup {
                attributes: "text-anchor=\"middle\"",
                elements: self.texts.iter().map(TextRun::element).collect(),
            },
        ]
    }
}

impl TextRun {
    fn element(&self) -> String {
        let places: Vec<_> = self.places.iter().map(ToString::to_string).collect();
        format!(
            "<text x=\"{}\" y=\"{}\" fill=\"{}\"{}{}>{}</text>\n",
            places.join(" "),
            self.y,
            self.fore,
            // A square character of the usual size is narrower than two cells.
            if self.is_wide {
                " font-size=\"18\""
            } else {
                ""
            },
            self.face.attributes(),
            escape(&self.text),
        )
    }
}

fn rectangle(path: &mut String, (x, y): (f64, f64), (width, height): (f64, f64)) {
    // Writing to a string cannot fail.
    let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
}
