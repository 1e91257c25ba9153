import { describe, expect, it } from "vitest";
import { FrameMeter } from "./frame-meter.ts";

function frame(length: number): Buffer {
  const bytes = Buffer.alloc(length, 0xff);
  bytes.writeUInt32BE(length, 0);
  return bytes;
}

describe("FrameMeter", () => {
  it.each([1, 3, 5, 1000])(
    "tells the longest message in pieces of %i bytes, when its length is read",
    (size) => {
      const bytes = Buffer.concat([frame(16), frame(300), frame(20)]);
      const meter = new FrameMeter();
      const seen: number[] = [];
      for (let at = 0; at < bytes.length; at += size) seen.push(meter.take(bytes.subarray(at, at + size)));
      expect(Math.max(...seen)).toBe(300);
      expect(seen.slice(0, Math.floor(18 / size))).not.toContain(300);
    },
  );

  it("knows a message of 4 GiB by its first four bytes", () => {
    expect(new FrameMeter().take(Buffer.from([0xff, 0xff, 0xff, 0xff]))).toBe(2 ** 32 - 1);
    expect(new FrameMeter().take(Buffer.from([0, 0, 0, 0, 0, 0, 0, 17]))).toBe(17);
  });
});
