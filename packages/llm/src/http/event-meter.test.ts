import { describe, expect, it } from "vitest";
import { EventMeter } from "./event-meter.ts";

const mostIn = (text: string, size: number): number => {
  const meter = new EventMeter();
  const bytes = Buffer.from(text);
  let most = 0;
  for (let at = 0; at < bytes.length; at += size)
    most = Math.max(most, meter.take(bytes.subarray(at, at + size)));
  return most;
};

describe("EventMeter", () => {
  it.each([
    ["lines of JSON", '{"a":1}\n{"a":22}\n{}\n', 8],
    ["events of one line", "data: 12\n\ndata: 1234\n\n", 10],
    ["an event of several lines, however they end", "data: 12\r\ndata: 34\rdata: 56\n", 24],
    ["a blank line ends it, of whatever kind", "data: 12\r\n\r\ndata: 34\r\rdata: 56\n\n", 8],
    ["lines that are ignored end nothing", "data: 12\n{\ndata: 34\n", 16],
    ["what is no data does not count on", "event: a\nid: 12345678\n", 12],
    ["a line without end", "x".repeat(100), 100],
  ])("measures %s", (_name, text, most) => {
    for (const size of [1, 2, 3, 1000]) expect(mostIn(text, size)).toBe(most);
  });
});
