import { describe, expect, it } from "vitest";
import {
  bytesField,
  fields,
  floatField,
  joined,
  readVarint,
  text,
  textField,
  varintField,
  varints,
} from "./wire.ts";

describe("wire format", () => {
  it.each([0, 1, 127, 128, 300, 2 ** 31, 2 ** 40 + 5, Number.MAX_SAFE_INTEGER, -1, -2, -300, -(2 ** 40)])(
    "reads back the integer %d",
    (value) => {
      const [field] = [...fields(joined(varintField(3, value)))];
      expect(field).toMatchObject({ number: 3, wireType: 0, value });
    },
  );

  it("reads fields of every kind in order", () => {
    const bytes = joined([
      varintField(1, 7),
      textField(2, "größer"),
      floatField(3, 0.5),
      bytesField(4, [varintField(1, 1), varintField(1, 2)]),
    ]);
    const all = [...fields(bytes)];
    expect(all.map((field) => field.number)).toEqual([1, 2, 3, 4]);
    expect(text(bytes, all[1]!)).toBe("größer");
    expect(all.at(-1)!.end).toBe(bytes.length);
  });

  it("reads packed and unpacked repeated integers alike", () => {
    const packed = joined(bytesField(1, Uint8Array.of(3, 0xac, 0x02)));
    expect(varints(packed, [...fields(packed)][0]!)).toEqual([3, 300]);
    const single = joined(varintField(1, 300));
    expect(varints(single, [...fields(single)][0]!)).toEqual([300]);
  });

  it("refuses what is not a message", () => {
    expect(() => [...fields(new TextEncoder().encode("version https://git-lfs"))]).toThrow(
      /not an ONNX model/,
    );
    expect(() => readVarint(Uint8Array.of(0x80, 0x80), 0)).toThrow(
      /not an ONNX model: unexpected bytes at 0$/,
    );
    // A group, as no model has it.
    expect(() => [...fields(Uint8Array.of(0x0b))]).toThrow(/not an ONNX model: unexpected bytes at 0 of 1$/);
    expect(() => [...fields(joined(textField(1, "cut short")).subarray(0, 5))]).toThrow(/not an ONNX model/);
  });
});
