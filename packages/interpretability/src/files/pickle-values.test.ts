import { describe, expect, it } from "vitest";
import { globalName, pickleValues } from "./pickle-values.ts";

/** With functions that are known, and what stands outside as what it is called. */
const read = (bytes: Uint8Array): unknown =>
  pickleValues(bytes, {
    globals: { "collections.OrderedDict": () => new Map(), "tests.list": (...given) => given },
    persistent: (id) => ({ outside: id }),
    source: "p.pkl",
  });
const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
/** One byte for each character. */
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

const wholes = [0, 255, 256, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1];
const negatives = [-1, -128, -(2 ** 31), -(2 ** 31) - 1, -(2 ** 40), 1 - 2 ** 53];
const nested = new Map<unknown, unknown>([
  ["a", 1],
  ["b", [2]],
  [3, null],
]);

/** What `pickle.dumps(value, protocol)` of Python gives, with protocol 2 and with protocol 4. */
const written: readonly (readonly [string, unknown, string, string])[] = [
  ["nothing, truth and falsehood", [null, true, false], "gAJdcQAoToiJZS4=", "gASVCAAAAAAAAABdlChOiIllLg=="],
  [
    "whole numbers at the limits of every size",
    [...wholes, ...negatives],
    "gAJdcQAoSwBL/00AAU3//0oAAAEASv///3+KBQAAAIAAigf///////8fSv////9KgP///0oAAACAigX///9//4oGAAAAAAD/igcBAAAAAADgZS4=",
    "gASVUAAAAAAAAABdlChLAEv/TQABTf//SgAAAQBK////f4oFAAAAgACKB////////x9K/////0qA////SgAAAICKBf///3//igYAAAAAAP+KBwEAAAAAAOBlLg==",
  ],
  [
    "floats",
    [0.5, -1.25, 1e300],
    "gAJdcQAoRz/gAAAAAAAAR7/0AAAAAAAAR3435DyIAHWcZS4=",
    "gASVIAAAAAAAAABdlChHP+AAAAAAAABHv/QAAAAAAABHfjfkPIgAdZxlLg==",
  ],
  [
    "texts of several scripts",
    ["", "a", "é水🙂"],
    "gAJdcQAoWAAAAABxAVgBAAAAYXECWAkAAADDqeawtPCfmYJxA2Uu",
    "gASVGAAAAAAAAABdlCiMAJSMAWGUjAnDqeawtPCfmYKUZS4=",
  ],
  [
    "tuples of every length, and a list of one",
    [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1]],
    "gAJdcQAoKUsBhXEBSwFLAoZxAksBSwJLA4dxAyhLAUsCSwNLBHRxBF1xBUsBYWUu",
    "gASVKAAAAAAAAABdlCgpSwGFlEsBSwKGlEsBSwJLA4eUKEsBSwJLA0sEdJRdlEsBYWUu",
  ],
  [
    "dictionaries",
    [new Map(), new Map([["a", 1]]), nested],
    "gAJdcQAofXEBfXECWAEAAABhcQNLAXN9cQQoaANLAVgBAAAAYnEFXXEGSwJhSwNOdWUu",
    "gASVJAAAAAAAAABdlCh9lH2UjAFhlEsBc32UKGgDSwGMAWKUXZRLAmFLA051ZS4=",
  ],
  [
    "what comes again",
    ["again", ["again"], ["again", "again"]],
    "gAJdcQAoWAUAAABhZ2FpbnEBXXECaAFhaAFoAYZxA2Uu",
    "gASVGAAAAAAAAABdlCiMBWFnYWlulF2UaAFhaAFoAYaUZS4=",
  ],
  [
    "a call",
    new Map(),
    "gAJjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcQApUnEBLg==",
    "gASVIgAAAAAAAACMC2NvbGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpQu",
  ],
];

describe.each(written)("pickleValues of %s", (_what, value, second, fourth) => {
  it.each([
    [2, second],
    [4, fourth],
  ])("reads what Python writes with protocol %i, and nothing that was cut short", (_protocol, text) => {
    const bytes = base64(text);
    expect(read(bytes)).toEqual(value);
    // Whatever holds it, and whatever comes after it.
    expect(read(Buffer.concat([Buffer.from("x"), bytes, Buffer.from("x")]).subarray(1))).toEqual(value);
    for (let length = 0; length < bytes.length; length++)
      expect(() => read(bytes.subarray(0, length)), `cut at ${length}`).toThrow(
        "p.pkl: the pickle in it is cut short",
      );
  });
});

describe("pickleValues", () => {
  it("gives arguments to what is called, in order, and names to what stands outside", () => {
    expect(read(latin1("ctests\nlist\nK\x01K\x02\x86R."))).toEqual([1, 2]);
    expect(read(latin1("K\x07Q."))).toEqual({ outside: 7 });
  });

  it("finds again what was put away under a long number", () => {
    expect(read(latin1("]r\x00\x01\x02\x00K\x05aj\x00\x01\x02\x00\x86."))).toEqual([[5], [5]]);
  });

  it("tells what stands for a function by its full name from other values", () => {
    expect(globalName(read(latin1("ctests\nlist\n.")))).toBe("tests.list");
    expect(globalName("tests.list")).toBeUndefined();
  });

  it.each([
    [
      "a function that is not known",
      "cposix\nsystem\n.",
      "asks for posix.system, which only Python can give",
    ],
    ["an operation that runs code", "b", "asks for what only Python can do (operation 0x62)"],
    ["an end without a value", ".", "is broken"],
    ["a tuple of more than there is", "K\x01\x86.", "is broken"],
    ["a list without a beginning", "]K\x01e.", "is broken"],
    ["entries of what is no list", "NK\x01a.", "is broken"],
    ["entries of what is no dictionary", "NK\x01K\x02s.", "is broken"],
    ["a call of what is no function", "K\x01)R.", "is broken"],
    ["a call without arguments", "ctests\nlist\nK\x01R.", "is broken"],
    ["what was never put away", "h\x07.", "is broken"],
    ["what was never put away under a long number", "j\x07\x00\x00\x00.", "is broken"],
    ["a name without an end", "ctests", "is cut short"],
    ["a text longer than all there is", "X\xff\xff\xff\xff", "is cut short"],
    ["more values than a direction has", "N".repeat(100_001), "holds more than 100000 values"],
  ])("refuses %s", (_what, pickle, message) => {
    expect(() => read(latin1(pickle))).toThrow(message);
    expect(() => read(latin1(pickle))).toThrow(/^p\.pkl: /);
  });
});
