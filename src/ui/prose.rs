//! What a step says, as lines.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::Pen;
use super::theme::Part;
use super::wrap::wrap;
use crate::app::{InlineKind, Mood, Passage, Rich, Tick};
use crate::lesson::Emphasis;
use crate::locale::Phrase;

/// How wide the bar is that shows the room's show of hands.
const HANDS: usize = 24;

/// How much room text takes for ease of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// With air between what does not belong together.
    Airy,
    /// Without air.
    Close,
    /// Without air, bars, and answers that are neither chosen nor right.
    Dense,
}

/// Text as it is set.
pub(super) struct Page {
    /// Its lines.
    pub lines: Vec<Line<'static>>,
    /// The lines of each answer that can be chosen, with its number.
    pub answers: Vec<(Range<usize>, usize)>,
}

/// `passages` as lines of at most `width` columns: set as airily as `room` lines allow.
pub(super) fn page(passages: &[Passage], width: u16, room: u16, pen: &Pen<'_>) -> Page {
    let set = |setting| set(passages, width, setting, pen);
    [Setting::Airy, Setting::Close]
        .into_iter()
        .map(set)
        .find(|page| page.lines.len() <= usize::from(room))
        .unwrap_or_else(|| set(Setting::Dense))
}

fn set(passages: &[Passage], width: u16, setting: Setting, pen: &Pen<'_>) -> Page {
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut answers = Vec::new();
    let mut before: Option<&Passage> = None;
    for passage in passages {
        let is_spare = matches!(
            passage,
            Passage::Answer {
                mood: Mood::Other,
                ..
            }
        );
        if setting == Setting::Dense && is_spare {
            continue;
        }
        if setting == Setting::Airy && before.is_some_and(|before| wants_air(before, passage)) {
            lines.push(Line::default());
        }
        let start = lines.len();
        lines.extend(of_passage(passage, width, setting, pen));
        if let Passage::Answer { number, .. } = passage {
            answers.push((start..lines.len(), *number));
        }
        before = Some(passage);
    }
    Page { lines, answers }
}

fn wants_air(before: &Passage, after: &Passage) -> bool {
    use Passage::{Answer, Code, Feedback, Goal, Heading, Hint, Item, Note, Paragraph};
    match (before, after) {
        (Answer { .. }, Answer { .. })
        | (Item { .. }, Item { .. })
        | (Code(_), Code(_))
        | (Goal { .. }, Goal { .. })
        | (Hint { .. }, Hint { .. })
        | (Heading(_), _) => false,
        (
            Paragraph(_)
            | Item { .. }
            | Code(_)
            | Answer { .. }
            | Feedback { .. }
            | Goal { .. }
            | Hint { .. }
            | Note(_),
            _,
        ) => true,
    }
}

fn of_passage(
    passage: &Passage,
    width: u16,
    setting: Setting,
    pen: &Pen<'_>,
) -> Vec<Line<'static>> {
    let plain = pen.style(Part::Text);
    match passage {
        Passage::Heading(text) => vec![Line::from(vec![
            Span::styled(format!("{} ", pen.glyphs.pointer), pen.style(Part::Accent)),
            Span::styled(pen.fold(text), pen.style(Part::Title)),
        ])],
        Passage::Paragraph(rich) => wrap(&styled(rich, plain, pen), width, ""),
        Passage::Item { number, text } => {
            let lead =
                number.map_or_else(|| format!("{} ", pen.glyphs.bullet), |n| format!("{n}. "));
            hanging(
                &Span::styled(lead, pen.style(Part::Accent)),
                &styled(text, plain, pen),
                width,
            )
        }
        Passage::Code(rich) => hanging(&Span::raw("    "), &styled(rich, plain, pen), width),
        Passage::Answer {
            number,
            text,
            mood,
            predicted,
            votes,
        } => {
            let line = AnswerLine {
                number: *number,
                text,
                mood: *mood,
                predicted: *predicted,
                votes: *votes,
            };
            answer(&line, width, setting, pen)
        }
        Passage::Feedback { text, mood } => {
            let (part, sign) = verdict(*mood, pen);
            hanging(
                &Span::styled(format!("{sign} "), pen.style(part)),
                &styled(text, plain, pen),
                width,
            )
        }
        Passage::Goal { met: true, ticks } => met_goal(ticks, width, pen),
        Passage::Goal { met: false, ticks } => ticks
            .iter()
            .flat_map(|tick| goal(tick, width, setting, pen))
            .collect(),
        Passage::Hint { number, of, text } => {
            let label = Phrase::key("ui.hint")
                .with("number", *number)
                .with("of", *of);
            let lead = format!("{} ", pen.say(&label));
            hanging(
                &Span::styled(lead, pen.style(Part::Notice)),
                &styled(text, plain, pen),
                width,
            )
        }
        Passage::Note(text) => wrap(&[(pen.fold(text), pen.style(Part::Dim))], width, ""),
    }
}

fn verdict(mood: Mood, pen: &Pen<'_>) -> (Part, &'static str) {
    match mood {
        Mood::Right => (Part::Right, pen.glyphs.right),
        Mood::Wrong => (Part::Wrong, pen.glyphs.wrong),
        Mood::Open | Mood::Other => (Part::Dim, " "),
    }
}

