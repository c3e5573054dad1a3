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

/// The key of the words for a binding. In front of a class an open question counts hands.
fn explanation(app: &App, binding: &str) -> String {
    let is_vote = app.context().is_presenting()
        && app.session().is_some_and(|it| it.open_question().is_some());
    match binding {
        "next" | "answer" | "undo" if is_vote => format!("ui.help.in-class.{binding}"),
        binding => format!("ui.help.{binding}"),
    }
}
