use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::app::{
    Appearance, Behaviour, CellSize, Detection, ImageProtocol, Key, MouseCapture, ScrollExtent,
    TerminalReport, ThemeChoice,
};
use crate::figure::Figure;
use crate::lab::{Control, Controls, LabKind, Model, Readings, Run, Status, Values, Work};
use crate::lesson::{Activity, Course, LabSetup, Lesson, Location, Step, StepKind, Unlock};
use crate::locale::{Lang, Words};

/// A model whose run counts its steps up to `end`, at most a hundred in a slice.
#[derive(Clone)]
struct CountingModel {
    at: u64,
    end: u64,
}

impl Model for CountingModel {
    fn readings(&self) -> Readings {
        Readings::new().with("at", self.at as f64)
    }
    fn figure(&self, _: &str) -> Option<Figure> {
        None
    }
    fn run(&self) -> Option<&dyn Run> {
        Some(self)
    }
    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(self)
    }
}

impl Run for CountingModel {
    fn at(&self) -> u64 {
        self.at
    }
    fn status(&self) -> Status {
        if self.at < self.end {
            Status::Going
        } else {
            Status::Finished
        }
    }
    fn advance(&mut self, work: Work) -> Status {
        self.at = (self.at + work.steps.min(100)).min(self.end);
        self.status()
    }
    fn seek(&mut self, at: u64) {
        self.at = at;
    }
}

static ENDLESS: LabKind = LabKind {
    name: "counter",
    controls: |_| Controls::default(),
    figures: &[],
    build: |_, _| {
        Box::new(CountingModel {
            at: 0,
            end: u64::MAX,
        })
    },
};

/// A model with a control that belongs to its second figure.
static TWO_FIGURES: LabKind = LabKind {
    name: "counter",
    controls: |_| {
        Controls(vec![
            Control::choice("seed", "", &["0", "1"], "0").of_figure("second"),
        ])
    },
    figures: &["first", "second"],
    build: |_, _| Box::new(CountingModel { at: 0, end: 250 }),
};

static SHORT: LabKind = LabKind {
    name: "counter",
    controls: |_| Controls::default(),
    figures: &[],
    build: |_, _| Box::new(CountingModel { at: 0, end: 250 }),
};

static LONG: LabKind = LabKind {
    name: "counter",
    controls: |_| Controls::default(),
    figures: &[],
    build: |_, _| Box::new(CountingModel { at: 0, end: 675 }),
};

/// An app with an open lesson that has one step with a lab of `kind`.
fn app_with(kind: &'static LabKind) -> App {
    let step = Step {
        id: "only".to_owned(),
        kind: StepKind::Page,
        lab: Some("lab".to_owned()),
        show: kind.figures.iter().map(|id| (*id).to_owned()).collect(),
        unlock: Unlock::All,
        set: Values::new(),
        speed: None,
        variants: Vec::new(),
        statements: Vec::new(),
        literals: BTreeMap::new(),
        activity: Activity::Explore,
        place: Location::default(),
    };
    let lab = LabSetup {
        kind: kind.into(),
        set: Values::new(),
        seed: 0,
    };
    let lesson = Lesson {
        number: 1,
        name: "counting".to_owned(),
        labs: BTreeMap::from([("lab".to_owned(), lab)]),
        steps: vec![step],
        ..Lesson::default()
    };
    let course = Course {
        lessons: vec![Arc::new(lesson)],
        ..Course::default()
    };
    let words = Words::load(&Lang::english()).unwrap();
    let mut app = App::new(Arc::new(course), words, Appearance::default(), None);
    app.open(0, 0, &Values::new()).unwrap();
    app
}

/// The same app with motion off.
fn app_without_motion(kind: &'static LabKind) -> App {
    app_with(kind).with_behaviour(Behaviour {
        motion: Motion::Off,
        ..Behaviour::default()
    })
}

/// The steps that the app's run has done.
fn step_count(app: &App) -> u64 {
    let session = app.session().unwrap();
    session.lab().unwrap().run().unwrap().at()
}

