//! Values of text controls, parsed once from what a command line or a file says.

use std::fmt;
use std::sync::Arc;

use super::table_text::{parse_table, write_table};
use super::{DataTable, NetworkElement, Picture};

/// The largest number of points of one's own.
pub const MAX_POINTS: usize = 512;

/// The smallest number of points that can be learned from.
pub const MIN_POINTS: usize = 2;

/// The largest coordinate that is accepted.
pub(super) const MAX_COORDINATE: f64 = 1e6;

/// The format of a text control. Texts contain no blanks, so that a command line takes each as one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// Points of the plane with their class, 0 or 1: `0.5:-0.2:1,-0.1:0.3:0`.
    Points,
    /// Points of a curve: `-1:0.2,0:0.5,1:-0.3`.
    Curve,
    /// A unit by its layer and place, each counted from 1, with the input of a weight or 0 for the bias behind it: `2.1`,
    /// `2.1.3`, `2.1.0`.
    Element,
    /// A table of the learner's own data: `people.csv/z/height,weight/kind,tall,short/152:51:0,190:93:1`.
    Table,
    /// A picture of 16 × 16 pixels as 64 hexadecimal digits, four for each row.
    Picture,
}

/// The value of a text control.
#[derive(Clone, Debug, PartialEq)]
pub enum TextValue {
    /// Points of the plane.
    Points(Arc<[ClassPoint]>),
    /// Points of a curve, x and y, by rising x.
    Curve(Arc<[(f64, f64)]>),
    /// An element of a network.
    Element(NetworkElement),
    /// A table of the learner's own data.
    Table(Arc<DataTable>),
    /// A picture.
    Picture(Picture),
}

/// A point of the plane with its class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassPoint {
    /// The place.
    pub at: (f64, f64),
    /// The class, 0 or 1.
    pub class: f64,
}

impl TextFormat {
    /// Parses `text`.
    pub fn parse(self, text: &str) -> Option<TextValue> {
        match self {
            Self::Points => TextValue::points(parse_rows(text, class_point)?),
            Self::Curve => TextValue::curve(parse_rows(text, curve_point)?),
            Self::Element => NetworkElement::parse(text).map(TextValue::Element),
            Self::Table => parse_table(text).map(|table| TextValue::Table(Arc::new(table))),
            Self::Picture => Picture::parse(text).map(TextValue::Picture),
        }
    }

    /// The word that describes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Points => "fault.form.points",
            Self::Curve => "fault.form.curve",
            Self::Element => "fault.form.element",
            Self::Table => "fault.form.table",
            Self::Picture => "fault.form.picture",
        }
    }
}

impl TextValue {
    /// `points` as a value; none where they are too few, too many or too far away.
    pub fn points(points: Vec<ClassPoint>) -> Option<Self> {
        let is_valid = has_valid_count(points.len())
            && points.iter().all(|point| is_in_reach(point.at))
            && points.iter().all(|point| [0.0, 1.0].contains(&point.class));
        is_valid.then(|| Self::Points(points.into()))
    }

    /// `points` as a value, sorted by x; of several points with the same x the last one counts. None where they are too few,
    /// too many or too far away.
    pub fn curve(mut points: Vec<(f64, f64)>) -> Option<Self> {
        let is_valid = has_valid_count(points.len()) && points.iter().copied().all(is_in_reach);
        points.reverse();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points.dedup_by(|later, first| later.0 == first.0);
        (is_valid && points.len() >= MIN_POINTS).then(|| Self::Curve(points.into()))
    }

    /// `table` as a value; none where [`DataTable::is_valid`] refuses it.
    pub fn table(table: DataTable) -> Option<Self> {
        table.is_valid().then(|| Self::Table(Arc::new(table)))
    }

