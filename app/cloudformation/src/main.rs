//! The worker that runs CloudFormation's rules. The findings of unchanged bundles and renderings are reused.

use cyclotron_core::Analyzer;
use cyclotron_core::cloudformation::{Catalog, Validator};
use cyclotron_worker::cloudformation::{Check, Request, Start};
use cyclotron_worker::{encode_reply, serve};

fn main() {
    let mut running = None;
    let mut analyzer = Analyzer::default();
    serve(move |request, workspace| match request {
        Request::Start(Start) => encode_reply::<Start>(&start(&mut running)),
        Request::Check(Check(rules)) => {
            // The findings about bundles that are equal in both are kept.
            analyzer.set_workspace(workspace.clone());
            let found = running.as_ref().map(|validator: &Validator| {
                analyzer.findings(&rules, |text| validator.validate(text))
            });
            encode_reply::<Check>(&found.unwrap_or_default())
        }
    });
}

/// Starts the rules unless they are running.
fn start(running: &mut Option<Validator>) -> Result<Catalog, String> {
    let validator = match running.take() {
        Some(validator) => validator,
        None => Validator::new()?,
    };
    Ok(running.insert(validator).catalog())
}
