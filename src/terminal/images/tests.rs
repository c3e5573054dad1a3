use std::sync::{Mutex, MutexGuard, PoisonError};

use ratatui::style::Style;

use super::*;
use crate::app::{Appearance, CellSize};
use crate::chart::{Disc, DiscShape, Paint, Point, Polyline, Primitive, Raster, Scene};
use crate::figure::Role;
use crate::ui::pixels::IndexedImage;
use crate::ui::theme::Theme;

/// An image with several colours in every row, and with holes.
pub(in crate::terminal) fn checkerboard(width: usize, height: usize) -> IndexedImage {
    let color = |at: u8| (at.wrapping_mul(37), at.wrapping_mul(91), 255 - at);
    let palette: Vec<_> = (0..40).map(color).collect();
    let pixels = (0..width * height).map(|at| {
        let (x, y) = (at % width, at / width);
        u8::try_from((x / 3 * 7 + y / 2 * 5) % palette.len()).unwrap()
    });
    IndexedImage {
        width,
        height,
        pixels: pixels.collect(),
        palette,
    }
}

/// The images and the large text of the terminal are global, so these tests run one after another.
pub(in crate::terminal) fn lock_images() -> MutexGuard<'static, ()> {
    static LOCK: Mutex<()> = Mutex::new(());
    let guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let _removal = removal();
    guard
}

const SCREEN: (u16, u16) = (80, 24);
const CELL: CellSize = CellSize {
    width: 10,
    height: 20,
};
const SIXEL: ImageProtocol = ImageProtocol::Sixel(SixelLimits {
    colors: 256,
    size: None,
});

/// An image in `area` with a line at `height`, and with text in the cells `covered`.
fn image(area: Rect, height: f64, covered: &[(u16, u16)]) -> DrawnImage {
    let theme = Theme::new(Appearance::default());
    let y = f64::from(area.y) + height;
    let scene = Scene {
        primitives: vec![Primitive::Polyline(Polyline {
            points: vec![
                Point {
                    x: f64::from(area.x),
                    y,
                },
                Point {
                    x: f64::from(area.right()),
                    y,
                },
            ],
            paint: Paint::Series(Role::First),
        })],
        ..Scene::default()
    };
    let mut buf = Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1));
    buf.set_style(buf.area, theme.paint(Paint::Text));
    for position in covered {
        buf[*position].set_symbol("x");
    }
    DrawnImage::of(&scene, area, CELL, theme, &mut buf).unwrap()
}

fn update(shown: &mut ShownImages, protocol: ImageProtocol, images: &[DrawnImage]) -> String {
    let cells = |covered: &[Position]| format!("<{} cells>", covered.len());
    let bytes = shown.update(images.to_vec(), Some(protocol), SCREEN, cells);
    bytes.unwrap()
}

const LEFT: Rect = Rect::new(2, 3, 20, 6);
const RIGHT: Rect = Rect::new(40, 3, 20, 6);

#[test]
fn only_a_changed_image_is_sent() {
    let _images = lock_images();
    for protocol in [ImageProtocol::Kitty, ImageProtocol::ITerm2, SIXEL] {
        let mut shown = ShownImages::default();
        let (left, right) = (image(LEFT, 2.5, &[]), image(RIGHT, 2.5, &[]));
        let first = update(&mut shown, protocol, &[left.clone(), right.clone()]);
        assert!(first.contains("\x1b[4;3H") && first.contains("\x1b[4;41H"));
        assert_eq!(update(&mut shown, protocol, &[left.clone(), right]), "");
        let moved = update(&mut shown, protocol, &[left, image(RIGHT, 3.5, &[])]);
        assert!(!moved.contains("\x1b[4;3H") && moved.contains("\x1b[4;41H"));
    }
}

/// The numbers in the transmissions and in the deletions of `bytes`.
fn kitty_ids(bytes: &str, action: &str) -> Vec<String> {
    let commands = bytes
        .split("\x1b_G")
        .filter(|command| command.starts_with(action));
    let id = |command: &str| {
        let keys = command.split([',', ';', '\x1b']);
        keys.into_iter()
            .find_map(|key| key.strip_prefix("i=").map(str::to_owned))
    };
    commands.filter_map(id).collect()
}

#[test]
fn a_changed_image_replaces_the_one_before_in_the_memory_of_kitty() {
    let _images = lock_images();
    let mut shown = ShownImages::default();
    let mut ids = Vec::new();
    for step in 0..100 {
        let moved = image(LEFT, f64::from(step) / 20.0, &[]);
        ids.extend(kitty_ids(
            &update(&mut shown, ImageProtocol::Kitty, &[moved]),
            "a=T",
        ));
    }
    assert_eq!(ids.len(), 100);
    ids.dedup();
    assert_eq!(ids.len(), 1);
}

#[test]
fn images_that_are_no_longer_shown_are_deleted() {
    let _images = lock_images();
    let mut shown = ShownImages::default();
    let both = [image(LEFT, 2.5, &[]), image(RIGHT, 2.5, &[])];
    let sent = kitty_ids(&update(&mut shown, ImageProtocol::Kitty, &both), "a=T");
    let one = update(&mut shown, ImageProtocol::Kitty, &both[..1]);
    assert_eq!(kitty_ids(&one, "a=d"), sent[1..]);
    let none = update(&mut shown, ImageProtocol::Kitty, &[]);
    assert_eq!(kitty_ids(&none, "a=d"), sent[..1]);
    assert_eq!(removal(), "");
}

