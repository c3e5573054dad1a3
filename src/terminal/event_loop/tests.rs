use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::app::{Appearance, Behaviour, Key, MouseCapture};
use crate::figure::Figure;
use crate::lab::{Change, Controls, LabKind, Model, Readings, Run, Status, Values, Work};
use crate::lesson::{Activity, Course, LabSetup, Lesson, Location, Step, Unlock};
use crate::locale::{Lang, Words};

/// A run that only counts its steps, a hundred at most in a slice, up to `end`.
#[derive(Clone)]
struct Counter {
    at: u64,
    end: u64,
}

impl Model for Counter {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }
    fn readings(&self) -> Readings {
        Readings::new().with("at", self.at as f64)
    }
    fn figure(&self, _: &str) -> Option<Figure> {
        None
    }
    fn change(&mut self, _: &Values, _: &str) -> Change {
        Change::Redrawn
    }
    fn run(&self) -> Option<&dyn Run> {
        Some(self)
    }
    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(self)
    }
}

impl Run for Counter {
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
        Box::new(Counter {
            at: 0,
            end: u64::MAX,
        })
    },
};

static SHORT: LabKind = LabKind {
    name: "counter",
    controls: |_| Controls::default(),
    figures: &[],
    build: |_, _| Box::new(Counter { at: 0, end: 250 }),
};

static LONG: LabKind = LabKind {
    name: "counter",
    controls: |_| Controls::default(),
    figures: &[],
    build: |_, _| Box::new(Counter { at: 0, end: 675 }),
};

/// An app with one lesson open, of one step, whose lab is of `kind`.
fn app(kind: &'static LabKind) -> App {
    let step = Step {
        id: "only".to_owned(),
        lab: Some("lab".to_owned()),
        show: Vec::new(),
        unlock: Unlock::All,
        set: Values::new(),
        activity: Activity::Explore,
        place: Location::default(),
    };
    let lab = LabSetup {
        kind,
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

/// The same where nothing moves by itself.
fn still(kind: &'static LabKind) -> App {
    app(kind).with_behaviour(Behaviour {
        motion: Motion::Off,
        ..Behaviour::default()
    })
}

fn steps(app: &App) -> u64 {
    let (_, session) = app.session().unwrap();
    session.lab().unwrap().run().unwrap().at()
}

/// What the script says, and when. Looking at the clock takes a tenth of a millisecond.
struct Script {
    now: std::cell::Cell<Duration>,
    coming: VecDeque<(Duration, Happening)>,
    blocked: usize,
}

const TICK: Duration = Duration::from_micros(100);

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// Keys at the given milliseconds, and a signal to end it all.
fn script(keys: &[(u64, char)], end: u64) -> Script {
    let mut coming: VecDeque<_> = keys
        .iter()
        .map(|(at, c)| (ms(*at), Happening::Key(Key::char(*c))))
        .collect();
    coming.push_back((ms(end), Happening::Signal(15)));
    Script {
        now: std::cell::Cell::default(),
        coming,
        blocked: 0,
    }
}

impl Source for Script {
    fn now(&self) -> Duration {
        self.now.set(self.now.get() + TICK);
        self.now.get()
    }

    fn next(&mut self, patience: Option<Duration>) -> io::Result<Option<Happening>> {
        let (due, happening) = *self.coming.front().expect("the loop has ended by now");
        self.blocked += usize::from(patience.is_none());
        let until = patience.map_or(due, |patience| self.now.get() + patience);
        if due > until {
            self.now.set(until + TICK);
            return Ok(None);
        }
        self.now.set(due.max(self.now.get()) + TICK);
        self.coming.pop_front();
        Ok(Some(happening))
    }
}

/// A stage in memory that counts what is done on it.
struct Paper {
    terminal: Terminal<TestBackend>,
    suspended: usize,
    copied: Vec<String>,
    mice: Vec<MouseCapture>,
}

impl Stage for Paper {
    fn paint(&mut self, draw: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        let Ok(_) = self.terminal.draw(draw);
        Ok(())
    }
    fn size(&self) -> io::Result<(u16, u16)> {
        Ok((20, 5))
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.copied.push(text.to_owned());
        Ok(())
    }

    fn mouse(&mut self, mouse: MouseCapture) -> io::Result<()> {
        self.mice.push(mouse);
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.suspended += 1;
        Ok(())
    }
}

struct Played {
    end: End,
    /// What the counter stood at as each frame was drawn.
    drawn: Vec<u64>,
    told: Vec<Effect>,
    suspended: usize,
    copied: Vec<String>,
    mice: Vec<MouseCapture>,
    blocked: usize,
}

fn play(app: &mut App, mut script: Script) -> Played {
    let terminal = Terminal::new(TestBackend::new(20, 5)).unwrap();
    let mut paper = Paper {
        terminal,
        suspended: 0,
        copied: Vec::new(),
        mice: Vec::new(),
    };
    let (mut drawn, mut told) = (Vec::new(), Vec::new());
    let mut draw = |_: &mut Frame<'_>, app: &App| {
        drawn.push(steps(app));
        ScrollExtent { hidden: 7, page: 3 }
    };
    let world = |effect, _: Shown<'_>| {
        told.push(effect);
        None
    };
    let end = drive(app, &mut paper, &mut script, &mut draw, world).unwrap();
    Played {
        end,
        drawn,
        told,
        copied: paper.copied,
        mice: paper.mice,
        suspended: paper.suspended,
        blocked: script.blocked,
    }
}

