use super::*;
use crate::app::{Appearance, ThemeChoice};
use crate::chart::{Disc, DiscShape, Pixel, PixelBlock, PixelShade, Polyline, Raster, SceneRect};
use crate::figure::Role;
use crate::ui::theme::{Rgb, pixel_rgb};

const CELL: CellSize = CellSize {
    width: 10,
    height: 20,
};
const PLANE: Rect = Rect::new(3, 2, 20, 6);

fn theme() -> Theme {
    Theme::new(Appearance::default())
}

fn color(paint: Paint) -> Rgb {
    theme().image_color(paint).unwrap()
}

fn ground() -> Rgb {
    theme().image_ground().unwrap()
}

fn image(primitives: Vec<Primitive>) -> DrawnImage {
    let scene = Scene {
        primitives,
        ..Scene::default()
    };
    DrawnImage::new(&scene, vec![PLANE], CELL, theme()).unwrap()
}

fn render(primitives: Vec<Primitive>) -> IndexedImage {
    image(primitives).render(MAX_COLORS).unwrap()
}

/// The colour of the pixel at a place of the screen.
fn pixel(image: &IndexedImage, x: f64, y: f64) -> Rgb {
    let cells = |at: f64, start: u16, size: u16| (at - f64::from(start)) * f64::from(size);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "inside of the plane"
    )]
    let (column, row) = (
        cells(x, PLANE.x, CELL.width) as usize,
        cells(y, PLANE.y, CELL.height) as usize,
    );
    image.palette[usize::from(image.pixels[row * image.width + column])]
}

fn line(paint: Paint, points: &[(f64, f64)]) -> Primitive {
    Primitive::Polyline(Polyline {
        points: points.iter().map(|(x, y)| Point { x: *x, y: *y }).collect(),
        paint,
    })
}

fn count(image: &IndexedImage, wanted: Rgb) -> usize {
    let is_wanted = |pixel: &u8| usize::from(image.palette[usize::from(*pixel)] == wanted);
    image.pixels.iter().map(is_wanted).sum()
}

const FIRST: Paint = Paint::Series(Role::First);

#[test]
fn a_curve_is_where_its_points_are() {
    let image = render(vec![line(FIRST, &[(3.0, 5.5), (23.0, 5.5)])]);
    assert_eq!((image.width, image.height), (200, 120));
    for x in [3.1, 10.0, 22.9] {
        assert_eq!(pixel(&image, x, 5.5), color(FIRST));
        assert_eq!(pixel(&image, x, 5.0), ground());
        assert_eq!(pixel(&image, x, 6.0), ground());
    }
}

#[test]
fn grid_lines_are_sharp() {
    let image = render(vec![
        line(Paint::Grid, &[(3.0, 4.5), (23.0, 4.5)]),
        line(Paint::Grid, &[(9.33, 2.0), (9.33, 8.0)]),
    ]);
    assert_eq!(image.palette.len(), 3, "a hole, the ground and one colour");
    assert_eq!(count(&image, color(Paint::Grid)), 200 + 120 - 1);
}

#[test]
fn curves_of_several_roles_have_gaps_in_different_places() {
    let of = |role| {
        let image = render(vec![line(Paint::Series(role), &[(3.0, 5.5), (23.0, 5.5)])]);
        let row = 70 * image.width;
        image.pixels[row..row + image.width].to_vec()
    };
    let rows = [Role::First, Role::Second, Role::Third, Role::Fourth].map(of);
    for (at, row) in rows.iter().enumerate() {
        let gaps: usize = row.iter().map(|pixel| usize::from(*pixel == 1)).sum();
        assert_eq!(gaps == 0, at == 0, "row {at}: {gaps} gaps");
        let has_twin = rows[..at].iter().any(|other| {
            let ground = |row: &[u8]| row.iter().map(|pixel| *pixel == 1).collect::<Vec<_>>();
            ground(other) == ground(row)
        });
        assert!(!has_twin, "row {at}");
    }
}

