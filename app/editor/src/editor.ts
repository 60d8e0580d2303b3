import { isolateHistory } from "@codemirror/commands";
import {
  Compartment,
  EditorState,
  type Extension,
  Prec,
  type StateCommand,
  type StateEffect,
  Text,
  type Transaction,
  type TransactionSpec,
} from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { assisting, type Questions } from "./assist";
import { createState, replaceText, textOf } from "./document";
import { keysOf, press } from "./keys";
import { languageOf } from "./language";
import { type Mark, offsetOf, setMarks, showMark } from "./marks";
import { changeState, editing, mount, wrapLines } from "./setup";
import { type EditStep, historyCommands, sharedEdit, SharedEdits } from "./shared-edits";

/** The events of the editor. */
export interface Events extends Questions {
  /**
   * The user changed a file: by typing, undoing, replacing matches, and so on. The change is not drawn yet: the
   * editor must not be changed before this returns.
   */
  change(file: string, text: string): void;
  /** The user wants to fix the problem that was marked with this index. */
  fix(file: string, index: number): void;
  /**
   * The user wants to undo or redo, in a file, an edit of several files. Returns false if there is no such edit: then
   * the step of this file is undone or redone alone.
   */
  repeatEdit?(file: string, edit: number, step: "undo" | "redo"): boolean;
  /** The cursor moved in a file: line from 1, column from 0. */
  cursor?(file: string, line: number, column: number): void;
}

/** Edits many files in one place; each keeps its history, selection, folds and scroll position. */
export class Editor {
  private readonly host: HTMLElement;
  private readonly view: EditorView;
  private readonly files = new Map<string, Page>();
  private readonly marks = new Map<string, Marked>();
  private shown: string | undefined;
  /** Whether the changes come from outside the editor, so that it sends no `change` event. */
  private isForeign = false;

  constructor(
    parent: HTMLElement,
    private readonly events: Events,
  ) {
    const { host, view } = mount(parent, {
      state: blank,
      dispatchTransactions: (transactions) => this.update(transactions),
    });
    this.host = host;
    this.view = view;
  }

  /** Shows a file; `label` is its accessible name. */
  show(file: string, text: string, label: string): void {
    if (this.files.has(file)) this.replace(file, text);
    else this.create(file, text);
    const page = this.files.get(file)!;
    page.label = label;
    if (file === this.shown) {
      this.view.dispatch({});
      return;
    }
    this.leave();
    this.shown = file;
    changeState(this.view, page.state, page.scroll);
  }

  /**
   * Replaces a text that was changed outside the editor, without a `change` event. The user can undo that. For a
   * file that was not shown yet, `before` is its old text. `edit` is the edit of several files that this is part of.
   */
  replace(file: string, text: string, before = text, edit?: number, step: EditStep = "apply"): void {
    if (!this.files.has(file)) this.create(file, before);
    const { shared } = this.files.get(file)!;
    this.isForeign = true;
    try {
      // Steps of the history, so that undo and redo of the file go on from there.
      if (step !== "apply" && shared.next(this.state(file)!, step) === edit) {
        this.run(file, historyCommands[step]);
      }
      const state = this.state(file)!;
      if (textOf(state) === text) return;
      const annotations =
        edit === undefined || step === "undo"
          ? []
          : [sharedEdit.of(edit), isolateHistory.of("full")];
      this.dispatch(file, { ...replaceText(state, text), annotations });
    } finally {
      this.isForeign = false;
    }
  }

  /** The files that it has, shown or not. */
  names(): string[] {
    return [...new Set([...this.files.keys(), ...this.marks.keys()])];
  }

  /** Renames files; `from` and `to` have the same order. Each keeps its state, and the shown file stays shown. */
  rename(from: string[], to: string[]): void {
    const { shown } = this;
    // All are removed first, since one may take the name of another.
    const moves = from.map((name, at) => {
      const move = { name, to: to[at]!, page: this.files.get(name), marked: this.marks.get(name) };
      this.files.delete(name);
      this.marks.delete(name);
      return move;
    });
    for (const { name, to, page, marked } of moves) {
      if (page) this.files.set(to, page);
      if (marked) this.marks.set(to, marked);
      if (name === shown) this.shown = to;
    }
    for (const { to, page, marked } of moves) {
      if (!page) continue;
      this.dispatch(to, { effects: named.reconfigure(this.naming(to)) });
      // Fixes are requested by the name of the file.
      if (marked) this.dispatch(to, this.marking(to, this.state(to)!));
    }
  }

  /** Removes a file and its history. */
  forget(file: string): void {
    this.files.delete(file);
    this.marks.delete(file);
    if (file !== this.shown) return;
    this.shown = undefined;
    changeState(this.view, blank);
  }

  /** Sets the problems of a file, which may not be shown yet. */
  mark(file: string, marks: Mark[]): void {
    const doc = this.state(file)?.doc;
    const before = this.marks.get(file);
    // Setting marks closes the tooltip that the user may be reading.
    if (before && before.doc === doc && same(before.marks, marks)) return;
    this.marks.set(file, { marks, doc });
    const state = this.state(file);
    if (state) this.dispatch(file, this.marking(file, state));
  }

