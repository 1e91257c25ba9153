import { Dialog, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { splitDialogs } from "./split-dialogs.ts";

const user = (name: string, goal?: string) => ({ name, ...(goal === undefined ? {} : { goal }) });
const talk = (id: number, persona: object, text = `${id} is what I say`) =>
  new Dialog({
    id,
    personas: { User: persona, Bot: { name: "Bot" } },
    turns: [
      { speaker: "User", text },
      { speaker: "Bot", text: `Then ${id} it is.` },
    ],
  });
const halves = { shares: { train: 1, test: 1 }, assistant: "Bot" } as const;

async function apart(dialogs: readonly Dialog[], by: "user" | "dialog" = "user"): Promise<string[]> {
  const part = await splitDialogs(dialogs, { ...halves, by, seed: 2 });
  return dialogs.map(part);
}

describe("splitDialogs", () => {
  const goals = ["book a table", "send it back", "ask for a raise", "find the exit"];

  it("keeps a goal in one part, whoever has it", async () => {
    const dialogs = Array.from({ length: 40 }, (_, id) => talk(id, user(`User ${id}`, goals[id % 4])));
    const parts = await apart(dialogs);
    for (const [at] of goals.entries()) expect(new Set(parts.filter((_, id) => id % 4 === at)).size).toBe(1);
    expect(new Set(parts).size).toBe(2);
  });

  it.each([
    ["of the scenario", (goal: string) => ({ scenario: { goal } })],
    ["of the context", (goal: string) => ({ context: { goals: [goal] } })],
    ["of a task that was tried several times", (goal: string) => ({ scenario: { id: goal } })],
    ["of a task known by its id alone", (goal: string) => ({ annotations: { task_id: goal } })],
  ])("keeps a goal in one part, also that %s", async (_, told) => {
    const dialogs = Array.from(
      { length: 40 },
      (_each, id) =>
        new Dialog({ ...talk(id, user(`User ${id}`)).toJSON(), ...told(goals[id % 4] as string) }),
    );
    const parts = await apart(dialogs);
    for (const [at] of goals.entries())
      expect(new Set(parts.filter((_each, id) => id % 4 === at)).size).toBe(1);
    expect(new Set(parts).size).toBe(2);
  });

  it("keeps a persona in one part, whatever it wants", async () => {
    const dialogs = Array.from({ length: 40 }, (_, id) => talk(id, user(`User ${id % 4}`, `goal ${id}`)));
    const parts = await apart(dialogs);
    for (const at of [0, 1, 2, 3]) expect(new Set(parts.filter((_, id) => id % 4 === at)).size).toBe(1);
  });

  it("keeps near-duplicates in one part, whoever says them and however it is split", async () => {
    const said = [
      "the museum opens at nine on weekdays and at ten on sundays",
      "my train leaves from platform four in about twenty minutes",
    ];
    const dialogs = Array.from(
      { length: 20 },
      (_, id) =>
        new Dialog({
          id,
          personas: { User: user(`User ${id}`), Bot: {} },
          turns: [
            {
              speaker: "User",
              text: `${said[id % 2]}, ${said[id % 2]} and then goes on for a while as it does every day`,
            },
            { speaker: "Bot", text: `Yes ${id}` },
          ],
        }),
    );
    for (const by of ["user", "dialog"] as const) {
      const parts = await apart(dialogs, by);
      expect(new Set(parts.filter((_, id) => id % 2 === 0)).size).toBe(1);
      expect(new Set(parts).size).toBe(2);
    }
  });

  it("keeps together what is alike only by way of a third", async () => {
    const random = new Random(5);
    const word = (): string => `w${random.integer(0, 1e9)}`;
    const said = (id: string, words: readonly string[]): Dialog =>
      new Dialog({ id, turns: [{ speaker: "User", text: words.join(" ") }] });
    const other = (words: readonly string[], from: number): string[] =>
      words.map((each, at) => (at >= from && at < from + 7 ? word() : each));
    const dialogs = Array.from({ length: 60 }, (_, number) => {
      const third = Array.from({ length: 120 }, word);
      // A and B are alike to C by 0.86, to each other by 0.74.
      const three = [other(third, 10), other(third, 80), third];
      return three.map((words, at) => said(`${"ABC"[at]}${number}`, words));
    }).flat();
    for (const seed of [1, 2, 3]) {
      const part = await splitDialogs(dialogs, { ...halves, seed });
      const torn = dialogs.filter((dialog, at) => part(dialog) !== part(dialogs[at - (at % 3)] as Dialog));
      expect(torn.map(({ id }) => id)).toEqual([]);
      expect(new Set(dialogs.map(part)).size).toBe(2);
    }
  });

  it("says that one goal for all leaves nothing to split", async () => {
    const dialogs = Array.from({ length: 8 }, (_, id) => talk(id, user(`User ${id}`, "the same")));
    await expect(apart(dialogs)).rejects.toThrow("share a persona or a goal");
    expect(new Set(await apart(dialogs, "dialog")).size).toBe(2);
  });
});
