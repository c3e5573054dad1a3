//! Effects that would reach a file of the presenter's machine.

use crate::app::{Effect, Msg};
use crate::locale::Phrase;

/// The answer to an effect that asks for a file; none for the others, which need no answer.
pub(super) fn refuse_files(effect: Effect) -> Option<Msg> {
    match effect {
        Effect::Export | Effect::SaveState(_) => Some(Msg::Notice(Phrase::key("ui.room.not-here"))),
        Effect::ReadData(path) => Some(Msg::DataRead {
            path,
            result: Err(Phrase::key("ui.room.no-file")),
        }),
        Effect::CompletePath(_)
        | Effect::SaveProgress(_)
        | Effect::SaveSetting(_)
        | Effect::Present(_)
        | Effect::Seat(_)
        | Effect::Remote(_)
        | Effect::Quit
        | Effect::Copy(_)
        | Effect::MouseCapture(_)
        | Effect::QueryTerminal(_)
        | Effect::Suspend => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{App, Appearance, Key, KeyCode, Progress};
    use crate::lesson::{self, CourseSource};
    use crate::locale::{Lang, Words};
    use crate::room::{Place, PresenterEvent, Room};

    /// Keys that guests have; the others type a path.
    const KEYS: &str = "nnnpp12;;fang/?xyosiemdzrut=+-0.tmp";

    #[test]
    fn no_key_of_a_guest_reaches_a_file() {
        let course = Arc::new(lesson::load(&CourseSource::Builtin).unwrap());
        let mut room = Room::new(1);
        let seat = room.join(std::time::Duration::ZERO).unwrap();
        let (mut refused, mut at) = (0, 1_u64);
        for lesson in [2, course.lessons.len() - 1] {
            let place = Some(Place { lesson, step: 0 });
            let go = PresenterEvent::Go {
                place,
                ballot: None,
            };
            let _moved = room.present(go, std::time::Duration::ZERO);
            let view = room.view(seat).unwrap();
            let words = Words::load(&Lang::english()).unwrap();
            let app = App::new(Arc::clone(&course), words, Appearance::default(), None);
            let app = app.with_progress(Progress::default(), None);
            let mut app = app.with_seat(view, "K7MX".to_owned(), String::new());
            for _ in 0..800 {
                at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let pick = usize::try_from(at >> 40).unwrap();
                let code = match pick % 8 {
                    0 => KeyCode::Tab,
                    1 => KeyCode::Enter,
                    2 => KeyCode::Right,
                    3 if pick % 5 == 0 => KeyCode::Esc,
                    _ => KeyCode::Char(KEYS.chars().nth(pick / 8 % KEYS.len()).unwrap()),
                };
                let effects = app.update(Msg::Key(Key::plain(code))).effects;
                for effect in effects {
                    let writes = matches!(
                        effect,
                        Effect::SaveProgress(_) | Effect::SaveSetting(_) | Effect::Present(_)
                    );
                    assert!(!writes, "{effect:?}");
                    let Some(answer) = refuse_files(effect) else {
                        continue;
                    };
                    refused += 1;
                    assert!(
                        matches!(
                            answer,
                            Msg::Notice(_) | Msg::DataRead { result: Err(_), .. }
                        ),
                        "{answer:?}"
                    );
                    let _shown = app.update(answer);
                }
            }
        }
        assert!(refused > 0, "files are asked for");
    }
}
