//! `bin/deploy` with the AWS CLI and moto, an imitation of AWS. Only in `make soak`.
//!
//! moto cannot deploy the environments of the starting points and of the ready workspace: it creates the deployment of a REST
//! API before its methods, and `Fn::Select` fails on `Fn::GetAZs`. It gives no outputs of a stack that a change set has
//! created, so the fake `aws` proves the wiring. The instances and the pipeline of the static site are what it deploys.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use cyclotron_core::Workspace;
use cyclotron_core::eject::Ejection;
use cyclotron_core::starters::{Starter, StartingPoint, bundles};
use serde_json::Value as Json;

use super::scripts::{Place, can_run};
use crate::common::say;

/// A server, which ends with the test.
struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The folder with moto and the AWS CLI; `None` if the test is skipped.
fn tools() -> Option<PathBuf> {
    let tools = std::env::var_os("MOTO_HOME").map(|home| Path::new(&home).join("bin"));
    let tools = tools.filter(|tools| tools.join("moto_server").exists());
    if std::env::var_os("SOAK").is_none() || tools.is_none() || !can_run("moto") {
        say("deploying with moto: only in `make soak`");
        return None;
    }
    tools
}

fn server(tools: &Path) -> Server {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let process = Command::new(tools.join("moto_server"))
        .args(["-H", "127.0.0.1", "-p", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let server = Server { process, address: format!("127.0.0.1:{port}") };
    for _ in 0..600 {
        if TcpStream::connect(&server.address).is_ok() {
            return server;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("moto does not listen");
}

impl Server {
    /// The variables for the AWS CLI.
    fn variables(&self) -> Vec<(String, String)> {
        let own = [
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address)),
            ("AWS_ACCESS_KEY_ID", "test".into()),
            ("AWS_SECRET_ACCESS_KEY", "test".into()),
            ("AWS_SESSION_TOKEN", "test".into()),
            ("AWS_REGION", "us-east-1".into()),
            ("AWS_DEFAULT_REGION", "us-east-1".into()),
        ];
        own.map(|(name, value)| (name.to_owned(), value)).into()
    }

    /// The output of a command of the AWS CLI.
    fn aws(&self, tools: &Path, arguments: &[&str]) -> Json {
        let output = Command::new(tools.join("aws"))
            .args(arguments)
            .args(["--output", "json"])
            .envs(self.variables())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn ejection(workspace: &Workspace) -> Ejection {
    let names: Vec<&str> = workspace.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    Ejection::of(workspace, &names)
}

#[test]
fn the_static_site_is_deployed() {
    let Some(tools) = tools() else { return };
    let server = server(&tools);
    let variables = server.variables();
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let wanted = [(Starter::Point(StartingPoint::StaticSite), "static-site".to_owned())];
    let bundles = bundles(&wanted, &Workspace::default());
    let ejection = ejection(&Workspace { bundles });
    let place = Place::new("moto-site", &ejection.files());
    let bucket = ["s3api", "create-bucket", "--bucket", "templates"];
    server.aws(&tools, &bucket);
    let arguments = ["--execute", "--bucket", "templates"];
    let said = place.run_in(&tools, &variables, "deploy", &arguments, &"yes\n".repeat(8));
    assert_eq!(said.status, 0, "{}", said.text);
    let env = place.read("result/stacks.env");
    for name in ["site-dev", "site-prod", "site-pipeline"] {
        assert!(env.contains(&format!("={name}\n")), "{env}");
    }
}
