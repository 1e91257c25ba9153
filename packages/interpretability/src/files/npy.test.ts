import { DataFormatError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { readNpy, writeNpy } from "./npy.ts";

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

/** A file as NumPy writes it, with the length of its header in two bytes, or from version 2 on in four. */
function npy(header: string, data: Uint8Array, version = 1): Uint8Array {
  const length = version === 1 ? Uint16Array.of(header.length) : Uint32Array.of(header.length);
  return Buffer.concat([
    latin1(`\u0093NUMPY${String.fromCodePoint(version)}\0`),
    new Uint8Array(length.buffer),
    latin1(header),
    data,
  ]);
}
const headerOf = (type: string, shape: string): string =>
  `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }\n`;
const floats = (...values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
const doubles = (...values: readonly number[]): Uint8Array =>
  new Uint8Array(Float64Array.from(values).buffer);

describe("writeNpy", () => {
  it("writes what NumPy writes", () => {
    // np.save(f, np.array([0.5, -1.25, 3], np.float32))
    const header = headerOf("<f4", "(3,)").trimEnd().padEnd(117);
    expect(writeNpy(Float32Array.of(0.5, -1.25, 3))).toEqual(
      new Uint8Array(npy(`${header}\n`, floats(0.5, -1.25, 3))),
    );
  });

  it("has the numbers begin at a multiple of 64 bytes, however many they are, and wherever they come from", () => {
    for (let count = 1; count < 100_000; count *= 9) {
      const values = Float32Array.from({ length: count + 1 }, (_, index) => index).subarray(1);
      const file = writeNpy(values);
      expect((file.length - values.byteLength) % 64).toBe(0);
      expect(file.length - values.byteLength).toBeLessThanOrEqual(128);
      expect(readNpy(file, "d.npy")).toEqual(values);
    }
  });
});

describe("readNpy", () => {
  it.each([
    ["single precision", "<f4", "(2,)", floats(1.5, -2)],
    ["double precision", "<f8", "(2,)", doubles(1.5, -2)],
    ["a row", "<f4", "(1, 2)", floats(1.5, -2)],
    ["a column among other axes", "<f4", "(1, 2, 1)", floats(1.5, -2)],
    ["a shape of Python 2", "<f8", "(2L,)", doubles(1.5, -2)],
  ])("reads %s, in every version of the format", (_what, type, shape, data) => {
    for (const version of [1, 2, 3])
      expect([...readNpy(npy(headerOf(type, shape), data, version), "d.npy")]).toEqual([1.5, -2]);
    const within = Buffer.concat([latin1("xyz"), npy(headerOf(type, shape), data)]).subarray(3);
    expect([...readNpy(within, "d.npy")]).toEqual([1.5, -2]);
  });

  it("reads one number without axes, and no number", () => {
    expect([...readNpy(npy(headerOf("<f4", "()"), floats(1.5)), "d.npy")]).toEqual([1.5]);
    expect([...readNpy(npy(headerOf("<f4", "(0,)"), floats()), "d.npy")]).toEqual([]);
  });

  it.each([
    ["whole numbers", headerOf("<i8", "(1,)"), doubles(1), "its numbers are <i8, not float32 or float64"],
    ["large ends first", headerOf(">f4", "(1,)"), floats(1), "its numbers are >f4, not float32 or float64"],
    ["a header without a type", "{'shape': (1,)}\n", floats(1), "its numbers are of no known type, not"],
    ["a header without a shape", "{'descr': '<f4'}\n", floats(1), "its header tells no shape"],
    ["a header with a shape that is none", headerOf("<f4", "(x,)"), floats(1), "its header tells no shape"],
    ["a matrix", headerOf("<f4", "(2, 2)"), floats(1, 2, 3, 4), "its shape is (2, 2), not a vector"],
    [
      "too few numbers",
      headerOf("<f4", "(3,)"),
      floats(1, 2),
      "it should hold 3 numbers, but its data is 8 bytes",
    ],
    [
      "too many numbers",
      headerOf("<f4", "(1,)"),
      floats(1, 2),
      "it should hold 1 numbers, but its data is 8 bytes",
    ],
    ["a header without end", " ".repeat(10_001), floats(), "its header has 10001 bytes; 10000 is the most"],
  ])("refuses %s", (_what, header, data, message) => {
    expect(() => readNpy(npy(header, data), "d.npy")).toThrow(`d.npy: ${message}`);
  });

  it("takes a header of the longest that is read", () => {
    expect([...readNpy(npy(headerOf("<f4", "(1,)").padEnd(10_000), floats(7)), "d.npy")]).toEqual([7]);
  });

  it("names a file that was cut, wherever it was", () => {
    for (const file of [writeNpy(Float32Array.of(1)), npy(headerOf("<f4", "(1,)"), floats(1), 2)])
      for (let length = 0; length < file.length; length++)
        expect(() => readNpy(file.subarray(0, length), "d.npy"), `cut at ${length}`).toThrow(DataFormatError);
  });

  it("refuses what does not begin as NumPy's files do, whichever byte differs", () => {
    const file = writeNpy(Float32Array.of(1));
    for (let at = 0; at < 6; at++) {
      const changed = file.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => readNpy(changed, "d.npy")).toThrow("d.npy: not a .npy file");
    }
  });
});
