//! The help page: every enabled key.

use ratatui::text::Line;

use crate::app::{App, bindings};
use crate::text::{pad, width};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;

/// A line per key binding that is enabled on the screen below the help page, and sentences about the way charts and
/// questions are drawn.
pub(crate) fn lines(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = binding_lines(app, ctx);
    let states = [
        Some(app.context().glyph_phrase()),
        app.context().large_text_phrase(),
    ];
    lines.push(Line::default());
    for state in states.iter().flatten() {
        let style = ctx.style(StyleRole::Dim);
        lines.extend(wrap_text(ctx.format(state), style, width));
    }
    lines
}

fn binding_lines(app: &App, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let enabled: Vec<_> = bindings()
        .iter()
        .filter(|binding| {
            binding
                .keys
                .iter()
                .any(|(key, action)| app.key_triggers_below_overlay(*key, *action))
        })
        .collect();
    let keys: Vec<_> = enabled
        .iter()
        .map(|binding| {
            ctx.fold(&binding.long_of(|key, action| app.key_triggers_below_overlay(key, action)))
        })
        .collect();
    let column = keys.iter().map(|keys| width(keys)).max().unwrap_or(0);
    enabled
        .iter()
        .zip(keys)
        .map(|(binding, keys)| {
            Line::from(vec![
                ctx.span(pad(&keys, column), StyleRole::Key),
                ctx.span(
                    format!("   {}", ctx.word(&explanation(app, binding.name))),
                    StyleRole::Text,
                ),
            ])
        })
        .collect()
}

/// The key of the words for a binding. In a workshop some keys do other things than alone.
fn explanation(app: &App, binding: &str) -> String {
    let context = app.context();
    let is_asking = app
        .session()
        .is_some_and(|session| session.open_question().is_some());
    let place = match binding {
        "next" | "back" | "slower" | "faster" | "room" | "quit" if app.notes_desk().is_some() => {
            "in-notes."
        }
        "next" | "back" | "room" | "quit" if context.seat().is_some() => "in-seat.",
        "answer" if is_asking && context.is_voting() => "in-seat.",
        "next" if is_asking && context.closes_vote() => "in-open-vote.",
        "next" | "answer" | "undo" if is_asking && context.is_presenting() => "in-class.",
        "room" | "quit" if app.join_info().is_some() => "in-room.",
        _ => "",
    };
    format!("ui.help.{place}{binding}")
}
