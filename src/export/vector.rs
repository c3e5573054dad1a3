//! Charts as vectors: lines as paths, colour maps as rectangles.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::layout::Rect;
use ratatui::style::Color;

use super::PageColors;
use super::colour::hex;
use super::shape::{HEIGHT, WIDTH};
use crate::chart::{
    DISC_RADIUS, DISC_RING, Disc, DiscShape, Fill, Paint, Pixel, PixelBlock, Point, Polyline,
    Primitive, Raster, Scene, SceneRect, line_style,
};
use crate::ui::theme::Theme;

/// The lines, discs, rectangles and colour maps of `scene`, one element each. Its texts are in the cells around it.
pub(super) fn elements(scene: &Scene, theme: Theme, ground: &PageColors) -> Vec<String> {
    let has_raster = |primitive: &Primitive| matches!(primitive, Primitive::Raster(_));
    let painter = VectorPainter {
        theme,
        ground,
        has_raster: scene.primitives.iter().any(has_raster),
    };
    let elements = scene.primitives.iter().map(|primitive| {
        let mut svg = String::new();
        match primitive {
            Primitive::Polyline(line) => painter.line(&mut svg, line),
            Primitive::Disc(disc) => painter.disc(&mut svg, *disc),
            Primitive::Rect { area, paint } => painter.rectangle(&mut svg, *area, *paint),
            Primitive::Raster(raster) => painter.raster(&mut svg, raster),
            Primitive::Pixels(block) => painter.pixel_block(&mut svg, block),
            Primitive::Text(_) => {}
        }
        svg
    });
    elements.filter(|element| !element.is_empty()).collect()
}

/// The distance in pixels that nobody sees.
const TOLERANCE: f64 = 0.05;

/// The colour of the grid in a theme without colours.
const GREY: &str = "#c0c0c0";

struct VectorPainter<'a> {
    theme: Theme,
    ground: &'a PageColors,
    /// Whether there is a colour map, so that a line on it needs a halo.
    has_raster: bool,
}

/// A point in the coordinates of the picture.
fn on_page(point: Point) -> (f64, f64) {
    (round(point.x * WIDTH), round(point.y * HEIGHT))
}

