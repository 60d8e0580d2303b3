import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";
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
    autocompletion({ override: [source], icons: false, aboveCursor: false }),
    // Takes precedence over Tab as indentation.
    Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
  ];
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
