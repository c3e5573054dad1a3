//! The marked points of a heat map: dots, signs, the cursor, and arrows to points beside the map.

use ratatui::layout::{Position, Rect};

use crate::chart::builder::value_alone;
use crate::chart::plane::{EdgeArrow, Plane};
use crate::chart::{ChartContext, DiscShape, Paint, Raster, Scene, TextWeight};
use crate::figure::{HeatMap, PointMarker};
use crate::text::columns;

/// The paint of text in a cell: on the level of a raster there, or beside the raster.
fn text_paint(raster: &Raster, (x, y): (u16, u16)) -> Paint {
    if !raster.area.contains(Position::new(x, y)) {
        return Paint::Text;
    }
    let column = usize::from(x - raster.area.x);
    let row = 2 * usize::from(y - raster.area.y);
    let at = row * raster.columns + column;
    let level = raster.levels.get(at).copied().flatten();
    Paint::Heat(level.unwrap_or(0.0))
}

/// A dot of a map with its label.
struct Dot {
    /// Its cell.
    at: (u16, u16),
    label: String,
}

/// The places of the labels of `dots` in `map`, each behind its dot, or before it where it finds no room there. None for a
/// label that would touch another label or a dot.
fn label_places(dots: &[Dot], map: Rect) -> Vec<Option<Rect>> {
    let mut taken: Vec<Rect> = dots
        .iter()
        .map(|dot| Rect::new(dot.at.0.saturating_sub(1), dot.at.1, 3, 1))
        .collect();
    let mut places = Vec::with_capacity(dots.len());
    for dot in dots {
        let (x, y) = dot.at;
        let width = columns(&dot.label);
        let starts = [Some(x + 2), x.checked_sub(width + 1)];
        let cells = starts
            .into_iter()
            .flatten()
            .map(|start| Rect::new(start, y, width, 1));
        let is_free = |cells: &Rect| {
            let own = |other: &Rect| other.y == y && other.x == x.saturating_sub(1);
            cells.intersection(map) == *cells
                && taken
                    .iter()
                    .filter(|other| !own(other))
                    .all(|other| !other.intersects(*cells))
        };
        let place = cells.into_iter().find(is_free);
        if let Some(place) = place.filter(|_| width > 0) {
            // A blank stands on both sides.
            taken.push(Rect::new(place.x.saturating_sub(1), y, width + 2, 1));
        }
        places.push(place);
    }
    places
}

/// Adds the labels of dots: all of them whole, or their values alone where not all have room.
fn add_dot_labels(mut dots: Vec<Dot>, map: Rect, raster: &Raster, scene: &mut Scene) {
    let mut places = label_places(&dots, map);
    if places.iter().any(Option::is_none) {
        for dot in &mut dots {
            if let Some(value) = value_alone(&dot.label) {
                dot.label = value.to_owned();
            }
        }
        places = label_places(&dots, map);
    }
    for (dot, place) in dots.iter().zip(places) {
        if let Some(place) = place {
            let at = (place.x, place.y);
            let paint = text_paint(raster, at);
            scene.weighted_text(&dot.label, at, map, paint, TextWeight::Bold);
        }
    }
}

/// Adds arrows to points beside the map. Of arrows that would touch, the first one stands for all.
fn add_arrows(arrows: Vec<EdgeArrow>, raster: &Raster, map: Rect, scene: &mut Scene) {
    let mut taken: Vec<Rect> = Vec::new();
    for EdgeArrow { text, at } in arrows {
        let cells = Rect::new(at.0.saturating_sub(1), at.1, columns(&text) + 2, 1);
        if taken.iter().all(|other| !other.intersects(cells)) {
            let paint = text_paint(raster, at);
            scene.weighted_text(&text, at, map, paint, TextWeight::Bold);
            taken.push(cells);
        }
    }
}

/// Adds marked points and their labels.
pub(super) fn add_points(
    heat: &HeatMap,
    plane: &Plane,
    raster: &Raster,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let map = plane.area;
    let mut dots = Vec::new();
    let mut arrows = Vec::new();
    for point in &heat.points {
        let (Some(x), Some(y)) = (plane.column(point.at.0), plane.row(point.at.1)) else {
            if point.marker == PointMarker::Dot {
                arrows.extend(plane.arrow_to(point.at, ctx));
            }
            continue;
        };
        let Some(center) = plane.point(point.at) else {
            continue;
        };
        let label = ctx.format(&point.label);
        let paint = text_paint(raster, (x, y));
        match point.marker {
            PointMarker::Label => {
                scene.weighted_text(&label, (x, y), map, paint, TextWeight::Bold);
            }
            PointMarker::Cursor => {
                scene.cursor.get_or_insert((x, y));
                let weight = TextWeight::Reversed;
                scene.weighted_text(&label, (x, y), map, Paint::Selected, weight);
            }
            PointMarker::Dot => {
                scene.disc(center, DiscShape::Filled, paint);
                dots.push(Dot { at: (x, y), label });
            }
        }
    }
    add_dot_labels(dots, map, raster, scene);
    add_arrows(arrows, raster, map, scene);
}
