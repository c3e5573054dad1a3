//! The painter of pixels: the planes of a scene become images. Text stays in cells, which the image leaves free.

mod canvas;
mod color_index;
mod indexed_image;
mod plane_groups;
mod stroke_style;

use std::cell::RefCell;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::theme::{StyleRole, Theme};
use crate::app::CellSize;
use crate::chart::{Paint, Point, Primitive, Scene};
use crate::text::columns;
use canvas::{Canvas, is_smooth, pixel_size};
use plane_groups::{plane_groups, union};

pub use indexed_image::{IndexedImage, MAX_COLORS};

/// The largest number of pixels of an image: a screen of 3840 × 2160.
const MAX_PIXELS: usize = 3840 * 2160;
/// Images of colour maps are drawn at half size in cells at least this many pixels wide: their files would be too large.
const HALVED_WIDTH: u16 = 16;
/// Cells around a plane from which strokes and discs reach into it.
const MARGIN: f64 = 1.0;

/// Planes of a scene to be shown as an image. Equal ones look the same.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnImage {
    area: Rect,
    planes: Vec<Rect>,
    cell: CellSize,
    theme: Theme,
    primitives: Vec<Primitive>,
    covered: Vec<Position>,
}

impl DrawnImage {
    fn new(scene: &Scene, planes: Vec<Rect>, cell: CellSize, theme: Theme) -> Option<Self> {
        let area = union(&planes);
        let (width, height) = pixel_size(area, cell);
        let count = width.checked_mul(height)?;
        if count == 0 || count > MAX_PIXELS || !theme.has_hues() {
            return None;
        }
        let primitives = scene.primitives.iter();
        Some(Self {
            area,
            planes,
            cell,
            theme,
            primitives: primitives
                .filter(|primitive| reaches(primitive, area))
                .cloned()
                .collect(),
            covered: Vec::new(),
        })
    }

    /// The part of `scene` in `plane`, which leaves the text in `buf` free. None if it cannot be an image: without colours or
    /// pixels, or with too many pixels.
    pub fn of(
        scene: &Scene,
        plane: Rect,
        cell: CellSize,
        theme: Theme,
        buf: &mut Buffer,
    ) -> Option<Self> {
        let mut image = Self::new(scene, vec![plane], cell, theme)?;
        image.leave_text_free(buf);
        Some(image)
    }

    /// The cells around its planes. Those in no plane are covered.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// The size of a cell in pixels.
    pub fn cell_size(&self) -> CellSize {
        self.cell
    }

    /// The cells within the area that are left free in the order of reading, because text is in them or no plane is there.
    pub fn covered(&self) -> &[Position] {
        &self.covered
    }

    /// Leaves the cells free that have text in `buf`, and gives that text the background that the image has around it. Leaves
    /// those outside of its planes free as well.
    fn leave_text_free(&mut self, buf: &mut Buffer) {
        let plain = self.theme.style(StyleRole::Text);
        for position in self.area.intersection(buf.area).positions() {
            let Some(cell) = buf.cell(position) else {
                continue;
            };
            if !self.planes.iter().any(|plane| plane.contains(position)) {
                self.cover(position);
                continue;
            }
            if self.is_second_half(position, buf) {
                self.cover(position);
                continue;
            }
            if !has_content(cell, plain) {
                continue;
            }
            let width = columns(cell.symbol()).max(1);
            let is_plain = Some(cell.bg) == plain.bg;
            for x in position.x..position.x.saturating_add(width).min(self.area.right()) {
                self.cover(Position::new(x, position.y));
            }
            let background = self.background_at(position).filter(|_| is_plain);
            if let (Some(background), Some(cell)) = (background, buf.cell_mut(position)) {
                cell.set_bg(background);
            }
        }
    }

    /// Whether a wide character that begins to the left of the area ends in this cell of its first column.
    fn is_second_half(&self, position: Position, buf: &Buffer) -> bool {
        let before = position
            .x
            .checked_sub(1)
            .filter(|_| position.x == self.area.x);
        let before = before.and_then(|x| buf.cell((x, position.y)));
        before.is_some_and(|cell| columns(cell.symbol()) > 1)
    }

    fn cover(&mut self, position: Position) {
        if self.covered.last() != Some(&position) {
            self.covered.push(position);
        }
    }

    /// The background of a cell in the image, if it differs from that of the theme.
    fn background_at(&self, position: Position) -> Option<Color> {
        let middle = Point {
            x: f64::from(position.x) + 0.5,
            y: f64::from(position.y) + 0.5,
        };
        let paint = self.primitives.iter().rev().find_map(|primitive| {
            let (paint, is_inside) = match primitive {
                Primitive::Rect { area, paint } => (
                    *paint,
                    (area.x..area.x + area.width).contains(&middle.x)
                        && (area.y..area.y + area.height).contains(&middle.y),
                ),
                Primitive::Polyline(_)
                | Primitive::Disc(_)
                | Primitive::Raster(_)
                | Primitive::Pixels(_)
                | Primitive::Text(_) => return None,
            };
            (is_inside && matches!(paint, Paint::Active(_))).then_some(paint)
        })?;
        self.theme.paint(paint).bg
    }

