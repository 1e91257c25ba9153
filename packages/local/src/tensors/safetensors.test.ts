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

  const eight = new Uint8Array(8);
  const two = (offsets: readonly unknown[], shape: readonly unknown[] = [1]) => ({
    dtype: "F32",
    shape,
    data_offsets: offsets,
  });
  const written = (header: string, data = eight): Uint8Array => {
    const text = new TextEncoder().encode(header);
    const bytes = new Uint8Array(8 + text.length + data.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
    bytes.set(text, 8);
    bytes.set(data, 8 + text.length);
    return bytes;
  };
  const [first, second] = [two([0, 4]), two([4, 8])].map((one) => JSON.stringify(one));

  it("reads entries in any order, and those without a number", () => {
    const empty = two([4, 4], [0]);
    const tensors = readTensors(
      file({ b: two([4, 8]), none: empty, a: two([0, 4]), nothing: two([8, 8], [3, 0]) }, eight),
      "x.safetensors",
    );
    expect([...tensors.keys()]).toEqual(["b", "none", "a", "nothing"]);
  });

  it.each<[what: string, bytes: Uint8Array, why: RegExp]>([
    ["negative offsets", file({ a: two([-4, 0]) }, eight), /not as it should be/],
    ["offsets of 2^53", file({ a: two([2 ** 53, 2 ** 53 + 4]) }, eight), /not as it should be/],
    ["offsets of 2^53 - 1", file({ a: two([0, 2 ** 53 - 1]) }, eight), /cut short/],
    [
      "a shape that only 2^53 wraps to its data",
      file({ a: two([0, 4], [2 ** 53 - 1, 2 ** 53 - 1]) }, eight),
      /cut short/,
    ],
    [
      "a shape of infinitely many times none",
      file({ a: two([0, 0], [...Array(40).fill(1e9), 0]) }),
      /cut short/,
    ],
    ["offsets the wrong way round", file({ a: two([8, 4], [0]) }, eight), /cut short/],
    ["offsets that are no whole numbers", file({ a: two([0.5, 4.5]) }, eight), /not as it should be/],
    ["entries that overlap in part", file({ a: two([0, 8], [2]), b: two([4, 8]) }, eight), /overlap/],
    [
      "entries that share everything, though there is room",
      file({ a: two([0, 4]), b: two([0, 4]) }, eight),
      /overlap/,
    ],
    ["an empty entry within another", file({ a: two([0, 8], [2]), b: two([4, 4], [0]) }, eight), /overlap/],
    ["a name twice", written(`{"a":${first},"a":${second}}`), /belong to no tensor/],
    ["a hole", file({ a: two([4, 8]) }, eight), /belong to no tensor/],
    ["data after the last", file({ a: two([0, 4]) }, eight), /belong to no tensor/],
    ["a list for its header", file([two([0, 8], [2])], eight), /not JSON/],
    ["a header nested without end", written("[".repeat(1_000_000)), /not JSON/],
    [
      "an entry nested without end",
      written(`{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`),
      /not as it should/,
    ],
    ["a name of a megabyte", file({ ["n".repeat(1024 * 1024)]: 7 }), /^.{0,400}$/],
  ])("refuses %s", (_what, bytes, why) => {
    expect(() => readTensors(bytes, "x.safetensors")).toThrow(why);
    expect(() => readTensors(bytes, "x.safetensors")).toThrow(
      expect.objectContaining({ code: "data_format" }),
    );
  });

  it("keeps names apart that objects have already", () => {
    const bytes = written(`{"__proto__":${first},"constructor":${second}}`);
    expect([...readTensors(bytes, "x.safetensors").keys()]).toEqual(["__proto__", "constructor"]);
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
