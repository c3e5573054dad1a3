use super::*;
use crate::lab::{Lab, Seed, SetError, TextFormat, Turn, Value};
use crate::locale::{Lang, Words};

fn lab(values: &Values) -> Lab {
    Lab::new(&KIND, values, Seed(0)).unwrap()
}

fn own(rows: [u16; PICTURE_SIDE]) -> Values {
    let picture = Value::Text(TextValue::Picture(Picture::new(rows)));
    let mut values = Values::new().with("picture", "own");
    values.set("pixels", picture);
    values
}

fn grid(lab: &Lab, id: &str) -> PixelGrid {
    match lab.figure(id) {
        Some(Figure::Pixels(pixels)) => pixels.grids.into_iter().next().unwrap(),
        other => panic!("no grid: {other:?}"),
    }
}

/// The rows and columns of the outputs that are lit.
fn lit_places(lab: &Lab) -> Vec<(usize, usize)> {
    let grid = grid(lab, "output");
    let places = outputs().zip(&grid.values);
    places
        .filter(|(_, value)| **value != 0.0)
        .map(|(at, _)| at)
        .collect()
}

#[test]
fn a_single_pixel_shows_the_kernel_turned_by_half_a_turn() {
    let mut rows = [0; PICTURE_SIDE];
    rows[6] = 1 << 8; // row 7, column 8
    let mut values = own(rows).with("kernel", "free").with("f", "identity");
    for (at, name) in ["k_1_1", "k_1_2", "k_1_3", "k_2_1", "k_2_2"]
        .iter()
        .enumerate()
    {
        values.set(name, Value::Number(at as f64 + 1.0));
    }
    let sum = grid(&lab(&values), "sum");
    let at = |row: usize, column: usize| sum.values[(row - FIRST) * OUTPUTS + column - FIRST];
    // The window whose middle is one row below and one column to the right has the pixel in its first corner.
    assert_eq!([at(8, 9), at(8, 8), at(8, 7)], [1.0, 2.0, 3.0]);
    assert_eq!([at(7, 9), at(7, 8), at(7, 7)], [4.0, 5.0, 0.0]);
    assert_eq!(sum.values.iter().sum::<f64>(), 15.0);
}

#[test]
fn the_edges_of_the_square_are_those_of_the_design() {
    let mut lab = lab(&Values::new().with("row", 8.0).with("column", 12.0));
    let sum = grid(&lab, "sum");
    let (low, high) = sum
        .values
        .iter()
        .fold((0.0_f64, 0.0_f64), |(low, high), v| {
            (low.min(*v), high.max(*v))
        });
    assert_eq!((low, high), (-3.0, 3.0));
    assert_eq!(lab.number("z"), Some(-3.0));
    assert_eq!(lab.number("y"), Some(0.0));
    assert_eq!(lab.number("lit"), Some(20.0));
    assert_eq!(lab.number("lit.left"), Some(20.0));
    assert_eq!(lab.number("lit.right"), Some(0.0));
    let left_edge: Vec<_> = (4..=13).flat_map(|row| [(row, 4), (row, 5)]).collect();
    assert_eq!(lit_places(&lab), left_edge);
    let _ = lab.set(&Values::new().with("f", "identity")).unwrap();
    assert_eq!(lab.number("lit"), Some(40.0));
    let _ = lab
        .set(&Values::new().with("f", "relu").with("sign", "minus"))
        .unwrap();
    assert_eq!(lab.number("lit.right"), Some(20.0));
    assert_eq!(lab.number("lit.left"), Some(0.0));
    let words = Words::load(&Lang::english()).unwrap();
    let name = words.format(&grid(&lab, "sum").name);
    assert_eq!(name, "z = −K·window + b");
}

#[test]
fn a_bias_of_minus_two_keeps_only_windows_that_agree() {
    let slant = |b: f64| lab(&Values::new().with("picture", "slant").with("b", b));
    assert_eq!(slant(0.0).number("lit"), Some(36.0));
    let agreed = slant(-2.0);
    assert_eq!(agreed.number("lit"), Some(16.0));
    let values = grid(&agreed, "output").values;
    assert!(values.iter().all(|value| *value == 0.0 || *value == 1.0));
    assert_eq!(slant(-3.0).number("lit"), Some(0.0));
}

#[test]
fn only_the_horizontal_kernel_lights_the_bar_of_the_seven_alone() {
    for kernel in ["vertical", "horizontal", "spot", "blur"] {
        for sign in ["plus", "minus"] {
            for half in -8..=8 {
                let values = Values::new()
                    .with("picture", "seven")
                    .with("kernel", kernel);
                let lab = lab(&values.with("sign", sign).with("b", f64::from(half) / 2.0));
                let is_met =
                    lab.number("lit.bottom") == Some(0.0) && lab.number("lit.top") >= Some(20.0);
                let is_solution =
                    (kernel, sign) == ("horizontal", "plus") && (-5..=-2).contains(&half);
                assert_eq!(is_met, is_solution, "{kernel} {sign} {half}");
                if is_met {
                    assert!(lit_places(&lab).iter().all(|(row, _)| [2, 3].contains(row)));
                }
            }
        }
    }
}

#[test]
fn a_blurred_square_is_one_inside_and_a_ninth_at_its_corners() {
    let lab = lab(&Values::new().with("kernel", "blur"));
    let sum = grid(&lab, "sum");
    let at = |row: usize, column: usize| sum.values[(row - FIRST) * OUTPUTS + column - FIRST];
    assert_eq!(at(8, 8), 1.0);
    assert!((at(4, 4) - 1.0 / 9.0).abs() < 1e-8);
    assert_eq!(at(3, 3), 0.0);
}

