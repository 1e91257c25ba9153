/**
 * What comes in time; whatever comes later is let go of.
 *
 * @param act is given the signal that says when nobody waits any longer
 * @param timeoutMs default: without end
 * @throws the signal's reason, or a TimeoutError
 */
export async function inTime<Value>(
  act: (ended: AbortSignal | undefined) => Promise<Value>,
  timeoutMs: number | undefined,
  signal?: AbortSignal,
): Promise<Value> {
  // One that has fired already does not fire again.
  signal?.throwIfAborted();
  const limits = [
    ...(timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)]),
    ...(signal === undefined ? [] : [signal]),
  ];
  if (limits.length === 0) return act(undefined);
  const ended = AbortSignal.any(limits);
  return new Promise((resolve, reject) => {
    const end = (): void => reject(ended.reason as Error);
    ended.addEventListener("abort", end);
    act(ended)
      .then(resolve, reject)
      .finally(() => ended.removeEventListener("abort", end));
  });
}
