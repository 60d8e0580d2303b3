// Fetches the wasm of CloudFormation's rules, says how far it is, and starts it. The browser keeps
// it: the address holds the build, so what is kept is never of another one.
import start from "./cloudformation.js";

const KEPT = "cloudformation";
const address = new URL(`./cloudformation_bg.wasm${location.search}`, location.href).href;

/** The store of this page's files; none where the page is not served securely. */
async function store() {
  try {
    return await caches.open(KEPT);
  } catch {
    return undefined;
  }
}

/** What was kept, or what the server has; the latter is kept, and builds before it are not. */
async function find() {
  const kept = await store();
  const known = await kept?.match(address);
  if (known) return known;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
  if (kept) {
    const old = await kept.keys();
    await Promise.all(old.map((request) => kept.delete(request)));
    // Without room it is fetched again the next time.
    kept.put(address, response.clone()).catch(() => {});
  }
  return response;
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
find()
  .then((response) => start({ module_or_path: counted(response) }))
  .catch((reason) =>
    setTimeout(() => {
      throw reason;
    }),
  );