    /// The pixels, in at most `max_colors` colours.
    pub fn render(&self, max_colors: usize) -> Option<IndexedImage> {
        let is_halved = self.is_halved();
        let drawn_cell = if is_halved {
            CellSize {
                width: self.cell.width / 2,
                height: self.cell.height / 2,
            }
        } else {
            self.cell
        };
        let mut image = self.draw(drawn_cell, max_colors)?;
        if is_halved {
            image = image.doubled();
        }
        let cell = (usize::from(self.cell.width), usize::from(self.cell.height));
        for position in &self.covered {
            let x = usize::from(position.x - self.area.x) * cell.0;
            let y = usize::from(position.y - self.area.y) * cell.1;
            image.cut_hole((x, y), cell);
        }
        Some(image)
    }

    /// Whether a pixel of the drawing is four pixels of the screen.
    fn is_halved(&self) -> bool {
        let CellSize { width, height } = self.cell;
        let has_smooth_map = self.primitives.iter().any(|primitive| match primitive {
            Primitive::Raster(raster) => is_smooth(raster),
            Primitive::Polyline(_)
            | Primitive::Rect { .. }
            | Primitive::Disc(_)
            | Primitive::Pixels(_)
            | Primitive::Text(_) => false,
        });
        has_smooth_map && width >= HALVED_WIDTH && width % 2 == 0 && height % 2 == 0
    }

    /// The pixels without holes, at cells of this size.
    fn draw(&self, cell: CellSize, max_colors: usize) -> Option<IndexedImage> {
        let mut canvas = Canvas::new(self.area, cell, self.theme)?;
        for primitive in &self.primitives {
            match primitive {
                Primitive::Polyline(line) => canvas.polyline(line),
                Primitive::Rect { area, paint } => canvas.rect(*area, *paint),
                Primitive::Disc(disc) => canvas.disc(disc),
                Primitive::Raster(raster) => canvas.raster(raster),
                Primitive::Pixels(block) => canvas.pixel_block(block),
                Primitive::Text(_) => {}
            }
        }
        let (width, height) = pixel_size(self.area, cell);
        let (rgba, solid) = (canvas.rgba(), canvas.solid_colors());
        Some(IndexedImage::from_rgba(
            width, height, rgba, solid, max_colors,
        ))
    }
}

/// The images of a screen, collected while it is drawn.
#[derive(Debug)]
pub(super) struct ImageLayer {
    cell: CellSize,
    theme: Theme,
    images: RefCell<Vec<DrawnImage>>,
}

impl ImageLayer {
    /// A layer without images, for cells of this size.
    pub(super) fn new(cell: CellSize, theme: Theme) -> Self {
        Self {
            cell,
            theme,
            images: RefCell::default(),
        }
    }

    /// Adds the planes of `scene` as images. False if one of them cannot be an image; then none is added.
    pub(super) fn add(&self, scene: &Scene) -> bool {
        let groups = plane_groups(&scene.planes).into_iter();
        let images: Option<Vec<_>> = groups
            .map(|planes| DrawnImage::new(scene, planes, self.cell, self.theme))
            .collect();
        let are_images = images.is_some();
        self.images.borrow_mut().extend(images.unwrap_or_default());
        are_images
    }

    /// The images, which leave the text in `buf` free.
    pub(super) fn into_images(self, buf: &mut Buffer) -> Vec<DrawnImage> {
        let mut images = self.images.into_inner();
        images.retain(|image| buf.area.intersection(image.area) == image.area);
        for image in &mut images {
            image.leave_text_free(buf);
        }
        images
    }
}

/// Whether a cell shows more than the background of `plain`.
fn has_content(cell: &Cell, plain: Style) -> bool {
    let visible = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
    let is_blank = cell.symbol().chars().all(|c| c == ' ');
    !is_blank || cell.modifier.intersects(visible) || Some(cell.bg) != plain.bg
}

/// Whether a primitive may show in `plane`. Text is in cells.
fn reaches(primitive: &Primitive, plane: Rect) -> bool {
    let (left, right) = (f64::from(plane.left()), f64::from(plane.right()));
    let (top, bottom) = (f64::from(plane.top()), f64::from(plane.bottom()));
    let is_near = |(min, max): (Point, Point)| {
        min.x <= right + MARGIN
            && max.x >= left - MARGIN
            && min.y <= bottom + MARGIN
            && max.y >= top - MARGIN
    };
    match primitive {
        Primitive::Polyline(line) => bounds(&line.points).is_some_and(is_near),
        Primitive::Rect { area, .. } => is_near((
            Point {
                x: area.x,
                y: area.y,
            },
            Point {
                x: area.x + area.width,
                y: area.y + area.height,
            },
        )),
        Primitive::Disc(disc) => is_near((disc.center, disc.center)),
        Primitive::Raster(raster) => raster.area.intersects(plane),
        Primitive::Pixels(block) => block.area.intersects(plane),
        Primitive::Text(_) => false,
    }
}

/// The smallest and the largest coordinates. None without points or with one that is not finite.
fn bounds(points: &[Point]) -> Option<(Point, Point)> {
    let first = *points.first()?;
    let mut bounds = (first, first);
    for point in points {
        if !(point.x.is_finite() && point.y.is_finite()) {
            return None;
        }
        bounds.0.x = bounds.0.x.min(point.x);
        bounds.0.y = bounds.0.y.min(point.y);
        bounds.1.x = bounds.1.x.max(point.x);
        bounds.1.y = bounds.1.y.max(point.y);
    }
    Some(bounds)
}

#[cfg(test)]
mod tests;
