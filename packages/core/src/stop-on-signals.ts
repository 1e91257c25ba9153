/** The signals by which a process is asked to end, and their numbers, which are the same on every system that has them. */
const numbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const;

/** The names of the signals by which a process is asked to end. */
export const stopSignals = Object.keys(numbers) as readonly (keyof typeof numbers)[];

/** What was asked of this process from outside. */
export interface Stopping {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The status to end with, 128 and the signal's number, as shells have it; nothing while none came. */
  readonly status: number | undefined;
}

/**
 * Lets a process finish what it is writing at the first signal to end (Ctrl-C, a closed window, `kill`, Ctrl-\); the second
 * ends it at once. For the top of a program. The listeners stay: libraries that clean up on exit take a signal nobody else
 * listens to as the end of the process.
 */
export function stopOnSignals(): Stopping {
  const interruption = new AbortController();
  let status: number | undefined;
  for (const name of stopSignals)
    process.on(name, () => {
      const number = 128 + numbers[name];
      if (interruption.signal.aborted) endAtOnce(name, number);
      status = number;
      interruption.abort();
    });
  return {
    signal: interruption.signal,
    get status() {
      return status;
    },
  };
}

/**
 * Ends the process as the signal would have, after all that cleans up on exit has run. Threads of native libraries that are
 * computing would have the system abort a process that is wound up around them.
 */
function endAtOnce(name: NodeJS.Signals, status: number): never {
  // Windows has no signals to send oneself.
  if (process.platform !== "win32")
    process.once("exit", () => {
      process.removeAllListeners(name);
      process.kill(process.pid, name);
    });
  process.exit(status);
}
