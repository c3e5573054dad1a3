//! One figure of every kind, and helpers that draw them.

use std::sync::LazyLock;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use relutor::app::{Appearance, ColorDepth, GlyphChoice, ThemeChoice};
use relutor::figure::{
    Axis, Bar, Bars, CellEmphasis, CellRow, Figure, HeatMap, HeatPoint, Lane, LaneGroup, Lanes,
    Lines, MarkKind, Panels, PixelGrid, PixelScale, PixelWindow, Pixels, Plot, PointMarker, Role,
    Segment, Table, TableCell,
};
use relutor::lab::{Lab, Seed, Value, Values, catalogue};
use relutor::locale::{Lang, Phrase, Words};
use relutor::ui::theme::{StyleRole, Theme};
use relutor::ui::{RenderContext, figure};

static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::load(&Lang::english()).expect("English is built in"));

/// Text that needs no words.
pub(crate) fn v(text: &str) -> Phrase {
    Phrase::verbatim(text)
}

/// An appearance with true colours.
pub(crate) fn look(theme: ThemeChoice, glyphs: GlyphChoice) -> Appearance {
    Appearance {
        theme,
        glyphs,
        depth: ColorDepth::True,
        ..Appearance::default()
    }
}

/// Draws `figures` into `area` of `buf`; returns the number that fits.
pub(crate) fn draw_into(
    figures: &[Figure],
    area: Rect,
    look: Appearance,
    buf: &mut Buffer,
) -> usize {
    let theme = Theme::new(look);
    let ctx = RenderContext::new(&theme, look.glyphs, &WORDS);
    buf.set_style(area, ctx.style(StyleRole::Text));
    figure::draw_column(figures, area, buf, &ctx)
}

/// Draws `figures` into a new buffer.
pub(crate) fn render(figures: &[Figure], size: (u16, u16), look: Appearance) -> Buffer {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buf = Buffer::empty(area);
    draw_into(figures, area, look, &mut buf);
    buf
}

/// The text of a screen, one line per row.
pub(crate) fn rows(buf: &Buffer) -> Vec<String> {
    let area = buf.area;
    (area.top()..area.bottom())
        .map(|y| {
            (area.left()..area.right())
                .map(|x| buf[(x, y)].symbol())
                .collect()
        })
        .collect()
}

/// A linear axis.
pub(crate) fn axis(name: &str, min: f64, max: f64) -> Axis {
    Axis::linear((!name.is_empty()).then(|| v(name)), min, max)
}

/// The hinge of the third lesson over its slope, with a ghost and a prediction.
pub(crate) fn hinge() -> Vec<Figure> {
    let x = || axis("A", -10.0, 10.0);
    let tick = |slope: f64| (slope, Phrase::key("figure.slope").with("slope", slope));
    let curve = Plot::tall(v("y = 1.0 · f(1.0 · A + 7.0)"), x(), axis("", -5.0, 15.0))
        .curve(
            v("y"),
            Role::Ghost,
            vec![(-10.0, 0.0), (0.0, 0.0), (10.0, 10.0)],
        )
        .curve(
            v("y"),
            Role::First,
            vec![(-10.0, 0.0), (-7.0, 0.0), (10.0, 17.0)],
        )
        .mark(MarkKind::Kink, -7.0, None, Some(v("kink −7.00")))
        .mark(MarkKind::Prediction, 7.0, None, None);
    let y = axis("", -0.2, 1.2).ticks(vec![tick(0.0), tick(1.0)]);
    let slope = Plot::strip(v("slope of y"), x(), y).staircase(
        v("slope"),
        Role::First,
        vec![(-10.0, 0.0), (-7.0, 1.0), (10.0, 1.0)],
    );
    vec![Figure::Plot(curve), Figure::Plot(slope)]
}

