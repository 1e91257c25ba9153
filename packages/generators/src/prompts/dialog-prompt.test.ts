import { describe, expect, it } from "vitest";
import { DialogGenerator } from "../dialogs/dialog-generator.ts";
import { dialogSlots, type TurnRange } from "./dialog-prompt.ts";

const nothing = {
  cast: [],
  dialogueDetails: "",
  responseDetails: "",
  context: "",
  scenario: "",
  examples: [],
};
const called = (...names: string[]) => ({
  ...nothing,
  turns: {},
  cast: names.map((name) => ({ name, persona: "" })),
});

describe("dialogPrompt", () => {
  it.each<[TurnRange, string | undefined]>([
    [{}, undefined],
    [{ min: 4 }, "at least 4 turns"],
    [{ max: 9 }, "at most 9 turns"],
    [{ min: 4, max: 9 }, "4 to 9 turns"],
    [{ min: 4, max: 4 }, "exactly 4 turns"],
  ])("says how long a dialogue of %j is", (turns, words) => {
    expect(dialogSlots({ ...nothing, turns }).turns).toBe(words);
    const [system] = new DialogGenerator({ turns }).prompt();
    if (words === undefined) expect(system?.content).not.toContain("- It has");
    else expect(system?.content).toContain(`- It has ${words}.`);
  });

  it.each([
    [[], ""],
    [["Ann"], "Ann"],
    [["Ann", "Bo"], "Ann and Bo"],
    [["Ann", "Bo", "Cy"], "Ann, Bo and Cy"],
  ])("lists the speakers %j", (names, list) => {
    expect(dialogSlots(called(...names))).toMatchObject({ names: list, first: names[0] });
  });

  it("describes those of whom anything is known, and lets the model choose where nobody is named", () => {
    const told = { Ann: "a sailor", Bo: "" };
    const [system] = new DialogGenerator({ personas: told }).prompt();
    expect(system?.content).toContain("Name: Ann\na sailor");
    expect(system?.content).not.toContain("Name: Bo");
    const [free, user] = new DialogGenerator().prompt();
    expect(free?.content).toContain("Give each speaker one name");
    expect(free?.content).not.toContain("fits their own description");
    expect(user?.content).toBe("Write the dialogue.");
  });
});
