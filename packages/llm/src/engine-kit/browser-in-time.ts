import type * as Node from "./in-time.ts";

// What takes the place of in-time.ts in a browser, where nothing ends a function from within its thread: there, a
// template that loops holds the worker of its model, which the page can end.
export const longestMs: typeof Node.longestMs = 2000;

export const inTime: typeof Node.inTime = (run) => run;

export const isTimeout: typeof Node.isTimeout = () => false;
