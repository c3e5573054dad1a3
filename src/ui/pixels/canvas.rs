//! Drawing primitives with smooth edges.

mod pixel_block;
mod raster;

use std::collections::BTreeSet;

use ratatui::layout::Rect;
use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint as Ink, Path, PathBuilder, Pixmap, Stroke, StrokeDash,
    Transform,
};

pub(super) use raster::is_smooth;

use super::stroke_style::StrokeStyle;
use crate::app::CellSize;
use crate::chart::{Disc, DiscShape, Paint, Point, Polyline, SceneRect};
use crate::ui::theme::{Rgb, Theme};

/// Points further away than this many planes are moved there: lines so long would take forever to dash.
const FAR: f64 = 4.0;

/// A plane that is drawn on.
pub(super) struct Canvas {
    pixmap: Pixmap,
    plane: Rect,
    cell: CellSize,
    theme: Theme,
    ground: Rgb,
    /// The colours that shapes are filled with.
    solid: BTreeSet<Rgb>,
    /// Whether a colour map is drawn, so that a line on it needs a halo.
    has_raster: bool,
}

impl Canvas {
    /// An empty plane in the background of `theme`. None without colours or for a plane without pixels.
    pub(super) fn new(plane: Rect, cell: CellSize, theme: Theme) -> Option<Self> {
        let ground = theme.image_ground()?;
        let (width, height) = pixel_size(plane, cell);
        let mut pixmap = Pixmap::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
        pixmap.fill(tiny_skia::Color::from_rgba8(
            ground.0, ground.1, ground.2, 255,
        ));
        Some(Self {
            pixmap,
            plane,
            cell,
            theme,
            ground,
            solid: BTreeSet::from([ground]),
            has_raster: false,
        })
    }

    /// Red, green, blue and an opaque alpha of all pixels, row by row.
    pub(super) fn rgba(&self) -> &[u8] {
        self.pixmap.data()
    }

    /// The colours of shapes, without those that are mixed at their edges.
    pub(super) fn solid_colors(&self) -> &BTreeSet<Rgb> {
        &self.solid
    }

    pub(super) fn polyline(&mut self, line: &Polyline) {
        let Some(ink) = self.ink(line.paint) else {
            return;
        };
        let style = self.stroke_style(line.paint);
        if let [point] = line.points.as_slice() {
            let (x, y) = self.pixels(*point);
            self.fill(PathBuilder::from_circle(x, y, style.width * 0.7), &ink);
            return;
        }
        if style.is_snapped && self.snapped_line(&line.points, &style, &ink) {
            return;
        }
        let path = self.path(&line.points);
        if self.has_raster && line.paint == Paint::Text {
            let halo = StrokeStyle {
                width: style.width + 2.4 * self.scale(),
                ..style.clone()
            };
            self.stroke(path.clone(), &halo, &solid_ink(self.ground));
        }
        self.stroke(path, &style, &ink);
    }

    /// Fills whole pixels, so that neighbours meet.
    pub(super) fn rect(&mut self, area: SceneRect, paint: Paint) {
        if let Some(ink) = self.ink(paint) {
            let (x, y) = self.pixels(Point {
                x: area.x,
                y: area.y,
            });
            let (right, bottom) = self.pixels(Point {
                x: area.x + area.width,
                y: area.y + area.height,
            });
            self.fill_pixels(
                (x.round(), y.round()),
                (right.round(), bottom.round()),
                &ink,
            );
        }
    }

    pub(super) fn disc(&mut self, disc: &Disc) {
        let inks = match disc.paint {
            Paint::Heat(level) => self.inks_on_heat(level),
            paint => self.ink(paint).map(|ink| (ink, solid_ink(self.ground))),
        };
        let Some((ink, ground)) = inks else {
            return;
        };
        let scale = self.scale();
        let (x, y) = self.pixels(disc.center);
        let is_large = matches!(disc.paint, Paint::Kink | Paint::Probe);
        let radius = if is_large { 6.0 } else { 4.5 } * scale;
        let line = StrokeStyle {
            width: 1.8 * scale,
            dashes: Vec::new(),
            is_snapped: false,
        };
        match disc.shape {
            DiscShape::Filled => {
                let ring = if is_large { 2.0 } else { 1.2 } * scale;
                self.fill(PathBuilder::from_circle(x, y, radius + ring), &ground);
                self.fill(PathBuilder::from_circle(x, y, radius), &ink);
            }
            DiscShape::Ring => {
                self.fill(PathBuilder::from_circle(x, y, radius), &ground);
                let middle = radius - line.width / 2.0;
                self.stroke(PathBuilder::from_circle(x, y, middle), &line, &ink);
            }
            DiscShape::Cross | DiscShape::Plus => {
                let arm = if disc.shape == DiscShape::Cross {
                    // The same distance from tip to tip as an upright cross.
                    (radius * 0.78, radius * 0.78)
                } else {
                    (radius, 0.0)
                };
                let mut path = PathBuilder::new();
                for (dx, dy) in [arm, (-arm.1, arm.0)] {
                    path.move_to(x - dx, y - dy);
                    path.line_to(x + dx, y + dy);
                }
                let path = path.finish();
                let halo = StrokeStyle {
                    width: line.width + 2.4 * scale,
                    ..line.clone()
                };
                self.stroke(path.clone(), &halo, &ground);
                self.stroke(path, &line, &ink);
            }
        }
    }

