//! The worker that runs CloudFormation's rules and ejects bundles. The findings of unchanged bundles and renderings are
//! reused.

mod eject;

use std::rc::Rc;

use cyclotron_core::Analyzer;
use cyclotron_core::cloudformation::{Catalog, Finding, Validator};
use cyclotron_worker::calls::Shown;
use cyclotron_worker::cloudformation::{
    Check, CheckFirst, Eject, FindParameterFixes, Request, Start, ValidateEjected,
};
use cyclotron_worker::{encode_reply, serve};

fn main() {
    let mut running = None;
    let mut analyzer = Analyzer::default();
    serve(move |request, workspace| match request {
        Request::Start(Start) => encode_reply::<Start>(&start(&mut running)),
        Request::CheckFirst(CheckFirst { rules, shown: Shown { bundle, file_name } }) => {
            analyzer.set_workspace(workspace);
            encode_reply::<CheckFirst>(&running.as_ref().and_then(|validator| {
                analyzer.findings_first(&bundle, &file_name, &rules, validate(validator))
            }))
        }
        Request::Check(Check(rules)) => {
            // The findings about bundles that are equal in both are kept.
            analyzer.set_workspace(workspace);
            let found =
                running.as_ref().map(|validator| analyzer.findings(&rules, validate(validator)));
            encode_reply::<Check>(&found.unwrap_or_default())
        }
        Request::Eject(call) => encode_reply::<Eject>(&eject::eject(workspace, &call)),
        Request::FindParameterFixes(call) => {
            encode_reply::<FindParameterFixes>(&eject::fixes(workspace, &call))
        }
        Request::ValidateEjected(call) => {
            let errors = running
                .as_ref()
                .map(|validator| eject::errors(&call, |text| validator.validate(text)));
            encode_reply::<ValidateEjected>(&errors)
        }
    });
}

fn validate(validator: &Validator) -> impl FnMut(&str) -> Rc<[Finding]> {
    |text| validator.validate(text)
}

/// Starts the rules unless they are running.
fn start(running: &mut Option<Validator>) -> Result<Catalog, String> {
    let validator = match running.take() {
        Some(validator) => validator,
        None => Validator::new()?,
    };
    Ok(running.insert(validator).catalog())
}
