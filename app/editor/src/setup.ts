import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentUnit,
} from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, type StateEffect } from "@codemirror/state";
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
  tooltips,
} from "@codemirror/view";
import { marking } from "./marks";
import { theme } from "./theme";

/** The views that wrap long lines. */
const wrapping = new WeakSet<EditorView>();

/** Sets whether a view wraps long lines. */
export function wrapLines(view: EditorView, wraps: boolean): void {
  if (wrapping.has(view) === wraps) return;
  if (wraps) wrapping.add(view);
  else wrapping.delete(view);
  // The attributes are read again, and then the lines are measured.
  view.dispatch({});
  view.requestMeasure();
}

/** The words of the panels, where they differ from those of the library. */
const phrases = {
  all: "Select all",
  "by word": "Whole words",
  go: "Go",
  "match case": "Match case",
  next: "Next",
  previous: "Previous",
  regexp: "Regex",
  replace: "Replace",
  "replace all": "Replace all",
};

/** The extensions of both panes. */
const reading: Extension = [
  theme,
  lineNumbers(),
  foldGutter({ openText: "⌄", closedText: "›" }),
  codeFolding(),
  highlightSpecialChars(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  drawSelection(),
  bracketMatching(),
  search({ top: true }),
  EditorState.phrases.of(phrases),
  // A tooltip that extends beyond the pane would be cut off.
  tooltips({ tooltipSpace: (view) => view.dom.getBoundingClientRect() }),
  highlightSelectionMatches(),
  EditorState.allowMultipleSelections.of(true),
  // The class of EditorView.lineWrapping. Unlike a compartment, this is a property of the view, not of each file.
  EditorView.contentAttributes.of((view) => (wrapping.has(view) ? { class: "cm-lineWrapping" } : null)),
  // Editable text can have the focus anyway, but tools that check accessibility look for this.
  EditorView.contentAttributes.of({ tabindex: "0" }),
];

/** The extensions of the viewer. */
export const viewing: Extension = [
  reading,
  EditorState.readOnly.of(true),
  keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
];

/**
 * The extensions of the editor. Tab indents. Escape before Tab moves the focus on, and Ctrl-m (Shift-Alt-m on a
 * Mac) switches Tab back to moving the focus.
 */
export const editing: Extension = [
  reading,
  history(),
  dropCursor(),
  rectangularSelection(),
  crosshairCursor(),
  indentUnit.of("  "),
  EditorState.tabSize.of(2),
  marking,
  keymap.of([...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap, indentWithTab]),
  EditorView.contentAttributes.of({
    "aria-description":
      "Tab indents; Escape and then Tab leaves the editor. F8 goes to the next problem. " +
      "Control Space completes, F12 goes to the definition, F2 renames, Control Shift O is the outline.",
  }),
];

/**
 * Creates a view in a shadow root. Its styles are adopted style sheets, which a content security policy without
 * inline styles allows, and the page's styles do not apply to it.
 */
export function mount(
  parent: HTMLElement,
  config: Omit<ConstructorParameters<typeof EditorView>[0] & object, "parent" | "root">,
): { view: EditorView; host: HTMLElement } {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  // As large as its container, so that a long text does not stretch the page.
  sheet.replaceSync(":host { display: block; contain: size; block-size: 100%; min-inline-size: 0 }");
  root.adoptedStyleSheets = [sheet];
  parent.append(host);
  return { view: new EditorView({ ...config, parent: root, root }), host };
}

/**
 * Sets the state of a view. A pending measurement belongs to the old state: the one of a tooltip would look up its
 * position in the new document, and throw where that is shorter. Therefore it runs first. A state that was not shown
 * before, without a scroll position, begins at the top: the view would keep that of the old state.
 */
export function changeState(view: EditorView, state: EditorState, scroll?: StateEffect<unknown>): void {
  view.elementAtHeight(0);
  view.setState(state);
  if (scroll) view.dispatch({ effects: scroll });
  else view.scrollDOM.scrollTo(0, 0);
}
