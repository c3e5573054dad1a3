//! What a step says, as lines.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::RenderContext;
use super::theme::StyleRole;
use super::wrap::wrap;
use crate::app::{AnswerStatus, ConditionStatus, ContentBlock, InlineKind, RichText};
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
pub(super) fn page(
    content: &[ContentBlock],
    width: u16,
    room: u16,
    ctx: &RenderContext<'_>,
) -> Page {
    let set = |setting| set(content, width, setting, ctx);
    [Setting::Airy, Setting::Close]
        .into_iter()
        .map(set)
        .find(|page| page.lines.len() <= usize::from(room))
        .unwrap_or_else(|| set(Setting::Dense))
}

fn set(content: &[ContentBlock], width: u16, setting: Setting, ctx: &RenderContext<'_>) -> Page {
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut answers = Vec::new();
    let mut before: Option<&ContentBlock> = None;
    for passage in content {
        let is_spare = matches!(
            passage,
            ContentBlock::Answer {
                status: AnswerStatus::Other,
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
        lines.extend(block_lines(passage, width, setting, ctx));
        if let ContentBlock::Answer { number, .. } = passage {
            answers.push((start..lines.len(), *number));
        }
        before = Some(passage);
    }
    Page { lines, answers }
}

fn wants_air(before: &ContentBlock, after: &ContentBlock) -> bool {
    use ContentBlock::{Answer, Code, Feedback, Goal, Heading, Hint, Item, Note, Paragraph};
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

fn block_lines(
    block: &ContentBlock,
    width: u16,
    setting: Setting,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let plain = ctx.style(StyleRole::Text);
    match block {
        ContentBlock::Heading(text) => vec![Line::from(vec![
            Span::styled(
                format!("{} ", ctx.glyphs.pointer),
                ctx.style(StyleRole::Accent),
            ),
            Span::styled(ctx.fold(text), ctx.style(StyleRole::Title)),
        ])],
        ContentBlock::Paragraph(rich) => wrap(&styled(rich, plain, ctx), width, ""),
        ContentBlock::Item { number, text } => {
            let lead =
                number.map_or_else(|| format!("{} ", ctx.glyphs.bullet), |n| format!("{n}. "));
            hanging(
                &Span::styled(lead, ctx.style(StyleRole::Accent)),
                &styled(text, plain, ctx),
                width,
            )
        }
        ContentBlock::Code(rich) => hanging(&Span::raw("    "), &styled(rich, plain, ctx), width),
        ContentBlock::Answer {
            number,
            text,
            status,
            predicted,
            votes,
        } => {
            let line = AnswerLine {
                number: *number,
                text,
                status: *status,
                predicted: *predicted,
                votes: *votes,
            };
            answer(&line, width, setting, ctx)
        }
        ContentBlock::Feedback { text, status } => {
            let (part, sign) = verdict(*status, ctx);
            hanging(
                &Span::styled(format!("{sign} "), ctx.style(part)),
                &styled(text, plain, ctx),
                width,
            )
        }
        ContentBlock::Goal { met, conditions } if *met => met_goal(conditions, width, ctx),
        ContentBlock::Goal { conditions, .. } => conditions
            .iter()
            .flat_map(|condition| goal(condition, width, setting, ctx))
            .collect(),
        ContentBlock::Hint { number, of, text } => {
            let label = Phrase::key("ui.hint").with("number", *number);
            let lead = format!("{} ", ctx.format(&label.with("of", *of)));
            hanging(
                &Span::styled(lead, ctx.style(StyleRole::Notice)),
                &styled(text, plain, ctx),
                width,
            )
        }
        ContentBlock::Note(text) => wrap(&[(ctx.fold(text), ctx.style(StyleRole::Dim))], width, ""),
    }
}

fn verdict(status: AnswerStatus, ctx: &RenderContext<'_>) -> (StyleRole, &'static str) {
    match status {
        AnswerStatus::Right => (StyleRole::Right, ctx.glyphs.right),
        AnswerStatus::Wrong => (StyleRole::Wrong, ctx.glyphs.wrong),
        AnswerStatus::Open | AnswerStatus::Other => (StyleRole::Dim, " "),
    }
}

/// An answer as it is set.
struct AnswerLine<'a> {
    number: usize,
    text: &'a RichText,
    status: AnswerStatus,
    predicted: bool,
    /// The hands for it and for all answers.
    votes: Option<(usize, usize)>,
}

fn answer(
    line: &AnswerLine<'_>,
    width: u16,
    setting: Setting,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let (part, sign) = verdict(line.status, ctx);
    let base = match line.status {
        AnswerStatus::Open => ctx.style(StyleRole::Text),
        AnswerStatus::Right | AnswerStatus::Wrong => ctx.style(part),
        AnswerStatus::Other => ctx.style(StyleRole::Dim),
    };
    let key = match line.status {
        AnswerStatus::Open => ctx.style(StyleRole::Key),
        AnswerStatus::Right | AnswerStatus::Wrong | AnswerStatus::Other => base,
    };
    let mut spans = styled(line.text, base, ctx);
    if line.predicted {
        let whose = line
            .votes
            .map_or("ui.predicted", |_| "ui.predicted-by-room");
        let yours = format!("  {} {}", ctx.glyphs.back, ctx.word(whose));
        spans.push((yours, ctx.style(StyleRole::Belief)));
    }
    let votes = line.votes.filter(|(_, all)| *all > 0);
    if let (Some((count, _)), Setting::Dense) = (votes, setting) {
        spans.push((format!("  {count}"), ctx.style(StyleRole::Live)));
    }
    let number = line.number;
    let mut lines = hanging(
        &Span::styled(format!("{sign} {number}  "), key),
        &spans,
        width,
    );
    if let (Some((count, all)), Setting::Airy | Setting::Close) = (votes, setting) {
        lines.push(hands(count, all, ctx));
    }
    lines
}

/// The hands that went up for an answer, as a bar of their share.
fn hands(count: usize, all: usize, ctx: &RenderContext<'_>) -> Line<'static> {
    let full = HANDS * count / all.max(1);
    Line::from(vec![
        Span::raw("     "),
        Span::styled(ctx.glyphs.full.repeat(full), ctx.style(StyleRole::Belief)),
        Span::styled(
            ctx.glyphs.empty.repeat(HANDS - full),
            ctx.style(StyleRole::Rule),
        ),
        Span::styled(format!(" {count}"), ctx.style(StyleRole::Live)),
    ])
}

/// A goal that is met, its conditions one after the other.
fn met_goal(
    conditions: &[ConditionStatus],
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let texts: Vec<_> = conditions.iter().map(|tick| ctx.fold(&tick.text)).collect();
    let lead = Span::styled(
        format!("{} ", ctx.glyphs.right),
        ctx.style(StyleRole::Right),
    );
    hanging(
        &lead,
        &[(texts.join(", "), ctx.style(StyleRole::Text))],
        width,
    )
}

/// A condition of a goal that is still to be met.
fn goal(
    tick: &ConditionStatus,
    width: u16,
    setting: Setting,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let (sign, part) = if tick.met {
        (ctx.glyphs.right, StyleRole::Right)
    } else {
        (ctx.glyphs.open, StyleRole::Goal)
    };
    let mut spans = vec![(ctx.fold(&tick.text), ctx.style(StyleRole::Text))];
    if let Some(now) = &tick.now {
        spans.push((ctx.fold(&format!("   {now}")), ctx.style(StyleRole::Live)));
    }
    let lead = Span::styled(format!("{sign} "), ctx.style(part));
    let mut lines = hanging(&lead, &spans, width);
    if let (Some(progress), false, true) = (tick.progress, tick.met, setting != Setting::Dense) {
        lines.push(bar(progress, width.min(24), ctx));
    }
    lines
}

/// A bar that fills as a goal is approached.
fn bar(progress: f64, width: u16, ctx: &RenderContext<'_>) -> Line<'static> {
    let width = usize::from(width.saturating_sub(2));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "progress is from 0 to 1"
    )]
    let full = ((progress * width as f64) as usize).min(width);
    Line::from(vec![
        Span::raw("  "),
        Span::styled(ctx.glyphs.full.repeat(full), ctx.style(StyleRole::Goal)),
        Span::styled(
            ctx.glyphs.empty.repeat(width - full),
            ctx.style(StyleRole::Rule),
        ),
    ])
}

/// `spans` behind `lead`, further lines indented as far.
fn hanging(lead: &Span<'static>, spans: &[(String, Style)], width: u16) -> Vec<Line<'static>> {
    let indent = " ".repeat(lead.width());
    let mut all = vec![(lead.content.to_string(), lead.style)];
    all.extend(spans.iter().cloned());
    wrap(&all, width, &indent)
}

fn styled(rich: &RichText, base: Style, ctx: &RenderContext<'_>) -> Vec<(String, Style)> {
    rich.iter()
        .map(|inline| {
            let style = match inline.kind {
                InlineKind::Words => base,
                InlineKind::Live => base.patch(ctx.style(StyleRole::Live)),
                InlineKind::Key => ctx.style(StyleRole::Key),
                InlineKind::Citation | InlineKind::Foreign => ctx.style(StyleRole::Dim),
                InlineKind::Term => base.add_modifier(Modifier::UNDERLINED),
            };
            let style = match inline.emphasis {
                Emphasis::Plain => style,
                Emphasis::Stressed => style.add_modifier(Modifier::ITALIC),
                Emphasis::Strong => style.add_modifier(Modifier::BOLD),
                Emphasis::Code => style.patch(ctx.style(StyleRole::Code)),
            };
            (ctx.fold(&inline.text), style)
        })
        .collect()
}
