//! The worker that runs CloudFormation's rules. They start with the first request, which takes seconds, and their
//! findings for a text are cached.

use cyclotron_core::cloudformation::{Validator, findings};
use cyclotron_worker::cloudformation::{Reply, Request};
use cyclotron_worker::{BUILD, serve};

fn main() {
    let mut validator = None;
    serve(&Reply::Ready(BUILD.to_owned()), move |Request { workspace, rules }, post| {
        if validator.is_none() {
            match Validator::new() {
                Ok(started) => {
                    post(&Reply::Started(started.catalog()));
                    validator = Some(started);
                }
                Err(reason) => return post(&Reply::Broken(reason)),
            }
        }
        if let Some(validator) = &mut validator {
            let found = findings(&workspace, &rules, |text| validator.validate(text));
            post(&Reply::Checked(found));
        }
    });
}
