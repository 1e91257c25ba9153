import { createContext, Script } from "node:vm";

/** Milliseconds. A template takes a few; one that loops would stop everything, since nothing else runs meanwhile. */
export const longestMs = 2000;

/**
 * Gives a function that is ended when it takes longer than {@link longestMs}.
 *
 * @throws Error with code `ERR_SCRIPT_EXECUTION_TIMEOUT` then, as {@link isTimeout} tells
 */
export function inTime<Input, Output>(run: (input: Input) => Output): (input: Input) => Output {
  const called = new Script("render()");
  const context = createContext({});
  return (input) => {
    context["render"] = () => run(input);
    return called.runInContext(context, { timeout: longestMs }) as Output;
  };
}

/** Whether what was thrown says that {@link inTime} ended a function. */
export function isTimeout(error: unknown): boolean {
  return (error as { readonly code?: unknown } | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
