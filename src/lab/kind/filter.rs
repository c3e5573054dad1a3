//! One node everywhere: a node with nine inputs looks at every window of 3 × 3 pixels of a picture, y = f(K · window + b).
//! This is a convolution; like the libraries of the field, it does not turn the kernel round.
//!
//! Rows and columns are counted from 1, as in the picture. The window is named by the pixel in its middle, so the outputs
//! have the rows and columns 2 to 15.

mod kernel;
mod pictures;
#[cfg(test)]
mod tests;

use kernel::Kernel;

use crate::figure::{
    CellEmphasis, CellRow, Figure, Lines, PixelGrid, PixelScale, PixelWindow, Pixels, Table,
    TableCell,
};
use crate::lab::shared::{ACTIVATION_WORDS, activation};
use crate::lab::{
    Control, Controls, LabKind, Model, PICTURE_SIDE, Picture, Range, Readings, TextValue, Value,
    Values,
};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `filter`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "filter",
    controls,
    figures: &["layers", "node", "picture", "sum", "output", "counts"],
    build: |values, _| Box::new(Filter::new(values)),
};

/// The first row and column in which a window has its middle.
const FIRST: usize = 2;
/// The rows and columns of the output.
const OUTPUTS: usize = PICTURE_SIDE + 1 - kernel::SIDE;
/// The last row and column in which a window has its middle.
const LAST: usize = FIRST + OUTPUTS - 1;
/// Values closer to zero than this are dark.
const DARK: f64 = 1e-9;

const PICTURES: [&str; 4] = ["square", "seven", "slant", "own"];

fn controls(values: &Values) -> Controls {
    let place = Range::new(FIRST as f64, LAST as f64, 8.0, 1.0).fine(1.0);
    let mut controls = vec![
        Control::number("row", place),
        Control::number("column", place),
        Control::choice(
            "kernel",
            "lab.filter.kernel",
            kernel::names(values),
            "vertical",
        ),
        Control::choice("sign", "lab.filter.sign", &["plus", "minus"], "plus"),
        Control::number("b", Range::new(-4.0, 4.0, 0.0, 0.5)),
        Control::choice("f", ACTIVATION_WORDS, &["identity", "relu"], "relu"),
        Control::choice("picture", "lab.filter.picture", &PICTURES, "square"),
    ];
    if values.choice("picture") == "own" {
        controls.push(Control::text("pixels", TextValue::Picture(pictures::OWN)));
    }
    if values.choice("kernel") == "free" {
        controls.extend(kernel::weight_controls());
    }
    Controls(controls)
}

#[derive(Clone, Debug)]
struct Filter {
    picture: Picture,
    kernel: Kernel,
    /// The name of the kernel with its sign, `K` or `−K`.
    kernel_name: Phrase,
    b: f64,
    f: Activation,
    /// The row and the column of the middle of the window.
    at: (usize, usize),
}

impl Filter {
    fn new(values: &Values) -> Self {
        let place = |name: &str| values.count(name).clamp(FIRST, LAST);
        Self {
            picture: picture(values),
            kernel: Kernel::from_values(values),
            kernel_name: KIND.phrase(&format!("sign.{}", values.choice("sign"))),
            b: values.number("b"),
            f: activation(values.choice("f")),
            at: (place("row"), place("column")),
        }
    }

    /// The pixel in this row and column: 1 where it is lit, else 0.
    fn pixel(&self, row: usize, column: usize) -> f64 {
        f64::from(u8::from(self.picture.is_lit(row - 1, column - 1)))
    }

    /// The pixels of the window around `at`, row by row, each with its weight.
    fn window(&self, at: (usize, usize)) -> impl Iterator<Item = WindowPixel> {
        let places = (0..kernel::SIDE).flat_map(|i| (0..kernel::SIDE).map(move |j| (i, j)));
        places.map(move |(i, j)| {
            let (row, column) = (at.0 - 1 + i, at.1 - 1 + j);
            WindowPixel {
                value: self.pixel(row, column),
                weight: self.kernel.weight(i, j),
            }
        })
    }

    /// The weighted sum of the window around `at`.
    fn weighted_sum(&self, at: (usize, usize)) -> f64 {
        let sum: f64 = self.window(at).map(WindowPixel::product).sum();
        // A sum of ninths that should be a whole number differs from it in the last digits.
        (sum * 1e9).round() / 1e9 + 0.0
    }

