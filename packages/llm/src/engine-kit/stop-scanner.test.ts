import { describe, expect, it } from "vitest";
import { StopScanner } from "./stop-scanner.ts";

function scan(stops: readonly string[], pieces: readonly string[]): { text: string; stopped: boolean } {
  const scanner = new StopScanner(stops);
  let text = "";
  for (const piece of pieces) {
    const step = scanner.push(piece);
    text += step.text;
    if (step.stopped) return { text, stopped: true };
  }
  return { text: text + scanner.flush(), stopped: false };
}

describe("StopScanner", () => {
  it("finds a stop string spread over pieces", () => {
    expect(scan(["END"], ["one E", "N", "D two"])).toEqual({ text: "one ", stopped: true });
  });

  it("lets out what only looked like a stop string", () => {
    expect(scan(["END"], ["E", "N", "E", "N"])).toEqual({ text: "ENEN", stopped: false });
  });

  it("stops at the earliest of several", () => {
    expect(scan(["two", "on"], ["one two"])).toEqual({ text: "", stopped: true });
  });

  it("ignores empty stop strings", () => {
    expect(scan([""], ["text"])).toEqual({ text: "text", stopped: false });
  });
});
