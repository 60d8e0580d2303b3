import type { EditorState } from "@codemirror/state";
import { type EditorView, type KeyBinding, keymap } from "@codemirror/view";

/** Which of a binding's keys counts here: told as the library tells it. */
const system = ((platform): "mac" | "win" | "linux" | "key" => {
  if (/Mac|iPhone|iPad/.test(platform)) return "mac";
  if (/Win/.test(platform)) return "win";
  return /Linux|X11/.test(platform) ? "linux" : "key";
})(navigator.platform);

/** The keys that do something, as the library writes them: `Mod-z`. */
export function keysOf(state: EditorState): string[] {
  return bindings(state).flatMap((binding) => keyOf(binding) ?? []);
}

/** Does what a key does, as if it were pressed in the text; whether that was something. */
export function press(view: EditorView, key: string): boolean {
  return bindings(view.state).some((binding) => keyOf(binding) === key && binding.run?.(view));
}

const bindings = (state: EditorState): KeyBinding[] => state.facet(keymap).flat();

const keyOf = (binding: KeyBinding): string | undefined => binding[system] ?? binding.key;
