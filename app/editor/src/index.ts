/**
 * The text panes of the workbench: an editor for the author's files and a
 * viewer for what they render to. Both know text, and nothing about bundles.
 */
export { Editor, type Events } from "./editor";
export { type LineMark } from "./lines";
export { type Mark } from "./marks";
export { Viewer, type ViewerEvents } from "./viewer";