#[test]
fn a_program_at_rest_waits_without_a_timer_and_draws_once() {
    let played = play(&mut app(&ENDLESS), script(&[], 60_000));
    assert_eq!(played.end, End::Signal(15));
    assert_eq!((played.drawn.len(), played.blocked), (1, 1));
}

#[test]
fn a_key_that_changes_nothing_draws_nothing() {
    let played = play(&mut app(&ENDLESS), script(&[(5, 'Z'), (50, 'Z')], 100));
    assert_eq!(played.drawn.len(), 1);
}

#[test]
fn keys_that_wait_together_are_drawn_together() {
    let keys = [(5, 't'), (5, 't'), (5, 't'), (90, 't')];
    let played = play(&mut app(&ENDLESS), script(&keys, 200));
    assert_eq!(
        played.drawn.len(),
        3,
        "at the start, for the three, for the last"
    );
}

#[test]
fn a_held_key_does_not_keep_the_screen_from_being_drawn() {
    let keys: Vec<_> = (0..2000).map(|_| (5, 't')).collect();
    let played = play(&mut app(&ENDLESS), script(&keys, 10_000));
    assert!(played.drawn.len() > 3, "{} drawings", played.drawn.len());
}

#[test]
fn a_run_goes_by_the_clock_at_thirty_frames_a_second() {
    let mut app = app(&ENDLESS);
    let played = play(&mut app, script(&[(0, ' ')], 2000));
    assert!(
        (290..=300).contains(&steps(&app)),
        "150 steps a second, not {}",
        steps(&app)
    );
    assert!(
        (55..=63).contains(&played.drawn.len()),
        "{} drawings",
        played.drawn.len()
    );
}

#[test]
fn work_fills_the_time_between_frames_but_frames_stay_thirty_a_second() {
    let mut app = app(&ENDLESS);
    let played = play(&mut app, script(&[(0, '+'), (0, '+'), (0, ' ')], 1000));
    assert!(
        (28..=34).contains(&played.drawn.len()),
        "{} drawings",
        played.drawn.len()
    );
    let slices = steps(&app) / 100;
    assert!(
        slices > 1000,
        "{slices} slices in a second of a tenth of a millisecond each"
    );
}

#[test]
fn a_key_is_taken_before_the_next_slice_of_work() {
    let mut app = app(&ENDLESS);
    // The pause comes in the middle of a frame, half a millisecond after the start.
    let mut script = script(&[(0, '+'), (0, '+'), (1, ' ')], 500);
    script.coming.insert(
        3,
        (Duration::from_micros(2500), Happening::Key(Key::char(' '))),
    );
    let played = play(&mut app, script);
    let slices = steps(&app) / 100;
    assert!(slices <= 8, "{slices} slices in a millisecond and a half");
    assert_eq!(played.drawn.last(), Some(&steps(&app)));
}

