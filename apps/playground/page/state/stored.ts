import { effect, type Signal, signal } from "@preact/signals";

/** A signal that outlives a reload of the page. @param fits tells whether what was stored can still be used */
export function stored<Value>(
  key: string,
  start: Value,
  fits: (value: unknown) => boolean = () => true,
): Signal<Value> {
  const kept = signal(read(key, start, fits));
  effect(() => localStorage.setItem(`sdialog.${key}`, JSON.stringify(kept.value)));
  return kept;
}

function read<Value>(key: string, start: Value, fits: (value: unknown) => boolean): Value {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`sdialog.${key}`) ?? "null");
    return value !== null && fits(value) ? (value as Value) : start;
  } catch {
    return start;
  }
}
