//! A program in a pseudo-terminal with keys as input and the screen as output.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

/// Time after which a wait fails; long enough for a slow machine.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The speed at which a terminal reads output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineSpeed {
    /// No delay.
    Local,
    /// 9 600 baud, ten bits a character: 960 characters a second.
    Serial,
}

impl LineSpeed {
    /// Bytes per read.
    const CHUNK: usize = 4096;
    /// A tenth of a second's worth at 9 600 baud.
    const SERIAL_CHUNK: usize = 96;
    const SERIAL_PAUSE: Duration = Duration::from_millis(100);
}

/// The properties of a terminal that a program can observe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// How fast it is.
    pub(crate) line: LineSpeed,
    /// The background colour in replies to queries; with `None` there is no reply, and `COLORFGBG` says dark.
    pub(crate) background: Option<&'static str>,
    /// Columns of a line glyph, whose width is ambiguous.
    pub(crate) ambiguous: u16,
    /// How long its replies to queries take.
    pub(crate) delay: Duration,
    /// Whether each byte of a reply arrives alone.
    pub(crate) splits_replies: bool,
    /// Whether it shows images of the kitty graphics protocol.
    pub(crate) images: bool,
    /// Whether it draws text at double size.
    pub(crate) large_text: bool,
}

impl Terminal {
    /// A terminal without delay that reports its type but not its colours.
    pub(crate) const USUAL: Self = Self {
        line: LineSpeed::Local,
        background: None,
        ambiguous: 1,
        delay: Duration::ZERO,
        splits_replies: false,
        images: false,
        large_text: false,
    };
}

/// The bytes with which the program begins a frame.
const FRAME_START: &[u8] = b"\x1b[?2026h";

/// The input of the program.
type Keys = Arc<Mutex<Box<dyn Write + Send>>>;

/// A program in a pseudo-terminal of 80 × 24, unless that is resized.
pub(crate) struct Session {
    process: Process,
    master: Box<dyn MasterPty + Send>,
    keys: Keys,
    output: Arc<ProgramOutput>,
    before: String,
}

struct Process(Box<dyn Child + Send + Sync>);

/// The output of the program.
struct ProgramOutput {
    state: Mutex<State>,
    changed: Condvar,
    leaving: AtomicBool,
}

struct State {
    parser: Parser,
    bytes: usize,
    frames: usize,
    /// All commands and text, in the order of writing.
    written: Vec<u8>,
    open: bool,
}

/// A new home folder, so that no test touches a real one or that of another test.
fn fresh_home() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("home-{}-{number}", std::process::id());
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // An earlier process may have had the same id.
    drop(fs::remove_dir_all(&home));
    fs::create_dir_all(&home).unwrap();
    home
}

/// Variables that the program does not inherit. The last ones tell that the tests run in a multiplexer or at the other end of a
/// connection.
const UNSET_VARIABLES: [&str; 10] = [
    "NO_COLOR",
    "LC_ALL",
    "COLORTERM",
    "RUST_BACKTRACE",
    "TMUX",
    "STY",
    "ZELLIJ",
    "SSH_CONNECTION",
    "SSH_CLIENT",
    "SSH_TTY",
];

impl Session {
    /// `program` with these arguments and environment variables, started in a new pseudo-terminal.
    pub(crate) fn start(program: &str, args: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::start_on(Terminal::USUAL, program, args, environment)
    }

    /// The same in a session whose end the kernel does not signal.
    pub(crate) fn start_without_signals(program: &str, args: &[&str]) -> Self {
        Self::spawn(Terminal::USUAL, program, args, &[], false)
    }

    /// The same on this terminal.
    pub(crate) fn start_on(
        terminal: Terminal,
        program: &str,
        args: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        Self::spawn(terminal, program, args, environment, true)
    }

