/**
 * The text panes of the workbench: an editor for source files, and a viewer for rendered text. They know text and
 * positions, and nothing of bundles.
 */
export { Editor, type Events } from "./editor";
export { type Questions } from "./assist";
export { type Completions } from "./completion";
export { type Hover } from "./hover";
export { type LineMark } from "./lines";
export { type Mark } from "./marks";
export { type Prose } from "./prose";
export { type Renamable } from "./renaming";
export { Viewer, type ViewerEvents } from "./viewer";
