//! `cyclotron pack`: a bundle as an archive.

use std::fs;

use cyclotron_core::archive;

use crate::Outcome;
use crate::arguments::Pack;
use crate::disk;
use crate::failure::Failure;

/// Writes the archive that the page would download.
pub fn pack(arguments: &Pack) -> Result<Outcome, Failure> {
    let opened = disk::open(&arguments.bundle)?;
    fs::write(&arguments.output, archive::pack(&opened.bundle))
        .map_err(|error| Failure::file("write", &arguments.output, &error))?;
    Ok(Outcome::Good)
}