/// Events at fixed times. Each look at the clock takes 0.1 ms.
struct ScriptedEvents {
    now: std::cell::Cell<Duration>,
    /// The remaining events with their times.
    remaining: VecDeque<(Duration, Event)>,
    /// How often the loop has waited without a timeout.
    untimed_waits: usize,
}

const TICK: Duration = Duration::from_micros(100);

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// Key presses at the given milliseconds, and a signal at `end`.
fn scripted_keys(keys: &[(u64, char)], end: u64) -> ScriptedEvents {
    let mut remaining: VecDeque<_> = keys
        .iter()
        .map(|(at, c)| (ms(*at), Event::Key(Key::char(*c))))
        .collect();
    remaining.push_back((ms(end), Event::Signal(15)));
    ScriptedEvents {
        now: std::cell::Cell::default(),
        remaining,
        untimed_waits: 0,
    }
}

impl EventSource for ScriptedEvents {
    fn now(&self) -> Duration {
        self.now.set(self.now.get() + TICK);
        self.now.get()
    }

    fn next_event(&mut self, timeout: Option<Duration>) -> io::Result<Option<Event>> {
        let next = self.remaining.front();
        let (due, event) = next.cloned().expect("the loop ends at the signal");
        self.untimed_waits += usize::from(timeout.is_none());
        let until = timeout.map_or(due, |timeout| self.now.get() + timeout);
        if due > until {
            self.now.set(until + TICK);
            return Ok(None);
        }
        self.now.set(due.max(self.now.get()) + TICK);
        self.remaining.pop_front();
        Ok(Some(event))
    }

    fn next_reply(&mut self, timeout: Duration) -> io::Result<Option<TerminalReply>> {
        let deadline = self.now.get() + timeout;
        let is_reply =
            |(due, event): &(Duration, Event)| *due <= deadline && matches!(event, Event::Reply(_));
        let Some(at) = self.remaining.iter().position(is_reply) else {
            self.now.set(deadline + TICK);
            return Ok(None);
        };
        match self.remaining.remove(at) {
            Some((due, Event::Reply(reply))) => {
                self.now.set(due.max(self.now.get()));
                Ok(Some(reply))
            }
            _ => Ok(None),
        }
    }
}

/// A display in memory that records its calls.
struct TestDisplay {
    terminal: Terminal<TestBackend>,
    suspensions: usize,
    copied: Vec<String>,
    mouse_captures: Vec<MouseCapture>,
    reopened: usize,
    discarded: usize,
    cell_size: Option<CellSize>,
    size_queries: usize,
}

impl Display for TestDisplay {
    fn draw(
        &mut self,
        _: Option<ImageProtocol>,
        draw: &mut dyn FnMut(&mut Frame<'_>) -> DrawnScreen,
    ) -> io::Result<usize> {
        let Ok(_) = self.terminal.draw(|frame| {
            draw(frame);
        });
        Ok(100)
    }

    fn query_terminal(&mut self, _: Detection) -> io::Result<()> {
        Ok(())
    }

    fn query_ready(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn abandon_replies(&mut self) {}

    fn discard_output(&mut self) {
        self.discarded += 1;
    }

    fn reopen(&mut self) -> io::Result<()> {
        self.reopened += 1;
        Ok(())
    }

    fn invalidate(&mut self) {}

    fn cell_size(&self) -> Option<CellSize> {
        self.cell_size
    }

    fn query_cell_size(&mut self) -> io::Result<()> {
        self.size_queries += 1;
        Ok(())
    }

    fn size(&self) -> io::Result<(u16, u16)> {
        Ok((20, 5))
    }

    fn copy_to_clipboard(&mut self, text: &str) -> io::Result<()> {
        self.copied.push(text.to_owned());
        Ok(())
    }

    fn set_mouse_capture(&mut self, mouse: MouseCapture) -> io::Result<()> {
        self.mouse_captures.push(mouse);
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.suspensions += 1;
        Ok(())
    }
}

/// The record of a finished event loop.
struct LoopRecord {
    reason: ExitReason,
    /// The step count at each drawing.
    drawn: Vec<u64>,
    effects: Vec<Effect>,
    suspensions: usize,
    copied: Vec<String>,
    mouse_captures: Vec<MouseCapture>,
    reopened: usize,
    discarded: usize,
    untimed_waits: usize,
}

fn run_loop(app: &mut App, mut events: ScriptedEvents) -> LoopRecord {
    let mut display = TestDisplay {
        terminal: Terminal::new(TestBackend::new(20, 5)).unwrap(),
        suspensions: 0,
        copied: Vec::new(),
        mouse_captures: Vec::new(),
        reopened: 0,
        discarded: 0,
        cell_size: None,
        size_queries: 0,
    };
    let (mut drawn, mut effects) = (Vec::new(), Vec::new());
    let mut view = |_: &mut Frame<'_>, app: &App| {
        drawn.push(step_count(app));
        DrawnScreen {
            scroll: ScrollExtent {
                hidden: 7,
                page: 3,
                // Only the first figure finds room.
                hidden_figures: (1..app.session().unwrap().figure_ids().len()).collect(),
                is_too_small: false,
            },
            ..DrawnScreen::default()
        }
    };
    let handle_effect = |effect, _: ShownFrame<'_>| {
        effects.push(effect);
        None
    };
    let reason = run_event_loop(app, &mut display, &mut events, &mut view, handle_effect).unwrap();
    LoopRecord {
        reason,
        drawn,
        effects,
        suspensions: display.suspensions,
        copied: display.copied,
        mouse_captures: display.mouse_captures,
        reopened: display.reopened,
        discarded: display.discarded,
        untimed_waits: events.untimed_waits,
    }
}