#[test]
fn what_a_run_came_to_is_drawn_as_soon_as_it_is_finished() {
    let mut app = app(&SHORT);
    let played = play(&mut app, script(&[(0, '+'), (0, '+'), (0, ' ')], 60_000));
    assert_eq!(steps(&app), 250);
    assert_eq!(played.drawn.last(), Some(&250));
    assert!(played.blocked >= 2, "it waits again");
}

#[test]
fn a_change_of_size_is_drawn() {
    let mut script = script(&[], 100);
    script.coming.push_front((ms(20), Happening::Resized));
    assert_eq!(play(&mut app(&ENDLESS), script).drawn.len(), 2);
}

#[test]
fn quitting_is_told_to_the_world_first() {
    let played = play(&mut app(&ENDLESS), script(&[(5, 'q')], 100));
    assert_eq!(played.end, End::Quit);
    assert_eq!(played.told.last(), Some(&Effect::Quit));
}

#[test]
fn coming_back_from_a_suspension_draws_the_whole_screen() {
    let mut script = script(&[], 100);
    script
        .coming
        .push_front((ms(20), Happening::Key(Key::ctrl('z'))));
    let played = play(&mut app(&ENDLESS), script);
    assert_eq!((played.suspended, played.drawn.len()), (1, 2));
}

#[test]
fn the_app_learns_how_far_its_screen_can_be_scrolled() {
    let mut app = app(&ENDLESS);
    let mut script = script(&[], 100);
    for _ in 0..20 {
        script
            .coming
            .push_front((ms(20), Happening::Key(Key::ctrl('d'))));
    }
    let _played = play(&mut app, script);
    assert_eq!(app.scroll(), 7, "no further than the drawing said");
}

#[test]
fn what_is_copied_goes_to_the_terminal() {
    let played = play(&mut app(&ENDLESS), script(&[(5, 'y')], 100));
    assert_eq!(played.copied, ["relutor counting --step only"]);
}

#[test]
fn without_motion_a_run_does_the_same_steps_and_is_drawn_once_a_second() {
    // 675 steps at 150 a second: four and a half seconds.
    let (mut moving, mut still) = (app(&LONG), still(&LONG));
    let moved = play(&mut moving, script(&[(0, ' ')], 60_000));
    let stood = play(&mut still, script(&[(0, ' ')], 60_000));
    assert_eq!((steps(&moving), steps(&still)), (675, 675));
    let drawn = moved.drawn.len();
    assert!((120..=140).contains(&drawn), "{drawn} drawings");
    // At the start, for the key, for each of four seconds, for the end.
    assert_eq!(stood.drawn.len(), 7, "{:?}", stood.drawn);
    assert_eq!(stood.drawn.last(), Some(&675));
    assert!(stood.blocked >= 2, "it waits again");
}

#[test]
fn without_motion_full_speed_is_drawn_once_a_second() {
    let mut app = still(&ENDLESS);
    let keys = [(0, '+'), (0, '+'), (0, ' ')];
    let played = play(&mut app, script(&keys, 2500));
    assert_eq!(played.drawn.len(), 4, "{:?}", played.drawn);
    assert!(steps(&app) / 100 > 1000, "{} steps", steps(&app));
}

#[test]
fn without_motion_a_key_is_answered_at_once() {
    let mut app = still(&ENDLESS);
    let keys = [(0, ' '), (1500, '+'), (1600, 't')];
    let played = play(&mut app, script(&keys, 2400));
    assert_eq!(
        played.drawn.len(),
        5,
        "at the start, for each key, and for one second: {:?}",
        played.drawn
    );
}

#[test]
fn without_motion_an_early_end_is_drawn_at_once() {
    let mut app = still(&SHORT);
    let played = play(&mut app, script(&[(0, '+'), (0, ' ')], 900));
    assert_eq!(played.drawn, [0, 0, 250]);
}

#[test]
fn whom_the_mouse_belongs_to_is_told_to_the_terminal() {
    let mut app = app(&ENDLESS);
    let keys = [(5, ','), (6, 'j'), (7, 'j'), (8, 'j'), (9, 'l'), (10, 'l')];
    let played = play(&mut app, script(&keys, 100));
    assert_eq!(played.mice, [MouseCapture::Off, MouseCapture::On]);
}
