// Runs before the first paint, while the page's code is on the way. It gives the static frame of index.html the theme and
// the sizes of the panes that the page stored, see app/src/shell/first_paint.rs, starts the engine's worker, and says so if
// the page's code cannot be loaded.

{
  // The page takes the worker over, with the messages so far: app/src/engine/remote.rs. It starts one itself if it is there
  // before the worker.
  const early = { worker: null, messages: [], hasFailed: false };
  window.earlyWorker = early;
  const startWorker = () => {
    if (window.earlyWorker !== early) return;
    try {
      // app/scripts.mjs replaces the name by a hash of the worker, so that a browser loads no other version from its cache.
      early.worker = new Worker(`./loader.js?start=${WORKER_HASH}`, { type: "module" });
    } catch {
      // A browser that allows no workers: the page says so.
      return;
    }
    early.worker.onmessage = ({ data }) => early.messages.push(data);
    early.worker.onerror = (event) => {
      event.preventDefault();
      early.hasFailed = true;
    };
  };
  // The worker's code is larger than the page's. So it is fetched after it, while the browser compiles and runs the page.
  new PerformanceObserver((list, observer) => {
    if (list.getEntries().some(({ name }) => /\/app-\w+_bg\.wasm$/.test(name))) {
      observer.disconnect();
      startWorker();
    }
  }).observe({ type: "resource", buffered: true });

  const root = document.documentElement;
  let stored;
  try {
    stored = JSON.parse(localStorage.getItem("first-paint"));
  } catch {
    // A browser without storage, or another program's text: the frame keeps its defaults.
  }
  for (const [name, value] of Object.entries(stored?.attributes ?? {})) root.setAttribute(name, value);
  for (const [name, value] of Object.entries(stored?.properties ?? {})) root.style.setProperty(name, value);

  const failed = () => {
    const state = document.querySelector(".shell__state");
    if (state && state.checkVisibility?.() !== false) {
      state.textContent = "Cyclotron couldn’t be loaded. Check your connection, then reload the page.";
      state.setAttribute("role", "alert");
    }
  };
  // A script that is missing is reported only while the event goes down to its element.
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
}
