//! Tests of contrast and of differences between styles.

use super::*;
use crate::figure::Role;

const COLOURED: [ThemeChoice; 3] = [
    ThemeChoice::Dark,
    ThemeChoice::Light,
    ThemeChoice::Projector,
];

fn theme(choice: ThemeChoice, depth: ColorDepth) -> Theme {
    Theme::new(Appearance {
        theme: choice,
        depth,
        ..Appearance::default()
    })
}

/// Linear red, green and blue of a colour. The palette of 256 is that of xterm.
fn linear(colour: Color) -> [f64; 3] {
    let bytes = match colour {
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(i @ 16..=231) => {
            let level = |v: u8| if v == 0 { 0 } else { 55 + 40 * v };
            let i = i - 16;
            [level(i / 36), level(i / 6 % 6), level(i % 6)]
        }
        Color::Indexed(i @ 232..) => [8 + 10 * (i - 232); 3],
        other => panic!("{other} differs from terminal to terminal"),
    };
    bytes.map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Relative luminance, as WCAG 2 defines it.
fn luminance(colour: Color) -> f64 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(style: Style) -> f64 {
    let (a, b) = (luminance(style.fg.unwrap()), luminance(style.bg.unwrap()));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The required contrast: 3 for graphics and 4.5 for text (WCAG 2.1, AA). Rules are decoration.
fn required_contrast(role: StyleRole) -> f64 {
    match role {
        StyleRole::Rule | StyleRole::Zero => 1.5,
        // The values stand beside the lines.
        StyleRole::Grid => 1.15,
        StyleRole::Series(_) => 3.0,
        _ => 4.5,
    }
}

#[test]
fn every_style_has_enough_contrast() {
    for choice in COLOURED {
        for depth in [ColorDepth::True, ColorDepth::Ansi256] {
            for role in StyleRole::ALL {
                let reached = contrast(theme(choice, depth).style(role));
                assert!(
                    reached >= required_contrast(role),
                    "{choice:?} {depth:?} {role:?}: {reached:.2}"
                );
            }
        }
    }
}

/// Series 1 and 2 stay apart on a print without colours.
#[test]
fn the_first_two_series_differ_three_to_one_in_greyscale() {
    for choice in COLOURED {
        for depth in [ColorDepth::True, ColorDepth::Ansi256] {
            let level = |role| {
                let style = theme(choice, depth).style(StyleRole::Series(role));
                luminance(style.fg.unwrap()) + 0.05
            };
            let (first, second) = (level(Role::First), level(Role::Second));
            let ratio = first.max(second) / first.min(second);
            assert!(ratio >= 3.0, "{choice:?} {depth:?}: {ratio:.2}");
        }
    }
}

#[test]
fn with_sixteen_colours_no_foreground_equals_its_background() {
    for choice in COLOURED {
        for role in StyleRole::ALL {
            let style = theme(choice, ColorDepth::Ansi16).style(role);
            assert_ne!(style.fg, style.bg, "{choice:?} {role:?}");
        }
    }
}

#[test]
fn numbers_on_a_heat_map_have_enough_contrast_at_every_level() {
    for depth in [ColorDepth::True, ColorDepth::Ansi256] {
        for level in (0..=100).map(|i| f64::from(i) / 100.0) {
            let reached = contrast(theme(ThemeChoice::Dark, depth).on_heat(level));
            assert!(reached >= 4.5, "{depth:?} {level}: {reached:.2}");
        }
    }
}

#[test]
fn a_higher_level_is_never_darker() {
    for depth in [ColorDepth::True, ColorDepth::Ansi256] {
        let theme = theme(ThemeChoice::Light, depth);
        let levels = (0..=100).map(|i| luminance(theme.heat(f64::from(i) / 100.0).unwrap()));
        let levels: Vec<_> = levels.collect();
        assert!(levels.is_sorted(), "{depth:?}");
        assert!(levels[100] > 10.0 * levels[0]);
    }
}

#[test]
fn a_level_that_is_not_finite_does_not_panic() {
    for choice in ThemeChoice::ALL {
        for depth in [
            ColorDepth::True,
            ColorDepth::Ansi256,
            ColorDepth::Ansi16,
            ColorDepth::None,
        ] {
            for level in [f64::NAN, f64::INFINITY, -1.0] {
                let _style = theme(choice, depth).on_heat(level);
            }
        }
    }
}

#[test]
fn the_mono_theme_and_no_color_depth_have_no_colours() {
    for (choice, depth) in [
        (ThemeChoice::Dark, ColorDepth::None),
        (ThemeChoice::Mono, ColorDepth::True),
    ] {
        for role in StyleRole::ALL {
            let style = theme(choice, depth).style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
        assert_eq!(theme(choice, depth).heat(0.5), None);
    }
}

#[test]
fn without_colours_roles_differ_in_modifiers() {
    let mono = theme(ThemeChoice::Mono, ColorDepth::True);
    assert!(mono.style(StyleRole::Text).add_modifier.is_empty());
    for role in [
        StyleRole::Selected,
        StyleRole::Title,
        StyleRole::Right,
        StyleRole::Dim,
    ] {
        let modifier = mono.style(role).add_modifier;
        assert!(!modifier.is_empty(), "{role:?} looks like text");
    }
}

/// Matrices that simulate normal, protan, deutan and tritan vision of linear colours (Machado, Oliveira and Fernandes
/// 2009, severity 1).
const VISIONS: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

/// CIE L*a*b* of a colour in a simulated vision.
fn lab(colour: Color, vision: &[[f64; 3]; 3]) -> [f64; 3] {
    let rgb = linear(colour);
    let row = |row: &[f64; 3]| {
        row.iter()
            .zip(rgb)
            .map(|(m, c)| m * c)
            .sum::<f64>()
            .clamp(0.0, 1.0)
    };
    let [red, green, blue] = [row(&vision[0]), row(&vision[1]), row(&vision[2])];
    let cube = |t: f64| {
        if t > 0.008_856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    };
    let x = cube((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
    let y = cube(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = cube((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn colour_blind_people_can_tell_the_series_apart() {
    let roles = [
        Role::First,
        Role::Second,
        Role::Third,
        Role::Fourth,
        Role::Prediction,
    ];
    for choice in COLOURED {
        let colour = |role| {
            theme(choice, ColorDepth::True)
                .style(StyleRole::Series(role))
                .fg
                .unwrap()
        };
        for vision in &VISIONS {
            for (i, a) in roles.iter().enumerate() {
                for b in &roles[i + 1..] {
                    let (p, q) = (lab(colour(*a), vision), lab(colour(*b), vision));
                    let distance = p
                        .iter()
                        .zip(q)
                        .map(|(p, q)| (p - q).powi(2))
                        .sum::<f64>()
                        .sqrt();
                    assert!(distance >= 12.0, "{choice:?} {a:?} {b:?}: {distance:.1}");
                }
            }
        }
    }
}