    fn spawn(
        terminal: Terminal,
        program: &str,
        args: &[&str],
        environment: &[(&str, &str)],
        is_controlling: bool,
    ) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = modes(&*pair.master);
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.set_controlling_tty(is_controlling);
        for name in UNSET_VARIABLES {
            command.env_remove(name);
        }
        match terminal.background {
            Some(_) => command.env_remove("COLORFGBG"),
            None => command.env("COLORFGBG", "15;0"),
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_GB.UTF-8");
        let home = fresh_home();
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, &home);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (rows, columns) = (24.try_into().unwrap(), 80.try_into().unwrap());
        let output = Arc::new(ProgramOutput {
            state: Mutex::new(State {
                parser: Parser::new(rows, columns, 0),
                bytes: 0,
                frames: 0,
                written: Vec::new(),
                open: true,
            }),
            changed: Condvar::new(),
            leaving: AtomicBool::new(false),
        });
        let reader = pair.master.try_clone_reader().unwrap();
        let keys = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        listen(terminal, reader, Arc::clone(&output), Arc::clone(&keys));
        Self {
            process: Process(child),
            master: pair.master,
            keys,
            output,
            before,
        }
    }

    /// Types `keys`, bytes as a terminal sends them.
    pub(crate) fn press(&self, keys: &str) {
        self.press_bytes(keys.as_bytes());
    }

    /// The same for bytes that are no text.
    pub(crate) fn press_bytes(&self, bytes: &[u8]) {
        send(&self.keys, bytes).unwrap();
    }

    /// Resizes the terminal, as dragging the corner of a window does.
    pub(crate) fn resize(&self, (columns, rows): (u16, u16)) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let mut state = self.output.state.lock().unwrap();
        // The program draws no larger screen, and the parser would need the memory for it.
        let (high, wide) = (rows.min(500), columns.min(1_000));
        let (high, wide) = (high.try_into().unwrap(), wide.try_into().unwrap());
        state.parser.screen_mut().set_size(high, wide);
        self.master.resize(size).unwrap();
    }

    /// Number of bytes written so far.
    pub(crate) fn bytes(&self) -> usize {
        self.output.state.lock().unwrap().bytes
    }

    /// Number of frames drawn so far.
    pub(crate) fn frames(&self) -> usize {
        self.output.state.lock().unwrap().frames
    }

    /// All that was written so far, with characters in place of bytes that are no text.
    pub(crate) fn written(&self) -> String {
        String::from_utf8_lossy(&self.output.state.lock().unwrap().written).into_owned()
    }

    /// Waits until `wanted` is true for the screen.
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        let state = self.output.state.lock().unwrap();
        let waits = |state: &mut State| !wanted(state.parser.screen()) && state.open;
        let (state, _) = self
            .output
            .changed
            .wait_timeout_while(state, TIMEOUT, waits)
            .unwrap();
        let screen = state.parser.screen();
        assert!(
            wanted(screen),
            "no {what} on the screen:\n{}",
            screen.contents()
        );
    }

    /// Waits until `text` is on the screen.
    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// The screen as it is now.
    pub(crate) fn screen(&self) -> Screen {
        self.output.state.lock().unwrap().parser.screen().clone()
    }

    /// Whether nothing is written for as long as `window`.
    pub(crate) fn is_quiet_for(&self, window: Duration) -> bool {
        let state = self.output.state.lock().unwrap();
        let before = state.bytes;
        let silent = |state: &mut State| state.bytes == before;
        let (_state, waited) = self
            .output
            .changed
            .wait_timeout_while(state, window, silent)
            .unwrap();
        waited.timed_out()
    }

    /// The process id.
    pub(crate) fn pid(&self) -> i32 {
        self.process.0.process_id().unwrap().try_into().unwrap()
    }

    /// Waits until the program has ended and returns its exit status.
    pub(crate) fn wait_for_exit(&mut self) -> ExitStatus {
        let state = self.output.state.lock().unwrap();
        let open = |state: &mut State| state.open;
        let (state, waited) = self
            .output
            .changed
            .wait_timeout_while(state, TIMEOUT, open)
            .unwrap();
        let contents = state.parser.screen().contents();
        drop(state);
        assert!(
            !waited.timed_out(),
            "the program has not ended:\n{contents}"
        );
        self.process.0.wait().unwrap()
    }

    /// Closes the terminal while the program runs, as closing a window does, and returns the exit status.
    ///
    /// The reader thread blocks in a read and keeps the terminal open; a key that makes the program
    /// write something gets it out.
    pub(crate) fn hang_up(self, key: &str) -> ExitStatus {
        self.output.leaving.store(true, Ordering::SeqCst);
        self.press(key);
        self.wait_until_reader_stops();
        let Self {
            mut process,
            master,
            keys,
            ..
        } = self;
        drop(keys);
        drop(master);
        let mut status = None;
        eventually("the end of a program without a terminal", || {
            status = process.0.try_wait().unwrap();
            status.is_some()
        });
        status.unwrap()
    }

    fn wait_until_reader_stops(&self) {
        let state = self.output.state.lock().unwrap();
        let open = |state: &mut State| state.open;
        let (state, _) = self
            .output
            .changed
            .wait_timeout_while(state, TIMEOUT, open)
            .unwrap();
        assert!(!state.open, "the key has made the program write");
    }

    /// Panics unless the terminal is as the program found it.
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        assert_eq!(
            modes(&*self.master),
            self.before,
            "the modes of the terminal"
        );
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A test that fails leaves no process behind.
        if matches!(self.0.try_wait(), Ok(None)) {
            drop(self.0.kill());
        }
    }
}

/// The modes of the terminal: raw, echo and so on.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn send(keys: &Keys, bytes: &[u8]) -> io::Result<()> {
    let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
    keys.write_all(bytes)?;
    keys.flush()
}

