//! A laid-out figure: primitives in one coordinate system.

use ratatui::layout::Rect;

use super::AxisScale;
use crate::figure::Role;

/// A place on the screen in columns and rows, from the upper left corner of the screen. The middle of the cell in column 3
/// and row 2 is (3.5, 2.5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Columns from the left side.
    pub x: f64,
    /// Rows from the upper side.
    pub y: f64,
}

/// An axis-parallel rectangle, in the units of [`Point`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SceneRect {
    /// The left side.
    pub x: f64,
    /// The upper side.
    pub y: f64,
    /// Columns.
    pub width: f64,
    /// Rows.
    pub height: f64,
}

/// The meaning of a primitive. A theme gives it a colour; painters derive the width and the dashes of lines from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Paint {
    /// Plain text.
    Text,
    /// The title of a figure.
    Title,
    /// Less important text.
    Dim,
    /// Axes, ticks and their labels.
    Axis,
    /// The grid line of a tick.
    Grid,
    /// The grid line of the value zero.
    Zero,
    /// A line between parts of a figure, and an unselected positive weight.
    Rule,
    /// An unselected negative weight.
    NegativeRule,
    /// A sign that more is hidden.
    Accent,
    /// A curve, bar or dot.
    Series(Role),
    /// The area in which a unit is on, in the colour of the curve.
    Active(Role),
    /// The way of a run in its lane, fainter than a curve of the same role.
    Lane(Role),
    /// The arrival of a run in its lane, and the median of arrivals.
    Arrival(Role),
    /// A kink or an extremum.
    Kink,
    /// The point that the learner moves.
    Probe,
    /// The learner's prediction.
    Prediction,
    /// A goal.
    Goal,
    /// A number that changes with the controls.
    Live,
    /// The selected part.
    Selected,
    /// A right result.
    Right,
    /// A wrong result.
    Wrong,
    /// The colour of a level from 0 to 1 of the colour map. As text: a colour that is readable on it.
    Heat(f64),
}

/// How a rectangle is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// The whole colour, as of a bar.
    Solid,
    /// A faint background below curves.
    Tint,
    /// The background of a cell of a table, in the colour of this level.
    Level(f64),
}

impl Paint {
    /// How a rectangle of this paint is filled.
    pub fn fill(self) -> Fill {
        match self {
            Self::Heat(level) => Fill::Level(level),
            Self::Active(_) => Fill::Tint,
            Self::Text
            | Self::Title
            | Self::Dim
            | Self::Axis
            | Self::Grid
            | Self::Zero
            | Self::Rule
            | Self::NegativeRule
            | Self::Accent
            | Self::Series(_)
            | Self::Lane(_)
            | Self::Arrival(_)
            | Self::Kink
            | Self::Probe
            | Self::Prediction
            | Self::Goal
            | Self::Live
            | Self::Selected
            | Self::Right
            | Self::Wrong => Fill::Solid,
        }
    }
}

/// A line through points. It is clipped to its plane already.
#[derive(Clone, Debug, PartialEq)]
pub struct Polyline {
    /// The points in drawing order; at least one. A single point is a dot.
    pub points: Vec<Point>,
    /// The meaning, which decides colour, width and dashes.
    pub paint: Paint,
}

/// The shape of a [`Disc`]. Classes of samples differ by shape as well as by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiscShape {
    /// A filled disc.
    Filled,
    /// A circle.
    Ring,
    /// Two crossing diagonals.
    Cross,
    /// An upright cross.
    Plus,
}

/// A marked point: about one row high, centred on its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// The middle.
    pub center: Point,
    /// The shape.
    pub shape: DiscShape,
    /// The meaning, which decides the colour.
    pub paint: Paint,
}

/// The samples of a colour map in a grid of equal rectangles.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// The cells that the samples fill.
    pub area: Rect,
    /// The samples in a row; `levels.len()` is a multiple of it.
    pub columns: usize,
    /// The levels from 0 to 1, row by row, the upper row first. None for a value that is not finite.
    pub levels: Vec<Option<f64>>,
}

/// Square pixels of known colours in a grid of equal rectangles, without a transition between them.
#[derive(Clone, Debug, PartialEq)]
pub struct PixelBlock {
    /// The cells that the pixels fill.
    pub area: Rect,
    /// The pixels in a row; `pixels.len()` is a multiple of it.
    pub columns: usize,
    /// The pixels, row by row, the upper row first.
    pub pixels: Vec<Pixel>,
}

