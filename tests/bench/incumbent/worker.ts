import { type Files, type Result, work } from "./work";

/** What the worker answers: what it made, and how long that took, in milliseconds. */
export interface Answer extends Result {
  milliseconds: number;
}

self.onmessage = ({ data }: MessageEvent<Files>) => {
  const start = performance.now();
  const result = work(data);
  const answer: Answer = { ...result, milliseconds: performance.now() - start };
  self.postMessage(answer);
};
