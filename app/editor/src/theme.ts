import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { classOf } from "./highlight";
import type { Token } from "./token";

const colour = (name: string) => `var(--editor-${name})`;

// All colours are variables of the page, for light and dark themes: see style/editor/editor.css.
const looks = EditorView.theme({
  "&": {
    blockSize: "100%",
    backgroundColor: colour("background"),
    color: colour("text"),
    fontSize: "var(--editor-font-size)",
  },
  // Drawn on top, since an outline would be below the gutter and the tinted lines.
  "&.cm-focused": { outline: "none" },
  "&.cm-focused::after": {
    content: '""',
    position: "absolute",
    inset: "0",
    zIndex: "301",
    border: `2px solid ${colour("focus")}`,
    pointerEvents: "none",
  },
  ".cm-scroller": { fontFamily: "var(--editor-font)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: colour("caret"), paddingBlock: "0.5em" },
  ".cm-line": { paddingInline: "0.5em 1em" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: `2px solid ${colour("caret")}` },
  // Has the specificity of CodeMirror's own selector, so that it overrides it.
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: colour("selection") },
  ".cm-activeLine": { backgroundColor: colour("active-line") },
  ".cm-selectionMatch": { backgroundColor: colour("match") },
  ".cm-searchMatch": {
    backgroundColor: colour("match"),
    outline: `1px solid ${colour("match-border")}`,
  },
  ".cm-searchMatch.cm-searchMatch-selected": {
    backgroundColor: colour("match"),
    outline: `2px solid ${colour("focus")}`,
  },
  "&.cm-focused .cm-matchingBracket, &.cm-focused .cm-nonmatchingBracket": {
    backgroundColor: "transparent",
    outline: `1px solid ${colour("bracket")}`,
  },
  "&.cm-focused .cm-nonmatchingBracket": { outlineColor: colour("error") },
  ".cm-specialChar": { color: colour("error") },
  ".cm-changedLine": { backgroundColor: colour("changed") },
  ".cm-marked-source": {
    backgroundColor: colour("source"),
    boxShadow: `inset 3px 0 ${colour("source-edge")}`,
  },
  ...Object.fromEntries(
    ["error", "warning", "info"].map((name) => [
      `.cm-marked-${name}`,
      { textDecoration: `underline wavy ${colour(name)}`, textUnderlineOffset: "3px" },
    ]),
  ),
  "@media (prefers-reduced-motion: no-preference)": {
    ".cm-line": { transition: "background-color 0.4s ease-out" },
    ".cm-changedLine": { transitionDuration: "0s" },
  },
});

const gutters = EditorView.theme({
  ".cm-gutters": {
    backgroundColor: colour("background"),
    color: colour("gutter-text"),
    border: "none",
  },
  ".cm-lineNumbers .cm-gutterElement": { paddingInline: "0.75em 0.25em" },
  ".cm-activeLineGutter": { backgroundColor: colour("active-line"), color: colour("text") },
  ".cm-foldGutter .cm-gutterElement": { inlineSize: "1.25em", textAlign: "center" },
  ".cm-foldGutter span": { cursor: "pointer" },
  ".cm-foldPlaceholder": {
    backgroundColor: colour("active-line"),
    border: `1px solid ${colour("border")}`,
    borderRadius: "3px",
    color: colour("text"),
    paddingInline: "0.4em",
  },
});

// CodeMirror draws problems with data: images, which a strict content security policy blocks.
const problems = EditorView.theme({
  ".cm-gutter-lint": { inlineSize: "1.25em" },
  ".cm-gutter-lint .cm-gutterElement": { display: "grid", placeItems: "center", padding: "0" },
  ".cm-lint-marker": { inlineSize: "0.7em", blockSize: "0.7em", cursor: "help" },
  ".cm-lint-marker-error": {
    content: "none",
    backgroundColor: colour("error"),
    borderRadius: "50%",
  },
  ".cm-lint-marker-warning": {
    content: "none",
    backgroundColor: colour("warning"),
    clipPath: "polygon(50% 0, 100% 100%, 0 100%)",
  },
  ".cm-lint-marker-info": { content: "none", backgroundColor: colour("info") },
  ".cm-lintRange": { paddingBottom: "2px" },
  ...severe((name) => ({
    // Not a text decoration, which Chromium draws in the colour of the text where it is selected.
    [`.cm-lintRange-${name}`]: {
      backgroundImage: wave(colour(name)),
      backgroundPosition: "left bottom",
      backgroundSize: "6px 3px",
    },
    [`.cm-lintPoint-${name}:after`]: { borderBottomColor: colour(name) },
    [`.cm-diagnostic-${name}`]: { borderLeft: `4px solid ${colour(name)}` },
  })),
  ".cm-tooltip-lint": { listStyle: "none" },
  ".cm-diagnostic": { padding: "0.5em 0.75em", margin: "0", whiteSpace: "normal" },
  ".cm-diagnostic p": { margin: "0 0 0.25em", overflowWrap: "anywhere", whiteSpace: "pre-wrap" },
  ".cm-markHelp": { color: colour("muted") },
  ".cm-diagnosticAction": {
    backgroundColor: colour("button"),
    color: colour("button-text"),
    borderRadius: "3px",
    font: "inherit",
    marginLeft: "0",
    padding: "0.2em 0.6em",
  },
});

