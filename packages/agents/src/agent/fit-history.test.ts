import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import type { View } from "../participant.ts";
import { Agent } from "./agent.ts";
import { fitHistory } from "./fit-history.ts";

const turns = ["aaaa", "bbbb", "cccc", "dddd"].map((text, index) => ({
  speaker: index % 2 === 0 ? "U" : "A",
  text,
}));
const view: View = { me: "A", turns, tagged: false };
const instruction = { at: 0, messages: [{ role: "system", content: "eeee" } as const] };
const round = (at: number) => ({
  at,
  messages: [{ role: "tool", toolCallId: "1", name: "t", content: "ffff" } as const],
});
const shown = (limit: number | undefined, insertions: Parameters<typeof fitHistory>[1] = []) => {
  const fitted = fitHistory(view, insertions, limit);
  return [
    fitted.view.turns.map(({ text }) => text[0]).join(""),
    fitted.insertions.map(({ at }) => at),
    fitted.dropped,
  ];
};

describe("fitHistory", () => {
  it("leaves out the oldest turns first, and never the last", () => {
    expect(shown(undefined)).toEqual(["abcd", [], 0]);
    expect(shown(4)).toEqual(["abcd", [], 0]);
    expect(shown(3)).toEqual(["bcd", [], 1]);
    expect(shown(0)).toEqual(["d", [], 3]);
  });

  it("keeps instructions at their places, counts them, and drops tool rounds with the turns they belong to", () => {
    expect(shown(3, [instruction])).toEqual(["cd", [0], 2]);
    expect(shown(2, [round(1), round(3)])).toEqual(["d", [], 3]);
    expect(shown(4, [round(1), round(3)])).toEqual(["bcd", [2], 1]);
    expect(shown(9, [round(1), round(3)])).toEqual(["abcd", [1, 3], 0]);
  });
});

describe("an agent with little room", () => {
  it("needs some room", () => {
    expect(() => new Agent({ historyTokens: 0 })).toThrow("historyTokens must be more than 0");
  });

  it("shows its model only what fits, and says so once", async () => {
    const model = scriptedModel(() => "12345678");
    const chat = new Agent({ systemPrompt: "S", model, historyTokens: 5 }).chat({ seed: 1 });
    for (const message of ["abcdefgh", "ijklmnop", "qrstuvwx"]) await chat.respond(message);
    expect(model.requests.map(({ messages }) => messages.slice(1).map(({ content }) => content))).toEqual([
      ["abcdefgh"],
      ["12345678", "ijklmnop"],
      ["12345678", "qrstuvwx"],
    ]);
    expect(chat.dialog().events?.filter(({ action }) => action === "warning")).toMatchObject([
      { actionLabel: "historyTokens", content: "The model no longer sees the whole conversation." },
    ]);
  });
});