/// Four activations, a wanted curve, a probe.
pub(crate) fn activations() -> Figure {
    let sampled = |f: fn(f64) -> f64| -> Vec<_> {
        (-50..=50)
            .map(|i| f64::from(i) / 10.0)
            .map(|x| (x, f(x)))
            .collect()
    };
    let plot = Plot::tall(
        v("activations"),
        axis("z", -5.0, 5.0),
        axis("f(z)", -1.5, 2.0),
    )
    .curve(v("wanted"), Role::Target, sampled(|x| (0.7 * x).cos()))
    .curve(v("sine"), Role::Fourth, sampled(f64::sin))
    .curve(
        v("sigmoid"),
        Role::Third,
        sampled(|x| 1.0 / (1.0 + (-x).exp())),
    )
    .curve(v("tanh"), Role::Second, sampled(f64::tanh))
    .curve(v("ReLU"), Role::First, sampled(|x| x.max(0.0)))
    .mark(MarkKind::Probe, 1.0, Some(1.0), Some(v("1.00")));
    Figure::Plot(plot)
}

/// A loss over six decades that becomes NaN.
pub(crate) fn loss() -> Figure {
    let points = (0..=400).map(|i| {
        let step = 10f64.powf(f64::from(i) / 80.0);
        (step, if step > 2e4 { f64::NAN } else { 1.0 / step })
    });
    let x = Axis::log(Some(v("step")), 1.0, 1e5);
    let plot = Plot::tall(v("training"), x, Axis::log(Some(v("loss")), 1e-6, 1.0));
    Figure::Plot(plot.curve(v("ReLU"), Role::First, points.collect()))
}

/// A picture of 6 × 6 pixels with a lit left half, and the 4 × 4 outputs of a filter over it.
pub(crate) fn pixels() -> Figure {
    let window = |from: usize, to: usize| {
        Some(PixelWindow {
            rows: from..=to,
            columns: from..=to,
        })
    };
    Figure::Pixels(Pixels {
        title: v("a filter"),
        grids: vec![
            PixelGrid {
                name: v("picture"),
                caption: Some(v("row 3")),
                first: 1,
                columns: 6,
                values: [1.0, 1.0, 1.0, 0.0, 0.0, 0.0].repeat(6),
                scale: PixelScale::Brightness,
                window: window(2, 4),
            },
            PixelGrid {
                name: v("z"),
                caption: None,
                first: 2,
                columns: 4,
                values: [0.0, -3.0, -3.0, 0.0].repeat(4),
                scale: PixelScale::Signed { reach: 3.0 },
                window: window(3, 3),
            },
        ],
    })
}

/// XOR over the plane, with its two folds and four corners.
pub(crate) fn plane() -> Figure {
    let side = 40u32;
    let at = |i: u32| f64::from(i) / f64::from(side) * 2.0 - 0.5;
    let values = (0..side * side).map(|i| {
        let sum = at(i % side) + at(i / side);
        sum.max(0.0) - 2.0 * (sum - 1.0).max(0.0)
    });
    let fold = |from, to, name: &str| Segment {
        from,
        to,
        name: v(name),
    };
    let corner = |x: f64, y: f64, label: &str| HeatPoint {
        value: None,
        marker: PointMarker::Dot,
        at: (x, y),
        label: v(label),
    };
    Figure::Heat(HeatMap {
        title: v("y over the plane"),
        x: axis("x₁", -0.5, 1.5),
        y: axis("x₂", -0.5, 1.5),
        columns: 40,
        values: values.collect(),
        range: (-1.0, 1.0),
        caption: None,
        lines: vec![
            fold((-0.5, 0.5), (0.5, -0.5), "x₁ + x₂ = 0"),
            fold((-0.5, 1.5), (1.5, -0.5), "x₁ + x₂ = 1"),
        ],
        points: vec![
            corner(0.0, 0.0, "0"),
            corner(0.0, 1.0, "1"),
            corner(1.0, 0.0, "1"),
            corner(1.0, 1.0, "0"),
        ],
    })
}

/// Bars over `axis`: (label, value, text).
pub(crate) fn bars(axis: Axis, bars: &[(&str, f64, &str)]) -> Figure {
    let roles = [Role::First, Role::Second, Role::Third, Role::Ghost];
    let bars = bars
        .iter()
        .zip(roles.into_iter().cycle())
        .map(|((label, value, text), role)| Bar {
            label: v(label),
            value: *value,
            value_text: v(text),
            role,
        });
    Figure::Bars(Bars {
        title: v("bars"),
        axis,
        bars: bars.collect(),
    })
}

