use ratatui::layout::{Rect, Size};

use super::*;
use crate::app::{Appearance, CellSize, SixelLimits};
use crate::chart::{Paint, Point, Polyline, Primitive, Scene};
use crate::figure::Role;
use crate::terminal::backend::tests::SharedBytes;
use crate::terminal::images::model_terminal::ModelTerminal;
use crate::terminal::images::tests::lock_images;
use crate::ui::pixels::DrawnImage;
use crate::ui::theme::Theme;

const SCREEN: (u16, u16) = (40, 12);
const CELL: CellSize = CellSize {
    width: 4,
    height: 8,
};
const AREA: Rect = Rect::new(10, 3, 20, 6);

/// An image in [`AREA`] with a line in its row `row`, over the text in `frame`.
fn image(frame: &mut Frame<'_>, row: u16) -> DrawnImage {
    let y = f64::from(AREA.y + row) + 0.5;
    let ends = [AREA.left(), AREA.right()].map(|x| Point { x: x.into(), y });
    let scene = Scene {
        primitives: vec![Primitive::Polyline(Polyline {
            points: ends.to_vec(),
            paint: Paint::Series(Role::First),
        })],
        ..Scene::default()
    };
    let theme = Theme::new(Appearance::default());
    DrawnImage::of(&scene, AREA, CELL, theme, frame.buffer_mut()).unwrap()
}

#[test]
fn a_wide_character_at_the_edge_of_an_image_keeps_both_halves() {
    let sixel = ImageProtocol::Sixel(SixelLimits {
        colors: 256,
        size: None,
    });
    for protocol in [ImageProtocol::Kitty, ImageProtocol::ITerm2, sixel] {
        let _images = lock_images();
        let written = SharedBytes::default();
        let backend = CompactBackend::new(written.clone(), || Ok(Size::new(SCREEN.0, SCREEN.1)));
        let mut frames = FrameWriter::new(backend).unwrap();
        let mut terminal = ModelTerminal::new(SCREEN, CELL);
        let plain = Theme::new(Appearance::default()).paint(Paint::Text);
        let edges = [(AREA.left() - 1, 4), (AREA.right() - 1, 5)];
        for row in 0..2 {
            frames
                .draw(Some(protocol), &mut |frame| {
                    let buf = frame.buffer_mut();
                    for (x, y) in edges {
                        buf.set_string(x, y, "차", plain);
                    }
                    buf.set_style(buf.area, plain);
                    DrawnScreen {
                        images: vec![image(frame, row)],
                        ..DrawnScreen::default()
                    }
                })
                .unwrap();
            terminal.read(&written.take());
            for (x, y) in edges {
                let halves = [x, x + 1].map(|x| (terminal.symbol(x, y), terminal.picture(x, y)));
                assert_eq!(
                    halves,
                    [("차", None), ("", None)],
                    "{protocol:?} at {x} {y}"
                );
            }
            assert!(terminal.picture(AREA.x, AREA.y).is_some());
        }
    }
}
