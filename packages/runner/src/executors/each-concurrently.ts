/**
 * Applies `work` to every item, at most `concurrency` at a time; items are drawn only when there is room for them.
 * The first error stops the drawing, aborts the others through their signal, and is thrown when all have ended.
 */
export async function eachConcurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  concurrency: number,
  signal: AbortSignal,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let failure: { readonly error: unknown } | undefined;
  async function lane(): Promise<void> {
    try {
      while (!either.aborted) {
        const next = await iterator.next();
        if (next.done === true) return;
        await work(next.value, either);
      }
    } catch (error) {
      // What others say after the first error, or after they were told to stop, follows from that.
      if (!either.aborted) failure ??= { error };
      stop.abort(error);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane));
  if (failure !== undefined) throw failure.error;
}