#[test]
fn later_primitives_cover_earlier_ones() {
    let area = SceneRect {
        x: 3.0,
        y: 2.0,
        width: 10.0,
        height: 6.0,
    };
    let tint = Paint::Active(Role::First);
    let image = render(vec![
        Primitive::Rect { area, paint: tint },
        line(FIRST, &[(3.0, 5.5), (23.0, 5.5)]),
    ]);
    assert_eq!(pixel(&image, 4.0, 3.0), color(tint));
    assert_eq!(pixel(&image, 14.0, 3.0), ground());
    assert_eq!(pixel(&image, 4.0, 5.5), color(FIRST));
}

#[test]
fn a_kink_has_a_ring_of_background_around_it() {
    let kink = Primitive::Disc(Disc {
        center: Point { x: 13.0, y: 5.0 },
        shape: DiscShape::Filled,
        paint: Paint::Kink,
    });
    let image = render(vec![line(FIRST, &[(3.0, 5.0), (23.0, 5.0)]), kink]);
    assert_eq!(pixel(&image, 13.0, 5.0), color(Paint::Kink));
    assert_eq!(pixel(&image, 13.65, 5.0), ground(), "6 pixels to the right");
    assert_eq!(pixel(&image, 14.0, 5.0), color(FIRST));
}

#[test]
fn classes_differ_in_shape() {
    let shapes = [
        DiscShape::Filled,
        DiscShape::Ring,
        DiscShape::Cross,
        DiscShape::Plus,
    ];
    let images = shapes.map(|shape| {
        render(vec![Primitive::Disc(Disc {
            center: Point { x: 13.0, y: 5.0 },
            shape,
            paint: FIRST,
        })])
    });
    for (at, image) in images.iter().enumerate() {
        assert!(count(image, color(FIRST)) > 8, "{:?}", shapes[at]);
        assert!(
            images[..at]
                .iter()
                .all(|other| other.pixels != image.pixels)
        );
    }
    assert_eq!(pixel(&images[1], 13.0, 5.0), ground(), "a ring is empty");
}

#[test]
fn a_colour_map_with_few_samples_shows_each_one_and_one_with_many_is_smooth() {
    let map = |columns: usize, rows: usize| {
        let levels =
            (0..columns * rows).map(|at| Some((at % columns) as f64 / (columns - 1) as f64));
        Primitive::Raster(Raster {
            area: PLANE,
            columns,
            levels: levels.collect(),
        })
    };
    let two = render(vec![map(2, 1)]);
    assert_eq!(two.palette.len(), 3);
    assert_eq!(pixel(&two, 12.9, 5.0), color(Paint::Heat(0.0)));
    assert_eq!(pixel(&two, 13.1, 5.0), color(Paint::Heat(1.0)));
    let many = render(vec![map(16, 16)]);
    assert!(many.palette.len() > 10, "{}", many.palette.len());
}

#[test]
fn a_smooth_colour_map_in_large_cells_is_drawn_at_half_size() {
    let map = Primitive::Raster(Raster {
        area: PLANE,
        columns: 40,
        levels: (0..1600).map(|at| Some(f64::from(at) / 1600.0)).collect(),
    });
    let curve = line(FIRST, &[(3.0, 2.0), (23.0, 8.0)]);
    let is_halved = |width, height, primitives: &[Primitive]| {
        let scene = Scene {
            primitives: primitives.to_vec(),
            ..Scene::default()
        };
        let cell = CellSize { width, height };
        let mut image = DrawnImage::new(&scene, vec![PLANE], cell, theme()).unwrap();
        image.cover(Position::new(5, 3));
        let image = image.render(MAX_COLORS).unwrap();
        let size = (image.width, image.height);
        assert_eq!(size, (20 * usize::from(width), 6 * usize::from(height)));
        let holes = image
            .pixels
            .iter()
            .filter(|pixel| **pixel == IndexedImage::HOLE);
        assert_eq!(holes.count(), usize::from(width) * usize::from(height));
        let rows: Vec<&[u8]> = image.pixels.chunks_exact(image.width).collect();
        rows.chunks(2).all(|rows| rows[0] == rows[1])
            && rows[0].chunks(2).all(|pixels| pixels[0] == pixels[1])
    };
    let both = [map, curve.clone()];
    assert!(is_halved(20, 40, &both));
    assert!(!is_halved(10, 20, &both), "small cells");
    assert!(!is_halved(20, 41, &both), "half a pixel would be left");
    assert!(!is_halved(20, 40, &[curve]), "no colour map");
}

