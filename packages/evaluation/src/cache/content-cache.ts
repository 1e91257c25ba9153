import type { Json } from "@sdialog/core";

/**
 * Keeps what was expensive to compute, under a key that is a hash of everything it depends on: content and full
 * configuration, never a file name. An entry can therefore never be stale, only unused.
 */
export interface ContentCache {
  get(key: string): Promise<Json | undefined>;
  set(key: string, value: Json): Promise<void>;
}

/** A cache that lives as long as the process. */
export function memoryCache(): ContentCache {
  const entries = new Map<string, Json>();
  return {
    get: (key) => Promise.resolve(entries.get(key)),
    set(key, value) {
      entries.set(key, value);
      return Promise.resolve();
    },
  };
}