fn listen(
    terminal: Terminal,
    mut reader: Box<dyn Read + Send>,
    output: Arc<ProgramOutput>,
    keys: Keys,
) {
    let listening = move || {
        let mut chunk = [0; LineSpeed::CHUNK];
        let mut waiting = Vec::new();
        let mut asked = Vec::new();
        loop {
            let taken = match terminal.line {
                LineSpeed::Local => &mut chunk[..],
                LineSpeed::Serial => {
                    thread::sleep(LineSpeed::SERIAL_PAUSE);
                    &mut chunk[..LineSpeed::SERIAL_CHUNK]
                }
            };
            let count = reader.read(taken).unwrap_or(0);
            asked.extend_from_slice(&chunk[..count]);
            let replies = terminal_replies(terminal, &mut asked).concat();
            if !replies.is_empty() {
                reply_later(terminal, replies, Arc::clone(&keys));
            }
            let mut state = output.state.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.extend_from_slice(&chunk[..count]);
            let whole = if count == 0 {
                waiting.len()
            } else {
                complete_frames(&waiting)
            };
            state.parser.process(&waiting[..whole]);
            let starts = waiting[..whole].windows(FRAME_START.len());
            state.frames += starts.filter(|bytes| *bytes == FRAME_START).count();
            drop(waiting.drain(..whole));
            state.bytes += count;
            state.written.extend_from_slice(&chunk[..count]);
            state.open = count > 0 && !output.leaving.load(Ordering::SeqCst);
            let open = state.open;
            if !open {
                break drop((reader, keys));
            }
            drop(state);
            output.changed.notify_all();
        }
        output.changed.notify_all();
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "it ends with the terminal that it reads"
    )]
    drop(thread::spawn(listening));
}

/// Sends `replies` after the delay of `terminal`, while it draws on.
fn reply_later(terminal: Terminal, replies: String, keys: Keys) {
    let reply = move || {
        thread::sleep(terminal.delay);
        let size = if terminal.splits_replies {
            1
        } else {
            replies.len()
        };
        // No key comes between the bytes of a reply.
        let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
        for piece in replies.as_bytes().chunks(size) {
            // A program that has ended reads no reply.
            drop(keys.write_all(piece).and_then(|()| keys.flush()));
            if terminal.splits_replies {
                thread::sleep(Duration::from_millis(2));
            }
        }
    };
    if terminal.delay.is_zero() && !terminal.splits_replies {
        return reply();
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "it ends after the delay, and the session may be gone by then"
    )]
    drop(thread::spawn(reply));
}

/// The replies of this terminal to the queries in `bytes`; the remaining bytes may be the beginning of a query.
fn terminal_replies(terminal: Terminal, bytes: &mut Vec<u8>) -> Vec<String> {
    let fore = terminal.background.map(|_| "8080/8080/8080");
    let image_reply = |reply: &str| terminal.images.then(|| reply.to_owned());
    let questions = [
        ("\x1b_Gi=31,", image_reply("\x1b_Gi=31;OK\x1b\\")),
        ("\x1b[16t", image_reply("\x1b[6;20;10t")),
        ("\x1b[c", Some("\x1b[?62;22c".to_owned())),
        ("\x1b[5n", Some("\x1b[0n".to_owned())),
        // The program asks for the cursor position after it has drawn a blank at double size.
        (
            "\x1b[2;20H\x1b]66;s=2; \x07\x1b[6n",
            Some(format!(
                "\x1b[2;{}R",
                if terminal.large_text { 22 } else { 20 }
            )),
        ),
        // The program asks for the cursor position after it has drawn one line glyph.
        (
            "\x1b[6n",
            Some(format!("\x1b[1;{}R", terminal.ambiguous + 1)),
        ),
        (
            "\x1b]10;?",
            fore.map(|rgb| format!("\x1b]10;rgb:{rgb}\x1b\\")),
        ),
        (
            "\x1b]11;?",
            terminal
                .background
                .map(|rgb| format!("\x1b]11;rgb:{rgb}\x1b\\")),
        ),
    ];
    let mut terminal_replies = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let rest = &bytes[start..];
        let asked = questions
            .iter()
            .find(|(question, _)| rest.starts_with(question.as_bytes()));
        if let Some((question, answer)) = asked {
            terminal_replies.extend(answer.clone());
            start += question.len();
            continue;
        }
        let may_become = |(question, _): &(&str, _)| question.as_bytes().starts_with(rest);
        if questions.iter().any(may_become) {
            break;
        }
        start += 1;
    }
    drop(bytes.drain(..start));
    terminal_replies
}

/// Length of the prefix that a terminal shows: an incomplete frame is not shown.
fn complete_frames(bytes: &[u8]) -> usize {
    const BEGIN: &[u8] = b"\x1b[?2026h";
    const END: &[u8] = b"\x1b[?2026l";
    let last = |wanted: &[u8]| bytes.windows(wanted.len()).rposition(|at| at == wanted);
    match (last(BEGIN), last(END)) {
        (Some(begin), end) if end.is_none_or(|end| end < begin) => return begin,
        _ => {}
    }
    let escape = bytes.iter().rposition(|byte| *byte == 0x1b);
    escape
        .filter(|at| BEGIN.starts_with(&bytes[*at..]))
        .unwrap_or(bytes.len())
}

/// Polls until `is_so` is true, for states without notification, such as that of a process.
pub(crate) fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    #[expect(clippy::disallowed_methods, reason = "a deadline, not a measurement")]
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < TIMEOUT, "{what} has not come about");
        thread::yield_now();
    }
}