const panels = EditorView.theme({
  ".cm-tooltip": {
    backgroundColor: colour("panel"),
    border: `1px solid ${colour("border")}`,
    borderRadius: "4px",
    boxShadow: `0 4px 16px ${colour("shadow")}`,
    color: colour("text"),
    fontFamily: "var(--editor-panel-font)",
    maxInlineSize: "min(40rem, 90vw)",
  },
  ".cm-panels": {
    backgroundColor: colour("panel"),
    color: colour("text"),
    fontFamily: "var(--editor-panel-font)",
  },
  ".cm-panels.cm-panels-top": { borderBottom: `1px solid ${colour("border")}` },
  ".cm-panels.cm-panels-bottom": { borderTop: `1px solid ${colour("border")}` },
  ".cm-panel.cm-renaming": {
    alignItems: "center",
    display: "flex",
    flexWrap: "wrap",
    gap: "0.5em",
    padding: "0.5em",
  },
  ".cm-renaming input": { marginInlineStart: "0.5em" },
  ".cm-renamingError": { color: colour("error"), flexBasis: "100%", margin: "0" },
  ".cm-renamingError:empty": { display: "none" },
  ".cm-panel.cm-search": {
    alignItems: "center",
    display: "flex",
    flexWrap: "wrap",
    gap: "0.5em",
    padding: "0.5em 2.5em 0.5em 0.75em",
  },
  ".cm-panel.cm-search :is(input, button, label)": { margin: "0" },
  ".cm-panel.cm-search label": {
    alignItems: "center",
    display: "inline-flex",
    fontSize: "inherit",
    gap: "0.25em",
  },
  ".cm-panel.cm-search br": { display: "none" },
  // Begins the second row, which ends with the settings.
  ".cm-panel.cm-search::before": { content: '""', flexBasis: "100%", order: "1" },
  ".cm-panel.cm-search :is([name=replace], [name=replaceAll])": { order: "2" },
  ".cm-panel.cm-search > label": { order: "3" },
  ".cm-panel .cm-textfield": {
    backgroundColor: colour("background"),
    border: `1px solid ${colour("field-border")}`,
    borderRadius: "3px",
    color: colour("text"),
    fontSize: "inherit",
    padding: "0.25em 0.5em",
  },
  ".cm-panel .cm-button": {
    backgroundColor: colour("background"),
    backgroundImage: "none",
    border: `1px solid ${colour("field-border")}`,
    borderRadius: "3px",
    color: colour("text"),
    fontSize: "inherit",
    padding: "0.25em 0.75em",
  },
  ".cm-panel [name=close], .cm-panel .cm-dialog-close": {
    color: colour("text"),
    cursor: "pointer",
    fontSize: "1.25em",
    minInlineSize: "1.5em",
    minBlockSize: "1.5em",
  },
  ".cm-panel :focus-visible, .cm-tooltip :focus-visible": {
    outline: `2px solid ${colour("focus")}`,
  },
});

const help = EditorView.theme({
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--editor-font)",
    maxBlockSize: "14em",
    minInlineSize: "16em",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    gap: "1.5em",
    justifyContent: "space-between",
    lineHeight: "1.5",
    padding: "0 0.75em",
  },
  ".cm-tooltip.cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: colour("button"),
    color: colour("button-text"),
  },
  ".cm-completionMatchedText": { fontWeight: "bold", textDecoration: "none" },
  ".cm-completionDetail": { color: colour("muted"), fontStyle: "normal", marginInlineStart: "0" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-tooltip.cm-completionInfo": {
    boxSizing: "border-box",
    maxBlockSize: "16em",
    overflow: "auto",
    padding: "0.5em 0.75em",
    whiteSpace: "normal",
    width: "max-content",
  },
  ".cm-completionInfo p, .cm-said p": { margin: "0 0 0.25em", overflowWrap: "anywhere" },
  ".cm-completionInfo p:last-child, .cm-said > :last-child": { marginBlockEnd: "0" },
  ".cm-said": { maxBlockSize: "20em", overflow: "auto", padding: "0.5em 0.75em" },
  ".cm-said a, .cm-completionInfo a": { color: colour("focus") },
  ".cm-saidTitle": { fontFamily: "var(--editor-font)", fontWeight: "bold" },
  ".cm-saidFacts": { color: colour("muted") },
  ".cm-saidValue": { fontFamily: "var(--editor-font)" },
  ".cm-saidActions": {
    display: "flex",
    flexWrap: "wrap",
    gap: "0.5em",
    paddingBlockStart: "0.25em",
  },
  ".cm-saidAction": {
    backgroundColor: colour("background"),
    border: `1px solid ${colour("field-border")}`,
    borderRadius: "3px",
    color: colour("text"),
    cursor: "pointer",
    font: "inherit",
    padding: "0.2em 0.6em",
    whiteSpace: "nowrap",
  },
});

function wave(line: string): string {
  const stroke = (angle: number, at: number) =>
    `linear-gradient(${angle}deg, transparent ${at - 14}%, ${line} ${at}%, transparent ${at + 14}%)`;
  return [stroke(45, 79), stroke(135, 15), stroke(135, 55), stroke(45, 37)].join(", ");
}

function severe<T>(rules: (name: string) => T): T {
  return Object.assign({}, ...["error", "warning", "info"].map(rules));
}

const kinds: Token["kind"][] = [
  "key",
  "string",
  "number",
  "comment",
  "tag",
  "punctuation",
  "template",
  "variable",
  "filter",
];
const syntax = EditorView.theme({
  ...Object.fromEntries(
    kinds.map((kind) => [`.${classOf(kind)}`, { color: `var(--syntax-${kind})` }]),
  ),
  [`.${classOf("comment")}`]: { color: "var(--syntax-comment)", fontStyle: "italic" },
});

/** The theme of the text panes. */
export const theme: Extension = [looks, gutters, problems, panels, help, syntax];
