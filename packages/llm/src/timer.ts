/** Time as far as this package needs it; tests hand in one of their own. */
export interface Timer {
  /** Milliseconds since any fixed moment; never goes back. */
  now(): number;
  /** @throws the signal's reason when it is aborted before the time is up */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The timer of the machine. */
export const systemTimer: Timer = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const wake = (): void => {
        signal?.removeEventListener("abort", cancel);
        resolve();
      };
      const cancel = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(wake, milliseconds);
      signal?.addEventListener("abort", cancel, { once: true });
    }),
};
