import type { Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin } from "@codemirror/view";

/** Calls `left` when the focus has moved from the editor to another part of the page, and not to another window. */
export function onLeave(left: (view: EditorView) => void): Extension {
  return ViewPlugin.define((view) => {
    const listener = () => {
      // Deferred: the next element gets the focus after this event, and dispatching within an update throws.
      setTimeout(() => {
        if (view.dom.isConnected && !view.dom.contains(view.root.activeElement)) left(view);
      });
    };
    // The focus may also leave from a button of a tooltip, which is beside the text.
    view.dom.addEventListener("focusout", listener);
    return { destroy: () => view.dom.removeEventListener("focusout", listener) };
  });
}