    /// Draws lines along whole pixels. False if a part is neither horizontal nor vertical.
    fn snapped_line(&mut self, points: &[Point], style: &StrokeStyle, ink: &Ink<'_>) -> bool {
        let is_straight = |pair: &[Point]| pair[0].x == pair[1].x || pair[0].y == pair[1].y;
        if !points.windows(2).all(is_straight) {
            return false;
        }
        let half = (style.width / 2.0).floor();
        for pair in points.windows(2) {
            let (from, to) = (self.pixels(pair[0]), self.pixels(pair[1]));
            let (left, right) = (from.0.min(to.0), from.0.max(to.0));
            let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
            let (start, end) = if pair[0].y == pair[1].y {
                let y = top.floor() - half;
                ((left.round(), y), (right.round(), y + style.width))
            } else {
                let x = left.floor() - half;
                ((x, top.round()), (x + style.width, bottom.round()))
            };
            self.fill_pixels(start, end, ink);
        }
        true
    }

    fn fill_pixels(&mut self, (x, y): (f32, f32), (right, bottom): (f32, f32), ink: &Ink<'_>) {
        if let Some(rect) = tiny_skia::Rect::from_ltrb(x, y, right, bottom) {
            let ink = Ink {
                anti_alias: false,
                ..ink.clone()
            };
            self.pixmap
                .fill_rect(rect, &ink, Transform::identity(), None);
        }
    }

    fn fill(&mut self, path: Option<Path>, ink: &Ink<'_>) {
        if let Some(path) = path {
            self.pixmap
                .fill_path(&path, ink, FillRule::EvenOdd, Transform::identity(), None);
        }
    }

    fn stroke(&mut self, path: Option<Path>, style: &StrokeStyle, ink: &Ink<'_>) {
        let stroke = Stroke {
            width: style.width,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Round,
            dash: StrokeDash::new(style.dashes.clone(), 0.0),
            ..Stroke::default()
        };
        if let Some(path) = path {
            self.pixmap
                .stroke_path(&path, ink, &stroke, Transform::identity(), None);
        }
    }

    /// The path through `points`. None with fewer than two points.
    fn path(&self, points: &[Point]) -> Option<Path> {
        let mut path = PathBuilder::new();
        let (first, rest) = points.split_first()?;
        let (x, y) = self.pixels(*first);
        path.move_to(x, y);
        for point in rest {
            let (x, y) = self.pixels(*point);
            path.line_to(x, y);
        }
        path.finish()
    }

    /// The pixels of a point, from the upper left corner of the plane.
    fn pixels(&self, point: Point) -> (f32, f32) {
        let place = |at: f64, start: u16, count: u16, cell: u16| {
            let count = f64::from(count);
            let cells = (at - f64::from(start)).clamp(-FAR * count, (FAR + 1.0) * count);
            #[expect(clippy::cast_possible_truncation, reason = "a few thousand pixels")]
            let pixels = (cells * f64::from(cell)) as f32;
            if pixels.is_nan() { 0.0 } else { pixels }
        };
        (
            place(point.x, self.plane.x, self.plane.width, self.cell.width),
            place(point.y, self.plane.y, self.plane.height, self.cell.height),
        )
    }

    fn stroke_style(&self, paint: Paint) -> StrokeStyle {
        StrokeStyle::of(paint, f32::from(self.cell.height), self.theme.is_heavy())
    }

    /// Pixels for a pixel of a cell that is 20 pixels high; more on a projector.
    fn scale(&self) -> f32 {
        let heavy = if self.theme.is_heavy() { 1.3 } else { 1.0 };
        f32::from(self.cell.height) / 20.0 * heavy
    }

    /// The colours of a disc on this level of a colour map, and of the ring around it: black and white, the one with the
    /// higher contrast to the map first.
    fn inks_on_heat(&mut self, level: f64) -> Option<(Ink<'static>, Ink<'static>)> {
        let (red, green, blue) = self.theme.image_color(Paint::Heat(level))?;
        let luma = 2126 * u32::from(red) + 7152 * u32::from(green) + 722 * u32::from(blue);
        let (black, white) = ((0, 0, 0), (255, 255, 255));
        self.solid.extend([black, white]);
        Some(if luma > 10_000 * 110 {
            (solid_ink(black), solid_ink(white))
        } else {
            (solid_ink(white), solid_ink(black))
        })
    }

    fn ink(&mut self, paint: Paint) -> Option<Ink<'static>> {
        let color = self.theme.image_color(paint)?;
        self.solid.insert(color);
        Some(solid_ink(color))
    }
}

fn solid_ink((red, green, blue): Rgb) -> Ink<'static> {
    let mut ink = Ink::default();
    ink.set_color_rgba8(red, green, blue, 255);
    ink
}

/// Width and height of an area in pixels.
pub(super) fn pixel_size(area: Rect, cell: CellSize) -> (usize, usize) {
    (
        usize::from(area.width) * usize::from(cell.width),
        usize::from(area.height) * usize::from(cell.height),
    )
}
