import type { CacheArray } from "./key-value-cache.ts";

/** The numbers [start, end) of a float32 or float16 tensor as 32-bit floats; a view where possible. */
export function floats(data: CacheArray, start: number, end: number): Float32Array {
  if (data instanceof Float32Array) return data.subarray(start, end);
  const part = data.subarray(start, end);
  // A Float16Array converts by itself; its bits (older Node versions) do not.
  return data instanceof Uint16Array ? Float32Array.from(part, halfToFloat) : Float32Array.from(part);
}

/** The number whose IEEE 754 binary16 bits are given. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
