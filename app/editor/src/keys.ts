import type { EditorState } from "@codemirror/state";
import { type EditorView, type KeyBinding, keymap } from "@codemirror/view";

/** The platform, which selects among the keys of a binding. It is detected as in CodeMirror. */
const system = ((platform): "mac" | "win" | "linux" | "key" => {
  if (/Mac|iPhone|iPad/.test(platform)) return "mac";
  if (/Win/.test(platform)) return "win";
  return /Linux|X11/.test(platform) ? "linux" : "key";
})(navigator.platform);

/** The bound keys, in the notation of CodeMirror: `Mod-z`. */
export function keysOf(state: EditorState): string[] {
  return bindings(state).flatMap((binding) => keyOf(binding) ?? []);
}

/** Runs the command of a key, as if it were pressed in the text; returns whether there was one. */
export function press(view: EditorView, key: string): boolean {
  return bindings(view.state).some((binding) => keyOf(binding) === key && binding.run?.(view));
}

const bindings = (state: EditorState): KeyBinding[] => state.facet(keymap).flat();

const keyOf = (binding: KeyBinding): string | undefined => binding[system] ?? binding.key;