#[test]
fn an_idle_app_waits_without_a_timeout_and_draws_once() {
    let record = run_loop(&mut app_with(&ENDLESS), scripted_keys(&[], 60_000));
    assert_eq!(record.reason, ExitReason::Signal(15));
    assert_eq!((record.drawn.len(), record.untimed_waits), (1, 1));
}

#[test]
fn the_control_of_a_figure_without_room_is_hidden_before_the_first_key() {
    let mut app = app_with(&TWO_FIGURES);
    assert_eq!(app.session().unwrap().shown_controls(), ["seed"]);
    let record = run_loop(&mut app, scripted_keys(&[], 60_000));
    assert!(app.session().unwrap().shown_controls().is_empty());
    assert_eq!((record.drawn.len(), record.untimed_waits), (2, 1));
}

#[test]
fn a_key_that_changes_nothing_draws_nothing() {
    let record = run_loop(
        &mut app_with(&ENDLESS),
        scripted_keys(&[(5, 'Z'), (50, 'Z')], 100),
    );
    assert_eq!(record.drawn.len(), 1);
}

#[test]
fn pending_keys_share_one_drawing() {
    let keys = [(5, 't'), (5, 't'), (5, 't'), (90, 't')];
    let record = run_loop(&mut app_with(&ENDLESS), scripted_keys(&keys, 200));
    assert_eq!(
        record.drawn.len(),
        3,
        "at the start, for the first three, for the last"
    );
}

#[test]
fn a_held_key_does_not_delay_drawing() {
    let keys: Vec<_> = (0..2000).map(|_| (5, 't')).collect();
    let record = run_loop(&mut app_with(&ENDLESS), scripted_keys(&keys, 10_000));
    assert!(record.drawn.len() > 3, "{} drawings", record.drawn.len());
}

#[test]
fn a_run_follows_the_clock_at_thirty_frames_a_second() {
    let mut app = app_with(&ENDLESS);
    let record = run_loop(&mut app, scripted_keys(&[(0, ' ')], 2000));
    assert!(
        (290..=300).contains(&step_count(&app)),
        "150 steps a second, not {}",
        step_count(&app)
    );
    assert!(
        (55..=63).contains(&record.drawn.len()),
        "{} drawings",
        record.drawn.len()
    );
}

#[test]
fn work_fills_the_time_between_frames_and_keeps_the_frame_rate() {
    let mut app = app_with(&ENDLESS);
    let record = run_loop(
        &mut app,
        scripted_keys(&[(0, '+'), (0, '+'), (0, ' ')], 1000),
    );
    assert!(
        (28..=34).contains(&record.drawn.len()),
        "{} drawings",
        record.drawn.len()
    );
    let slices = step_count(&app) / 100;
    assert!(
        slices > 1000,
        "{slices} slices in a second of a tenth of a millisecond each"
    );
}

