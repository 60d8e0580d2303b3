// Fetches the wasm of CloudFormation's rules, reports the progress, and starts it. The browser caches
// it: name.mjs puts a hash into its name, so a cached file always has the right contents.
import start from "./cloudformation.js";

const KEPT = "cloudformation";
const address = new URL("./cloudformation_bg.wasm", location.href).href;

/** The store of this page's files; `undefined` if the page is not served securely. */
async function store() {
  try {
    return await caches.open(KEPT);
  } catch {
    return undefined;
  }
}

/** Starts the cached wasm, or fetches and caches it; the caches of earlier builds are deleted. */
async function begin() {
  const kept = await store();
  const known = await kept?.match(address);
  const response = known ?? (await fetch(address));
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
  // If the storage is full, the wasm is fetched again the next time.
  const keeping = known ?? keep(kept, response.clone()).catch(() => {});
  try {
    await start({ module_or_path: counted(response) });
  } catch (reason) {
    // A network may reply with its own page, such as a login: do not keep that in the cache.
    await keeping;
    await kept?.delete(address);
    throw reason;
  }
}

async function keep(kept, response) {
  const old = (await kept?.keys()) ?? [];
  await Promise.all(old.map((request) => kept.delete(request)));
  await kept?.put(address, response);
}

/** The same response, whose bytes are counted as they come. */
function counted(response) {
  // The length is that of what was sent, packed or not.
  const packed = response.headers.has("content-encoding");
  const total = packed ? 0 : Number(response.headers.get("content-length"));
  let loaded = 0;
  const count = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      postMessage([loaded, total]);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), {
    headers: { "content-type": "application/wasm" },
  });
}

// A rejected promise would end in silence: thrown as an error it reaches the page.
begin().catch((reason) =>
  setTimeout(() => {
    throw reason;
  }),
);
