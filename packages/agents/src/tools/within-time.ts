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

/**
 * @param milliseconds the time limit. Default: none
 * @param late what is wrong when the time is up. Default: a {@link ToolTimeout}
 */
export function withinTime(
  milliseconds: number | undefined,
  outer: AbortSignal | undefined,
  late: (milliseconds: number) => Error = (limit) => new ToolTimeout(limit),
): Deadline {
  if (milliseconds === undefined && outer === undefined) {
    return { signal: undefined, race: (value) => Promise.resolve(value), end: () => undefined };
  }
  const controller = new AbortController();
  let stop!: (reason: Error) => void;
  const over = new Promise<never>((_, reject) => {
    stop = (reason) => {
      controller.abort(reason);
      reject(reason);
    };
  });
  // Nobody may be waiting for it.
  over.catch(() => undefined);
  const leave = (): void => stop(outer?.reason as Error);
  if (outer?.aborted === true) leave();
  else outer?.addEventListener("abort", leave, { once: true });
  const timer =
    milliseconds === undefined ? undefined : setTimeout(() => stop(late(milliseconds)), milliseconds);
  return {
    signal: controller.signal,
    race: (value) => Promise.race([value, over]),
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", leave);
    },
  };
}
