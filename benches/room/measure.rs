//! The measurements of a room.

use std::future::Future;
use std::io;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::guests::{Guest, microseconds};
use crate::hosted_program::HostedProgram;
use crate::report::{self, Row};

/// The guests.
const GUESTS: usize = 200;
/// The port of the first room.
const PORT: u16 = 22_230;
/// The time between two keys of a guest.
const KEY_INTERVAL: Duration = Duration::from_millis(500);
/// Keys of each guest in a measurement.
const KEYS: usize = 12;
/// Rounds of joining and leaving.
const ROUNDS: usize = 10;

/// Measures everything, and prints it.
pub(crate) fn run() -> io::Result<ExitCode> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let mut rows = Vec::new();
    runtime.block_on(async {
        voting_room(&mut rows).await?;
        racing_room(&mut rows).await?;
        changing_room(&mut rows).await
    })?;
    report::print(&rows)
}

/// Joins all guests at once; returns them with the time until the last first frame in milliseconds.
async fn join_all(port: u16, start: Instant) -> io::Result<(Vec<Guest>, f64)> {
    let began = Instant::now();
    let joining: Vec<_> = (0..GUESTS)
        .map(|_| tokio::spawn(Guest::join(port, start)))
        .collect();
    let mut guests = Vec::with_capacity(GUESTS);
    for guest in joining {
        guests.push(guest.await.map_err(io::Error::other)??);
    }
    Ok((guests, milliseconds(began.elapsed())))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The time in milliseconds from each of `keys` to its answer, for all guests, each at its own moment.
async fn type_all(guests: &[Guest], start: Instant, keys: [&str; 2]) -> io::Result<Vec<f64>> {
    let typing = guests.iter().enumerate().map(|(at, guest)| async move {
        let offset = KEY_INTERVAL.mul_f64(at as f64 / GUESTS as f64);
        sleep(offset).await;
        let mut latencies = Vec::with_capacity(KEYS);
        for count in 0..KEYS {
            let pressed = microseconds(start);
            guest.press(keys[count % 2]).await?;
            sleep(KEY_INTERVAL).await;
            let answered = guest.received.answer.load(Ordering::SeqCst);
            let answered = if answered == 0 {
                microseconds(start)
            } else {
                answered
            };
            latencies.push(answered.saturating_sub(pressed) as f64 / 1000.0);
        }
        Ok::<_, io::Error>(latencies)
    });
    let mut all: Vec<f64> = join(typing).await?.into_iter().flatten().collect();
    all.sort_by(f64::total_cmp);
    Ok(all)
}

/// Runs futures side by side and collects their results.
async fn join<T>(
    futures: impl Iterator<Item = impl Future<Output = io::Result<T>>>,
) -> io::Result<Vec<T>> {
    let mut pending: Vec<_> = futures.map(Box::pin).collect();
    let mut done: Vec<Option<T>> = pending.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        let mut is_ready = true;
        for (future, slot) in pending.iter_mut().zip(&mut done) {
            if slot.is_some() {
                continue;
            }
            match future.as_mut().poll(context) {
                std::task::Poll::Ready(Ok(value)) => *slot = Some(value),
                std::task::Poll::Ready(Err(error)) => return std::task::Poll::Ready(Err(error)),
                std::task::Poll::Pending => is_ready = false,
            }
        }
        if is_ready {
            std::task::Poll::Ready(Ok(()))
        } else {
            std::task::Poll::Pending
        }
    })
    .await?;
    Ok(done.into_iter().flatten().collect())
}

