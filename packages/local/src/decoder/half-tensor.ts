import { Tensor } from "onnxruntime-common";
import type { CacheArray } from "./key-value-cache.ts";

/**
 * A float16 tensor over its bits. Where JavaScript has a Float16Array, `Tensor` keeps its data as one, but the native
 * part of onnxruntime-node (1.30) finds no bytes in it; so its data is put before it again as bits.
 */
export function halfTensor(bits: Uint16Array, dimensions: readonly number[], Kind = Tensor): Tensor {
  return Object.create(new Kind("float16", bits, dimensions), { data: { value: bits } }) as Tensor;
}

/** A tensor over numbers, or over the bits of float16 ones; a view. @param Kind class of the tensor */
export function floatTensor(data: CacheArray, dimensions: readonly number[], Kind = Tensor): Tensor {
  return data instanceof Uint16Array
    ? halfTensor(data, dimensions, Kind)
    : new Kind("float32", data, dimensions);
}

/** The data of a float32 or float16 tensor that came out of a graph, float16 as bits; a view. */
export function cacheData({ data }: Tensor): CacheArray {
  if (data instanceof Float32Array || data instanceof Uint16Array) return data;
  const { buffer, byteOffset, length } = data as unknown as Uint16Array;
  return new Uint16Array(buffer, byteOffset, length);
}
