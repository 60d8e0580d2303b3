//! The native tests of `core`, in one binary: its libraries are linked once.
//!
//! The wasm tests (`browser`) and the hostile set (`hostile_set`), which starts a process for each case, are
//! binaries of their own.

mod analyzer;
mod archive;
mod assist;
mod bundles;
mod checks;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cloudformation")]
mod cloudformation;
mod codes;
mod common;
mod defects;
mod diagram;
mod eject;
mod fixes;
mod forms;
mod help;
mod hooks;
mod hostile;
mod kinds;
mod missing_renderings;
mod module_cycles;
mod omitted_parts;
mod oracle;
mod origins;
mod outputs;
mod public_bundles;
mod readers;
mod render;
#[cfg(feature = "cloudformation")]
mod reports;
mod samples;
#[cfg(feature = "cloudformation")]
mod shared_cases;
mod starters;
mod starting_points;
mod terraform;
mod trace;
#[cfg(feature = "cloudformation")]
mod true_errors;
mod validation;
mod yaml;
