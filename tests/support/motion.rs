//! The app without movement.

use relutor::app::{App, Behaviour, Motion};

/// `app` without movement: answers are shown at once.
pub(crate) fn without_motion(app: App) -> App {
    app.with_behaviour(Behaviour {
        motion: Motion::Off,
        ..Behaviour::default()
    })
}
