//! The colours of square pixels. They are the same in all themes with hues: a picture is bright on dark.

use ratatui::style::Color;

use super::{Rgb, Theme};
use crate::app::ColorDepth;
use crate::chart::{Pixel, PixelShade};

/// A pixel of value 0.
const DARK: Rgb = (30, 34, 42);
/// The brightest pixel of a picture.
const BRIGHT: Rgb = (232, 235, 240);
/// The largest positive value, in the colour of the first curve.
const POSITIVE: Rgb = (86, 180, 240);
/// The largest negative value, in the colour of the second curve.
const NEGATIVE: Rgb = (232, 150, 30);
/// The strongest pixel of a window.
const MARKED: Rgb = (255, 220, 80);
/// The part of [`MARKED`] in a pixel of a window whose value is 0.
const MARKED_SHARE: f64 = 0.4;

/// The levels of the colour cube in the palette of 256, as xterm defines it.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Theme {
    /// The colour of `pixel` in cells. None where pixels are drawn with shade characters.
    pub fn pixel(self, pixel: Pixel) -> Option<Color> {
        if !self.has_hues() {
            return None;
        }
        let (r, g, b) = pixel_rgb(pixel);
        match self.depth {
            ColorDepth::True => Some(Color::Rgb(r, g, b)),
            ColorDepth::Ansi256 => Some(Color::Indexed(nearest_256((r, g, b)))),
            ColorDepth::Ansi16 | ColorDepth::None => None,
        }
    }
}

/// The colour of `pixel` in images.
pub fn pixel_rgb(pixel: Pixel) -> Rgb {
    let strength = pixel.shade.strength();
    if pixel.is_marked {
        return mix(DARK, MARKED, MARKED_SHARE + (1.0 - MARKED_SHARE) * strength);
    }
    let strongest = match pixel.shade {
        PixelShade::Brightness(_) => BRIGHT,
        PixelShade::Signed(_) if pixel.shade.is_negative() => NEGATIVE,
        PixelShade::Signed(_) => POSITIVE,
    };
    mix(DARK, strongest, strength)
}

fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between two bytes"
    )]
    let part =
        |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share) as u8;
    (part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

/// The nearest colour of the palette of 256: of its colour cube, or a grey.
fn nearest_256(color: Rgb) -> u8 {
    let distance = |a: Rgb| {
        let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        part(a.0, color.0) + part(a.1, color.1) + part(a.2, color.2)
    };
    let cube = (16..=231u8).map(|index| {
        let at = index - 16;
        let level = |step: u8| CUBE.get(usize::from(step)).copied().unwrap_or(u8::MAX);
        (index, (level(at / 36), level(at / 6 % 6), level(at % 6)))
    });
    let greys = (232..=255u8).map(|index| {
        let grey = 8 + 10 * (index - 232);
        (index, (grey, grey, grey))
    });
    let nearest = cube.chain(greys).min_by_key(|(_, rgb)| distance(*rgb));
    nearest.map_or(16, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Appearance, ThemeChoice};

    fn theme(choice: ThemeChoice, depth: ColorDepth) -> Theme {
        Theme::new(Appearance {
            theme: choice,
            depth,
            ..Appearance::default()
        })
    }

    fn signed(value: f64) -> Pixel {
        Pixel {
            shade: PixelShade::Signed(value),
            is_marked: false,
        }
    }

    #[test]
    fn the_sign_has_a_hue_and_zero_is_dark() {
        assert_eq!(pixel_rgb(signed(0.0)), DARK);
        assert_eq!(pixel_rgb(signed(f64::NAN)), DARK);
        assert_eq!(pixel_rgb(signed(1.0)), POSITIVE);
        assert_eq!(pixel_rgb(signed(-7.0)), NEGATIVE);
    }

    #[test]
    fn a_weak_value_is_told_from_zero_at_a_glance() {
        let luminance = |(r, g, b): Rgb| {
            let part = |byte: u8| {
                let share = f64::from(byte) / 255.0;
                if share <= 0.04045 {
                    share / 12.92
                } else {
                    ((share + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
        };
        for value in [0.2, -0.2, 1.0, -1.0] {
            let lit = luminance(pixel_rgb(signed(value))) + 0.05;
            let contrast = lit / (luminance(DARK) + 0.05);
            assert!(contrast >= 3.0, "{value}: {contrast}");
        }
    }

    #[test]
    fn a_marked_pixel_of_any_value_differs_from_every_other_one() {
        let shades = [
            PixelShade::Brightness(0.0),
            PixelShade::Brightness(1.0),
            PixelShade::Signed(0.0),
            PixelShade::Signed(1.0),
            PixelShade::Signed(-1.0),
        ];
        for depth in [ColorDepth::True, ColorDepth::Ansi256] {
            let theme = theme(ThemeChoice::Dark, depth);
            let color = |shade, is_marked| theme.pixel(Pixel { shade, is_marked }).unwrap();
            for marked in shades {
                for other in shades {
                    assert_ne!(color(marked, true), color(other, false), "{depth:?}");
                }
            }
        }
    }

    #[test]
    fn themes_without_hues_and_few_colours_have_shade_characters() {
        assert_eq!(
            theme(ThemeChoice::Mono, ColorDepth::True).pixel(signed(1.0)),
            None
        );
        assert_eq!(
            theme(ThemeChoice::Dark, ColorDepth::Ansi16).pixel(signed(1.0)),
            None
        );
    }

    #[test]
    fn a_colour_of_the_palette_is_its_own_nearest_one() {
        assert_eq!(nearest_256((0, 0, 0)), 16);
        assert_eq!(nearest_256((215, 175, 95)), 179);
        assert_eq!(nearest_256((28, 28, 28)), 234);
    }
}
