import type { EditorState, StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { changedLines, endHighlight, highlightChanges } from "./changed";
import { createState, replaceText, textOf } from "./document";
import { rendered } from "./language";
import { offsetOf } from "./marks";
import { mount, viewing } from "./setup";

/** What the viewer tells. */
export interface ViewerEvents {
  /** The cursor moved: line from 1, column from 0. */
  cursor?(line: number, column: number): void;
}

/** How long the lines that changed stay highlighted, in milliseconds. */
const HIGHLIGHT = 800;

/** Shows texts that are made elsewhere; each keeps its selection, folds and scroll position. */
export class Viewer {
  private readonly host: HTMLElement;
  private readonly view: EditorView;
  private readonly pages = new Map<string, { state: EditorState; scroll: StateEffect<unknown> }>();
  private readonly blank: EditorState;
  private shown: string | undefined;
  private timer = 0;

  constructor(parent: HTMLElement, label: string, events: ViewerEvents = {}) {
    const name = EditorView.contentAttributes.of({ "aria-label": label });
    const cursor = EditorView.domEventHandlers({
      // Only a choice of the user's moves the cursor; new text merely pushes it around.
      click: () => this.tell(events),
      keyup: () => this.tell(events),
    });
    this.blank = createState("", [viewing, rendered, changedLines, name, cursor]);
    const { host, view } = mount(parent, { state: this.blank });
    this.host = host;
    this.view = view;
  }

  /** Shows a text. Under the same key it is the newer state of the same text. */
  show(key: string, text: string): void {
    if (key !== this.shown) this.turn(key);
    const { state } = this.view;
    if (textOf(state) === text) return;
    const fresh = state.doc.length === 0;
    this.view.dispatch({
      ...replaceText(state, text),
      ...(fresh ? {} : { annotations: highlightChanges.of(true) }),
    });
    if (!fresh) this.endSoon();
  }

  /** Selects a range of what is shown, and brings it into view; the focus stays where it is. */
  reveal(line: number, column: number, toLine: number, toColumn: number): void {
    const { doc } = this.view.state;
    const anchor = offsetOf(doc, line, column);
    const head = Math.max(anchor, offsetOf(doc, toLine, toColumn));
    this.view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    });
  }

  /** Forgets all texts, as when another bundle is opened. */
  clear(): void {
    this.shown = undefined;
    this.pages.clear();
    this.view.setState(this.blank);
  }

  /** Takes the viewer off the page. */
  destroy(): void {
    clearTimeout(this.timer);
    this.view.destroy();
    this.host.remove();
  }

  private turn(key: string): void {
    if (this.shown !== undefined) {
      const { state } = this.view;
      this.pages.set(this.shown, { state, scroll: this.view.scrollSnapshot() });
    }
    this.shown = key;
    const page = this.pages.get(key);
    this.view.setState(page?.state ?? this.blank);
    if (page) this.view.dispatch({ effects: page.scroll });
  }

  private endSoon(): void {
    clearTimeout(this.timer);
    const end = () => this.view.dispatch({ effects: endHighlight.of(null) });
    this.timer = window.setTimeout(end, HIGHLIGHT);
  }

  private tell(events: ViewerEvents): void {
    const { head } = this.view.state.selection.main;
    const line = this.view.state.doc.lineAt(head);
    events.cursor?.(line.number, head - line.from);
  }
}
