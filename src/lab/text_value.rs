//! Controls that are written, not turned: points of one's own, a curve, an element of a network.

use super::NetworkElement;

/// What a written control stands for. All are written without blanks, so that a command line takes them for one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// Points of the plane with their class, 0 or 1: `0.5:-0.2:1,-0.1:0.3:0`.
    Points,
    /// Points of a curve: `-1:0.2,0:0.5,1:-0.3`.
    Curve,
    /// A unit by its layer and place, each counted from 1, and behind it the input of a weight, 0 for the bias:
    /// `2.1`, `2.1.3`, `2.1.0`.
    Element,
}

/// As many points as a model takes; more than anybody places, and few enough to train on while one looks.
pub const MAX_POINTS: usize = 512;

/// The fewest points that can be learned from.
pub const MIN_POINTS: usize = 2;

/// Numbers larger than this are not taken for a place.
pub(super) const MAX_COORDINATE: f64 = 1e6;

impl TextFormat {
    /// `text` as it is kept, if it is of this form.
    pub fn normalize(self, text: &str) -> Option<String> {
        match self {
            Self::Points => parse_points(text).map(|points| write_points(&points)),
            Self::Curve => parse_curve(text).map(|points| write_curve(&points)),
            Self::Element => NetworkElement::parse(text).map(|element| element.to_string()),
        }
    }

    /// The word of the tables that says what it looks like.
    pub fn key(self) -> &'static str {
        match self {
            Self::Points => "fault.form.points",
            Self::Curve => "fault.form.curve",
            Self::Element => "fault.form.element",
        }
    }
}

/// Points of the plane, each with its class, 0 or 1.
pub(super) fn parse_points(text: &str) -> Option<Vec<([f64; 2], f64)>> {
    let point = |text: &str| match numbers(text)?.as_slice() {
        [x, y, class] if *class == 0.0 || *class == 1.0 => Some(([*x, *y], *class)),
        _ => None,
    };
    listed(text, point)
}

/// Points as [`parse_points`] reads them.
pub(super) fn write_points(points: &[([f64; 2], f64)]) -> String {
    let written = points
        .iter()
        .map(|([x, y], class)| format!("{x}:{y}:{class}"));
    written.collect::<Vec<_>>().join(",")
}

/// Points of a curve, from left to right; of several at the same place the last one counts.
pub(super) fn parse_curve(text: &str) -> Option<Vec<(f64, f64)>> {
    let point = |text: &str| match numbers(text)?.as_slice() {
        [x, y] => Some((*x, *y)),
        _ => None,
    };
    let mut points = listed(text, point)?;
    points.reverse();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points.dedup_by(|later, first| later.0 == first.0);
    (points.len() >= MIN_POINTS).then_some(points)
}

/// Points as [`parse_curve`] reads them.
pub(super) fn write_curve(points: &[(f64, f64)]) -> String {
    let written = points.iter().map(|(x, y)| format!("{x}:{y}"));
    written.collect::<Vec<_>>().join(",")
}

fn listed<T>(text: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let all: Option<Vec<T>> = text.split(',').map(one).collect();
    all.filter(|all| (MIN_POINTS..=MAX_POINTS).contains(&all.len()))
}

fn numbers(text: &str) -> Option<Vec<f64>> {
    let number = |part: &str| part.trim().parse::<f64>().ok();
    let all: Option<Vec<f64>> = text.split(':').map(number).collect();
    all.filter(|all| all.iter().all(|x| x.abs() <= MAX_COORDINATE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for (form, text) in [
            (TextFormat::Points, "0.5:-0.2:1,-0.1:0.3:0"),
            (TextFormat::Curve, "-1:0.2,0:0.5,1:-0.3"),
            (TextFormat::Element, "2.1"),
            (TextFormat::Element, "2.1.0"),
            (TextFormat::Element, "9.16.16"),
        ] {
            assert_eq!(form.normalize(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_not_of_the_form_is_refused() {
        for text in ["", "1:2:3,1:2:0", "1:2", "nan:0:1,0:0:1", "1e9:0:1,0:0:1"] {
            assert_eq!(TextFormat::Points.normalize(text), None, "{text}");
        }
        for text in ["", "0:0", "0:0,0:1", "a:b,1:2"] {
            assert_eq!(TextFormat::Curve.normalize(text), None, "{text}");
        }
        for text in ["", "1", "0.1", "1.0", "1.2.3.4", "a.b", "1.2.-3"] {
            assert_eq!(TextFormat::Element.normalize(text), None, "{text}");
        }
    }

    #[test]
    fn a_curve_is_read_from_left_to_right_and_its_last_word_counts() {
        let curve = parse_curve("1:0,0:5,1:2").unwrap();
        assert_eq!(curve, [(0.0, 5.0), (1.0, 2.0)]);
    }
}
