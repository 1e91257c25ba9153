/**
 * Passes on what a generator yields, as `pass` makes of it, and its result. Whoever stops listening half-way closes
 * the source too, down to the call of the model.
 */
export async function* relay<In, Out, Result>(
  source: AsyncGenerator<In, Result, void>,
  pass: (value: In) => Iterable<Out> | AsyncIterable<Out>,
): AsyncGenerator<Out, Result, void> {
  let ended = false;
  try {
    for (;;) {
      const step = await source.next();
      if (step.done === true) {
        ended = true;
        return step.value;
      }
      yield* pass(step.value);
    }
  } finally {
    if (!ended) await source.return(undefined as Result);
  }
}

/**
 * Takes all that a generator yields, one after the other, for its result. When `take` throws, the source is closed as
 * {@link relay} does.
 */
export async function heard<In, Result>(
  source: AsyncGenerator<In, Result, void>,
  take: (value: In) => void | Promise<void>,
): Promise<Result> {
  let ended = false;
  try {
    for (;;) {
      const step = await source.next();
      if (step.done === true) {
        ended = true;
        return step.value;
      }
      await take(step.value);
    }
  } finally {
    if (!ended) await source.return(undefined as Result);
  }
}
