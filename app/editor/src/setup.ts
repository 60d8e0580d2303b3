import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentUnit,
} from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
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

/** What every pane does. */
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
  // What sticks out of the pane cannot be seen.
  tooltips({ tooltipSpace: (view) => view.dom.getBoundingClientRect() }),
  highlightSelectionMatches(),
  EditorState.allowMultipleSelections.of(true),
  // Editable text takes the focus anyway; tools that check the page look for this.
  EditorView.contentAttributes.of({ tabindex: "0" }),
];

/** What the viewer does. */
export const viewing: Extension = [
  reading,
  EditorState.readOnly.of(true),
  keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
];

/**
 * What the editor does. Tab indents; whoever moves by keyboard presses Escape before it, or
 * Ctrl-m (Shift-Alt-m on a Mac) to give Tab back its usual meaning.
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
 * A view in a shadow root of its own. There its styles are adopted style sheets, which a page
 * whose policy forbids inline styles allows, and the page's styles cannot break it.
 */
export function mount(
  parent: HTMLElement,
  config: Omit<ConstructorParameters<typeof EditorView>[0] & object, "parent" | "root">,
): { view: EditorView; host: HTMLElement } {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  // As large as the place it is given: the length of a text must not stretch the page.
  sheet.replaceSync(":host { display: block; contain: size; block-size: 100%; min-inline-size: 0 }");
  root.adoptedStyleSheets = [sheet];
  parent.append(host);
  return { view: new EditorView({ ...config, parent: root, root }), host };
}

/**
 * Gives a view another state. A measurement that is still pending belongs to the state before: a
 * tooltip's would look for its position in the new document, and fail where that is shorter. So it is
 * made first.
 */
export function changeState(view: EditorView, state: EditorState): void {
  view.elementAtHeight(0);
  view.setState(state);
}
