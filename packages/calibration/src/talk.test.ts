import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { talksOf } from "./talk.ts";

const talk = (id: number, texts: readonly string[], more: object = {}): Dialog =>
  new Dialog({ id, turns: texts.map((text) => ({ speaker: "Ann", text })), ...more });

it("keeps what the user says, and of whom says nothing, nothing", async () => {
  const other = new Dialog({ id: 2, turns: [{ speaker: "Bot", text: "Hello?" }] });
  const talks = await talksOf([talk(1, ["Hi.", "  ", "Bye."]), other, talk(3, ["One."])], "ann");
  expect(talks.map(({ texts }) => texts)).toEqual([["Hi.", "Bye."], ["One."]]);
  // Each with its own fingerprint, though one between them has none.
  expect(talks.map(({ fingerprint }) => fingerprint.id)).toEqual([1, 3]);
});

it.each([
  ["a text", { scenario: " a refund " }, "a refund"],
  ["a goal", { scenario: { goal: "a refund" } }, "a refund"],
  ["a goal of several lines", { scenario: { goal: ["a refund", "by Friday"] } }, "a refund\nby Friday"],
  ["an empty goal", { scenario: { goal: "  " } }, undefined],
  ["something else", { scenario: { task: "a refund" } }, undefined],
  ["a number", { scenario: { goal: 3 } }, undefined],
  ["nothing", {}, undefined],
])("finds what the user wants in %s", async (_, more, goal) => {
  expect((await talksOf([talk(1, ["Hi."], more)], "Ann"))[0]?.goal).toBe(goal);
});

it("says when there is nothing, or nobody of that name", async () => {
  await expect(talksOf([], "Ann")).rejects.toThrow("There are no conversations to learn from");
  await expect(talksOf([talk(1, ["Hi."])], "Anna")).rejects.toMatchObject({
    hint: expect.stringContaining('Did you mean "Ann"?') as string,
  });
});
