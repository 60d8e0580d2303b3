//! The engine as a native program, on messages that a page sent to its worker.
//!
//! `cargo bench --package cyclotron-worker --bench answer -- <file>` reads the messages of a page, each after its
//! length in four bytes (little-endian), and prints the median milliseconds of the reply to the last one: a key, after
//! everything that the worker had to know.

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
    let Some(file) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        return println!("skipped: no messages were given");
    };
    let file = std::fs::read(&file).expect("the messages can be read");
    let messages = messages(&file);
    let mut taken: Vec<f64> = (0..WARM_UP + RUNS).map(|_| milliseconds(&messages)).collect();
    taken.drain(..WARM_UP);
    taken.sort_by(f64::total_cmp);
    println!("{}", taken[RUNS / 2]);
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

/// The time of the reply to the last message, by a worker that has replied to the others.
fn milliseconds(messages: &[&[u8]]) -> f64 {
    let mut analyzer = Analyzer::default();
    let mut worker = Worker::new(|request: Request, workspace: &Workspace| {
        analyzer.set_workspace(workspace.clone());
        request.answer(&mut analyzer)
    });
    let (last, others) = messages.split_last().expect("the page sent a message");
    let mut reply =
        |message: &[u8]| worker.reply(message).expect("the page and this are of the same build");
    for message in others {
        std::hint::black_box(reply(message));
    }
    let start = Instant::now();
    std::hint::black_box(reply(last));
    start.elapsed().as_secs_f64() * 1e3
}
