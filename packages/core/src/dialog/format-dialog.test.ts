import { describe, expect, it } from "vitest";
import { Dialog } from "./dialog.ts";

const event = (
  agent: string | null,
  action: string,
  content: unknown,
  actionLabel: string | null = null,
) => ({
  agent,
  action,
  actionLabel,
  content,
  timestamp: 0,
});
const dialog = new Dialog({
  id: "d1",
  model: { name: "x:y" },
  complete: true,
  scenario: { place: "cafe" },
  turns: [
    { speaker: "Ann", text: "Hi,\nyou." },
    { speaker: null, text: "A door opens." },
    { speaker: "", text: "It closes." },
    { speaker: "Bob", text: "Hello." },
  ],
  events: [
    event("Ann", "utter", "Hi,\nyou."),
    event("Bob", "instruct", "Be kind.", "rule"),
    event("Bob", "think", "Who is it?"),
    event("Bob", "tool", { calls: 1 }, "search"),
    event("Bob", "utter", "Hello."),
    event(null, "stop", "over"),
  ],
});
const shown = (options: Parameters<Dialog["format"]>[0]) => {
  const lines = dialog.format(options).split("\n");
  return lines.slice(lines.indexOf("--- Dialogue Begins ---") + 1, -1);
};

describe("a printed dialogue", () => {
  it("has its header, then a line for each turn", () => {
    expect(dialog.format().split("\n")).toEqual([
      "[id] d1",
      "[complete] true",
      '[model] {"name":"x:y"}',
      "--- Dialogue Begins ---",
      "[Ann] Hi, you.",
      "A door opens.",
      "It closes.",
      "[Bob] Hello.",
      "--- Dialogue Ends ---",
    ]);
  });

  it.each([
    [{ orchestration: true }, ["[Bob] (instruct:rule) Be kind."]],
    [{ think: true }, ["[Bob] (think) Who is it?"]],
    [{ tools: true }, ['[Bob] (tool:search) {"calls":1}']],
    [{ think: true, tools: true }, ["[Bob] (think) Who is it?", '[Bob] (tool:search) {"calls":1}']],
  ])("shows with %o what was asked for beside what was said", (options, between) => {
    expect(shown(options)).toEqual(["[Ann] Hi, you.", ...between, "[Bob] Hello."]);
  });

  it("shows every event when all are asked for", () => {
    expect(shown({ all: true })).toHaveLength(6);
    expect(shown({ all: true }).at(-1)).toBe("(stop) over");
  });

  it("shows the scenario when it is asked for and there is one", () => {
    expect(dialog.format({ scenario: true })).toContain('[scenario]\n{\n  "place": "cafe"\n}\n---');
    expect(dialog.format()).not.toContain("scenario");
    expect(dialog.clone({ scenario: "At a cafe." }).format({ scenario: true })).toContain(
      "[scenario]\nAt a cafe.",
    );
    expect(dialog.clone({ scenario: null }).format({ scenario: true })).not.toContain("scenario");
  });

  it("gives each speaker a colour of its own, and nobody the colour of none", () => {
    const lines = dialog.format({ color: true }).split("\n");
    const colorOf = (text: string) => lines.find((line) => line.includes(text))?.split("m", 1)[0];
    const colors = ["[Ann]", "A door", "[Bob]", "[id]"].map(colorOf);
    expect(new Set(colors).size).toBe(4);
    expect(colors.every((color) => color?.startsWith("\u001b["))).toBe(true);
  });
});
