import { describe, expect, it } from "vitest";
import type { ReplyEvent } from "../participant.ts";
import { readStopSignal, withoutStopSignal } from "./stop-signal.ts";

describe("readStopSignal", () => {
  it.each([
    ["STOP", "", true],
    ["Bye! STOP", "Bye!", true],
    ["Bye!\n\n**STOP**", "Bye!", true],
    ["Bye (STOP).", "Bye", true],
    ["NONSTOP", "NONSTOP", false],
    ["STOP it", "STOP it", false],
    ["Please stop", "Please stop", false],
  ])("%j", (said, text, stop) => {
    expect(readStopSignal(said)).toEqual({ text, stop });
  });
});

describe("withoutStopSignal", () => {
  const streamed = async (...deltas: string[]): Promise<string> => {
    async function* events(): AsyncGenerator<ReplyEvent, undefined, void> {
      for (const delta of deltas) yield { type: "delta", channel: "text", delta };
      return undefined;
    }
    let text = "";
    for await (const event of withoutStopSignal(events())) if (event.type === "delta") text += event.delta;
    return text;
  };

  it("streams everything but the signal, however it is cut up", async () => {
    expect(await streamed("Bye", "! ST", "OP")).toBe("Bye!");
    expect(await streamed("S", "TOP")).toBe("");
    expect(await streamed("See you at the S", "TATION")).toBe("See you at the STATION");
    expect(await streamed("STOP", " it")).toBe("STOP it");
  });
});
