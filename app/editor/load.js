// Loads the editor's code, which is a tenth of the page's, after the page itself.

/** Loads the module at an address. */
export function loadEditor(address) {
  return import(address);
}

/** Creates an editor of the module. */
export function newEditor(module, parent, events) {
  return new module.Editor(parent, events);
}

/** Creates a viewer of the module. */
export function newViewer(module, parent, label, events) {
  return new module.Viewer(parent, label, events);
}