    /// z = K · window + b.
    fn z(&self, at: (usize, usize)) -> f64 {
        self.weighted_sum(at) + self.b + 0.0
    }

    /// y = f(z).
    fn y(&self, at: (usize, usize)) -> f64 {
        self.f.value(self.z(at)) + 0.0
    }

    /// The number of outputs that are not dark, among those that `is_counted` picks by row and column.
    fn lit(&self, is_counted: impl Fn(usize, usize) -> bool) -> f64 {
        let lit = outputs().filter(|at| is_counted(at.0, at.1) && self.y(*at).abs() > DARK);
        lit.count() as f64
    }

    /// The pixels at most `around` rows and columns away from the middle of the window.
    fn marked(&self, around: usize) -> PixelWindow {
        let (row, column) = self.at;
        PixelWindow {
            rows: row - around..=row + around,
            columns: column - around..=column + around,
        }
    }

    fn picture_grid(&self) -> PixelGrid {
        let places = (1..=PICTURE_SIDE).flat_map(|row| (1..=PICTURE_SIDE).map(move |c| (row, c)));
        PixelGrid {
            name: KIND.phrase("grid.picture"),
            caption: Some(self.place("grid.place")),
            first: 1,
            columns: PICTURE_SIDE,
            values: places
                .map(|(row, column)| self.pixel(row, column))
                .collect(),
            scale: PixelScale::Brightness,
            window: Some(self.marked(kernel::SIDE / 2)),
        }
    }

    /// The place of the window under `key`, with the sum and the output there.
    fn place(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("row", self.at.0)
            .with("column", self.at.1)
            .with("z", self.z(self.at))
            .with("y", self.y(self.at))
    }

    /// A grid of outputs. The colours of all of them mean the same values.
    fn output_grid(&self, name: Phrase, value: impl Fn((usize, usize)) -> f64) -> PixelGrid {
        let reach = outputs().map(|at| self.z(at).abs()).fold(1.0, f64::max);
        PixelGrid {
            name,
            caption: None,
            first: FIRST,
            columns: OUTPUTS,
            values: outputs().map(value).collect(),
            scale: PixelScale::Signed { reach },
            window: Some(self.marked(0)),
        }
    }

    fn sum_grid(&self) -> PixelGrid {
        let name = KIND
            .phrase("grid.sum")
            .with("kernel", self.kernel_name.clone());
        self.output_grid(name, |at| self.z(at))
    }

    fn y_grid(&self) -> PixelGrid {
        let lit = KIND.phrase("grid.lit").with("lit", self.lit(|_, _| true));
        let name = match self.f {
            Activation::Identity => "grid.identity",
            _ => "grid.relu",
        };
        PixelGrid {
            caption: Some(lit.with("places", OUTPUTS * OUTPUTS)),
            ..self.output_grid(KIND.phrase(name), |at| self.y(at))
        }
    }

    /// The nine products of the window; below them their sum, b and f.
    fn node(&self) -> Table {
        let (row, column) = self.at;
        let plain = |text: Phrase| TableCell {
            text,
            emphasis: CellEmphasis::Plain,
        };
        let number = |key: &str, n: usize| KIND.phrase(key).with("n", n);
        let whole = |key: &'static str| {
            KIND.phrase(key)
                .with("sum", self.weighted_sum(self.at))
                .with("b", self.b)
                .with("z", self.z(self.at))
                .with("y", self.y(self.at))
        };
        let bend = match self.f {
            Activation::Identity => "node.identity",
            _ => "node.relu",
        };
        let together = KIND
            .phrase("node.together")
            .with("sum", whole("node.sum"))
            .with("bias", whole("node.bias"))
            .with("output", whole(bend));
        let products: Vec<Phrase> = self
            .window(self.at)
            .map(|pixel| {
                KIND.phrase("node.product")
                    .with("pixel", pixel.value)
                    .with("weight", pixel.weight)
                    .with("product", pixel.product())
            })
            .collect();
        let rows = products.chunks(kernel::SIDE).enumerate();
        let columns = (column - 1..=column + 1).map(|n| number("node.column", n));
        let rows = rows.map(|(at, products)| CellRow {
            header: number("node.row", row - 1 + at),
            cells: products.iter().cloned().map(plain).collect(),
        });
        let table = Table {
            title: KIND.phrase("figure.node"),
            corner: Phrase::verbatim(""),
            columns: columns.collect(),
            rows: rows.collect(),
            signs: vec![together.clone()],
            spoken: Vec::new(),
        };
        let spoken = table.row_sentences().chain([together]).collect();
        Table { spoken, ..table }
    }

    fn counts() -> Lines {
        let sentence = |key: &str| {
            KIND.phrase(key)
                .with("weights", kernel::SIDE * kernel::SIDE)
                .with("numbers", NUMBERS)
                .with("places", OUTPUTS * OUTPUTS)
                .with("pixels", PICTURE_SIDE * PICTURE_SIDE)
                .with("unshared", UNSHARED)
        };
        Lines {
            title: KIND.phrase("figure.counts"),
            lines: ["counts.numbers", "counts.places", "counts.unshared"]
                .map(sentence)
                .to_vec(),
        }
    }
}