#[test]
fn a_key_is_handled_before_the_next_slice_of_work() {
    let mut app = app_with(&ENDLESS);
    // The pause key arrives in the middle of a frame, half a millisecond after the start.
    let mut events = scripted_keys(&[(0, '+'), (0, '+'), (1, ' ')], 500);
    events
        .remaining
        .insert(3, (Duration::from_micros(2500), Event::Key(Key::char(' '))));
    let record = run_loop(&mut app, events);
    let slices = step_count(&app) / 100;
    assert!(slices <= 8, "{slices} slices in a millisecond and a half");
    assert_eq!(record.drawn.last(), Some(&step_count(&app)));
}

#[test]
fn the_result_of_a_run_is_drawn_as_soon_as_it_finishes() {
    let mut app = app_with(&SHORT);
    let record = run_loop(
        &mut app,
        scripted_keys(&[(0, '+'), (0, '+'), (0, ' ')], 60_000),
    );
    assert_eq!(step_count(&app), 250);
    assert_eq!(record.drawn.last(), Some(&250));
    assert!(record.untimed_waits >= 2, "it waits again");
}

#[test]
fn a_resize_draws() {
    let mut events = scripted_keys(&[], 100);
    events.remaining.push_front((ms(20), Event::Resize));
    assert_eq!(run_loop(&mut app_with(&ENDLESS), events).drawn.len(), 2);
}

#[test]
fn quitting_calls_the_effect_handler_first() {
    let record = run_loop(&mut app_with(&ENDLESS), scripted_keys(&[(5, 'q')], 100));
    assert_eq!(record.reason, ExitReason::Quit);
    assert_eq!(record.effects.last(), Some(&Effect::Quit));
}

#[test]
fn continuing_after_a_suspension_draws() {
    let mut events = scripted_keys(&[], 100);
    events
        .remaining
        .push_front((ms(20), Event::Key(Key::ctrl('z'))));
    let record = run_loop(&mut app_with(&ENDLESS), events);
    assert_eq!((record.suspensions, record.drawn.len()), (1, 2));
}

#[test]
fn scrolling_stops_at_the_extent_of_the_drawing() {
    let mut app = app_with(&ENDLESS);
    let mut events = scripted_keys(&[], 100);
    for _ in 0..20 {
        events
            .remaining
            .push_front((ms(20), Event::Key(Key::ctrl('d'))));
    }
    let _record = run_loop(&mut app, events);
    assert_eq!(app.scroll(), 7, "the extent of the drawing");
}

#[test]
fn copied_text_goes_to_the_display() {
    let record = run_loop(&mut app_with(&ENDLESS), scripted_keys(&[(5, 'y')], 100));
    assert_eq!(record.copied, ["relutor counting --step only"]);
}

#[test]
fn without_motion_a_run_does_the_same_steps_and_draws_once_a_second() {
    // 675 steps at 150 a second: four and a half seconds.
    let (mut moving_app, mut still_app) = (app_with(&LONG), app_without_motion(&LONG));
    let with_motion = run_loop(&mut moving_app, scripted_keys(&[(0, ' ')], 60_000));
    let without_motion = run_loop(&mut still_app, scripted_keys(&[(0, ' ')], 60_000));
    assert_eq!(
        (step_count(&moving_app), step_count(&still_app)),
        (675, 675)
    );
    let drawn = with_motion.drawn.len();
    assert!((120..=140).contains(&drawn), "{drawn} drawings");
    // At the start, for the key, for each of four seconds, for the end.
    assert_eq!(without_motion.drawn.len(), 7, "{:?}", without_motion.drawn);
    assert_eq!(without_motion.drawn.last(), Some(&675));
    assert!(without_motion.untimed_waits >= 2, "it waits again");
}

#[test]
fn without_motion_full_speed_draws_once_a_second() {
    let mut app = app_without_motion(&ENDLESS);
    let keys = [(0, '+'), (0, '+'), (0, ' ')];
    let record = run_loop(&mut app, scripted_keys(&keys, 2500));
    assert_eq!(record.drawn.len(), 4, "{:?}", record.drawn);
    assert!(step_count(&app) / 100 > 1000, "{} steps", step_count(&app));
}

