import { createContext, Script } from "node:vm";

/** A template takes milliseconds; one that loops would stop everything, since nothing else runs meanwhile. */
export const longestMs = 2000;
const called = new Script("render()");

/** Calls a function, and ends it when it takes too long. @throws Error with code `ERR_SCRIPT_EXECUTION_TIMEOUT` then */
export function inTime<Input, Output>(run: (input: Input) => Output): (input: Input) => Output {
  const context = createContext({});
  return (input) => {
    context["render"] = () => run(input);
    return called.runInContext(context, { timeout: longestMs }) as Output;
  };
}

/** Whether that is what was thrown. */
export function isTimeout(error: unknown): boolean {
  return (error as { readonly code?: unknown } | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
