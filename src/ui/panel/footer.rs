//! The footer: the keys that are enabled, or a notice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::playground_controls;
use crate::app::{App, Binding, InputPurpose, Key, Overlay, Session, binding, footer_bindings};
use crate::room::VotePhase;
use crate::text::{clip, columns, width};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;

/// Draws the enabled keys, as many as fit, and always the help key; a notice takes their place, and that of the rule above if
/// it is long.
pub(crate) fn draw(app: &App, rule: Rect, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    if let Some(notice) = app.context().notice() {
        return draw_notice(&ctx.format(notice), rule, area, buf, ctx);
    }
    if let Some(Overlay::TextInput(input)) = app.overlay()
        && input.purpose == InputPurpose::SeatName
    {
        return playground_controls::draw_name_input(input, area, buf, ctx);
    }
    let Some(help_binding) = binding("help") else {
        return;
    };
    let help = entry_spans(app, help_binding, ctx);
    let help_width = help.iter().map(Span::width).sum::<usize>();
    let mut max_width = usize::from(area.width).saturating_sub(help_width + 2);
    let mut spans = vec![Span::raw(" ")];
    let mut x = area.x + 1;
    for binding in footer_bindings() {
        if !is_shown(app, binding) {
            continue;
        }
        let entry = entry_spans(app, binding, ctx);
        let width = entry.iter().map(Span::width).sum::<usize>();
        if width > max_width {
            continue;
        }
        max_width -= width;
        add_hit_regions(app, binding, &entry, x, area, ctx);
        x += u16::try_from(width).unwrap_or(0);
        spans.extend(entry);
    }
    add_hit_regions(app, help_binding, &help, x, area, ctx);
    spans.extend(help);
    Line::from(spans).render(area, buf);
    draw_way_back(app, max_width, area, buf, ctx);
}

/// Draws the way back to a guest's seat at the right end, where there is room for it.
fn draw_way_back(
    app: &App,
    max_width: usize,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let Some(seat) = app.context().seat() else {
        return;
    };
    let width = width(&seat.way_back);
    if width < max_width {
        let width = u16::try_from(width).unwrap_or(0);
        let right = Rect::new(area.right().saturating_sub(width + 1), area.y, width, 1);
        let text = ctx.span(seat.way_back.clone(), StyleRole::Dim);
        text.render(right.intersection(area), buf);
    }
}

/// Draws a notice into the footer. One that is longer begins on the rule above, and is cut at the end of the footer.
fn draw_notice(notice: &str, rule: Rect, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let max_width = area.width.saturating_sub(2);
    let style = ctx.style(StyleRole::Notice);
    let notice = with_short_path(notice, usize::from(max_width) / 2, ctx.glyphs.ellipsis);
    let lines = wrap_text(notice, style, max_width);
    let mut lines = lines.iter().map(ToString::to_string);
    let first = lines.next().unwrap_or_default();
    let rest = lines.collect::<Vec<_>>().join(" ");
    let rows = if rest.is_empty() {
        vec![(area, first)]
    } else {
        vec![(rule, first), (area, rest)]
    };
    for (row, text) in rows {
        Clear.render(row, buf);
        buf.set_style(row, ctx.style(StyleRole::Text));
        let text = clip(&text, usize::from(max_width), ctx.glyphs.ellipsis);
        let line = Line::from(vec![Span::raw(" "), ctx.span(text, StyleRole::Notice)]);
        line.render(row, buf);
    }
}

/// `notice` with the end of its first word alone, if it is a path that is wider than `limit`: the names of the file and of its
/// folder tell more than the way there.
fn with_short_path(notice: &str, limit: usize, ellipsis: &str) -> String {
    let (first, rest) = notice.split_once(' ').unwrap_or((notice, ""));
    let mut parts = first.match_indices(['/', '\\']).map(|(at, _)| &first[at..]);
    let short = parts.find(|end| width(end) + width(ellipsis) <= limit);
    match short {
        Some(end) if width(first) > limit => format!("{ellipsis}{end} {rest}"),
        Some(_) | None => notice.to_owned(),
    }
}

