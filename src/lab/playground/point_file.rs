//! Points read from a file of comma-separated numbers.

use super::data_spec::Source;
#[cfg(test)]
use super::names;
use crate::lab::text_value::MAX_COORDINATE;
use crate::lab::{ClassPoint, MAX_POINTS, MIN_POINTS, TextValue, Values};
use crate::locale::Phrase;

/// The points of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct PointFile {
    /// The values that make them the data of a playground.
    pub values: Values,
    /// The number of points.
    pub count: usize,
    /// The reason for each line that was left out.
    pub left_out: Vec<Phrase>,
}

/// A line of a file.
enum Row {
    Plane(ClassPoint),
    Curve((f64, f64)),
}

/// The points of a file so far.
#[derive(Default)]
struct Rows {
    plane: Vec<ClassPoint>,
    curve: Vec<(f64, f64)>,
    left_out: Vec<Phrase>,
}

impl PointFile {
    /// Reads lines of three numbers (two coordinates and a class: 1, or 0 or −1) or of two (x and y), separated by commas,
    /// semicolons or tabs. Blank lines, lines that begin with `#` and a first line of names are skipped; every other line
    /// that is left out has a reason.
    ///
    /// # Errors
    /// The reasons, where there are too few points to learn from.
    pub fn read(text: &str) -> Result<Self, Vec<Phrase>> {
        let mut rows = Rows::default();
        let mut is_first = true;
        for (number, line) in (1_usize..).zip(text.lines()) {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            rows.add(number, line, is_first);
            is_first = false;
        }
        let Rows {
            plane,
            curve,
            mut left_out,
        } = rows;
        let count = plane.len().max(curve.len());
        let points = if plane.is_empty() {
            TextValue::curve(curve)
        } else {
            TextValue::points(plane)
        };
        let Some(source) = points.and_then(Source::from_text) else {
            left_out.insert(0, reason("too-few").with("least", MIN_POINTS));
            return Err(left_out);
        };
        Ok(Self {
            values: source.to_values(),
            count,
            left_out,
        })
    }
}

impl Rows {
    fn add(&mut self, number: usize, line: &str, is_first: bool) {
        let left_out = match parse_row(line) {
            Ok(Row::Plane(point)) if self.curve.is_empty() => {
                if self.plane.len() < MAX_POINTS {
                    return self.plane.push(point);
                }
                reason("too-many").with("most", MAX_POINTS)
            }
            Ok(Row::Curve(point)) if self.plane.is_empty() => {
                if self.curve.len() < MAX_POINTS {
                    return self.curve.push(point);
                }
                reason("too-many").with("most", MAX_POINTS)
            }
            Ok(Row::Plane(_)) => reason("two-wanted"),
            Ok(Row::Curve(_)) => reason("three-wanted"),
            Err(_) if is_first && line.chars().any(char::is_alphabetic) => return,
            Err(error) => error,
        };
        self.left_out.push(
            Phrase::key("fault.points.line")
                .with("line", number)
                .with("why", left_out),
        );
    }
}

fn reason(name: &str) -> Phrase {
    Phrase::key(format!("fault.points.{name}"))
}

/// The point on a line, or the reason why it is none.
fn parse_row(line: &str) -> Result<Row, Phrase> {
    let parts = line.split([',', ';', '\t']).map(str::trim);
    let number = |part: &str| {
        let number = part.replace('−', "-").parse::<f64>().ok();
        number
            .filter(|x| x.abs() <= MAX_COORDINATE)
            .ok_or_else(|| reason("no-number").with("text", part))
    };
    let numbers: Vec<f64> = parts.map(number).collect::<Result<_, _>>()?;
    let plane = |x: f64, y: f64, class: f64| Row::Plane(ClassPoint { at: (x, y), class });
    match numbers.as_slice() {
        [x, y] => Ok(Row::Curve((*x, *y))),
        [x, y, class] if *class == 1.0 => Ok(plane(*x, *y, 1.0)),
        [x, y, class] if *class == 0.0 || *class == -1.0 => Ok(plane(*x, *y, 0.0)),
        [_, _, class] => Err(reason("no-class").with("class", *class)),
        other => Err(reason("wrong-count").with("n", other.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The points or the curve, as text.
    fn points(file: &PointFile) -> String {
        let text = file.values.text(names::POINTS);
        let text = text.or_else(|| file.values.text(names::CURVE));
        text.unwrap().to_string()
    }

    #[test]
    fn points_of_the_plane_are_read_with_any_separator() {
        let file =
            PointFile::read("x,y,class\n0.5,-0.25,1\n\n# a note\n-1; 2; 0\n0\t0\t-1\n").unwrap();
        assert_eq!((file.count, file.left_out.len()), (3, 0));
        assert_eq!(points(&file), "0.5:-0.25:1,-1:2:0,0:0:0");
    }

    #[test]
    fn lines_of_two_numbers_are_a_curve() {
        let file = PointFile::read("-1,0\n0,1\n1,0\n").unwrap();
        assert_eq!(points(&file), "-1:0,0:1,1:0");
    }

    #[test]
    fn every_line_that_is_left_out_has_a_reason() {
        let text = "0,0,0\n1,1,1\n1,2\n1,2,7\nabc,1,0\n1,1,1,1\n1e99,0,1\n";
        let file = PointFile::read(text).unwrap();
        assert_eq!(file.count, 2);
        let lines: Vec<_> = file
            .left_out
            .iter()
            .map(|fault| format!("{:?}", fault.arg("line").unwrap()))
            .collect();
        let want: Vec<_> = (3..=7).map(|n| format!("Number({n}.0)")).collect();
        assert_eq!(lines, want);
    }

    #[test]
    fn too_few_points_are_an_error_and_too_many_are_left_out() {
        assert!(PointFile::read("").is_err());
        assert!(PointFile::read("0,0,1\n").is_err());
        assert!(
            PointFile::read("0,1\n0,2\n").is_err(),
            "one place is no curve"
        );
        let many = "0.5,0.5,1\n".repeat(MAX_POINTS + 3);
        let file = PointFile::read(&many).unwrap();
        assert_eq!((file.count, file.left_out.len()), (MAX_POINTS, 3));
    }
}
