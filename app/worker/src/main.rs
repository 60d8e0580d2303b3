//! The worker of the engine.

use cyclotron_core::Analyzer;
use cyclotron_worker::calls::Request;
use cyclotron_worker::serve;

fn main() {
    let mut analyzer = Analyzer::default();
    serve(move |request: Request, workspace| {
        // The results of bundles that are equal in both are kept.
        analyzer.set_workspace(workspace);
        request.answer(&mut analyzer)
    });
}
