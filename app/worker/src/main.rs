//! The worker: handles each request and keeps no state.

use cyclotron_worker::{BUILD, Reply, answer, serve};

fn main() {
    serve(&Reply::Ready(BUILD.to_owned()), |request, post| post(&answer(request)));
}
