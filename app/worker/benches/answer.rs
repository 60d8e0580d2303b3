//! The engine as a native program, on a request that a page sent to its worker.
//!
//! `cargo bench --package cyclotron-worker --bench answer -- <file>` prints the median
//! milliseconds of reading the request, answering it and writing the reply.

use std::time::Instant;

use cyclotron_worker::{Request, answer, decode, encode};

const RUNS: usize = 60;
/// Runs that count for nothing.
const WARM_UP: usize = 15;

#[expect(clippy::print_stdout, reason = "it is what this is for")]
fn main() {
    // Cargo adds `--bench`.
    let Some(file) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        return println!("skipped: no request was given");
    };
    let request = std::fs::read(&file).expect("the request can be read");
    let mut taken: Vec<f64> = (0..WARM_UP + RUNS).map(|_| milliseconds(&request)).collect();
    taken.drain(..WARM_UP);
    taken.sort_by(f64::total_cmp);
    println!("{}", taken[RUNS / 2]);
}

fn milliseconds(request: &[u8]) -> f64 {
    let start = Instant::now();
    let request: Request = decode(request).expect("the page and this are of the same build");
    std::hint::black_box(encode(&answer(request)));
    start.elapsed().as_secs_f64() * 1e3
}
