import type { Extension, Line, Range, Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from "@codemirror/view";
import { jinjaTokens } from "./jinja";
import type { Source } from "./source";
import type { Token } from "./token";
import { blockIndent, JINJA, outside, type YamlState, yamlTokens } from "./yaml";

/**
 * Colours only the visible part. A keystroke must leave most of a frame to the rest of the page, and a syntax tree
 * of the whole file takes several milliseconds.
 */
export function highlighting(read: (doc: Text) => Source): Extension {
  const marks = (view: EditorView): DecorationSet => {
    const source = read(view.state.doc);
    const tokens = view.visibleRanges.flatMap(({ from, to }) => visible(source, view, from, to));
    return Decoration.set(tokens, true);
  };
  return ViewPlugin.define(
    (view) => ({
      marks: marks(view),
      update(update) {
        if (update.docChanged || update.viewportChanged) this.marks = marks(update.view);
      },
    }),
    { decorations: (plugin) => plugin.marks },
  );
}

/** The class of a kind of token, which the theme gives a colour. */
export const classOf = (kind: Token["kind"]): string => `cm-token-${kind}`;

const mark = new Map<Token["kind"], Decoration>();

function decoration(kind: Token["kind"]): Decoration {
  let found = mark.get(kind);
  if (!found) mark.set(kind, (found = Decoration.mark({ class: classOf(kind) })));
  return found;
}

/** The length from which a line is shown without colours of YAML. */
const LONG = 10_000;

/** The number of lines above the visible part that are searched for open strings. */
const BEFORE = 50;

function visible(
  source: Source,
  { state: { doc } }: EditorView,
  from: number,
  to: number,
): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  const add = (start: number, end: number, kind: Token["kind"]) => {
    if (end > from && start < to && end > start) found.push(decoration(kind).range(start, end));
  };
  const first = Math.max(1, doc.lineAt(from).number - BEFORE);
  const last = doc.lineAt(to).number;
  const state = stateBefore(source, doc, first);
  let part = firstAfter(source.parts, doc.line(first).from);
  for (let number = first; number <= last; number++) {
    const line = doc.line(number);
    const here: { from: number; to: number }[] = [];
    for (; part < source.parts.length && source.parts[part]!.from < line.to; part++) {
      here.push(source.parts[part]!);
      // It continues in the next line, and is needed there too.
      if (source.parts[part]!.to > line.to) break;
    }
    for (const one of here) {
      if (one.from < line.from && number > first) continue;
      for (const token of jinjaTokens(source.text, one)) add(token.from, token.to, token.kind);
    }
    const onlyTags = here.length > 0 && source.indents[number - 1]! < 0;
    if (line.length > LONG) continue;
    const text = masked(line, here);
    // A line of tags only neither continues nor ends a YAML construct.
    if (onlyTags && !text.includes("#")) continue;
    for (const token of yamlTokens(text, state)) {
      let at = line.from + token.from;
      for (const gap of here) {
        add(at, Math.min(gap.from, line.from + token.to), token.kind);
        at = Math.max(at, gap.to);
      }
      add(at, line.from + token.to, token.kind);
    }
  }
  return found;
}

/** The text of a line, with its Jinja replaced by a neutral character. */
function masked({ text, from }: Line, parts: readonly { from: number; to: number }[]): string {
  let out = "";
  for (const part of parts) {
    const start = Math.max(part.from - from, 0);
    const end = Math.min(part.to - from, text.length);
    out += text.slice(out.length, start) + JINJA.repeat(end - start);
  }
  return out + text.slice(out.length);
}

/** The index of the first part that ends after an offset. */
function firstAfter(parts: Source["parts"], at: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle]!.to > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The state at the start of a line, from the lines that it is nested in. The outermost block scalar counts, since
 * a header within it is text.
 */
function stateBefore({ indents }: Source, doc: Text, number: number): YamlState {
  const state = outside();
  let limit = indents[number - 1]! < 0 ? Infinity : indents[number - 1]!;
  for (let line = number - 2; line >= 0 && limit > 0; line--) {
    const indent = indents[line]!;
    if (indent < 0 || indent >= limit) continue;
    const block = blockIndent(doc.line(line + 1).text);
    if (block >= 0 && block < limit) state.block = block;
    limit = indent;
  }
  return state;
}