#[test]
fn a_wide_character_that_reaches_into_an_image_is_left_free() {
    let mut buf = Buffer::empty(Rect::new(0, 0, 40, 12));
    buf.set_string(2, 3, "꺾", theme().style(StyleRole::Dim));
    buf.set_style(buf.area, theme().style(StyleRole::Text));
    let mut image = image(Vec::new());
    image.leave_text_free(&mut buf);
    assert_eq!(image.covered(), [Position::new(3, 3)]);
}

#[test]
fn samples_that_are_not_finite_are_left_out() {
    let image = render(vec![Primitive::Raster(Raster {
        area: PLANE,
        columns: 2,
        levels: vec![None, Some(f64::NAN), Some(0.5), Some(1.0)],
    })]);
    assert_eq!(pixel(&image, 4.0, 3.0), ground());
    assert_eq!(pixel(&image, 20.0, 3.0), ground());
    assert_eq!(pixel(&image, 4.0, 7.0), color(Paint::Heat(0.5)));
}

#[test]
fn cells_with_text_are_holes_and_their_text_has_the_colour_of_the_area() {
    let tint = Paint::Active(Role::First);
    let mut image = image(vec![Primitive::Rect {
        area: SceneRect {
            x: 3.0,
            y: 2.0,
            width: 10.0,
            height: 6.0,
        },
        paint: tint,
    }]);
    let mut buf = Buffer::empty(Rect::new(0, 0, 40, 12));
    buf.set_style(buf.area, theme().style(StyleRole::Text));
    buf.set_string(5, 3, "on", theme().style(StyleRole::Dim));
    buf.set_string(15, 3, "꺾", theme().style(StyleRole::Dim));
    buf.set_string(0, 0, "title", theme().style(StyleRole::Dim));
    image.leave_text_free(&mut buf);
    let wanted = [(5, 3), (6, 3), (15, 3), (16, 3)].map(Position::from);
    assert_eq!(image.covered(), wanted);
    let pixels = image.render(MAX_COLORS).unwrap();
    let is_hole = |pixel: &u8| usize::from(*pixel == IndexedImage::HOLE);
    assert_eq!(pixels.pixels.iter().map(is_hole).sum::<usize>(), 4 * 200);
    let (r, g, b) = color(tint);
    assert_eq!(buf[(5, 3)].bg, Color::Rgb(r, g, b));
    assert_eq!(Some(buf[(15, 3)].bg), theme().style(StyleRole::Text).bg);
}

#[test]
fn only_what_is_in_the_plane_makes_images_differ() {
    let inside = line(FIRST, &[(3.0, 5.5), (23.0, 5.5)]);
    let outside = line(FIRST, &[(30.0, 5.5), (40.0, 5.5)]);
    let alone = image(vec![inside.clone()]);
    assert_eq!(image(vec![inside.clone(), outside]), alone);
    assert_ne!(image(vec![inside.clone(), inside]), alone);
}