/// `value` with two decimals: a hundredth of a pixel is enough.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Writes samples in rows of `columns` that fill `area`: one path for each colour, with a rectangle for each run of equal
/// samples. A sample without a colour is left out.
fn write_runs(svg: &mut String, area: Rect, columns: usize, colours: &[Option<String>]) {
    let columns = columns.max(1);
    let rows = colours.len() / columns;
    let width = f64::from(area.width) * WIDTH / columns as f64;
    let height = f64::from(area.height) * HEIGHT / rows.max(1) as f64;
    let (left, top) = (f64::from(area.x) * WIDTH, f64::from(area.y) * HEIGHT);
    let mut paths: BTreeMap<&str, String> = BTreeMap::new();
    for (row, colours) in colours.chunks(columns).enumerate() {
        let mut from = 0;
        for run in colours.chunk_by(PartialEq::eq) {
            if let Some(Some(colour)) = run.first() {
                let (x, y) = (
                    round(left + from as f64 * width),
                    round(top + row as f64 * height),
                );
                let length = round(run.len() as f64 * width);
                let path = paths.entry(colour).or_default();
                // Writing to a string cannot fail.
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

/// `points` without those that lie within [`TOLERANCE`] of the line between their neighbours (Douglas and Peucker, 1973).
fn without_collinear(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let Some(last) = points.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut keeps = vec![false; points.len()];
    keeps[0] = true;
    keeps[last] = true;
    let mut parts = vec![(0, last)];
    while let Some((from, to)) = parts.pop() {
        let distances =
            (from + 1..to).map(|at| (at, distance(points[at], points[from], points[to])));
        let farthest = distances.max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, _)) = farthest.filter(|(_, distance)| *distance > TOLERANCE) {
            keeps[at] = true;
            parts.extend([(from, at), (at, to)]);
        }
    }
    let kept = points.iter().zip(keeps).filter(|(_, keeps)| *keeps);
    kept.map(|(point, _)| *point).collect()
}

/// The distance of `point` from the segment between `start` and `end`.
fn distance(point: (f64, f64), start: (f64, f64), end: (f64, f64)) -> f64 {
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let (px, py) = (point.0 - start.0, point.1 - start.1);
    let squared = dx * dx + dy * dy;
    let along = if squared > 0.0 {
        ((px * dx + py * dy) / squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (px - along * dx).hypot(py - along * dy)
}

impl VectorPainter<'_> {
    fn colour(&self, paint: Paint) -> String {
        let colour = self.theme.paint(paint).fg;
        if (colour, paint) == (None, Paint::Grid) {
            // Without colours, curves stand out from a grid that is grey.
            return GREY.to_owned();
        }
        self.hex(colour)
    }

    fn hex(&self, colour: Option<Color>) -> String {
        colour
            .and_then(hex)
            .unwrap_or_else(|| self.ground.fore.clone())
    }

    fn line(&self, svg: &mut String, line: &Polyline) {
        let style = line_style(line.paint);
        let mut path = String::new();
        let points: Vec<_> = line.points.iter().map(|point| on_page(*point)).collect();
        for (at, (x, y)) in without_collinear(&points).into_iter().enumerate() {
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
        if self.has_raster && line.paint == Paint::Text {
            let _ = writeln!(
                svg,
                "<path fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" \
                 vector-effect=\"non-scaling-stroke\" d=\"{path}\"/>",
                self.ground.back,
                style.width + 2.4,
            );
        }
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
        // A gap between bars that stand below each other.
        let (fill, gap) = match paint.fill() {
            // The cells of tables have their colour already.
            Fill::Level(_) => return,
            Fill::Tint => match self.theme.paint(paint).bg {
                Some(colour) => (self.hex(Some(colour)), 0.0),
                None => return,
            },
            Fill::Solid => (self.colour(paint), 0.15),
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

    fn raster(&self, svg: &mut String, raster: &Raster) {
        let colours: Vec<_> = raster
            .levels
            .iter()
            .map(|level| self.heat(*level))
            .collect();
        write_runs(svg, raster.area, raster.columns, &colours);
    }

    fn pixel_block(&self, svg: &mut String, block: &PixelBlock) {
        let colours: Vec<_> = block
            .pixels
            .iter()
            .map(|pixel| Some(self.pixel(*pixel)))
            .collect();
        write_runs(svg, block.area, block.columns, &colours);
    }

    /// The colour of a pixel, or a grey where the theme has no colours.
    fn pixel(&self, pixel: Pixel) -> String {
        if let Some(colour) = self.theme.pixel(pixel).and_then(hex) {
            return colour;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 255"
        )]
        let grey = (255.0 * (1.0 - 0.8 * pixel.shade.strength())).round() as u8;
        format!("#{grey:02x}{grey:02x}{grey:02x}")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_a_line_are_left_out_and_corners_stay() {
        let hinge: Vec<_> = (-50..=50)
            .map(|x| (f64::from(x), f64::from(x.max(0))))
            .collect();
        assert_eq!(
            without_collinear(&hinge),
            [(-50.0, 0.0), (0.0, 0.0), (50.0, 50.0)]
        );
        let there_and_back = [(0.0, 0.0), (9.0, 0.0), (3.0, 0.0)];
        assert_eq!(without_collinear(&there_and_back), there_and_back);
        assert_eq!(without_collinear(&[]), []);
        assert_eq!(without_collinear(&[(1.0, 2.0)]), [(1.0, 2.0)]);
    }

    #[test]
    fn a_curve_stays_within_the_tolerance() {
        let curve: Vec<_> = (0..=400)
            .map(|x| (f64::from(x), 100.0 * (f64::from(x) / 40.0).sin()))
            .collect();
        let kept = without_collinear(&curve);
        assert!(kept.len() < curve.len() / 2, "{} points", kept.len());
        for point in curve {
            let nearest = kept
                .windows(2)
                .map(|ends| distance(point, ends[0], ends[1]))
                .fold(f64::INFINITY, f64::min);
            assert!(nearest <= TOLERANCE, "{point:?}: {nearest}");
        }
    }
}
