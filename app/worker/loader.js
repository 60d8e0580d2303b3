// Starts the worker's wasm. A rejected promise would end in silence: thrown as an error it
// reaches the page, which waits for a worker that will never answer otherwise.
import start from "./worker.js";

start().catch((reason) =>
  setTimeout(() => {
    throw reason;
  }),
);
