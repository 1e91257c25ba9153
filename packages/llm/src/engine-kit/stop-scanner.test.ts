import * as fc from "fast-check";
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

  it("holds back nothing but the longest beginning of a stop string, and finds what indexOf finds", () => {
    const letters = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    const stops = fc.array(fc.constantFrom("ab", "abc", "ca", "bb", "aab"), { maxLength: 3 });
    fc.assert(
      fc.property(letters, stops, (pieces, wanted) => {
        const scanner = new StopScanner(wanted);
        let [said, shown] = ["", ""];
        for (const piece of pieces) {
          const step = scanner.push(piece);
          said += piece;
          shown += step.text;
          const met = Math.min(...wanted.map((stop) => said.indexOf(stop)).filter((at) => at !== -1));
          expect(step.stopped).toBe(met !== Infinity);
          if (step.stopped) {
            expect(shown).toBe(said.slice(0, met));
            return;
          }
          const held = said.slice(shown.length);
          const begun = Array.from({ length: said.length + 1 }, (_, at) => said.slice(at)).find(
            (end) => end === "" || wanted.some((stop) => stop.startsWith(end)),
          );
          expect([shown + held, held]).toEqual([said, begun]);
        }
        expect(shown + scanner.flush()).toBe(said);
        expect(scanner.flush()).toBe("");
      }),
      { numRuns: 100 },
    );
  });
});
