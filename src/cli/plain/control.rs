//! Controls and their options by name or label, as a learner types them.

use crate::app::Session;
use crate::lab::Domain;
use crate::locale::Words;

/// The name of the control among `free` that is called `wanted` or has that label.
pub(super) fn find_control(
    session: &Session,
    free: &[String],
    wanted: &str,
    words: &Words,
) -> Option<String> {
    let lab = session.lab()?;
    let is_called = |name: &&String| name.to_lowercase() == wanted.to_lowercase();
    let has_label = |name: &&String| {
        let label = words.format(&lab.kind().control_label(name));
        label.to_lowercase() == wanted.to_lowercase()
    };
    let exact = free.iter().find(|name| *name == wanted);
    let found = exact
        .or_else(|| free.iter().find(is_called))
        .or_else(|| free.iter().find(has_label));
    found.cloned()
}

/// The name of the option with the label `wanted`; other values stay.
pub(super) fn option_name(session: &Session, control: &str, wanted: &str, words: &Words) -> String {
    let control = session.lab().and_then(|lab| lab.controls().get(control));
    let option = control.and_then(|control| match &control.domain {
        Domain::Choice(options) => options.names.iter().find(|name| {
            let label = words.format(&control.option_label(name));
            label.to_lowercase() == wanted.to_lowercase()
        }),
        Domain::Number(_) | Domain::Text { .. } => None,
    });
    option.map_or_else(|| wanted.to_owned(), |option| (*option).to_owned())
}
