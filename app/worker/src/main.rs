//! The worker: takes a request, gives the reply, keeps nothing.

use cyclotron_worker::{BUILD, Reply, answer, serve};

fn main() {
    serve(&Reply::Ready(BUILD.to_owned()), |request, post| post(&answer(request)));
}
