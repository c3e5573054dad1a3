//! `relutor --plain`: the course line by line, for screen readers, dumb terminals and serial lines.
//!
//! Reads a line, sends the app the messages of the keys that do the same on the screen, and prints in words what is new.
//! It writes no escape sequence and never moves the cursor.

mod command;
mod control;
mod page;
mod unchanged;

use std::io::{self, BufRead, Read, Write};
use std::time::{Duration, SystemTime};

use clap::ArgMatches;

use super::effect_handler::EffectHandler;
use super::open::EntryPoint;
use super::{Failure, Home, home, open};
use crate::app::{
    Action, App, ClickTarget, Effect, Key, KeyCode, LessonAction, LoopMode, MouseInput, Msg,
    Overlay, Session, WorkbenchAction,
};
use crate::lab::{Run, Status, Value};
use crate::locale::{Phrase, Words};
use crate::storage::Notice;
use crate::terminal::{EventQueue, ExitReason, ShownFrame};
use crate::text::{clip, printable};
use command::{Command, parse};
use page::PlainPage;
use unchanged::unchanged;

/// The steps of `run` without a number.
const USUAL_STEPS: i64 = 100;
/// The most steps of one command.
const MOST_STEPS: u64 = 1_000_000;
/// The longest line that is read, in bytes; the rest of a longer one is the next line.
const LONGEST_LINE: u64 = 4096;
/// The size of a screen that nobody sees.
const SIZE: (u16, u16) = (80, 24);
/// The columns of a line that is told to be no command.
const LONGEST_ECHO: usize = 40;

/// Goes through the course, or stays at the playground, until the learner quits or the input ends.
pub(super) fn plain(
    entry: EntryPoint,
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
) -> Result<ExitReason, Failure> {
    let storage = home.storage(matches);
    let read = storage.load_progress();
    home::tell(&read.notices, &mut io::stderr(), words);
    let notices: Vec<_> = read.notices.iter().map(Notice::phrase).collect();
    let app = open::still_app(entry, matches, words, environment, home, read.value)?;
    let queue = EventQueue::new();
    let mut dialog = Dialog {
        app,
        effects: EffectHandler::new(storage, words.clone(), queue.sender()),
        output: io::stdout().lock(),
        is_over: false,
    };
    let ended = dialog.run(&mut io::stdin().lock(), &notices);
    // Whoever closed the output has ended the program; the progress is saved.
    match ended {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::system("cli.fault.output", &error))
        }
        Ok(()) | Err(_) => Ok(ExitReason::Quit),
    }
}

/// A learner and the course, taking turns.
struct Dialog<W> {
    app: App,
    effects: EffectHandler,
    output: W,
    is_over: bool,
}

impl<W: Write> Dialog<W> {
    fn run(&mut self, input: &mut impl BufRead, notices: &[Phrase]) -> io::Result<()> {
        let words = self.app.words().clone();
        let mut lines: Vec<_> = notices.iter().map(|notice| words.format(notice)).collect();
        lines.push(words.get("cli.plain.welcome"));
        lines.extend(PlainPage::new(&self.app).whole());
        self.print(&lines)?;
        while !self.is_over {
            let before = now();
            let line = read_line(input)?;
            self.send(Msg::TimePassed {
                elapsed: now().duration_since(before).unwrap_or(Duration::ZERO),
            });
            let Some(line) = line else { break };
            let lines = self.answer(&parse(&line));
            if !self.is_over {
                self.print(&lines)?;
            }
        }
        // The end of the input is a way to quit.
        if !self.is_over {
            self.send(Msg::Key(Key::ctrl('c')));
            writeln!(self.output)?;
        }
        self.output.flush()
    }

    /// Prints lines and the prompt.
    fn print(&mut self, lines: &[String]) -> io::Result<()> {
        for line in lines {
            // A learner's own control characters are shown to them, not obeyed.
            writeln!(self.output, "{}", printable(line))?;
        }
        write!(self.output, "> ")?;
        self.output.flush()
    }