#[test]
fn restoring_the_terminal_removes_every_image_once() {
    let _images = lock_images();
    let both = [image(LEFT, 2.5, &[]), image(RIGHT, 2.5, &[])];
    let mut shown = ShownImages::default();
    let sent = kitty_ids(&update(&mut shown, ImageProtocol::Kitty, &both), "a=T");
    assert_eq!(kitty_ids(&removal(), "a=d"), sent);
    assert_eq!(removal(), "");
    for protocol in [ImageProtocol::ITerm2, SIXEL] {
        let mut shown = ShownImages::default();
        update(&mut shown, protocol, &both);
        assert!(removal().contains("\x1b[2J"));
        assert_eq!(removal(), "");
    }
}

#[test]
fn a_forgotten_image_is_sent_again() {
    let _images = lock_images();
    let mut shown = ShownImages::default();
    let images = [image(LEFT, 2.5, &[])];
    let first = update(&mut shown, SIXEL, &images);
    shown.forget();
    assert_eq!(update(&mut shown, SIXEL, &images), first);
}

#[test]
fn text_in_an_image_of_iterm2_is_drawn_after_it() {
    let _images = lock_images();
    let covered = [(5, 4), (6, 4)];
    let images = [image(LEFT, 2.5, &covered)];
    let bytes = update(&mut ShownImages::default(), ImageProtocol::ITerm2, &images);
    assert!(bytes.ends_with("<2 cells>"));
}

#[test]
fn ratatui_draws_only_the_cells_with_text_below_an_image() {
    let covered = [(5, 4), (6, 4)];
    let images = [image(LEFT, 2.5, &covered)];
    let mut buf = Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1));
    let before = buf.clone();
    buf.set_string(0, 4, "0123456789012345678901234567890", Style::new());
    ShownImages::reserve_cells(&images, &mut buf);
    let drawn: Vec<_> = before.diff(&buf).iter().map(|(x, _, _)| *x).collect();
    let wanted: Vec<u16> = (0..31)
        .filter(|x| ![0, 1].contains(x) && (22..).contains(x) || [0, 1, 5, 6].contains(x))
        .collect();
    assert_eq!(drawn, wanted);
    // Without the image they are drawn again.
    let mut after = Buffer::empty(buf.area);
    after.set_string(0, 4, "0123456789012345678901234567890", Style::new());
    let again = buf.diff(&after);
    assert_eq!(again.len(), 20 * 6 - 2);
}

#[test]
fn sixels_keep_to_the_limit_of_the_terminal_and_away_from_the_last_row() {
    let _images = lock_images();
    let limited = ImageProtocol::Sixel(SixelLimits {
        colors: 256,
        size: Some((155, 70)),
    });
    let low = Rect::new(2, 18, 20, 6);
    let bytes = update(
        &mut ShownImages::default(),
        limited,
        &[image(low, 2.5, &[])],
    );
    let sizes: Vec<&str> = bytes
        .split("q\"1;1;")
        .skip(1)
        .map(|piece| &piece[..piece.find('#').unwrap()])
        .collect();
    // Three rows of 20 pixels fit, then two are left above the last row.
    assert_eq!(sizes, ["150;60", "50;60", "150;40", "50;40"]);
    let places = ["\x1b[19;3H", "\x1b[19;18H", "\x1b[22;3H", "\x1b[22;18H"];
    assert!(
        places.iter().all(|place| bytes.contains(place)),
        "{places:?}"
    );
}

#[test]
fn a_smooth_colour_map_with_many_points_takes_few_bytes() {
    let _images = lock_images();
    let area = Rect::new(2, 1, 60, 20);
    let (columns, rows) = (60, 40);
    let levels = (0..columns * rows).map(|at| {
        let (x, y) = ((at % columns) as f64 / 10.0, (at / columns) as f64 / 8.0);
        Some(f64::midpoint(x.sin() * y.cos(), 1.0))
    });
    let mut primitives = vec![Primitive::Raster(Raster {
        area,
        columns,
        levels: levels.collect(),
    })];
    primitives.extend((0..40).map(|at| {
        let (shape, role) = if at % 2 == 0 {
            (DiscShape::Filled, Role::First)
        } else {
            (DiscShape::Ring, Role::Second)
        };
        let (x, y) = (f64::from(at * 37 % 58 + 3), f64::from(at * 11 % 18 + 2));
        Primitive::Disc(Disc {
            center: Point { x, y },
            shape,
            paint: Paint::Series(role),
        })
    }));
    let scene = Scene {
        primitives,
        ..Scene::default()
    };
    let theme = Theme::new(Appearance::default());
    let mut buf = Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1));
    buf.set_style(buf.area, theme.paint(Paint::Text));
    for (width, height) in [(10, 20), (12, 26), (20, 40)] {
        let cell = CellSize { width, height };
        let map = DrawnImage::of(&scene, area, cell, theme, &mut buf).unwrap();
        let bytes = |protocol| {
            let images = [map.clone()];
            update(&mut ShownImages::default(), protocol, &images).len()
        };
        // Base64 makes four bytes of three.
        let (png, sixel) = (bytes(ImageProtocol::Kitty) * 3 / 4, bytes(SIXEL));
        assert!(png <= 16 << 10, "{width}x{height}: {png} bytes as PNG");
        assert!(
            sixel <= 40 << 10,
            "{width}x{height}: {sixel} bytes as sixel"
        );
    }
}
