/** A tool took longer than it may. */
export class ToolTimeout extends Error {
  constructor(milliseconds: number) {
    super(`The tool took longer than ${milliseconds} ms and was stopped.`);
  }
}

/** A clock that starts now: its signal aborts when the time is up or `outer` does. */
export interface Deadline {
  readonly signal: AbortSignal | undefined;
  /** The value, unless the time is up first. @throws ToolTimeout, or the reason of the outer signal */
  race<Value>(value: Value | Promise<Value>): Promise<Value>;
  /** Stops the clock. */
  end(): void;
}

/** @param milliseconds the time limit. Default: none */
export function withinTime(milliseconds: number | undefined, outer: AbortSignal | undefined): Deadline {
  if (milliseconds === undefined && outer === undefined) {
    return { signal: undefined, race: (value) => Promise.resolve(value), end: () => undefined };
  }
  const controller = new AbortController();
  const leave = (): void => controller.abort(outer?.reason);
  if (outer?.aborted === true) leave();
  outer?.addEventListener("abort", leave, { once: true });
  const timer =
    milliseconds === undefined
      ? undefined
      : setTimeout(() => controller.abort(new ToolTimeout(milliseconds)), milliseconds);
  const { signal } = controller;
  const over = new Promise<never>((_, reject) => {
    const fail = (): void => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
  // Nobody may be waiting for it.
  over.catch(() => undefined);
  return {
    signal,
    race: (value) => Promise.race([value, over]),
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", leave);
    },
  };
}
