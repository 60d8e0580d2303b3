//! The worker that runs CloudFormation's rules. Their findings for a text are cached.

use cyclotron_core::cloudformation::{Catalog, Validator, findings};
use cyclotron_worker::cloudformation::{Check, Request, Start};
use cyclotron_worker::{encode_reply, serve};

fn main() {
    let mut running = None;
    serve(move |request, workspace| match request {
        Request::Start(Start) => encode_reply::<Start>(&start(&mut running)),
        Request::Check(Check(rules)) => {
            let found = running.as_mut().map(|validator: &mut Validator| {
                findings(workspace, &rules, |text| validator.validate(text))
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
