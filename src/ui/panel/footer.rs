//! The footer: the keys that are enabled, or a notice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::{App, Binding, Key, Overlay, Session, binding, footer_bindings};
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// Draws the enabled keys, as many as fit, and always the help key.
pub(crate) fn draw(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    if let Some(notice) = app.context().notice() {
        return draw_notice(&ctx.format(notice), area, buf, ctx);
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
}

fn draw_notice(notice: &str, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let max_width = usize::from(area.width).saturating_sub(2);
    let text = clip(notice, max_width, ctx.glyphs.ellipsis);
    let line = Line::from(vec![Span::raw(" "), ctx.span(text, StyleRole::Notice)]);
    line.render(area, buf);
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

/// Whether one of the keys of `binding` is enabled.
fn is_shown(app: &App, binding: &Binding) -> bool {
    // The settings page does not show the key that opened it.
    if binding.name == "settings" && matches!(app.overlay(), Some(Overlay::Settings(_))) {
        return false;
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
    let is_asking = app
        .session()
        .is_some_and(|session| session.open_question().is_some());
    let is_running = app.session().is_some_and(Session::is_running);
    let is_searching = matches!(app.overlay(), Some(Overlay::Find(_)));
    let is_reading = matches!(app.overlay(), Some(Overlay::Reading { .. }));
    let is_painting = matches!(app.overlay(), Some(Overlay::Painting));
    let has_met_goals = app.session().is_some_and(Session::has_met_goals);
    let word = match (binding.name, is_asking, app.context().is_presenting()) {
        ("leave", _, _) if is_reading => "ui.key.cancel".to_owned(),
        ("enter", _, _) if is_searching => "ui.key.go".to_owned(),
        ("leave", _, _) if is_searching || is_painting => "ui.key.close".to_owned(),
        ("hint", _, _) if has_met_goals => "ui.key.principle".to_owned(),
        ("answer", true, true) => "ui.key.count".to_owned(),
        ("next", true, true) => "ui.key.reveal".to_owned(),
        ("next", true, false) => "ui.key.skip".to_owned(),
        ("run", _, _) if is_running => "ui.key.pause".to_owned(),
        (name, _, _) => format!("ui.key.{name}"),
    };
    vec![
        ctx.span(ctx.fold(&keys), StyleRole::Key),
        ctx.span(format!(" {}   ", ctx.word(&word)), StyleRole::Dim),
    ]
}
