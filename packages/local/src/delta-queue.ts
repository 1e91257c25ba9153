export interface DeltaQueue {
  readonly push: (delta: string) => void;
  /** No more will come. */
  readonly end: () => void;
  /** What was pushed, in order; ends after {@link end}. */
  readonly deltas: AsyncIterable<string>;
}

/** A queue between a callback and a loop. */
export function deltaQueue(): DeltaQueue {
  const waiting: string[] = [];
  let ended = false;
  let wake: (() => void) | undefined;

  async function* read(): AsyncIterable<string> {
    for (;;) {
      const delta = waiting.shift();
      if (delta !== undefined) yield delta;
      else if (ended) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    push: (delta) => (waiting.push(delta), wake?.()),
    end: () => ((ended = true), wake?.()),
    deltas: read(),
  };
}
