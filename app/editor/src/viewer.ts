import type { EditorState, StateEffect, Text } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { changedLines, endHighlight, highlightChanges } from "./changed";
import { createState, replaceText, textOf } from "./document";
import { rendered } from "./language";
import { type LineMark, markedLines, setLineMarks } from "./lines";
import { offsetOf } from "./marks";
import { changeState, mount, viewing, wrapLines } from "./setup";

/** The events of the viewer. */
export interface ViewerEvents {
  /**
   * The user selected a line, which counts from 1, by a click or by Enter. With Enter, the focus goes to its
   * origin.
   */
  pick?(line: number, byKey: boolean): void;
}

/** The time in milliseconds for which changed lines are highlighted. */
const HIGHLIGHT = 800;

/** Shows read-only texts; each keeps its selection, folds and scroll position. */
export class Viewer {
  private readonly host: HTMLElement;
  private readonly view: EditorView;
  private readonly pages = new Map<string, { state: EditorState; scroll: StateEffect<unknown> }>();
  private readonly blank: EditorState;
  private shown: string | undefined;
  private timer = 0;
  /** The last marks, and the text that they were set on. */
  private marked: { key: string; doc?: Text; shown?: string | undefined } = { key: "[]" };

  constructor(parent: HTMLElement, label: string, events: ViewerEvents = {}) {
    const name = EditorView.contentAttributes.of({ "aria-label": label });
    const picking = [
      EditorView.domEventHandlers({ click: (event) => this.clicked(event, events) }),
      keymap.of([{ key: "Enter", run: () => this.pick(events, true) }]),
      EditorView.contentAttributes.of({
        "aria-description": "Enter goes to the place in the template that the line comes from.",
      }),
    ];
    // The first extensions take precedence, so Enter comes before other keys.
    this.blank = createState("", [picking, viewing, rendered, changedLines, markedLines, name]);
    const { host, view } = mount(parent, { state: this.blank });
    this.host = host;
    this.view = view;
  }

  /** Shows a text. Under the same key, it is a newer state of the same text. */
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

  /** Selects a range of the shown text, and scrolls it into view without moving the focus. */
  reveal(line: number, column: number, toLine: number, toColumn: number): void {
    const { doc } = this.view.state;
    const anchor = offsetOf(doc, line, column);
    const head = Math.max(anchor, offsetOf(doc, toLine, toColumn));
    this.view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    });
  }

  /** Sets the marks of the shown text, and removes the ones before. Scrolls to the ones of kind `source`. */
  mark(marks: LineMark[]): void {
    const { state } = this.view;
    const key = JSON.stringify(marks);
    const { marked } = this;
    // A new text may have removed marks, if there were any.
    const isSame = marked.key === key && (marks.length === 0 || marked.doc === state.doc);
    if (isSame && marked.shown === this.shown) return;
    this.marked = { key, doc: state.doc, shown: this.shown };
    const effects: StateEffect<unknown>[] = [setLineMarks.of(marks)];
    const { lines } = state.doc;
    const sources = marks.filter((mark) => mark.kind === "source" && mark.fromLine <= lines);
    const first = sources[0];
    if (first && !sources.some((mark) => this.isInView(mark))) {
      effects.push(EditorView.scrollIntoView(this.inViewOf(first.fromLine), { y: "center" }));
    }
    this.view.dispatch({ effects });
  }

  /** Sets whether long lines are wrapped. */
  wrap(wraps: boolean): void {
    wrapLines(this.view, wraps);
  }

  /** Removes all texts, as when another bundle is opened. */
  clear(): void {
    this.shown = undefined;
    this.pages.clear();
    changeState(this.view, this.blank);
  }

  /** Removes the viewer from the page. */
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
    changeState(this.view, page?.state ?? this.blank, page?.scroll);
  }

  private endSoon(): void {
    clearTimeout(this.timer);
    const end = () => this.view.dispatch({ effects: endHighlight.of(null) });
    this.timer = window.setTimeout(end, HIGHLIGHT);
  }

  private clicked(event: MouseEvent, events: ViewerEvents): void {
    // A user who has selected text wants to copy it.
    const { main } = this.view.state.selection;
    if (event.button === 0 && main.empty) this.pick(events, false);
  }

  private pick(events: ViewerEvents, byKey: boolean): boolean {
    const { doc, selection } = this.view.state;
    events.pick?.(doc.lineAt(selection.main.head).number, byKey);
    return true;
  }

  /** A position in a line that is visible without scrolling sideways; the end of a line that is too short. */
  private inViewOf(line: number): number {
    const { from, to } = this.view.state.doc.line(line);
    const { scrollLeft } = this.view.scrollDOM;
    // Two characters are more than the margin that CodeMirror keeps at the edge.
    const column = scrollLeft > 0 ? Math.ceil(scrollLeft / this.view.defaultCharacterWidth) + 2 : 0;
    return Math.min(to, from + column);
  }

  private isInView({ fromLine, toLine }: LineMark): boolean {
    const { doc } = this.view.state;
    const box = this.view.scrollDOM;
    const [from, to] = [fromLine, Math.min(toLine, doc.lines)].map((line) =>
      this.view.lineBlockAt(doc.line(line).from),
    );
    const top = box.scrollTop;
    return to!.bottom > top && from!.top < top + box.clientHeight;
  }
}