/// The weights of the node and its bias.
const NUMBERS: usize = kernel::SIDE * kernel::SIDE + 1;
/// The numbers of a layer with a node of its own for each place, each with a weight for every pixel and a bias.
const UNSHARED: usize = OUTPUTS * OUTPUTS * (PICTURE_SIDE * PICTURE_SIDE + 1);

/// A pixel of the window with its weight.
#[derive(Clone, Copy, Debug)]
struct WindowPixel {
    value: f64,
    weight: f64,
}

impl WindowPixel {
    fn product(self) -> f64 {
        // Adding 0 turns −0 into 0.
        self.value * self.weight + 0.0
    }
}

/// The middles of all windows, row by row.
fn outputs() -> impl Iterator<Item = (usize, usize)> {
    (FIRST..=LAST).flat_map(|row| (FIRST..=LAST).map(move |column| (row, column)))
}

fn picture(values: &Values) -> Picture {
    match values.choice("picture") {
        "seven" => pictures::SEVEN,
        "slant" => pictures::SLANT,
        "own" => match values.text("pixels") {
            Some(TextValue::Picture(picture)) => *picture,
            Some(_) | None => pictures::OWN,
        },
        _ => pictures::SQUARE,
    }
}

impl Model for Filter {
    fn readings(&self) -> Readings {
        let middle = FIRST + OUTPUTS / 2;
        Readings::new()
            .with("z", self.z(self.at))
            .with("y", self.y(self.at))
            .with("lit", self.lit(|_, _| true))
            .with("lit.left", self.lit(|_, column| column < middle))
            .with("lit.right", self.lit(|_, column| column >= middle))
            .with("lit.top", self.lit(|row, _| row < middle))
            .with("lit.bottom", self.lit(|row, _| row >= middle))
            .with("numbers", NUMBERS as f64)
            .with("uses", (OUTPUTS * OUTPUTS) as f64)
            .with("unshared", UNSHARED as f64)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let grids = |key: &str, grids: Vec<PixelGrid>| {
            Some(Figure::Pixels(Pixels {
                title: KIND.phrase(key),
                grids,
            }))
        };
        match id {
            "layers" => grids(
                "figure.layers",
                vec![self.picture_grid(), self.sum_grid(), self.y_grid()],
            ),
            "picture" => {
                // Alone it has room for the numbers, too.
                let caption = Some(self.place("grid.window"));
                let grid = PixelGrid {
                    caption,
                    ..self.picture_grid()
                };
                grids("figure.picture", vec![grid])
            }
            "sum" => grids("figure.sum", vec![self.sum_grid()]),
            "output" => grids("figure.output", vec![self.y_grid()]),
            "node" => Some(Figure::Table(self.node())),
            "counts" => Some(Figure::Lines(Self::counts())),
            _ => None,
        }
    }

    /// The window is dragged over each of the grids. Where it is locked, pixels of an own picture are lit.
    fn drag_values(&self, id: &str, (column, row): (f64, f64), free: &[&str]) -> Values {
        if !["layers", "picture", "sum", "output"].contains(&id) {
            return Values::new();
        }
        let (row, column) = (row.round(), column.round());
        let has_window = free.contains(&"row") || free.contains(&"column");
        if has_window || !free.contains(&"pixels") {
            return Values::new().with("row", row).with("column", column);
        }
        let side = PICTURE_SIDE as f64;
        if !((1.0..=side).contains(&row) && (1.0..=side).contains(&column)) {
            return Values::new();
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 1 to the side of a picture"
        )]
        let picture = self.picture.lit(row as usize - 1, column as usize - 1);
        let mut values = Values::new();
        values.set("pixels", Value::Text(TextValue::Picture(picture)));
        values
    }
}
