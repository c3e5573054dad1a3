//! A moving picture: the screen from an open question to the end of the movement after its answer.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::svg::{ElementGroup, opening_tag, sections};
use super::true_color_appearance;
use crate::app::{App, Key, LoopMode, Msg};
use crate::ui;

/// The time between two frames.
const FRAME: Duration = Duration::from_millis(100);
/// How long the open question is shown.
const FIRST: Duration = Duration::from_millis(2500);
/// How long the final state is shown.
const LAST: Duration = Duration::from_secs(4);
/// The most frames; a run that takes longer ends with a jump to its end.
const MAX_FRAMES: usize = 80;

/// A screen and the time that it is shown for.
struct Frame {
    sections: Vec<ElementGroup<String>>,
    duration: Duration,
}

/// An element of several frames.
struct MergedElement {
    element: String,
    /// The first frame with it.
    from: usize,
    /// The frame behind the last one with it.
    until: usize,
}

/// The screen of `app` as a moving SVG picture of `size` cells with the accessible title `title`: as it is, then `key` is
/// pressed, then every frame until nothing moves. It begins anew after its end. Readers who ask for less motion see the
/// final state.
pub fn moving_picture(app: &mut App, size: (u16, u16), title: &str, key: Key) -> String {
    let area = Rect::new(0, 0, size.0, size.1);
    let frames = frames(app, area, key);
    let mut svg = opening_tag(area, true_color_appearance(app), title);
    let merged = merge(&frames);
    write_styles(&mut svg, &merged, &frames);
    for section in &merged {
        section.write(&mut svg, |merged| with_class(merged, frames.len()));
    }
    svg.push_str("</svg>\n");
    svg
}

fn frames(app: &mut App, area: Rect, key: Key) -> Vec<Frame> {
    let mut frames = vec![Frame {
        sections: draw(app, area),
        duration: FIRST,
    }];
    let _update = app.update(Msg::Key(key));
    while app.loop_mode() != LoopMode::Wait && frames.len() < MAX_FRAMES {
        frames.push(Frame {
            sections: draw(app, area),
            duration: FRAME,
        });
        let _update = app.update(Msg::Frame { elapsed: FRAME });
        if app.loop_mode() == LoopMode::Work {
            let _update = app.update(Msg::Work);
        }
    }
    app.skip_run();
    frames.push(Frame {
        sections: draw(app, area),
        duration: LAST,
    });
    frames
}

/// Draws the screen, and tells the app what had no room.
fn draw(app: &mut App, area: Rect) -> Vec<ElementGroup<String>> {
    let mut buffer = Buffer::empty(area);
    let appearance = true_color_appearance(app);
    let extent = ui::render_as(app, appearance, area, &mut buffer);
    let _update = app.update(Msg::Drawn(extent));
    buffer.reset();
    let scenes = ui::render_scenes(app, appearance, area, &mut buffer);
    sections(&buffer, &scenes, appearance)
}

/// The sections of all frames in one: an element that stays the same from frame to frame stands there once. The order of
/// the elements of each frame is kept.
fn merge(frames: &[Frame]) -> Vec<ElementGroup<MergedElement>> {
    let Some(first) = frames.first() else {
        return Vec::new();
    };
    let merged = first.sections.iter().enumerate().map(|(at, section)| {
        let mut elements: Vec<MergedElement> = Vec::new();
        for (number, frame) in frames.iter().enumerate() {
            merge_frame(&mut elements, &frame.sections[at].elements, number);
        }
        ElementGroup {
            attributes: section.attributes,
            elements,
        }
    });
    merged.collect()
}

/// Adds the elements of the frame `number`.
fn merge_frame(merged: &mut Vec<MergedElement>, frame: &[String], number: usize) {
    let mut behind = 0;
    for element in frame {
        let same = merged[behind..]
            .iter()
            .position(|other| other.until == number && other.element == *element);
        if let Some(at) = same {
            merged[behind + at].until = number + 1;
            behind += at + 1;
        } else {
            let new = MergedElement {
                element: element.clone(),
                from: number,
                until: number + 1,
            };
            merged.insert(behind, new);
            behind += 1;
        }
    }
}

