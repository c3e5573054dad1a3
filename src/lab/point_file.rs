//! Points read from a file of comma-separated numbers.

use super::text_value::{MAX_POINTS, MIN_POINTS, write_curve, write_points};
use super::{Values, text_value};
use crate::locale::Phrase;

/// What a file of points holds.
#[derive(Clone, Debug, PartialEq)]
pub struct PointFile {
    /// The values that make them the data of a playground.
    pub values: Values,
    /// How many there are.
    pub count: usize,
    /// Each line that was left out, and why.
    pub left_out: Vec<Phrase>,
}

/// A line as numbers.
enum Point {
    Plane([f64; 2], f64),
    Line(f64, f64),
}

impl PointFile {
    /// Reads lines of three numbers (two coordinates and a class: 1, or 0 or −1) or of two (a place and a height), with
    /// commas, semicolons or tabs between them. Blank lines, lines that begin with `#`, and a first line of names are no
    /// points; of every other line that is left out it is said why.
    ///
    /// # Errors
    /// A sentence where there are too few points to learn from.
    pub fn read(text: &str) -> Result<Self, Vec<Phrase>> {
        let mut left_out = Vec::new();
        let (mut plane, mut line) = (Vec::new(), Vec::new());
        let mut has_begun = false;
        for (number, row) in (1_usize..).zip(text.lines()) {
            let row = row.trim().trim_start_matches('\u{feff}');
            if row.is_empty() || row.starts_with('#') {
                continue;
            }
            let is_first = !std::mem::replace(&mut has_begun, true);
            match point(row) {
                Ok(Point::Plane(at, class)) if line.is_empty() => plane.push((at, class)),
                Ok(Point::Line(x, y)) if plane.is_empty() => line.push((x, y)),
                Ok(Point::Plane(..)) => left_out.push(of_line(number, why("two-wanted"))),
                Ok(Point::Line(..)) => left_out.push(of_line(number, why("three-wanted"))),
                Err(_) if is_first && row.chars().any(char::is_alphabetic) => {}
                Err(fault) => left_out.push(of_line(number, fault)),
            }
            if plane.len() > MAX_POINTS || line.len() > MAX_POINTS {
                plane.truncate(MAX_POINTS);
                line.truncate(MAX_POINTS);
                let many = why("too-many").with("most", MAX_POINTS);
                left_out.push(of_line(number, many));
            }
        }
        let count = plane.len().max(line.len());
        if count < MIN_POINTS {
            left_out.insert(0, why("too-few").with("least", MIN_POINTS));
            return Err(left_out);
        }
        let values = if plane.is_empty() {
            let written = write_curve(&line);
            // Points at the same place are one.
            let count = text_value::parse_curve(&written).map_or(0, |points| points.len());
            if count < MIN_POINTS {
                left_out.insert(0, why("too-few").with("least", MIN_POINTS));
                return Err(left_out);
            }
            Values::new()
                .with("data", "drawn")
                .with("curve", written.as_str())
        } else {
            Values::new()
                .with("data", "own")
                .with("points", write_points(&plane).as_str())
        };
        Ok(Self {
            values,
            count,
            left_out,
        })
    }
}

fn why(what: &str) -> Phrase {
    Phrase::key(format!("fault.points.{what}"))
}

fn of_line(number: usize, fault: Phrase) -> Phrase {
    Phrase::key("fault.points.line")
        .with("line", number)
        .with("why", fault)
}

/// The numbers of a line as a point, or what is wrong with them.
fn point(row: &str) -> Result<Point, Phrase> {
    let parts = row.split([',', ';', '\t']).map(str::trim);
    let number = |part: &str| {
        let number = part.replace('−', "-").parse::<f64>().ok();
        number
            .filter(|x| x.abs() <= text_value::MAX_COORDINATE)
            .ok_or_else(|| why("no-number").with("text", part))
    };
    let numbers: Vec<f64> = parts.map(number).collect::<Result<_, _>>()?;
    match numbers.as_slice() {
        [x, y] => Ok(Point::Line(*x, *y)),
        [x, y, class] if *class == 1.0 => Ok(Point::Plane([*x, *y], 1.0)),
        [x, y, class] if *class == 0.0 || *class == -1.0 => Ok(Point::Plane([*x, *y], 0.0)),
        [_, _, class] => Err(why("no-class").with("class", *class)),
        other => Err(why("wrong-count").with("n", other.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_the_plane_are_read_whatever_stands_between_their_numbers() {
        let file =
            PointFile::read("x,y,class\n0.5,-0.25,1\n\n# a note\n-1; 2; 0\n0\t0\t-1\n").unwrap();
        assert_eq!((file.count, file.left_out.len()), (3, 0));
        assert_eq!(file.values.choice("points"), "0.5:-0.25:1,-1:2:0,0:0:0");
    }

    #[test]
    fn two_numbers_a_line_are_a_curve() {
        let file = PointFile::read("-1,0\n0,1\n1,0\n").unwrap();
        assert_eq!(file.values.choice("curve"), "-1:0,0:1,1:0");
    }

    #[test]
    fn every_line_that_is_left_out_is_named_with_its_reason() {
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
    fn too_few_points_are_refused_and_too_many_are_told() {
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