    /// The format that this value is written in.
    pub fn format(&self) -> TextFormat {
        match self {
            Self::Points(_) => TextFormat::Points,
            Self::Curve(_) => TextFormat::Curve,
            Self::Element(_) => TextFormat::Element,
            Self::Table(_) => TextFormat::Table,
            Self::Picture(_) => TextFormat::Picture,
        }
    }
}

impl fmt::Display for TextValue {
    /// Writes what [`TextFormat::parse`] parses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Points(points) => write_list(f, points, |f, ClassPoint { at: (x, y), class }| {
                write!(f, "{x}:{y}:{class}")
            }),
            Self::Curve(points) => write_list(f, points, |f, (x, y)| write!(f, "{x}:{y}")),
            Self::Element(element) => element.fmt(f),
            Self::Table(table) => write_table(f, table),
            Self::Picture(picture) => picture.fmt(f),
        }
    }
}

pub(super) fn write_list<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    write: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(",")?;
        }
        write(f, item)?;
    }
    Ok(())
}

fn has_valid_count(points: usize) -> bool {
    (MIN_POINTS..=MAX_POINTS).contains(&points)
}

fn is_in_reach((x, y): (f64, f64)) -> bool {
    x.abs() <= MAX_COORDINATE && y.abs() <= MAX_COORDINATE
}

/// The numbers of each row of `text`, made into rows by `row`.
pub(super) fn parse_rows<T>(text: &str, row: impl Fn(&[f64]) -> Option<T>) -> Option<Vec<T>> {
    let numbers = |text: &str| -> Option<Vec<f64>> {
        let numbers = text.split(':').map(|part| part.trim().parse().ok());
        numbers.collect()
    };
    text.split(',').map(|text| row(&numbers(text)?)).collect()
}

fn class_point(numbers: &[f64]) -> Option<ClassPoint> {
    match numbers {
        [x, y, class] => Some(ClassPoint {
            at: (*x, *y),
            class: *class,
        }),
        _ => None,
    }
}

fn curve_point(numbers: &[f64]) -> Option<(f64, f64)> {
    match numbers {
        [x, y] => Some((*x, *y)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewrite(format: TextFormat, text: &str) -> Option<String> {
        format.parse(text).map(|value| value.to_string())
    }

    #[test]
    fn a_parsed_text_is_written_as_it_was() {
        for (format, text) in [
            (TextFormat::Points, "0.5:-0.2:1,-0.1:0.3:0"),
            (TextFormat::Curve, "-1:0.2,0:0.5,1:-0.3"),
            (TextFormat::Element, "2.1"),
            (TextFormat::Element, "2.1.0"),
            (TextFormat::Element, "9.16.16"),
        ] {
            assert_eq!(rewrite(format, text).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_text_in_another_format_is_rejected() {
        for text in ["", "1:2:3,1:2:0", "1:2", "nan:0:1,0:0:1", "1e9:0:1,0:0:1"] {
            assert_eq!(rewrite(TextFormat::Points, text), None, "{text}");
        }
        for text in ["", "0:0", "0:0,0:1", "a:b,1:2"] {
            assert_eq!(rewrite(TextFormat::Curve, text), None, "{text}");
        }
        for text in ["", "1", "0.1", "1.0", "1.2.3.4", "a.b", "1.2.-3"] {
            assert_eq!(rewrite(TextFormat::Element, text), None, "{text}");
        }
    }

    #[test]
    fn a_curve_is_sorted_and_the_last_point_at_a_place_counts() {
        let curve = rewrite(TextFormat::Curve, "1:0,0:5,1:2");
        assert_eq!(curve.as_deref(), Some("0:5,1:2"));
    }

    #[test]
    fn too_many_points_are_rejected() {
        let point = ClassPoint {
            at: (0.0, 0.0),
            class: 1.0,
        };
        assert!(TextValue::points(vec![point; MAX_POINTS]).is_some());
        assert!(TextValue::points(vec![point; MAX_POINTS + 1]).is_none());
        assert!(TextValue::points(vec![point]).is_none());
    }
}