/// The rules that show each element in its frames.
fn write_styles(svg: &mut String, merged: &[ElementGroup<MergedElement>], frames: &[Frame]) {
    let total: f64 = frames
        .iter()
        .map(|frame| frame.duration.as_secs_f64())
        .sum();
    let percent = |frame: usize| {
        let before = frames.iter().take(frame);
        // A sum of nothing is −0, which is no place in a rule.
        let start = before.fold(0.0, |sum, frame| sum + frame.duration.as_secs_f64());
        (start / total * 100_000.0).round() / 1000.0
    };
    let elements = merged.iter().flat_map(|section| &section.elements);
    let spans: BTreeSet<_> = elements
        .map(|element| (element.from, element.until))
        .filter(|span| *span != (0, frames.len()))
        .collect();
    svg.push_str("<style>\n");
    for (from, until) in spans {
        let name = class(from, until);
        // Without motion, the final state stays.
        let still = if until == frames.len() {
            "visible"
        } else {
            "hidden"
        };
        let mut steps = String::new();
        // Writing to a string cannot fail.
        if from > 0 {
            let _ = write!(steps, "0%{{visibility:hidden}}");
        }
        let _ = write!(steps, "{}%{{visibility:visible}}", percent(from));
        if until < frames.len() {
            let _ = write!(steps, "{}%{{visibility:hidden}}", percent(until));
        }
        let end = if until == frames.len() {
            "visible"
        } else {
            "hidden"
        };
        let _ = writeln!(
            svg,
            "@keyframes {name}{{{steps}100%{{visibility:{end}}}}}\n\
             .{name}{{visibility:{still};animation:{name} {total:.2}s step-end infinite}}"
        );
    }
    svg.push_str("@media(prefers-reduced-motion:reduce){*{animation:none!important}}\n</style>\n");
}

fn class(from: usize, until: usize) -> String {
    format!("f{from}-{until}")
}

/// The element with the class of its frames.
fn with_class(merged: &MergedElement, frames: usize) -> String {
    if (merged.from, merged.until) == (0, frames) {
        return merged.element.clone();
    }
    let class = class(merged.from, merged.until);
    let name = merged.element.find([' ', '>']).unwrap_or_default();
    let (tag, attributes) = merged.element.split_at(name);
    format!("{tag} class=\"{class}\"{attributes}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(frames: &[&[&str]]) -> Vec<(String, usize, usize)> {
        let mut elements = Vec::new();
        for (number, frame) in frames.iter().enumerate() {
            let frame: Vec<_> = frame.iter().map(ToString::to_string).collect();
            merge_frame(&mut elements, &frame, number);
        }
        let elements = elements.into_iter();
        elements
            .map(|merged| (merged.element, merged.from, merged.until))
            .collect()
    }

    #[test]
    fn an_element_that_stays_is_written_once() {
        let merged = merged(&[&["a", "b", "c"], &["a", "B", "c"], &["a", "b", "c"]]);
        let names = |at: usize| {
            let shown = merged
                .iter()
                .filter(|(_, from, until)| (*from..*until).contains(&at));
            shown.map(|(name, ..)| name.as_str()).collect::<String>()
        };
        assert_eq!([0, 1, 2].map(names), ["abc", "aBc", "abc"]);
        assert_eq!(merged.len(), 5, "a and c once, b twice, B once");
    }

    #[test]
    fn the_class_stands_behind_the_name_of_the_tag() {
        let merged = MergedElement {
            element: "<path d=\"M0 0\"/>\n".to_owned(),
            from: 1,
            until: 3,
        };
        assert_eq!(
            with_class(&merged, 9),
            "<path class=\"f1-3\" d=\"M0 0\"/>\n"
        );
        assert_eq!(
            with_class(
                &MergedElement {
                    from: 0,
                    until: 9,
                    ..merged
                },
                9
            ),
            "<path d=\"M0 0\"/>\n"
        );
    }
}