/// An answer as it is set.
struct AnswerLine<'a> {
    number: usize,
    text: &'a Rich,
    mood: Mood,
    predicted: bool,
    /// The hands for it and for all answers.
    votes: Option<(usize, usize)>,
}

fn answer(
    line: &AnswerLine<'_>,
    width: u16,
    setting: Setting,
    pen: &Pen<'_>,
) -> Vec<Line<'static>> {
    let (part, sign) = verdict(line.mood, pen);
    let base = match line.mood {
        Mood::Open => pen.style(Part::Text),
        Mood::Right | Mood::Wrong => pen.style(part),
        Mood::Other => pen.style(Part::Dim),
    };
    let key = match line.mood {
        Mood::Open => pen.style(Part::Key),
        Mood::Right | Mood::Wrong | Mood::Other => base,
    };
    let mut spans = styled(line.text, base, pen);
    if line.predicted {
        let whose = line
            .votes
            .map_or("ui.predicted", |_| "ui.predicted-by-room");
        let yours = format!("  {} {}", pen.glyphs.back, pen.word(whose));
        spans.push((yours, pen.style(Part::Belief)));
    }
    let votes = line.votes.filter(|(_, all)| *all > 0);
    if let (Some((count, _)), Setting::Dense) = (votes, setting) {
        spans.push((format!("  {count}"), pen.style(Part::Live)));
    }
    let number = line.number;
    let mut lines = hanging(
        &Span::styled(format!("{sign} {number}  "), key),
        &spans,
        width,
    );
    if let (Some((count, all)), Setting::Airy | Setting::Close) = (votes, setting) {
        lines.push(hands(count, all, pen));
    }
    lines
}

/// The hands that went up for an answer, as a bar of their share.
fn hands(count: usize, all: usize, pen: &Pen<'_>) -> Line<'static> {
    let full = HANDS * count / all.max(1);
    Line::from(vec![
        Span::raw("     "),
        Span::styled(pen.glyphs.full.repeat(full), pen.style(Part::Belief)),
        Span::styled(pen.glyphs.empty.repeat(HANDS - full), pen.style(Part::Rule)),
        Span::styled(format!(" {count}"), pen.style(Part::Live)),
    ])
}

/// A goal that is met, its conditions one after the other.
fn met_goal(ticks: &[Tick], width: u16, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let texts: Vec<_> = ticks.iter().map(|tick| pen.fold(&tick.text)).collect();
    let lead = Span::styled(format!("{} ", pen.glyphs.right), pen.style(Part::Right));
    hanging(&lead, &[(texts.join(", "), pen.style(Part::Text))], width)
}

/// A condition of a goal that is still to be met.
fn goal(tick: &Tick, width: u16, setting: Setting, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let (sign, part) = if tick.met {
        (pen.glyphs.right, Part::Right)
    } else {
        (pen.glyphs.open, Part::Goal)
    };
    let mut spans = vec![(pen.fold(&tick.text), pen.style(Part::Text))];
    if let Some(now) = &tick.now {
        spans.push((pen.fold(&format!("   {now}")), pen.style(Part::Live)));
    }
    let lead = Span::styled(format!("{sign} "), pen.style(part));
    let mut lines = hanging(&lead, &spans, width);
    if let (Some(progress), false, true) = (tick.progress, tick.met, setting != Setting::Dense) {
        lines.push(bar(progress, width.min(24), pen));
    }
    lines
}

/// A bar that fills as a goal is approached.
fn bar(progress: f64, width: u16, pen: &Pen<'_>) -> Line<'static> {
    let width = usize::from(width.saturating_sub(2));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "progress is from 0 to 1"
    )]
    let full = ((progress * width as f64) as usize).min(width);
    Line::from(vec![
        Span::raw("  "),
        Span::styled(pen.glyphs.full.repeat(full), pen.style(Part::Goal)),
        Span::styled(pen.glyphs.empty.repeat(width - full), pen.style(Part::Rule)),
    ])
}

/// `spans` behind `lead`, further lines indented as far.
fn hanging(lead: &Span<'static>, spans: &[(String, Style)], width: u16) -> Vec<Line<'static>> {
    let indent = " ".repeat(lead.width());
    let mut all = vec![(lead.content.to_string(), lead.style)];
    all.extend(spans.iter().cloned());
    wrap(&all, width, &indent)
}

fn styled(rich: &Rich, base: Style, pen: &Pen<'_>) -> Vec<(String, Style)> {
    rich.iter()
        .map(|inline| {
            let style = match inline.kind {
                InlineKind::Words => base,
                InlineKind::Live => base.patch(pen.style(Part::Live)),
                InlineKind::Key => pen.style(Part::Key),
                InlineKind::Citation | InlineKind::Foreign => pen.style(Part::Dim),
                InlineKind::Term => base.add_modifier(Modifier::UNDERLINED),
            };
            let style = match inline.emphasis {
                Emphasis::Plain => style,
                Emphasis::Stressed => style.add_modifier(Modifier::ITALIC),
                Emphasis::Strong => style.add_modifier(Modifier::BOLD),
                Emphasis::Code => style.patch(pen.style(Part::Code)),
            };
            (pen.fold(&inline.text), style)
        })
        .collect()
}
