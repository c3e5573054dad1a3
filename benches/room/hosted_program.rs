//! `relutor host` in a pseudo-terminal.

use std::fs;
use std::io::{self, Read as _, Write};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// The measured program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");

/// Clock ticks in a second on Linux.
const TICKS_PER_SECOND: f64 = 100.0;

/// A room that is open until it is dropped.
pub(crate) struct HostedProgram {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    _terminal: Box<dyn MasterPty + Send>,
    _home: TempDir,
}

impl HostedProgram {
    /// Opens a room at `port` that begins at a step of a lesson.
    pub(crate) fn start(port: u16, lesson: &str, step: &str) -> io::Result<Self> {
        let pty = native_pty_system()
            .openpty(PtySize {
                rows: 36,
                cols: 120,
                pixel_width: 0,
                pixel_height: 0,
            })
            .map_err(io::Error::other)?;
        let home = tempfile::tempdir()?;
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["host", lesson, "--step", step, "--port", &port.to_string()]);
        command.args(["--no-web", "--lang", "en"]);
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", home.path());
        command.env("XDG_CONFIG_HOME", home.path());
        let child = pty.slave.spawn_command(command).map_err(io::Error::other)?;
        let mut screen = pty.master.try_clone_reader().map_err(io::Error::other)?;
        let _reader = thread::Builder::new().spawn(move || {
            let mut chunk = vec![0; 65_536];
            while matches!(screen.read(&mut chunk), Ok(1..)) {}
        })?;
        let mut keys = pty.master.take_writer().map_err(io::Error::other)?;
        thread::sleep(Duration::from_secs(1));
        // Leaves the join screen.
        keys.write_all(b"n")?;
        Ok(Self {
            child,
            keys,
            _terminal: pty.master,
            _home: home,
        })
    }

    /// Presses keys on the presenter's screen.
    pub(crate) fn press(&mut self, keys: &str) -> io::Result<()> {
        self.keys.write_all(keys.as_bytes())
    }

    /// The CPU time in seconds that the program has used.
    pub(crate) fn cpu_seconds(&self) -> io::Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.id()))?;
        let fields: Vec<_> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
        let ticks = ticks(11)
            .zip(ticks(12))
            .map_or(0.0, |(user, system)| user + system);
        Ok(ticks / TICKS_PER_SECOND)
    }

    /// The resident memory in MiB.
    pub(crate) fn memory(&self) -> io::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        Ok(number.unwrap_or(0.0) / 1024.0)
    }

    fn id(&self) -> u32 {
        self.child.process_id().unwrap_or(0)
    }
}

impl Drop for HostedProgram {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
