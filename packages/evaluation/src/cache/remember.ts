import type { Json } from "@sdialog/core";
import { frozenJson } from "@sdialog/core/internal";
import type { ContentCache } from "./content-cache.ts";

const underway = new WeakMap<ContentCache, Map<string, Promise<Json>>>();

/** A value and whether it was already known. */
export interface Remembered<Value> {
  readonly value: Value;
  readonly cached: boolean;
}

/**
 * What `cache` holds under `key`, else what `find` returns. Callers that ask for a key while it is being looked for
 * share one answer; a failure reaches all of them and is not kept.
 *
 * @throws InvalidArgumentError when the value is not JSON
 */
export async function remember<Value>(
  cache: ContentCache | undefined,
  key: string,
  find: () => Promise<Value>,
): Promise<Remembered<Value>> {
  if (cache === undefined) return { value: await find(), cached: false };
  const running = underway.get(cache) ?? new Map<string, Promise<Json>>();
  underway.set(cache, running);
  const same = running.get(key);
  if (same !== undefined) return { value: (await same) as Value, cached: true };
  let cached = true;
  const answer = (async () => {
    const known = await cache.get(key);
    if (known !== undefined) return known;
    cached = false;
    const found = frozenJson(await find(), "value");
    await cache.set(key, found);
    return found;
  })();
  running.set(key, answer);
  try {
    return { value: (await answer) as Value, cached };
  } finally {
    running.delete(key);
  }
}
