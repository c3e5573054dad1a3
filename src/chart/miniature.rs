//! Miniatures: the curves or colours of a figure alone, in the height of one or a few rows of text.

use ratatui::layout::Rect;

use super::plane::Plane;
use super::{Scene, curves, heat, pixels};
use crate::figure::{Figure, Plot};

/// Lays out `figure` in `area` without title, axes, marks and labels. A figure of words leaves the scene empty.
pub fn layout_miniature(figure: &Figure, area: Rect) -> Scene {
    let mut scene = Scene::default();
    if area.is_empty() {
        return scene;
    }
    match figure {
        Figure::Plot(plot) => add_curves(plot, area, &mut scene),
        Figure::Panels(panels) => {
            if let Some(plot) = panels.plots.first() {
                add_curves(plot, area, &mut scene);
            }
        }
        Figure::Heat(map) => heat::add_map(map, area, &mut scene),
        Figure::Pixels(grids) => {
            if let Some(grid) = grids.grids.first() {
                pixels::add_miniature(grid, area, &mut scene);
            }
        }
        Figure::Bars(_)
        | Figure::Table(_)
        | Figure::Lines(_)
        | Figure::Diagram(_)
        | Figure::Lanes(_) => {}
    }
    scene
}

fn add_curves(plot: &Plot, area: Rect, scene: &mut Scene) {
    scene.plane(area);
    curves::add_plain(plot, &Plane::bare(area, &plot.x, &plot.y), scene);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Point, Primitive};
    use crate::figure::{Axis, Role};
    use crate::locale::Phrase;

    #[test]
    fn a_curve_goes_from_corner_to_corner() {
        let name = || Phrase::verbatim("curve");
        let axis = |max| Axis::linear(None, -1.0, max);
        let plot = Plot::tall(name(), axis(1.0), axis(3.0));
        let plot = plot.curve(name(), Role::First, vec![(-1.0, -1.0), (1.0, 3.0)]);
        let scene = layout_miniature(&Figure::Plot(plot), Rect::new(5, 2, 8, 2));
        let [Primitive::Polyline(line)] = scene.primitives.as_slice() else {
            panic!("one curve, no text: {scene:?}");
        };
        // Clipping keeps lines a little inside.
        let corners = [Point { x: 5.0, y: 4.0 }, Point { x: 13.0, y: 2.0 }];
        for (point, corner) in line.points.iter().zip(corners) {
            let (dx, dy) = (point.x - corner.x, point.y - corner.y);
            assert!(dx.abs() < 1e-3 && dy.abs() < 1e-3, "{point:?}");
        }
        assert_eq!(line.points.len(), 2);
        assert_eq!(scene.planes, [Rect::new(5, 2, 8, 2)]);
    }
}
