// Lets the tests run on the oldest Node that the packages promise. What is filled in here, Vitest and the tests use and
// Node 20 lacks; the packages themselves use none of it (`tsconfig.node20.json`).

Array.fromAsync ??= (async (items: AsyncIterable<unknown> | Iterable<unknown>) => {
  const all: unknown[] = [];
  for await (const item of items) all.push(item);
  return all;
}) as typeof Array.fromAsync;

Promise.withResolvers ??= <Value>() => {
  let settle: Omit<PromiseWithResolvers<Value>, "promise"> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle } as PromiseWithResolvers<Value>;
};

Map.groupBy ??= <Key, Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key) => {
  const groups = new Map<Key, Item[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

/** Whether this Node reads TypeScript by itself, as Node does from 22.18 on, so that tests can start programs from source. */
export const readsTypeScript = Boolean((process.features as { typescript?: unknown }).typescript);