/// A shaded table with the learner's position at one cell.
pub(crate) fn table() -> Figure {
    let emphasis = |row: u32, column: u32| {
        let level = f64::from(row * 4 + column) / 11.0;
        if (row, column) == (1, 2) {
            CellEmphasis::Current(level)
        } else {
            CellEmphasis::Shade(level)
        }
    };
    let row = |row: u32| CellRow {
        header: v(&format!("{} kg", 60 + 10 * row)),
        cells: (0..4)
            .map(|column| TableCell {
                text: v(&format!("{}", row * 10 + column)),
                emphasis: emphasis(row, column),
            })
            .collect(),
    };
    Figure::Table(Table {
        title: v("risk"),
        corner: v("weight"),
        columns: (0..4).map(|i| v(&format!("{} cm", 150 + 10 * i))).collect(),
        rows: (0..3).map(row).collect(),
        signs: Vec::new(),
        spoken: Vec::new(),
    })
}

/// The outputs at the four corners, right and wrong.
pub(crate) fn verdicts() -> Figure {
    let cell = |text: &str, emphasis| TableCell {
        text: v(text),
        emphasis,
    };
    let row = |header: &str, cells| CellRow {
        header: v(header),
        cells,
    };
    Figure::Table(Table {
        title: v("XOR"),
        corner: v("x₁"),
        columns: vec![v("0"), v("1")],
        rows: vec![
            row(
                "0",
                vec![
                    cell("0", CellEmphasis::Right),
                    cell("0.5", CellEmphasis::Wrong),
                ],
            ),
            row(
                "1",
                vec![
                    cell("1", CellEmphasis::Right),
                    cell("2", CellEmphasis::Plain),
                ],
            ),
        ],
        signs: Vec::new(),
        spoken: Vec::new(),
    })
}

/// Single hinges side by side.
pub(crate) fn hinges() -> Figure {
    let hinge = |i: u8| {
        let kink = f64::from(i) - 2.0;
        let end = (3.0 - kink) * if i.is_multiple_of(2) { 1.0 } else { -1.0 };
        Plot::tall(
            v(&format!("hinge {}", i + 1)),
            axis("", -3.0, 3.0),
            axis("", -3.0, 3.0),
        )
        .curve(
            v("h"),
            Role::First,
            vec![(-3.0, 0.0), (kink, 0.0), (3.0, end)],
        )
    };
    Figure::Panels(Panels {
        title: v("the single hinges"),
        plots: (0..5).map(hinge).collect(),
    })
}

/// The network of a playground with the cursor at `at`.
pub(crate) fn network(set: &[(&str, Value)], at: &str) -> Figure {
    let kind = catalogue::find("playground").expect("the playground is a lab");
    let mut values = Values::new().with("at", at);
    for (name, value) in set {
        values.set(name, value.clone());
    }
    let lab = Lab::new(kind, &values, Seed(0)).expect("every value is allowed");
    lab.figure("network").expect("the playground has a network")
}

/// A race of two racers with runs in every state.
pub(crate) fn lanes() -> Figure {
    let group = |name: &str, role, slowness: f64| LaneGroup {
        name: v(name),
        role,
        lanes: (1..=20)
            .map(|seed| match f64::from(seed * 13 % 20) * slowness {
                at if at > 300.0 => Lane::Ended { at: 1000.0 },
                at if at > 150.0 => Lane::Moving { at: 200.0 },
                at => Lane::Arrived { at },
            })
            .collect(),
    };
    Figure::Lanes(Lanes {
        title: v("the race"),
        axis: Axis::log(None, 1.0, 1000.0),
        groups: vec![
            group("ReLU", Role::First, 5.0),
            group("tanh", Role::Second, 20.0),
        ],
        started_by: Phrase::key("lab.training.races"),
    })
}

/// Two sentences.
pub(crate) fn sentences() -> Figure {
    Figure::Lines(Lines {
        title: v(""),
        lines: vec![
            v("1.0 · A + 7.0 = 0 at A = −7.00"),
            v("To the right of the kink the unit is awake, and everything passes."),
        ],
    })
}