/// The value below which `share` of the sorted `values` are.
fn quantile(values: &[f64], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is an index"
    )]
    let at = (values.len() as f64 * share) as usize;
    values
        .get(at.min(values.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

/// Joining, idling, keys, a step change and a reveal.
#[expect(
    clippy::too_many_lines,
    reason = "it is one workshop from its begin to an answer"
)]
async fn voting_room(rows: &mut Vec<Row>) -> io::Result<()> {
    let mut host = HostedProgram::start(PORT, "bias-moves-the-kink", "recall")?;
    let start = Instant::now();
    let before = host.cpu_seconds()?;
    let (guests, joined) = join_all(PORT, start).await?;
    sleep(Duration::from_millis(500)).await;
    let cpu = (host.cpu_seconds()? - before) * 1000.0 / GUESTS as f64;
    rows.push(Row::with_limit(
        "200 join at once: last first frame, ms",
        joined,
        1000.0,
    ));
    rows.push(Row::with_limit("CPU of a join, ms", cpu, 3.0));
    rows.push(Row::with_limit(
        "memory with 200 idle seats, MiB",
        host.memory()?,
        150.0,
    ));
    let before = host.cpu_seconds()?;
    sleep(Duration::from_secs(10)).await;
    let idle = (host.cpu_seconds()? - before) * 10.0;
    rows.push(Row::with_limit("200 idle seats, % of a core", idle, 2.0));

    // The answer of `recall` is shown, then everyone follows to `guess`.
    host.press("nn")?;
    sleep(Duration::from_secs(1)).await;
    let changed = change(&mut host, &guests, start, "n").await?;
    rows.push(Row::with_limit(
        "a step change on 200 screens, ms",
        changed,
        300.0,
    ));
    // To the step `earlier`, on which a control turns.
    for key in ["n", "n", "n"] {
        host.press(key)?;
        sleep(Duration::from_secs(1)).await;
    }
    sleep(Duration::from_secs(1)).await;
    let keys = type_all(&guests, start, ["\x1b[D", "\x1b[C"]).await?;
    rows.push(Row::without_limit(
        "200 at 2 keys a second: p50, ms".to_owned(),
        quantile(&keys, 0.5),
    ));
    rows.push(Row::with_limit(
        "200 at 2 keys a second: p99, ms",
        quantile(&keys, 0.99),
        20.0,
    ));

    // To the question `guess-weight` and its answer, while half of the guests opens and closes a menu.
    for key in ["n", "n"] {
        host.press(key)?;
        sleep(Duration::from_secs(1)).await;
    }
    let revealing = async {
        sleep(Duration::from_millis(1500)).await;
        host.press("n")?;
        sleep(Duration::from_millis(200)).await;
        change_after(&mut host, &guests, start, "n").await
    };
    let (keys, revealed) = tokio::join!(
        type_all(&guests[..GUESTS / 2], start, [";", "\x1b"]),
        revealing
    );
    let (keys, revealed) = (keys?, revealed?);
    rows.push(Row::with_limit(
        "a reveal on 200 screens: final state, ms",
        revealed,
        1500.0,
    ));
    rows.push(Row::with_limit(
        "keys of 100 meanwhile: p99, ms",
        quantile(&keys, 0.99),
        60.0,
    ));
    Ok(())
}

/// Presses a key of the presenter; returns the time until the last guest has received its change, in milliseconds.
async fn change(
    host: &mut HostedProgram,
    guests: &[Guest],
    start: Instant,
    key: &str,
) -> io::Result<f64> {
    let pressed = microseconds(start);
    host.press(key)?;
    sleep(Duration::from_secs(2)).await;
    let last = guests
        .iter()
        .map(|guest| guest.received.last.load(Ordering::SeqCst))
        .max();
    Ok(last.unwrap_or(0).saturating_sub(pressed) as f64 / 1000.0)
}

/// The same for the half of the guests that presses no keys.
async fn change_after(
    host: &mut HostedProgram,
    guests: &[Guest],
    start: Instant,
    key: &str,
) -> io::Result<f64> {
    change(host, &guests[GUESTS / 2..], start, key).await
}

/// All guests race.
async fn racing_room(rows: &mut Vec<Row>) -> io::Result<()> {
    let port = PORT + 1;
    let host = HostedProgram::start(port, "race-day", "fair")?;
    let start = Instant::now();
    let (guests, _) = join_all(port, start).await?;
    for guest in &guests {
        guest.press(" ").await?;
    }
    sleep(Duration::from_secs(1)).await;
    let bytes = |guests: &[Guest]| -> Vec<u64> {
        let of = |guest: &Guest| guest.received.bytes.load(Ordering::SeqCst);
        guests.iter().map(of).collect()
    };
    let before = bytes(&guests);
    let keys = type_all(&guests, start, [";", "\x1b"]).await?;
    let sent: Vec<u64> = bytes(&guests)
        .iter()
        .zip(before)
        .map(|(now, before)| now - before)
        .collect();
    rows.push(Row::with_limit(
        "all race, keys: p99, ms",
        quantile(&keys, 0.99),
        60.0,
    ));
    rows.push(Row::with_limit(
        "all race, keys: longest, ms",
        quantile(&keys, 1.0),
        500.0,
    ));
    let (fastest, slowest) = (sent.iter().max(), sent.iter().min());
    let ratio = fastest.zip(slowest).map_or(0.0, |(fastest, slowest)| {
        *fastest as f64 / (*slowest).max(1) as f64
    });
    rows.push(Row::with_limit(
        "all race, frames of the fastest for one of the slowest",
        ratio,
        2.0,
    ));
    rows.push(Row::with_limit(
        "memory with 200 racing seats, MiB",
        host.memory()?,
        260.0,
    ));
    Ok(())
}

/// Guests come and go.
async fn changing_room(rows: &mut Vec<Row>) -> io::Result<()> {
    let port = PORT + 2;
    let host = HostedProgram::start(port, "bias-moves-the-kink", "guess")?;
    let start = Instant::now();
    let mut first = 0.0;
    for round in 0..ROUNDS {
        let (guests, _) = join_all(port, start).await?;
        for guest in guests {
            let _leaving = tokio::spawn(guest.leave());
        }
        // An address may open thirty connections a second.
        sleep(Duration::from_secs(8)).await;
        if round == 0 {
            first = host.memory()?;
        }
    }
    let growth = (host.memory()? / first - 1.0) * 100.0;
    rows.push(Row::with_limit(
        "memory after ten rounds of 200, % above the first",
        growth,
        20.0,
    ));
    Ok(())
}