#[test]
fn without_motion_a_key_draws_at_once() {
    let mut app = app_without_motion(&ENDLESS);
    let keys = [(0, ' '), (1500, '+'), (1600, 't')];
    let record = run_loop(&mut app, scripted_keys(&keys, 2400));
    assert_eq!(
        record.drawn.len(),
        5,
        "at the start, for each key, and for one second: {:?}",
        record.drawn
    );
}

#[test]
fn without_motion_the_end_of_a_run_draws_at_once() {
    let mut app = app_without_motion(&SHORT);
    let record = run_loop(&mut app, scripted_keys(&[(0, '+'), (0, ' ')], 900));
    assert_eq!(record.drawn, [0, 0, 250]);
}

#[test]
fn the_mouse_setting_goes_to_the_display() {
    let mut app = app_with(&ENDLESS);
    let keys = [(5, ','), (6, 'j'), (7, 'j'), (8, 'j'), (9, 'l'), (10, 'l')];
    let record = run_loop(&mut app, scripted_keys(&keys, 100));
    assert_eq!(record.mouse_captures, [MouseCapture::Off, MouseCapture::On]);
}

fn reply(at: u64, reply: TerminalReply) -> (Duration, Event) {
    (ms(at), Event::Reply(reply))
}

/// An app whose theme follows the terminal, after a light background was reported at `at` milliseconds.
fn theme_after_report(at: u64, keys: &[(u64, char)]) -> (ThemeChoice, usize) {
    let detection = Detection {
        theme: true,
        ..Detection::default()
    };
    let mut app = app_with(&ENDLESS).with_behaviour(Behaviour {
        detection,
        ..Behaviour::default()
    });
    let mut events = scripted_keys(keys, 5000);
    let light = TerminalReply::Report(TerminalReport::LightBackground);
    events.remaining.push_front(reply(at, light));
    events
        .remaining
        .make_contiguous()
        .sort_by_key(|(due, _)| *due);
    let record = run_loop(&mut app, events);
    (app.appearance().theme, record.drawn.len())
}

#[test]
fn the_first_frame_has_the_colors_of_a_reply_within_fifty_milliseconds() {
    assert_eq!(theme_after_report(45, &[]), (ThemeChoice::Light, 1));
}

#[test]
fn a_later_reply_is_applied_when_it_arrives() {
    assert_eq!(theme_after_report(2000, &[]), (ThemeChoice::Light, 2));
}

#[test]
fn a_late_reply_does_not_change_a_theme_that_the_learner_has_chosen() {
    // The key of the theme, four times: back to the first one.
    let keys = [(100, 't'), (101, 't'), (102, 't'), (103, 't')];
    assert_eq!(theme_after_report(2000, &keys).0, ThemeChoice::Dark);
}

#[test]
fn a_slow_terminal_gets_no_frame_before_it_has_drawn_the_last_one() {
    let mut app = app_with(&ENDLESS);
    let mut events = scripted_keys(&[(2000, ' ')], 4000);
    events
        .remaining
        .push_front(reply(1000, TerminalReply::Attributes { has_sixel: false }));
    for at in [2900, 3800] {
        events.remaining.push_back(reply(at, TerminalReply::Ready));
    }
    events
        .remaining
        .make_contiguous()
        .sort_by_key(|(due, _)| *due);
    let record = run_loop(&mut app, events);
    assert_eq!(record.drawn.len(), 4, "{:?}", record.drawn);
    assert!(step_count(&app) > 250, "the model does not wait");
    assert_eq!(
        record.discarded, 1,
        "what it has not read is dropped at the end"
    );
}

#[test]
fn the_end_of_input_ends_the_program_and_a_continued_process_opens_the_terminal_again() {
    let mut events = scripted_keys(&[], 100);
    events.remaining.push_front((ms(20), Event::EndOfInput));
    events.remaining.push_front((ms(10), Event::Continue));
    let record = run_loop(&mut app_with(&ENDLESS), events);
    assert_eq!(record.reason, ExitReason::EndOfInput);
    assert_eq!((record.reopened, record.drawn.len()), (1, 2));
}
