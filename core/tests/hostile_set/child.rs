//! A process for each case: the test itself once more, with the file that it is about.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::probe::{Report, probe};

/// Where the child finds its file.
const FILE: &str = "CYCLOTRON_HOSTILE_FILE";
/// The prefix that marks the child's reply in the output of the test runner.
const ANSWER: &str = "\nREPORT ";
/// The stack that the worker has in the browser. Without optimisation the same takes more of it.
const STACK: usize = if cfg!(debug_assertions) { 8 << 20 } else { 1 << 20 };

/// The outcome of a case.
pub enum Ended {
    /// With an answer.
    Well(Report),
    /// Without one: how.
    Badly(String),
}

/// Runs a case in a process of its own, which is ended if it takes longer than `limit`.
#[expect(clippy::disallowed_methods, reason = "something has to notice what hangs")]
pub fn run(file: &Path, limit: Duration) -> Ended {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["child::answers", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FILE, file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    // Beside, as a full pipe would stop the child.
    let reading = std::thread::spawn(move || {
        let mut printed = String::new();
        stdout.read_to_string(&mut printed).map(|_| printed)
    });
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > limit {
            child.kill().unwrap();
            child.wait().unwrap();
            return Ended::Badly(format!("it hangs: no answer after {} s", limit.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let printed = reading.join().unwrap().unwrap();
    let answer = printed.split_once(ANSWER).and_then(|(_, rest)| rest.lines().next());
    match answer.map(Report::read) {
        Some(report) => Ended::Well(report),
        None => Ended::Badly(format!("it crashed: {status}")),
    }
}

/// Runs one case in the child process.
#[test]
#[ignore = "is what the other tests run"]
#[expect(clippy::print_stdout, reason = "it is what the parent reads")]
fn answers() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let work = move || probe(Path::new(&file));
    let report = std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
    println!("{ANSWER}{}", report.write());
}