/// Records hit regions for the keys of an entry. A single key reacts together with its words, each of two keys alone.
fn add_hit_regions(
    app: &App,
    binding: &Binding,
    entry: &[Span<'_>],
    x: u16,
    area: Rect,
    ctx: &RenderContext<'_>,
) {
    let keys: Vec<Key> = binding
        .keys
        .iter()
        .take(binding.shown)
        .filter(|(key, action)| app.key_triggers(*key, *action))
        .map(|(key, _)| *key)
        .collect();
    match keys.as_slice() {
        [key] => {
            let width = entry.iter().map(|span| columns(&span.content)).sum::<u16>();
            let area = Rect::new(x, area.y, width.saturating_sub(3), 1).intersection(area);
            ctx.add_hit_region(area, || HitRegion::Key(*key));
        }
        [first, second] => {
            let second_starts = x + columns(&ctx.fold(&first.written()));
            let halves = [(x, first), (second_starts, second)];
            for (start, key) in halves {
                let width = columns(&ctx.fold(&key.written())) + u16::from(start == second_starts);
                let area = Rect::new(start, area.y, width, 1).intersection(area);
                ctx.add_hit_region(area, || HitRegion::Key(*key));
            }
        }
        _ => {}
    }
}

/// The word for what a key does here; its own name where nothing changes it.
fn word<'a>(app: &App, name: &'a str) -> &'a str {
    let context = app.context();
    let session = app.session();
    let is_asking = session.is_some_and(|session| session.open_question().is_some());
    let is_running = session.is_some_and(Session::is_running);
    let has_met_goals = session.is_some_and(Session::has_met_goals);
    let seat = context.seat_view();
    let is_remote = app.notes_desk().is_some();
    match (name, app.overlay()) {
        ("leave", Some(Overlay::Reading { .. })) => "cancel",
        ("enter", Some(Overlay::Find(_))) => "go",
        ("leave", Some(Overlay::Find(_) | Overlay::Painting)) => "close",
        ("next", Some(Overlay::Join)) if app.has_room_begun() => "close",
        ("next", Some(Overlay::Join)) => "begin",
        ("hint", _) if has_met_goals => "principle",
        ("answer", _) if is_asking && context.is_presenting() => "count",
        ("answer", _) if is_asking && context.is_voting() => "vote",
        ("answer", _) if !is_asking => "explain",
        ("next" | "vote-again", _) if context.closes_vote() => "close-vote",
        ("next", _) if is_asking && (context.is_presenting() || is_remote) => "reveal",
        ("next", _) if is_asking => "skip",
        ("run", _) if is_running => "pause",
        ("follow", _) if seat.is_some_and(|seat| seat.follows) => "explore",
        ("raise-hand", _) if seat.is_some_and(|seat| seat.has_raised_hand) => "lower-hand",
        ("quit", _) if seat.is_some() => "leave-room",
        (name, _) => name,
    }
}

/// Whether one of the keys of `binding` is enabled.
fn is_shown(app: &App, binding: &Binding) -> bool {
    // The settings page does not show the key that opened it.
    if binding.name == "settings" && matches!(app.overlay(), Some(Overlay::Settings(_))) {
        return false;
    }
    // The vote decides when a question ends; its key only says so.
    let is_asking = app.session().and_then(Session::open_question).is_some();
    if is_asking && app.context().is_voting() {
        let vote = app
            .context()
            .seat_view()
            .and_then(|view| view.vote.as_ref());
        let is_open = vote.is_some_and(|vote| vote.phase == VotePhase::Open);
        if binding.name == "next" || (binding.name == "answer" && !is_open) {
            return false;
        }
    }
    binding
        .keys
        .iter()
        .any(|(key, action)| app.key_triggers(*key, *action))
}

fn entry_spans(app: &App, binding: &Binding, ctx: &RenderContext<'_>) -> Vec<Span<'static>> {
    let keys = binding.short_of(|key, action| app.key_triggers(key, action));
    if keys.is_empty() {
        return Vec::new();
    }
    let word = format!("ui.key.{}", word(app, binding.name));
    vec![
        ctx.span(ctx.fold(&keys), StyleRole::Key),
        ctx.span(format!(" {}   ", ctx.word(&word)), StyleRole::Dim),
    ]
}

#[cfg(test)]
mod tests {
    use super::with_short_path;

    #[test]
    fn a_long_path_keeps_the_file_and_its_folder() {
        let shown = |notice| with_short_path(notice, 24, "…");
        assert_eq!(
            shown("/home/someone/courses/kinks/course.toml:1: `title` is missing"),
            "…/kinks/course.toml:1: `title` is missing"
        );
        assert_eq!(shown("kinks/course.toml:1: no"), "kinks/course.toml:1: no");
        assert_eq!(
            shown("a notice in words and/or signs"),
            "a notice in words and/or signs"
        );
    }
}
