//! Every key that works here.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, bindings};
use crate::text::pad;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// A line a binding whose keys do something on the screen that help was called from.
pub(crate) fn lines(app: &App, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let offered: Vec<_> = bindings()
        .iter()
        .filter(|binding| {
            binding
                .keys
                .iter()
                .any(|(key, action)| app.key_triggers_below_overlay(*key, *action))
        })
        .collect();
    let keys: Vec<_> = offered
        .iter()
        .map(|binding| {
            ctx.fold(&binding.long_of(|key, action| app.key_triggers_below_overlay(key, action)))
        })
        .collect();
    let column = keys.iter().map(|keys| keys.width()).max().unwrap_or(0);
    offered
        .iter()
        .zip(keys)
        .map(|(binding, keys)| {
            Line::from(vec![
                Span::styled(pad(&keys, column), ctx.style(StyleRole::Key)),
                Span::styled(
                    format!("   {}", ctx.word(&format!("ui.help.{}", binding.name))),
                    ctx.style(StyleRole::Text),
                ),
            ])
        })
        .collect()
}
