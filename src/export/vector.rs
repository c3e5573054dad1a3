//! Charts as vectors: lines as paths, colour maps as rectangles.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::style::Color;

use super::PageColors;
use super::colour::hex;
use super::shape::{HEIGHT, WIDTH};
use crate::chart::{
    DISC_RADIUS, DISC_RING, Disc, DiscShape, Paint, Point, Polyline, Primitive, Raster, Scene,
    SceneRect, line_style,
};
use crate::ui::theme::Theme;

/// Appends the lines, discs, rectangles and colour maps of `scene`. Its texts are in the cells around it.
pub(super) fn write_scene(svg: &mut String, scene: &Scene, theme: Theme, ground: &PageColors) {
    let painter = VectorPainter { theme, ground };
    for primitive in &scene.primitives {
        match primitive {
            Primitive::Polyline(line) => painter.line(svg, line),
            Primitive::Disc(disc) => painter.disc(svg, *disc),
            Primitive::Rect { area, paint } => painter.rectangle(svg, *area, *paint),
            Primitive::Raster(raster) => painter.raster(svg, raster),
            Primitive::Text(_) => {}
        }
    }
}

struct VectorPainter<'a> {
    theme: Theme,
    ground: &'a PageColors,
}

/// A point in the coordinates of the picture.
fn on_page(point: Point) -> (f64, f64) {
    (round(point.x * WIDTH), round(point.y * HEIGHT))
}

/// `value` with two decimals: a hundredth of a pixel is enough.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

impl VectorPainter<'_> {
    fn colour(&self, paint: Paint) -> String {
        self.hex(self.theme.paint(paint).fg)
    }

    fn hex(&self, colour: Option<Color>) -> String {
        colour
            .and_then(hex)
            .unwrap_or_else(|| self.ground.fore.clone())
    }

    fn line(&self, svg: &mut String, line: &Polyline) {
        let style = line_style(line.paint);
        let mut path = String::new();
        for (at, point) in line.points.iter().enumerate() {
            let (x, y) = on_page(*point);
            let command = if at == 0 { 'M' } else { 'L' };
            // Writing to a string cannot fail.
            let _ = write!(path, "{command}{x} {y}");
        }
        if line.points.len() == 1 {
            path.push_str("h0");
        }
        let dashes: Vec<_> = style.dashes.iter().map(ToString::to_string).collect();
        let dashes = if dashes.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{}\"", dashes.join(" "))
        };
        let cap = if line.points.len() == 1 {
            " stroke-linecap=\"round\""
        } else {
            ""
        };
        let _ = writeln!(
            svg,
            "<path fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{dashes}{cap} \
             stroke-linejoin=\"round\" vector-effect=\"non-scaling-stroke\" d=\"{path}\"/>",
            self.colour(line.paint),
            style.width,
        );
    }

    fn disc(&self, svg: &mut String, disc: Disc) {
        let (x, y) = on_page(disc.center);
        let colour = self.colour(disc.paint);
        let back = &self.ground.back;
        let radius = f64::from(DISC_RADIUS);
        let _ = match disc.shape {
            DiscShape::Filled => writeln!(
                svg,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\" stroke=\"{back}\" \
                 stroke-width=\"{DISC_RING}\"/>"
            ),
            DiscShape::Ring => writeln!(
                svg,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\" fill=\"{back}\" stroke=\"{colour}\" \
                 stroke-width=\"2\"/>",
                radius - 1.0
            ),
            DiscShape::Cross | DiscShape::Plus => {
                let arm = radius - 1.0;
                let path = if disc.shape == DiscShape::Cross {
                    let (left, top) = (x - arm, y - arm);
                    let side = 2.0 * arm;
                    format!("M{left} {top}l{side} {side}m0 -{side}l-{side} {side}")
                } else {
                    let (left, top) = (x - arm, y - arm);
                    let side = 2.0 * arm;
                    format!("M{left} {y}h{side}M{x} {top}v{side}")
                };
                writeln!(
                    svg,
                    "<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.4\" d=\"{path}\"/>"
                )
            }
        };
    }

    fn rectangle(&self, svg: &mut String, area: SceneRect, paint: Paint) {
        let fill = match paint {
            // The cells of tables have their colour already.
            Paint::Heat(_) => return,
            Paint::Active(_) => match self.theme.paint(paint).bg {
                Some(colour) => self.hex(Some(colour)),
                None => return,
            },
            Paint::Text
            | Paint::Title
            | Paint::Dim
            | Paint::Axis
            | Paint::Grid
            | Paint::Zero
            | Paint::Rule
            | Paint::NegativeRule
            | Paint::Accent
            | Paint::Series(_)
            | Paint::Lane(_)
            | Paint::Arrival(_)
            | Paint::Kink
            | Paint::Probe
            | Paint::Prediction
            | Paint::Goal
            | Paint::Live
            | Paint::Selected
            | Paint::Right
            | Paint::Wrong => self.colour(paint),
        };
        // A gap between bars that stand below each other.
        let gap = if matches!(paint, Paint::Active(_)) {
            0.0
        } else {
            0.15
        };
        let corner = Point {
            x: area.x,
            y: area.y + gap,
        };
        let (x, y) = on_page(corner);
        let (width, height) = (
            round(area.width * WIDTH),
            round((area.height - 2.0 * gap) * HEIGHT),
        );
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>"
        );
    }

    /// One path for each colour, with a rectangle for each run of equal samples.
    fn raster(&self, svg: &mut String, raster: &Raster) {
        let columns = raster.columns.max(1);
        let rows = raster.levels.len() / columns;
        let width = f64::from(raster.area.width) * WIDTH / columns as f64;
        let height = f64::from(raster.area.height) * HEIGHT / rows.max(1) as f64;
        let (left, top) = (
            f64::from(raster.area.x) * WIDTH,
            f64::from(raster.area.y) * HEIGHT,
        );
        let mut paths: BTreeMap<String, String> = BTreeMap::new();
        for (row, levels) in raster.levels.chunks(columns).enumerate() {
            let mut from = 0;
            for run in levels.chunk_by(|a, b| self.heat(*a) == self.heat(*b)) {
                if let Some(colour) = run.first().and_then(|level| self.heat(*level)) {
                    let (x, y) = (
                        round(left + from as f64 * width),
                        round(top + row as f64 * height),
                    );
                    let length = round(run.len() as f64 * width);
                    let path = paths.entry(colour).or_default();
                    let _ = write!(path, "M{x} {y}h{length}v{height}h-{length}z");
                }
                from += run.len();
            }
        }
        svg.push_str("<g shape-rendering=\"crispEdges\">\n");
        for (colour, path) in paths {
            let _ = writeln!(svg, "<path fill=\"{colour}\" d=\"{path}\"/>");
        }
        svg.push_str("</g>\n");
    }

    /// The colour of a level: of the colour map, or a grey where the theme has no colours.
    fn heat(&self, level: Option<f64>) -> Option<String> {
        let level = level?;
        if let Some(colour) = self.theme.heat(level) {
            return hex(colour);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 255"
        )]
        let grey = (255.0 * (1.0 - 0.8 * level.clamp(0.0, 1.0))).round() as u8;
        Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
    }
}
