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

/** What can be written, and where the word begins that is there already. */
export interface Completions {
  line: number;
  column: number;
  options: Option[];
}

/** One thing that can be written. */
export interface Option {
  label: string;
  /** What is written, where that is not the label. */
  insert?: string;
  /** A few words beside it. */
  detail: string;
  help: Prose[];
  kind: string;
}

/** After these it is worth asking unasked: a word, and what a name can follow. */
const inviting = /[\p{L}\p{N}_.$]$|(?:\{\{|\{%|\||\bis|\bnot)[-\s]*$|\[["']$|:\s["']?$/u;

/** Offers what can be written, while one types and with Ctrl-Space. */
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
    // Before the one that indents.
    Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
  ];
}

function completion(option: Option, index: number): Completion {
  return {
    label: option.label,
    detail: option.detail,
    apply: option.insert ?? option.label,
    // In the order that they come in, where they fit equally well.
    boost: -Math.min(index, 98),
    ...(option.help.length > 0 ? { info: () => info(option.help) } : {}),
  };
}

function info(help: readonly Prose[]): Node {
  const node = document.createElement("div");
  node.append(...nodes(help));
  return node;
}