    /// Carries out `command` and returns what there is to say.
    fn answer(&mut self, command: &Command) -> Vec<String> {
        let before = PlainPage::new(&self.app).state();
        let had_question = self.has_open_question();
        match command {
            Command::Where => return PlainPage::new(&self.app).place(),
            Command::Whole => return PlainPage::new(&self.app).whole(),
            Command::Help => return PlainPage::new(&self.app).help(),
            Command::Goals => return PlainPage::new(&self.app).goals(),
            Command::Unknown(text) => return self.say(&unknown(text)),
            Command::Quit => self.press(Key::char('q')),
            Command::Number(number) => {
                if let Some(refused) = self.choose(*number) {
                    return self.say(&refused);
                }
            }
            Command::Set { name, value } => {
                if let Some(refused) = self.set(name, value) {
                    return self.say(&refused);
                }
            }
            Command::Run(steps) => {
                if let Some(refused) = self.run_model(*steps) {
                    return self.say(&refused);
                }
            }
            Command::Next => self.next(),
            Command::Previous => self.press(Key::char('p')),
            Command::Hint => self.press(Key::char('i')),
            Command::Fix => {
                self.press_for(Key::char('f'), Action::Workbench(WorkbenchAction::ApplyFix));
            }
            Command::Skip => self.press_for(Key::char('s'), Action::Lesson(LessonAction::SkipTest)),
            Command::Undo => self.press(Key::char('u')),
            Command::Reset => self.press(Key::char('r')),
            Command::Language => self.press(Key::char('e')),
            Command::List => self.press(Key::plain(KeyCode::Esc)),
        }
        let page = PlainPage::new(&self.app);
        let Some(news) = page.news(&before) else {
            return page.format(&unchanged(command, &self.app));
        };
        let about = match command {
            Command::Next if had_question && !self.has_open_question() => Some("skipped"),
            Command::Language => Some("language"),
            _ => None,
        };
        let about = about.map(|key| page.format(&Phrase::key(format!("cli.plain.{key}"))));
        about.into_iter().flatten().chain(news).collect()
    }

    fn has_open_question(&self) -> bool {
        self.app
            .session()
            .and_then(Session::open_question)
            .is_some()
    }

    /// Presses `key` where it stands for `action`: in other places it is another command.
    fn press_for(&mut self, key: Key, action: Action) {
        if self.app.key_triggers(key, action) {
            self.press(key);
        }
    }

    fn say(&self, phrase: &Phrase) -> Vec<String> {
        vec![self.app.words().format(phrase)]
    }

    /// Answers the question, or opens a lesson of the list. Returns why not.
    fn choose(&mut self, number: usize) -> Option<Phrase> {
        let Some(session) = self.app.session() else {
            let course = self.app.course();
            let at = course
                .lessons
                .iter()
                .position(|lesson| usize::try_from(lesson.number) == Ok(number));
            let Some(at) = at else {
                return Some(Phrase::key("cli.plain.no-lesson").with("n", number));
            };
            self.send(Msg::Mouse(MouseInput::Press(Some(ClickTarget::Lesson(at)))));
            return None;
        };
        let answers = match self.app.end_content() {
            Some(end) => page::numbered_rows(&end),
            None => page::answer_count(session),
        };
        let digit = u32::try_from(number)
            .ok()
            .filter(|_| (1..=answers).contains(&number))
            .and_then(|number| char::from_digit(number, 10));
        let Some(digit) = digit else {
            let key = if answers == 0 {
                "cli.plain.no-question"
            } else {
                "cli.plain.no-answer"
            };
            return Some(Phrase::key(key).with("n", answers));
        };
        self.press(Key::char(digit));
        None
    }