#[test]
fn numbers_that_are_not_finite_or_huge_draw_nothing_outside_and_do_not_panic() {
    for value in [f64::NAN, f64::INFINITY, -1e300, 1e9] {
        for paint in [FIRST, Paint::Prediction, Paint::Grid, Paint::Heat(value)] {
            let center = Point { x: value, y: 5.0 };
            let area = SceneRect {
                x: 3.0,
                y: value,
                width: value,
                height: 1.0,
            };
            let image = render(vec![
                line(paint, &[(value, 5.5), (23.0, value)]),
                line(paint, &[(value, value)]),
                line(paint, &[]),
                Primitive::Rect { area, paint },
                Primitive::Disc(Disc {
                    center,
                    shape: DiscShape::Ring,
                    paint,
                }),
                Primitive::Raster(Raster {
                    area: Rect::new(0, 0, 500, 300),
                    columns: 0,
                    levels: vec![Some(value)],
                }),
            ]);
            assert_eq!(image.pixels.len(), 200 * 120);
        }
    }
}

#[test]
fn there_is_no_image_without_colours_or_pixels_or_with_too_many() {
    let mono = Theme::new(Appearance {
        theme: ThemeChoice::Mono,
        ..Appearance::default()
    });
    let of = |plane, cell, theme| DrawnImage::new(&Scene::default(), plane, cell, theme);
    assert!(of(vec![PLANE], CELL, theme()).is_some());
    assert!(of(vec![PLANE], CELL, mono).is_none());
    assert!(of(vec![Rect::new(3, 2, 0, 6)], CELL, theme()).is_none());
    assert!(of(vec![Rect::new(0, 0, 1000, 500)], CELL, theme()).is_none());
}

#[test]
fn the_cells_between_the_planes_of_an_image_are_left_free() {
    let sample = Rect::new(8, 1, 4, 1);
    let scene = Scene {
        primitives: vec![line(FIRST, &[(8.0, 1.5), (12.0, 1.5)])],
        planes: vec![sample, PLANE],
        ..Scene::default()
    };
    let layer = ImageLayer::new(CELL, theme());
    assert!(layer.add(&scene));
    let mut buf = Buffer::empty(Rect::new(0, 0, 40, 12));
    buf.set_style(buf.area, theme().paint(Paint::Text));
    buf.set_string(14, 1, "now", theme().paint(Paint::Text));
    let images = layer.into_images(&mut buf);
    let [image] = images.as_slice() else {
        panic!("{} images", images.len());
    };
    assert_eq!(image.area(), Rect::new(3, 1, 20, 7));
    let free: Vec<u16> = image.covered().iter().map(|at| at.x).collect();
    assert_eq!(
        free,
        [3, 4, 5, 6, 7]
            .into_iter()
            .chain(12..23)
            .collect::<Vec<_>>()
    );
    assert!(image.covered().iter().all(|at| at.y == 1));
    let rendered = image.render(MAX_COLORS).unwrap();
    assert!(count(&rendered, color(FIRST)) > 0, "the sample is drawn");
}

#[test]
fn a_block_of_pixels_has_square_pixels_with_lines_between_them() {
    let pixel_of = |value: f64| Pixel {
        shade: PixelShade::Signed(value),
        is_marked: false,
    };
    // 4 × 2 pixels of 10 × 10 image pixels each.
    let block = PixelBlock {
        area: Rect::new(3, 2, 4, 1),
        columns: 4,
        pixels: [1.0, 0.0, -1.0, 1.0, -1.0, 1.0, 0.0, 0.0]
            .map(pixel_of)
            .to_vec(),
    };
    let image = render(vec![Primitive::Pixels(block)]);
    let at =
        |column: usize, row: usize| pixel(&image, 3.5 + column as f64, 2.25 + 0.5 * row as f64);
    assert_eq!(at(0, 0), pixel_rgb(pixel_of(1.0)));
    assert_eq!(at(1, 0), pixel_rgb(pixel_of(0.0)));
    assert_eq!(at(2, 0), pixel_rgb(pixel_of(-1.0)));
    assert_eq!(at(0, 1), pixel_rgb(pixel_of(-1.0)));
    assert_eq!(
        pixel(&image, 4.0, 2.25),
        ground(),
        "the line between columns"
    );
    assert_eq!(pixel(&image, 3.5, 2.5), ground(), "the line between rows");
    assert_eq!(pixel(&image, 7.5, 2.25), ground(), "behind the block");
}
