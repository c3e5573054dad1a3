//! From the start of a process to a whole screen, beside other terminal programs where they are installed.

use std::env;
use std::path::Path;
use std::time::Instant;

use super::pty::Session;
use super::{PROGRAM, Row};

/// So many times as long as the slide show may the first screen take.
const TIMES_AS_LONG: f64 = 6.0;
/// Rounds, each of which starts every program once; the middle one counts.
const ROUNDS: usize = 21;

/// A program that is started, and how its first screen is known.
struct Starter {
    name: &'static str,
    program: String,
    args: Vec<String>,
    /// What stands on the screen when all of it stands there.
    shows: &'static str,
    quits: &'static str,
}

/// Milliseconds to the first screen, relutor's held to that of the slide show that is nearest to it.
pub(super) fn rows() -> Vec<Row> {
    let starters: Vec<_> = starters().into_iter().flatten().collect();
    let mut times = vec![Vec::new(); starters.len()];
    // By turns, so that whatever else the machine does is shared by all.
    for _ in 0..ROUNDS {
        for (starter, times) in starters.iter().zip(&mut times) {
            times.push(milliseconds(starter));
        }
    }
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    let limit = starters
        .iter()
        .position(|starter| starter.name == "presenterm")
        .map(|at| TIMES_AS_LONG * medians[at]);
    let rows = starters
        .iter()
        .zip(&medians)
        .enumerate()
        .map(|(at, (starter, median))| Row {
            most: limit.filter(|_| at == 0),
            ..Row::told(
                format!("start to first screen, {}, ms", starter.name),
                *median,
            )
        });
    rows.collect()
}

fn starters() -> [Option<Starter>; 4] {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let slides = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/program/one-slide.md");
    [
        Some(Starter {
            name: "relutor",
            program: PROGRAM.to_owned(),
            args: Vec::new(),
            shows: "all keys",
            quits: "q",
        }),
        installed("presenterm", &[slides], "the end of the slide", "\u{3}"),
        installed("less", &[readme], "README.md", "q"),
        installed("vimtutor", &[], "completely fills the screen", ":q!\r"),
    ]
}

/// The program called `name`, if it is on the path.
fn installed(
    name: &'static str,
    args: &[&str],
    shows: &'static str,
    quits: &'static str,
) -> Option<Starter> {
    let paths = env::var_os("PATH")?;
    let program = env::split_paths(&paths)
        .map(|folder| folder.join(name))
        .find(|path| Path::is_file(path))?;
    Some(Starter {
        name,
        program: program.to_str()?.to_owned(),
        args: args.iter().map(|arg| (*arg).to_owned()).collect(),
        shows,
        quits,
    })
}

#[expect(clippy::disallowed_methods, reason = "what is measured is time itself")]
fn milliseconds(starter: &Starter) -> f64 {
    let args: Vec<_> = starter.args.iter().map(String::as_str).collect();
    let began = Instant::now();
    let mut session = Session::start(&starter.program, &args, &[]);
    session.until_text(starter.shows);
    let took = began.elapsed().as_secs_f64() * 1000.0;
    session.press(starter.quits);
    let _status = session.end();
    took
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
