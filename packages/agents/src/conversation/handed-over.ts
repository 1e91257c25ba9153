/** What a maker is told when nobody takes any more of what it makes. */
class Left extends Error {}

/**
 * What `make` hands over, as a generator: it waits with each value until the next is asked for, so that it is never ahead of
 * whoever listens. It begins with the first; one that is left early is told by an error in its hand, and waited for.
 *
 * @throws what `make` throws, unless it was left
 */
export async function* handedOver<Value>(
  make: (hand: (value: Value) => Promise<void>) => Promise<unknown>,
): AsyncGenerator<Value, void, void> {
  type Step = { readonly value: Value; readonly goOn: () => void; readonly leave: () => void } | undefined;
  let next = withResolve<Step>();
  let left = false;
  const made = make(
    (value) =>
      new Promise<void>((resolve, reject) => {
        const leave = (): void => reject(new Left("nobody listens any more"));
        if (left) leave();
        else next.resolve({ value, goOn: resolve, leave });
      }),
  );
  // Whoever asks for more learns of the end, and of a failure by waiting for `made`.
  const ended = (): void => next.resolve(undefined);
  made.then(ended, ended);
  let step: Step;
  try {
    for (step = await next.promise; step !== undefined; step = await next.promise) {
      next = withResolve<Step>();
      yield step.value;
      step.goOn();
    }
  } finally {
    left = step !== undefined;
    step?.leave();
    await made.catch((error: unknown) => {
      if (!left) throw error;
    });
  }
}

function withResolve<Value>() {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}
