import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap, type Rect } from "@codemirror/view";
import type { Questions } from "./assist";
import { offsetOf } from "./marks";
import { nodes, type Prose } from "./prose";

/** The options at a position, and where the typed prefix begins. */
export interface Completions {
  line: number;
  column: number;
  options: Option[];
}

/** An option. */
export interface Option {
  label: string;
  /** The inserted text, where it differs from the label. */
  insert?: string;
  /** A few words beside the label. */
  detail: string;
  help: Prose[];
  kind: string;
}

/** The text before the cursor that triggers completion without Ctrl-Space: a word, or what can come before a name. */
const inviting = /[\p{L}\p{N}_.$]$|(?:\{\{|\{%|\||\bis|\bnot)[-\s]*$|\[["']$|:\s["']?$/u;

/** Completes while the user types, and on Ctrl-Space. */
export function completing(file: string, questions: Questions): Extension {
  if (!questions.complete) return [];
  const source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos, explicit } = context;
    const line = state.doc.lineAt(pos);
    if (!explicit && !inviting.test(line.text.slice(0, pos - line.from))) return null;
    const found = await questions.complete!(file, line.number, pos - line.from);
    if (!found || context.aborted || found.options.length === 0) return null;
    return {
      from: offsetOf(state.doc, found.line, found.column),
      options: found.options.map(completion),
      validFor: /^[\p{L}\p{N}_$#/"'-]*$/u,
    };
  };
  return [
    autocompletion({ override: [source], icons: false, aboveCursor: false, positionInfo: besideList }),
    // Takes precedence over Tab as indentation.
    Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
  ];
}

/** The least width of a description beside the list, and the greatest anywhere. */
const [narrowest, widest] = [180, 400];

/** Places the description of an option beside the list, or else below or above the whole list, never over it. */
function besideList(_view: EditorView, list: Rect, option: Rect, info: Rect, space: Rect) {
  const [left, right] = [list.left - space.left, space.right - list.right];
  const room = Math.max(left, right);
  if (room >= narrowest) {
    const top = Math.max(space.top, Math.min(option.top, space.bottom - (info.bottom - info.top)));
    return {
      class: `cm-completionInfo-${right >= left ? "right" : "left"}`,
      style: `top: ${top - list.top}px; max-width: ${Math.min(widest, room)}px`,
    };
  }
  const edge = space.bottom - list.bottom >= list.top - space.top ? "top" : "bottom";
  const width = Math.min(widest, space.right - list.left);
  return {
    class: "cm-completionInfo-right-narrow",
    style: `${edge}: ${list.bottom - list.top}px; left: 0; max-width: ${width}px`,
  };
}

function completion(option: Option, index: number): Completion {
  return {
    label: option.label,
    detail: option.detail,
    apply: option.insert ?? option.label,
    // Keeps the order of the reply among options that match equally well.
    boost: -Math.min(index, 98),
    ...(option.help.length > 0 ? { info: () => info(option.help) } : {}),
  };
}

function info(help: readonly Prose[]): Node {
  const node = document.createElement("div");
  node.append(...nodes(help));
  return node;
}
