import { describe, expect, it } from "vitest";
import { readTensors, writeTensors } from "./safetensors.ts";

const file = (header: unknown, data = new Uint8Array(0)): Uint8Array => {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
};

describe("readTensors", () => {
  it("reads what writeTensors wrote", () => {
    const tensors = new Map([
      ["a", { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
      ["b", { shape: [1], data: Float32Array.of(5) }],
    ]);
    expect(readTensors(writeTensors(tensors), "x.safetensors")).toEqual(tensors);
  });

  it.each(["a", "ab", "größe", "重み", "é".repeat(7)])(
    "puts the data of %j where eight bytes begin",
    (name) => {
      const tensors = new Map([[name, { shape: [1], data: Float32Array.of(5) }]]);
      const bytes = writeTensors(tensors);
      const [length] = new BigUint64Array(bytes.slice(0, 8).buffer);
      expect(Number(length) % 8).toBe(0);
      expect(bytes.length).toBe(8 + Number(length) + 4);
      expect(readTensors(bytes, "x.safetensors")).toEqual(tensors);
    },
  );

  it("refuses entries that share their data: 2,000 of a megabyte would be two gigabytes", () => {
    const data = new Uint8Array(1024 * 1024);
    const entry = { dtype: "F32", shape: [data.length / 4], data_offsets: [0, data.length] };
    const header = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`t${index}`, entry]));
    expect(() => readTensors(file(header, data), "x.safetensors")).toThrow("its tensors overlap");
  });

  it("refuses a header that is longer than any", () => {
    const bytes = new Uint8Array(20 * 1024 * 1024);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(bytes.length - 8), true);
    expect(() => readTensors(bytes, "x.safetensors")).toThrow("its header has");
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["a length beyond the file", new Uint8Array([255, 255, 255, 255, 255, 255, 255, 127])],
    ["a header that is no JSON", new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0, 123])],
    ["data beyond the file", file({ a: { dtype: "F32", shape: [4], data_offsets: [0, 16] } })],
    ["a shape of more than the data", file({ a: { dtype: "F32", shape: [9e15], data_offsets: [0, 0] } })],
  ])("refuses %s", (_what, bytes) => {
    expect(() => readTensors(bytes, "x.safetensors")).toThrow(/x\.safetensors/);
  });
});