  /**
   * Selects a range of a file that was shown before, and scrolls it into view. With `focus`, also focuses the text
   * and shows the message of the problem that begins there.
   */
  reveal(
    file: string,
    line: number,
    column: number,
    toLine: number,
    toColumn: number,
    focus = true,
  ): void {
    const page = this.files.get(file);
    if (!page) return;
    if (file !== this.shown) this.show(file, textOf(page.state), page.label);
    const { doc } = this.view.state;
    const anchor = offsetOf(doc, line, column);
    const head = Math.max(anchor, offsetOf(doc, toLine, toColumn));
    if (focus) showMark(this.view, anchor);
    this.view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    });
    if (focus) this.view.focus();
  }

  /** The selection of a file: line from 1 and column from 0, of its start and its end. */
  selection(file: string): Uint32Array | undefined {
    const state = this.state(file);
    if (!state) return undefined;
    const place = (offset: number) => {
      const line = state.doc.lineAt(offset);
      return [line.number, offset - line.from];
    };
    const { from, to } = state.selection.main;
    return new Uint32Array([...place(from), ...place(to)]);
  }

  /** The selected text of the shown file. */
  selectedText(): string {
    const { from, to } = this.view.state.selection.main;
    return this.view.state.sliceDoc(from, to);
  }

  /** Undoes the last change of a file, and returns whether there was one. Sends a `change` event. */
  undo(file: string): boolean {
    return this.run(file, historyCommands.undo);
  }

  /** Redoes the last undone change, and returns whether there was one. Sends a `change` event. */
  redo(file: string): boolean {
    return this.run(file, historyCommands.redo);
  }

  /** The keys that are bound in the shown file, in the notation of `press`. */
  keys(): string[] {
    return keysOf(this.view.state);
  }

  /** Focuses the text and runs the command of a key; returns whether there was one. */
  press(key: string): boolean {
    this.view.focus();
    return press(this.view, key);
  }

  /** Focuses the text. */
  focus(): void {
    this.view.focus();
  }

  /** Sets whether long lines are wrapped. */
  wrap(wraps: boolean): void {
    wrapLines(this.view, wraps);
  }

  /** Removes the editor from the page. */
  destroy(): void {
    this.view.destroy();
    this.host.remove();
  }

  private create(file: string, text: string): void {
    const page: Page = { state: blank, label: "", shared: new SharedEdits() };
    const label = EditorView.contentAttributes.of(() => ({ "aria-label": page.label }));
    page.state = createState(text, [
      editing,
      named.of(this.naming(file)),
      label,
    ]);
    this.files.set(file, page);
    if (this.marks.has(file)) {
      page.state = page.state.update(this.marking(file, page.state)).state;
    }
  }

  /** The extensions that depend on the name of a file. */
  private naming(file: string): Extension {
    const repeat = (step: "undo" | "redo") => () => this.repeatEdit(file, step);
    return [
      languageOf(file),
      assisting(file, this.events),
      // Before the keys of the history.
      Prec.high(
        keymap.of([
          { key: "Mod-z", run: repeat("undo") },
          { key: "Mod-y", mac: "Mod-Shift-z", run: repeat("redo") },
          { linux: "Ctrl-Shift-z", run: repeat("redo") },
        ]),
      ),
    ];
  }

  /** Undoes or redoes an edit of several files, if that is the next step of this file. */
  private repeatEdit(file: string, step: "undo" | "redo"): boolean {
    const edit = this.files.get(file)?.shared.next(this.state(file)!, step);
    return edit !== undefined && (this.events.repeatEdit?.(file, edit, step) ?? false);
  }

  private marking(file: string, state: EditorState): TransactionSpec {
    const { marks } = this.marks.get(file)!;
    this.marks.set(file, { marks, doc: state.doc });
    return setMarks(state, marks, (index) => this.events.fix(file, index));
  }

  private state(file: string): EditorState | undefined {
    return file === this.shown ? this.view.state : this.files.get(file)?.state;
  }

  /** Saves the state of the shown file before another one is shown. */
  private leave(): void {
    const page = this.shown === undefined ? undefined : this.files.get(this.shown);
    if (!page) return;
    page.state = this.view.state;
    page.scroll = this.view.scrollSnapshot();
  }

  private run(file: string, command: StateCommand): boolean {
    const state = this.state(file);
    if (!state) return false;
    return command({ state, dispatch: (transaction) => this.apply(file, transaction) });
  }

  private dispatch(file: string, spec: TransactionSpec): void {
    this.apply(file, this.state(file)!.update(spec));
  }

  private apply(file: string, transaction: Transaction): void {
    if (file === this.shown) {
      this.view.dispatch(transaction);
      return;
    }
    const page = this.files.get(file)!;
    page.state = transaction.state;
    if (page.scroll) page.scroll = page.scroll.map(transaction.changes)!;
    this.tell(file, [transaction]);
  }

  private update(transactions: readonly Transaction[]): void {
    const file = this.shown;
    // The event comes before the drawing, so that the worker can start meanwhile.
    if (file !== undefined) this.tell(file, transactions);
    this.view.update(transactions);
    if (file === undefined) return;
    if (this.events.cursor && transactions.some(({ docChanged, selection }) => docChanged || selection)) {
      const { main } = this.view.state.selection;
      const line = this.view.state.doc.lineAt(main.head);
      this.events.cursor(file, line.number, main.head - line.from);
    }
  }

  private tell(file: string, transactions: readonly Transaction[]): void {
    const shared = this.files.get(file)?.shared;
    for (const transaction of transactions) shared?.follow(transaction);
    const last = transactions.findLast((transaction) => transaction.docChanged);
    if (last && !this.isForeign) this.events.change(file, textOf(last.state));
  }
}

/** A file that was shown. While it is shown, the view has its newest state. */
interface Page {
  state: EditorState;
  label: string;
  scroll?: StateEffect<unknown>;
  readonly shared: SharedEdits;
}

/** Marks, and the document that they were shown on. */
interface Marked {
  marks: readonly Mark[];
  doc: Text | undefined;
}

const named = new Compartment();

/** The state while no file is shown. */
const blank = EditorState.create({
  extensions: [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ "aria-label": "No file is open" }),
  ],
});

const same = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
