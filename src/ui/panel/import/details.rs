//! The choices of an import in words: inputs, target, standardisation, rows used and rows left out.

use ratatui::text::Line;

use super::column_table::role_style;
use crate::app::{ImportPage, key_names};
use crate::lab::import::{ColumnRole, ImportPlan, MAX_USED_ROWS, ScannedTable};
use crate::locale::Phrase;
use crate::text::{clip, pad, width};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;

/// The most stray lines that are named.
const MAX_STRAY: usize = 3;

/// The length of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// The whole text.
    Full,
    /// One row of it.
    Short,
}

/// A label, and the lines beside it.
type Entry = (String, StyleRole, Vec<Line<'static>>);

/// The lines of the choices in at most `height` rows of `width` columns, with blank rows between them in at most
/// `airy_height` rows; without the heading and with one row each where there is little room.
pub(super) fn lines(
    page: &ImportPage,
    width: u16,
    (height, airy_height): (u16, u16),
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let text_height = |entries: &[Entry]| entries.iter().map(|(_, _, lines)| lines.len()).sum();
    let mut entries = entries(page, width, Length::Full, ctx);
    let mut rows: usize = text_height(&entries);
    let height = usize::from(height);
    let is_short = rows > height;
    if is_short {
        entries = self::entries(page, width, Length::Short, ctx);
        rows = text_height(&entries);
    }
    let heading = Line::styled(ctx.word("ui.import.gets"), ctx.style(StyleRole::Title));
    let is_airy = rows + entries.len() < usize::from(airy_height);
    let mut lines = Vec::new();
    if rows < height {
        lines.push(heading);
    }
    let label_width = label_width(ctx);
    for (at, (label, style_role, beside)) in entries.into_iter().enumerate() {
        // Inputs and target belong together.
        if is_airy && at != 1 {
            lines.push(Line::default());
        }
        let shown = if is_short { 1 } else { beside.len() };
        for (row, line) in beside.into_iter().take(shown).enumerate() {
            let label = if row == 0 { label.as_str() } else { "" };
            let mut spans = vec![ctx.span(pad(label, label_width), style_role)];
            spans.extend(line.spans);
            lines.push(Line::from(spans));
        }
    }
    lines
}

fn label_width(ctx: &RenderContext<'_>) -> usize {
    let keys = ["inputs", "target", "standardise", "rows-used", "left-out"];
    let widths = keys.map(|key| width(&ctx.word(&format!("ui.import.{key}"))));
    widths.into_iter().max().unwrap_or(0) + 3
}

fn entries(page: &ImportPage, width: u16, length: Length, ctx: &RenderContext<'_>) -> Vec<Entry> {
    let (plan, table) = (page.plan(), page.file().table());
    let text_width = usize::from(width).saturating_sub(label_width(ctx)).max(1);
    let entry =
        |key: &str, style_role, lines| (ctx.word(&format!("ui.import.{key}")), style_role, lines);
    let mut entries = vec![
        entry(
            "inputs",
            StyleRole::Dim,
            vec![inputs(plan, table, text_width, ctx)],
        ),
        entry(
            "target",
            StyleRole::Dim,
            vec![target(plan, table, text_width, ctx)],
        ),
        entry(
            "standardise",
            StyleRole::Text,
            standardise(plan, table, (text_width, length), ctx),
        ),
        entry(
            "rows-used",
            StyleRole::Dim,
            rows_used(page, (text_width, length), ctx),
        ),
    ];
    let left_out = left_out(page, text_width, ctx);
    if !left_out.is_empty() {
        entries.push(entry("left-out", StyleRole::Dim, left_out));
    }
    entries
}

fn inputs(
    plan: &ImportPlan,
    table: &ScannedTable,
    text_width: usize,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let name = |at: &usize| table.columns[*at].name.clone();
    let phrase = match plan.roles().inputs.as_slice() {
        [] => Phrase::key("ui.import.none"),
        [a] => Phrase::key("ui.import.one-input").with("a", name(a)),
        [a, b, ..] => Phrase::key("ui.import.two-inputs")
            .with("a", name(a))
            .with("b", name(b)),
    };
    let text = clip(&ctx.format(&phrase), text_width, ctx.glyphs.ellipsis);
    Line::from(ctx.span(text, role_style(ColumnRole::Input(0))))
}

fn target(
    plan: &ImportPlan,
    table: &ScannedTable,
    text_width: usize,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let column = plan.roles().target.map(|(at, _)| &table.columns[at]);
    let name = column.map(|column| column.name.clone());
    let phrase = match (name, plan.class_words(table)) {
        (Some(name), Some([zero, one])) => {
            let is_numbered = (zero.value, one.value) == (Some(0.0), Some(1.0));
            Phrase::key(if is_numbered {
                "ui.import.numbered-class-target"
            } else {
                "ui.import.class-target"
            })
            .with("column", name)
            .with("zero", zero.word.clone())
            .with("one", one.word.clone())
        }
        (Some(name), None) => Phrase::key("ui.import.number-target").with("column", name),
        (None, _) => Phrase::key("ui.import.none"),
    };
    let text = clip(&ctx.format(&phrase), text_width, ctx.glyphs.ellipsis);
    let room = text_width - width(&text);
    let mut spans = vec![ctx.span(text, role_style(ColumnRole::ClassTarget))];
    let key = format!("   {}", key_names("classes").unwrap_or_default());
    let word = format!(" {}", ctx.word("ui.key.classes"));
    if plan.has_other_pairs(table) && width(&key) + width(&word) <= room {
        spans.push(ctx.span(key, StyleRole::Key));
        spans.push(ctx.span(word, StyleRole::Dim));
    }
    Line::from(spans)
}

/// The switch, and the reason of its suggestion.
fn standardise(
    plan: &ImportPlan,
    table: &ScannedTable,
    (text_width, length): (usize, Length),
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let is_on = plan.is_standardised(table);
    let key = match (is_on, plan.overrides_suggestion(table), length) {
        (true, false, Length::Full) => "ui.import.on-because",
        (true, false, Length::Short) => "ui.import.on-because-short",
        (false, false, Length::Full) => "ui.import.off-because",
        (false, false, Length::Short) => "ui.import.off-because-short",
        (true, true, _) => "ui.import.on-by-choice",
        (false, true, _) => "ui.import.off-by-choice",
    };
    let why = plan.standardise_reason(table).phrase();
    let reason = ctx.format(&Phrase::key(key).with("why", why));
    text_lines(reason, StyleRole::Text, (text_width, length), ctx)
}

/// The rows of a text; a short one is cut.
fn text_lines(
    text: String,
    role: StyleRole,
    (text_width, length): (usize, Length),
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    match length {
        Length::Full => {
            let width = u16::try_from(text_width).unwrap_or(u16::MAX);
            wrap_text(text, ctx.style(role), width)
        }
        Length::Short => {
            let text = clip(&text, text_width, ctx.glyphs.ellipsis);
            vec![Line::from(ctx.span(text, role))]
        }
    }
}

fn rows_used(
    page: &ImportPage,
    (text_width, length): (usize, Length),
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let (selection, plan) = (page.selection(), page.plan());
    let is_chosen = plan.target_role().is_some() && !plan.roles().inputs.is_empty();
    if selection.usable <= MAX_USED_ROWS {
        let (key, role) = match (is_chosen, plan.has_few_rows(selection), length) {
            (false, _, _) => ("ui.import.none-used", StyleRole::Text),
            (true, false, _) => ("ui.import.all-used", StyleRole::Text),
            (true, true, Length::Full) => ("ui.import.few-used", StyleRole::Notice),
            (true, true, Length::Short) => ("ui.import.few-used-short", StyleRole::Notice),
        };
        let text = ctx.format(&Phrase::key(key).with("n", selection.usable));
        return text_lines(text, role, (text_width, length), ctx);
    }
    let some = Phrase::key("ui.import.some-used")
        .with("n", selection.rows.len())
        .with("all", selection.usable);
    let how = match page.plan().target_role() {
        Some(ColumnRole::ClassTarget) => "ui.import.stratified",
        _ => "ui.import.sampled",
    };
    vec![Line::from(vec![
        ctx.span(ctx.format(&some), StyleRole::Text),
        ctx.span(format!("   {}", ctx.word(how)), StyleRole::Dim),
    ])]
}

/// The rows that are left out, by reason, and the first lines among them.
fn left_out(page: &ImportPage, text_width: usize, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let (selection, table) = (page.selection(), page.file().table());
    let stray = table.stray_count + selection.without_number;
    let counts = [
        ("without-value", selection.without_value),
        ("other-classes", selection.of_other_class),
        ("stray", stray),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let reasons: Vec<_> = counts
        .map(|(name, count)| {
            let key = format!("ui.import.{name}");
            ctx.format(&Phrase::key(key).with("n", count))
        })
        .collect();
    if reasons.is_empty() {
        return Vec::new();
    }
    let named = table.stray_lines.iter().chain(&selection.stray_lines);
    let named = named.take(MAX_STRAY).map(|line| ctx.format(&line.phrase()));
    let paragraphs = std::iter::once(reasons.join(" · ")).chain(named);
    let width = u16::try_from(text_width).unwrap_or(u16::MAX);
    paragraphs
        .flat_map(|text| wrap_text(text, ctx.style(StyleRole::Notice), width))
        .collect()
}
