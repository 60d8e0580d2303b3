//! The engine as a native program, on messages that a page sent to its worker.
//!
//! `cargo bench --package cyclotron-worker --bench answer -- <file> <analyses>` reads the messages of a page, each after
//! its length in four bytes (little-endian). The last messages that ask for an analysis, as many as `analyses`, are those
//! for a key. Prints the median milliseconds to the first reply of these, and to all of them, after everything that the
//! worker had to know: `{"visible": 0.5, "complete": 2.5}`.

use std::time::Instant;

use cyclotron_core::{Analyzer, Workspace};
use cyclotron_worker::Worker;
use cyclotron_worker::calls::Request;

const RUNS: usize = 60;
/// Runs that count for nothing.
const WARM_UP: usize = 15;

#[expect(clippy::print_stdout, reason = "it is what this is for")]
fn main() {
    // Cargo adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(file) = arguments.next() else {
        return println!("skipped: no messages were given");
    };
    let analyses = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1);
    let file = std::fs::read(&file).expect("the messages can be read");
    let messages = messages(&file);
    let taken: Vec<_> = (0..WARM_UP + RUNS).map(|_| milliseconds(&messages, analyses)).collect();
    let median = |of: fn(&(f64, f64)) -> f64| {
        let mut times: Vec<f64> = taken.iter().skip(WARM_UP).map(of).collect();
        times.sort_by(f64::total_cmp);
        times[RUNS / 2]
    };
    let (visible, complete) = (median(|taken| taken.0), median(|taken| taken.1));
    println!("{{\"visible\": {visible}, \"complete\": {complete}}}");
}

fn messages(mut file: &[u8]) -> Vec<&[u8]> {
    let mut messages = vec![];
    while let Some((length, rest)) = file.split_first_chunk::<4>() {
        let (message, rest) = rest.split_at(u32::from_le_bytes(*length) as usize);
        messages.push(message);
        file = rest;
    }
    messages
}

/// The times of the replies to the last `analyses`, to the first of them and to all, by a worker that has replied to all
/// messages before.
fn milliseconds(messages: &[&[u8]], analyses: usize) -> (f64, f64) {
    let mut analyzer = Analyzer::default();
    let mut worker = Worker::new(|request: Request, workspace: &Workspace| {
        analyzer.set_workspace(workspace);
        request.answer(&mut analyzer)
    });
    let is_analysis = |message: &[u8]| message.first() == Some(&0);
    let total = messages.iter().filter(|message| is_analysis(message)).count();
    let (mut before, mut times) = (total - analyses, vec![]);
    for message in messages {
        let start = Instant::now();
        std::hint::black_box(
            worker.reply(message).expect("the page and this are of the same build"),
        );
        let taken = start.elapsed().as_secs_f64() * 1e3;
        match (is_analysis(message), before) {
            (true, 0) => times.push(taken),
            (true, _) => before -= 1,
            (false, _) => {}
        }
    }
    (times[0], times.iter().sum())
}