/// One pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pixel {
    /// The value that decides the colour.
    pub shade: PixelShade,
    /// Whether it is in the window of the learner.
    pub is_marked: bool,
}

/// Values with signs that are closer to 0 than this are dark.
const DARK: f64 = 1e-9;
/// The least strength of a value with a sign that is not dark.
const LIT: f64 = 0.5;

/// The value of a pixel on its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PixelShade {
    /// From dark at 0 to bright at 1.
    Brightness(f64),
    /// From the strongest negative colour at −1 over dark to the strongest positive colour at 1.
    Signed(f64),
}

impl PixelBlock {
    /// The pixel at a place of the area, each coordinate from 0 to 1.
    pub fn at(&self, across: f64, down: f64) -> Option<Pixel> {
        let rows = self.pixels.len().checked_div(self.columns)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place saturates at 0 and at the largest integer"
        )]
        let index = |place: f64, count: usize| (place * count as f64) as usize;
        let column = index(across, self.columns).min(self.columns.checked_sub(1)?);
        let row = index(down, rows).min(rows.checked_sub(1)?);
        self.pixels.get(row * self.columns + column).copied()
    }
}

impl PixelShade {
    /// The distance from dark, from 0 to 1. 0 for a value that is not finite. With signs, every value but 0 is clearly apart
    /// from dark: whether a pixel is lit matters more than how much.
    pub fn strength(self) -> f64 {
        match self {
            Self::Brightness(value) | Self::Signed(value) if !value.is_finite() => 0.0,
            Self::Brightness(value) => value.abs().min(1.0),
            Self::Signed(value) if value.abs() < DARK => 0.0,
            Self::Signed(value) => LIT + (1.0 - LIT) * value.abs().min(1.0),
        }
    }

    /// Whether the value is below 0.
    pub fn is_negative(self) -> bool {
        let (Self::Brightness(value) | Self::Signed(value)) = self;
        value < 0.0
    }
}

/// The weight of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextWeight {
    /// The weight that the theme gives the paint.
    Normal,
    /// Bold.
    Bold,
    /// Bold and underlined.
    Marked,
    /// Foreground and background exchanged.
    Reversed,
}

/// A line of text in cells.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneText {
    /// Column and row of the first character.
    pub at: (u16, u16),
    /// The text; it has been clipped to the figure already.
    pub text: String,
    /// The meaning, which decides the colour.
    pub paint: Paint,
    /// The weight.
    pub weight: TextWeight,
}

/// A part of a scene. Later parts cover earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Primitive {
    /// A line.
    Polyline(Polyline),
    /// A filled rectangle.
    Rect {
        /// The place.
        area: SceneRect,
        /// The meaning.
        paint: Paint,
    },
    /// A marked point.
    Disc(Disc),
    /// The samples of a colour map.
    Raster(Raster),
    /// Square pixels.
    Pixels(PixelBlock),
    /// Text in cells. It is always drawn with characters.
    Text(SceneText),
}

/// An area of a scene that reacts to the mouse.
#[derive(Clone, Debug, PartialEq)]
pub enum SceneRegion {
    /// The plane of a chart, which can be dragged on.
    Plane {
        /// The index of the figure among those that are shown.
        figure: usize,
        /// Columns to values.
        x: AxisScale,
        /// Rows to values.
        y: AxisScale,
    },
    /// A unit of a network diagram.
    Unit {
        /// The index of the figure among those that are shown.
        figure: usize,
        /// The index of the tier, 0 for the inputs.
        tier: usize,
        /// The index of the unit in its tier.
        node: usize,
    },
}

/// The primitives of one or several figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The primitives, from back to front.
    pub primitives: Vec<Primitive>,
    /// The cells that lines, rectangles, discs and rasters are drawn in. A painter of pixels draws them as images.
    pub planes: Vec<Rect>,
    /// The areas that react to the mouse, in drawing order.
    pub regions: Vec<(Rect, SceneRegion)>,
    /// The cell of the selected element, for the cursor of the terminal.
    pub cursor: Option<(u16, u16)>,
}
