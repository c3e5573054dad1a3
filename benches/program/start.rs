//! From the start of a process to a whole screen, beside other terminal programs where they are installed.

use std::env;
use std::path::Path;
use std::time::Instant;

use super::pty::Session;
use super::{PROGRAM, Row};

/// Limit for the first screen, as a multiple of presenterm's.
const TIMES_PRESENTERM: f64 = 6.0;
/// Number of starts of each program; the result is their median.
const ROUNDS: usize = 21;

/// A program with the text that marks its first screen as complete.
struct Starter {
    name: &'static str,
    program: String,
    args: Vec<String>,
    /// Text that is on the complete first screen.
    expected_text: &'static str,
    quit_keys: &'static str,
}

/// The milliseconds to the first screen of each program; relutor's limit is the time of presenterm.
pub(super) fn rows() -> Vec<Row> {
    let starters: Vec<_> = starters().into_iter().flatten().collect();
    let mut times = vec![Vec::new(); starters.len()];
    // Programs take turns, so that other load on the machine affects all of them.
    for _ in 0..ROUNDS {
        for (starter, times) in starters.iter().zip(&mut times) {
            times.push(measure_start(starter));
        }
    }
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    let limit = starters
        .iter()
        .position(|starter| starter.name == "presenterm")
        .map(|at| TIMES_PRESENTERM * medians[at]);
    let rows = starters
        .iter()
        .zip(&medians)
        .enumerate()
        .map(|(at, (starter, median))| Row {
            limit: limit.filter(|_| at == 0),
            ..Row::without_limit(
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
            expected_text: "all keys",
            quit_keys: "q",
        }),
        find_program("presenterm", &[slides], "the end of the slide", "\u{3}"),
        find_program("less", &[readme], "README.md", "q"),
        find_program("vimtutor", &[], "completely fills the screen", ":q!\r"),
    ]
}

/// The program `name`, if it is on the path.
fn find_program(
    name: &'static str,
    args: &[&str],
    expected_text: &'static str,
    quit_keys: &'static str,
) -> Option<Starter> {
    let paths = env::var_os("PATH")?;
    let program = env::split_paths(&paths)
        .map(|folder| folder.join(name))
        .find(|path| Path::is_file(path))?;
    Some(Starter {
        name,
        program: program.to_str()?.to_owned(),
        args: args.iter().map(|arg| (*arg).to_owned()).collect(),
        expected_text,
        quit_keys,
    })
}

#[expect(clippy::disallowed_methods, reason = "this measures time")]
fn measure_start(starter: &Starter) -> f64 {
    let args: Vec<_> = starter.args.iter().map(String::as_str).collect();
    let start = Instant::now();
    let mut session = Session::start(&starter.program, &args, &[]);
    session.wait_for_text(starter.expected_text);
    let elapsed = start.elapsed().as_secs_f64() * 1000.0;
    session.press(starter.quit_keys);
    let _status = session.wait_for_exit();
    elapsed
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
