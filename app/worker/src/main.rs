//! The worker of the engine.

use cyclotron_worker::calls::Request;
use cyclotron_worker::serve;

fn main() {
    serve(|request: Request, workspace| request.answer(workspace));
}
