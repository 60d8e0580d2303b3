//! The hostile set, `tests/hostile/make.py`: each of its files is opened, analyzed, asked about and
//! packed again as the page would have it done, in a process of its own that must not crash, hang or
//! fill the memory. What comes of it is in the set's table.
//!
//! `cargo test --profile hostile --package cyclotron-core --test hostile_set -- --ignored --nocapture
//! budget` prints what each takes, and which took longer than 2 seconds or more than 512 MB.

mod child;
mod probe;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use child::Ended;
use serde_json::Value as Json;

/// Ends only a child that hangs; enough for a slow machine without optimisation.
const HANGS: Duration = Duration::from_mins(5);
/// Megabytes; without optimisation as well.
const MOST_MEMORY: u64 = 512;
/// Milliseconds for what the page waits for at a time.
const BUDGET: f64 = 2000.0;

/// A case of the table.
struct Case {
    file: String,
    outcome: String,
    says: String,
}

/// Makes the set, or those of it whose names have `$HOSTILE` in them.
fn set() -> (PathBuf, Vec<Case>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = std::fs::remove_dir_all(&folder);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/hostile/make.py");
    let made = Command::new("python3")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(script)
        .arg(&folder)
        .args(std::env::var("HOSTILE").ok())
        .status()
        .expect("Python 3 makes the hostile set");
    assert!(made.success(), "tests/hostile/make.py fails");
    let table = std::fs::read(folder.join("cases.json")).unwrap();
    let table: Vec<Json> = serde_json::from_slice(&table).unwrap();
    let text = |case: &Json, key: &str| case[key].as_str().unwrap().to_owned();
    let case = |case: &Json| Case {
        file: text(case, "file"),
        outcome: text(case, "outcome"),
        says: text(case, "says"),
    };
    (folder, table.iter().map(case).collect())
}

/// Runs all cases, and gives what came of each, in their order.
fn run() -> Vec<(Case, Ended)> {
    let (folder, cases) = set();
    let next = AtomicUsize::new(0);
    let ended: Mutex<Vec<Option<Ended>>> = Mutex::new(cases.iter().map(|_| None).collect());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(case) = cases.get(at)
                {
                    let one = child::run(&folder.join(&case.file), HANGS);
                    ended.lock().unwrap()[at] = Some(one);
                }
            });
        }
    });
    let ended = ended.into_inner().unwrap().into_iter();
    let all = cases.into_iter().zip(ended).map(|(case, ended)| (case, ended.expect("each ran")));
    let all = all.collect();
    let _ = std::fs::remove_dir_all(&folder);
    all
}

/// The difference of a case's outcome from the table.
fn complaint(case: &Case, ended: &Ended) -> Option<String> {
    let Case { file, outcome, says } = case;
    let report = match ended {
        Ended::Well(report) => report,
        Ended::Badly(how) => return Some(format!("{file}: {how}")),
    };
    let is = if report.refused { "refused" } else { "survived" };
    if outcome != "either" && outcome != is {
        return Some(format!("{file} was {is}, not {outcome}: {:?}", report.said));
    }
    let said = report.said.iter().any(|message| message.contains(says));
    if !says.is_empty() && !said {
        return Some(format!("{file} was {is}, and nothing says {says:?}: {:?}", report.said));
    }
    (report.memory > MOST_MEMORY).then(|| format!("{file} took {} MB", report.memory))
}

#[test]
fn each_is_refused_or_survived() {
    let complaints: Vec<_> =
        run().iter().filter_map(|(case, ended)| complaint(case, ended)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Prints the time of each case in an optimised build. This is not a test, because it depends on the machine.
#[test]
#[ignore = "measures"]
#[expect(clippy::print_stdout, reason = "it is what this is for")]
fn budget() {
    let all = run();
    println!("{:42} {:>8} {:>8} {:>8} {:>8}  came of it", "", "open", "analyze", "asked", "MB");
    let mut over = vec![];
    for (case, ended) in &all {
        match ended {
            Ended::Well(report) => {
                let [open, analyze, asked] = report.took;
                let said = report.said.first().map_or("", String::as_str);
                let said: String = said.chars().take(90).collect();
                let is = if report.refused { "refused" } else { "survived" };
                let (file, memory) = (&case.file, report.memory);
                println!("{file:42} {open:8.1} {analyze:8.1} {asked:8.1} {memory:8}  {is}: {said}");
                if report.took.iter().any(|took| *took > BUDGET) || memory > MOST_MEMORY {
                    over.push(file.as_str());
                }
            }
            Ended::Badly(how) => {
                println!("{:42} {how}", case.file);
                over.push(case.file.as_str());
            }
        }
        if let Some(complaint) = complaint(case, ended) {
            println!("  NOT AS THE TABLE HAS IT: {complaint}");
        }
    }
    println!("{} cases; over {BUDGET} ms or {MOST_MEMORY} MB: {over:#?}", all.len());
}