#[test]
fn ten_numbers_are_used_at_every_place() {
    let lab = lab(&Values::new());
    let read = |name: &str| lab.number(name);
    assert_eq!(read("numbers"), Some(10.0));
    assert_eq!(read("uses"), Some(196.0));
    assert_eq!(read("unshared"), Some(50_372.0));
}

#[test]
fn no_turn_reaches_a_kernel_without_controls_for_its_weights() {
    let mut given = lab(&Values::new().with("kernel", "blur"));
    assert!(given.turn("kernel", Turn::High).is_none());
    let mut free = lab(&Values::new().with("kernel", "free"));
    let _ = free.turn("kernel", Turn::Low).unwrap();
    assert_eq!(free.values().choice("kernel"), "vertical");
}

#[test]
fn controls_of_a_free_kernel_and_of_an_own_picture_exist_only_then() {
    let has = |lab: &Lab, name: &str| lab.controls().get(name).is_some();
    let mut lab = lab(&Values::new());
    assert!(!has(&lab, "pixels") && !has(&lab, "k_1_1"));
    let _ = lab
        .set(&Values::new().with("picture", "own").with("kernel", "free"))
        .unwrap();
    assert!(has(&lab, "pixels") && has(&lab, "k_3_3"));
    // The free kernel starts as the middle of the window alone.
    assert_eq!(lab.number("k_2_2"), Some(1.0));
    assert_eq!(lab.number("k_1_1"), Some(0.0));
}

#[test]
fn an_own_picture_is_set_and_written_as_the_same_digits() {
    let digits = format!("{}8001{}", "0".repeat(28), "0".repeat(32));
    let mut lab = lab(&Values::new().with("picture", "own"));
    let _ = lab
        .set(&Values::new().with("pixels", digits.as_str()))
        .unwrap();
    assert_eq!(lab.values().get("pixels").unwrap().to_string(), digits);
    let lit: Vec<_> = grid(&lab, "picture")
        .values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| (*value == 1.0).then_some((at / 16 + 1, at % 16 + 1)))
        .collect();
    assert_eq!(lit, [(8, 1), (8, 16)]);
}

#[test]
fn a_picture_that_is_no_picture_is_rejected_with_the_format() {
    let mut lab = lab(&Values::new().with("picture", "own"));
    let error = lab.set(&Values::new().with("pixels", "ffff")).unwrap_err();
    assert!(matches!(
        &error,
        SetError::WrongFormat { control, format: TextFormat::Picture, .. } if control == "pixels"
    ));
    let said = Words::load(&Lang::english())
        .unwrap()
        .format(&error.phrase());
    assert!(said.contains("64 hexadecimal digits"), "{said}");
}

#[test]
fn the_window_is_dragged_over_all_grids_and_stays_inside() {
    let mut lab = lab(&Values::new());
    let free = ["row".to_owned(), "column".to_owned()];
    for (figure, place, (row, column)) in [
        ("layers", (12.3, 7.6), (8.0, 12.0)),
        ("picture", (1.0, 16.4), (15.0, 2.0)),
        ("output", (15.2, 2.0), (2.0, 15.0)),
    ] {
        let values = lab.drag_values(figure, place, &free);
        assert!(lab.drag("window", &values), "{figure}");
        assert_eq!(lab.number("row"), Some(row), "{figure}");
        assert_eq!(lab.number("column"), Some(column), "{figure}");
    }
    assert!(lab.drag_values("node", (3.0, 3.0), &free).is_empty());
}

#[test]
fn a_drag_lights_pixels_of_an_own_picture_where_the_window_is_locked() {
    let mut lab = lab(&own([0; PICTURE_SIDE]));
    let free = ["pixels".to_owned()];
    for place in [(1.2, 1.0), (16.0, 3.4), (17.0, 3.0)] {
        let values = lab.drag_values("layers", place, &free);
        let _: bool = lab.drag("layers", &values);
    }
    let digits = format!("8000{}0001{}", "0".repeat(4), "0".repeat(52));
    assert_eq!(lab.values().get("pixels").unwrap().to_string(), digits);
    let both = ["pixels".to_owned(), "row".to_owned()];
    let values = lab.drag_values("layers", (9.0, 9.0), &both);
    assert_eq!(values.names().collect::<Vec<_>>(), ["row"]);
}

#[test]
fn the_description_names_the_lit_rows_and_columns() {
    let words = Words::load(&Lang::english()).unwrap();
    let lab = lab(&Values::new());
    let say = |id: &str| {
        let sentences = lab.figure(id).unwrap().describe();
        let sentences = sentences.iter().map(|sentence| words.format(sentence));
        sentences.collect::<Vec<_>>().join("\n")
    };
    let picture = say("picture");
    assert!(
        picture.contains("row 5 to 12: column 5 to 12."),
        "{picture}"
    );
    assert!(
        picture.contains("window: row 7 to 9, column 7 to 9"),
        "{picture}"
    );
    assert!(picture.contains("all other pixels are 0"), "{picture}");
    let sum = say("sum");
    assert!(sum.contains("values from −3 to 3"), "{sum}");
    assert!(
        sum.contains("column 4 to 5 positive, 12 to 13 negative"),
        "{sum}"
    );
    let output = say("output");
    assert!(output.contains("values from 0 to 3"), "{output}");
    assert!(!output.contains("negative"), "{output}");
}