    /// Types a value for a control. Returns why it is refused.
    fn set(&mut self, name: &str, value: &str) -> Option<Phrase> {
        let Some(session) = self.app.session() else {
            return Some(Phrase::key("cli.plain.no-controls"));
        };
        let free = session.unlocked();
        let found = control::find_control(session, &free, name, self.app.words());
        let Some(control) = found else {
            let key = if session.open_question().is_some() {
                "cli.plain.locked"
            } else if free.is_empty() {
                "cli.plain.no-controls"
            } else {
                "cli.plain.no-control"
            };
            return Some(
                Phrase::key(key)
                    .with("name", name)
                    .with("names", free.join(", ")),
            );
        };
        let current = session.lab().and_then(|lab| lab.values().get(&control));
        let current = current.cloned().unwrap_or(Value::Number(0.0));
        let value = control::option_name(session, &control, value, self.app.words());
        let target = ClickTarget::Control {
            name: control,
            value: current,
        };
        self.send(Msg::Mouse(MouseInput::Press(Some(target))));
        self.send(Msg::Mouse(MouseInput::Release));
        self.press(Key::char('='));
        self.send(Msg::Paste(value));
        self.press(Key::plain(KeyCode::Enter));
        let fault = match self.app.overlay() {
            Some(Overlay::TextInput(input)) => input.fault.clone(),
            Some(_) | None => None,
        };
        if self.app.overlay().is_some() {
            self.press(Key::plain(KeyCode::Esc));
        }
        fault
    }

    /// Runs the model by `steps`, back if they are negative; a run with an end of its own runs to its end. Returns why there is
    /// nothing to run.
    fn run_model(&mut self, steps: Option<i64>) -> Option<Phrase> {
        let session = self.app.session();
        let run = session.and_then(|session| session.lab()?.run());
        let Some(run) = run else {
            return Some(Phrase::key("cli.plain.no-run"));
        };
        if session.and_then(Session::open_question).is_some() {
            return Some(Phrase::key("cli.plain.locked"));
        }
        if run.progress().is_some() {
            if run.status() == Status::Going {
                self.press(Key::char(' '));
                self.finish_run();
            }
            return None;
        }
        let steps = steps.unwrap_or(USUAL_STEPS);
        let (hundred, one) = if steps < 0 { ('{', '[') } else { ('}', ']') };
        let steps = steps.unsigned_abs().min(MOST_STEPS);
        for _ in 0..steps / 100 {
            self.press(Key::char(hundred));
        }
        for _ in 0..steps % 100 {
            self.press(Key::char(one));
        }
        None
    }

    /// The next step; an open question is skipped, and from the end the next lesson opens.
    fn next(&mut self) {
        let end = self.app.end_content();
        let key = end.and_then(|end| end.next.key);
        self.press(key.unwrap_or(Key::char('n')));
    }

    fn press(&mut self, key: Key) {
        self.send(Msg::Key(key));
        self.finish_run();
    }

    /// Lets what moves go on until it stops.
    fn finish_run(&mut self) {
        while self.app.loop_mode() != LoopMode::Wait {
            let before = self.position();
            self.send(Msg::Work);
            if self.position() == before && self.app.loop_mode() != LoopMode::Wait {
                self.press_pause();
                break;
            }
        }
    }

    fn press_pause(&mut self) {
        self.send(Msg::Key(Key::char(' ')));
    }

    /// The step of the model.
    fn position(&self) -> Option<u64> {
        let session = self.app.session()?;
        session.lab()?.run().map(Run::at)
    }

    /// Sends a message to the app and handles what it asks for.
    fn send(&mut self, msg: Msg) {
        let mut waiting = vec![msg];
        while let Some(msg) = waiting.pop() {
            for effect in self.app.update(msg).effects {
                match effect {
                    Effect::Quit => self.is_over = true,
                    // The settings are those of the screen; a command is for this session.
                    Effect::SaveSetting(_) => continue,
                    _ => {}
                }
                let shown = ShownFrame {
                    app: &self.app,
                    size: SIZE,
                };
                waiting.extend(self.effects.handle(effect, shown));
            }
        }
    }
}

fn unknown(text: &str) -> Phrase {
    Phrase::key("cli.plain.unknown").with("text", clip(text, LONGEST_ECHO, "…"))
}

/// The next line; none at the end of the input. Bytes that are not UTF-8 become replacement characters.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let count = input.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    let text = String::from_utf8_lossy(&line);
    Ok((count > 0).then(|| text.trim().to_owned()))
}

fn now() -> SystemTime {
    #[expect(
        clippy::disallowed_methods,
        reason = "the time spent in a lesson enters here"
    )]
    SystemTime::now()
}
