import { ModelError } from "@sdialog/llm";

/**
 * Runs a call that ends when the caller's signal says so or the time is over.
 * @throws ModelError `timeout` when the time is over
 */
export async function withinTime<Result>(
  model: string,
  timeoutMs: number | undefined,
  signal: AbortSignal | undefined,
  call: (signal: AbortSignal | undefined) => Promise<Result>,
): Promise<Result> {
  if (timeoutMs === undefined) return call(signal);
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    return await call(signal === undefined ? limit : AbortSignal.any([signal, limit]));
  } catch (error) {
    if (!limit.aborted || error !== limit.reason) throw error;
    throw new ModelError(`no answer within ${timeoutMs} ms`, { kind: "timeout", model });
  }
}
