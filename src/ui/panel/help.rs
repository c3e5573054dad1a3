//! The help page: every enabled key.

use ratatui::text::{Line, Span};

use crate::app::{App, bindings};
use crate::text::{pad, width};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// A line per key binding that is enabled on the screen below the help page.
pub(crate) fn lines(app: &App, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
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
                Span::styled(pad(&keys, column), ctx.style(StyleRole::Key)),
                Span::styled(
                    format!("   {}", ctx.word(&format!("ui.help.{}", binding.name))),
                    ctx.style(StyleRole::Text),
                ),
            ])
        })
        .collect()
}
