import { Tensor } from "onnxruntime-common";
import type { CacheArray } from "./key-value-cache.ts";

/**
 * A float16 tensor over its bits. Where JavaScript has a Float16Array, `Tensor` keeps its data as one, but the native
 * part of onnxruntime-node (1.30) finds no bytes in it; so its data is put before it again as bits.
 */
export function halfTensor(bits: Uint16Array, dimensions: readonly number[]): Tensor {
  return Object.create(new Tensor("float16", bits, dimensions), { data: { value: bits } }) as Tensor;
}

/** The data of a float32 or float16 tensor that came out of a graph, float16 as bits; a view. */
export function cacheData({ data }: Tensor): CacheArray {
  if (data instanceof Float32Array || data instanceof Uint16Array) return data;
  const { buffer, byteOffset, length } = data as unknown as Uint16Array;
  return new Uint16Array(buffer, byteOffset, length);
}
