// Runs before the first paint, while the page's code is on the way. It gives the static frame of index.html the theme and
// the sizes of the panes that the page stored, see app/src/shell/first_paint.rs, and says so if the code cannot be loaded.

{
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
