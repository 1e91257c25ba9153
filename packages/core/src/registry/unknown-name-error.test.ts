import { expect, it } from "vitest";
import { UnknownNameError } from "./unknown-name-error.ts";

const prompts = ["agent", "feedback-user", "goal-directed-user", "judge"];

it.each([
  ["agnet", "agent"],
  ["feedbak", "feedback-user"],
  ["feedback", "feedback-user"],
  ["FeedbackUser", "feedback-user"],
  ["goal-directd", "goal-directed-user"],
  ["user", undefined],
  ["fee", undefined],
  ["food", undefined],
  ["something-else", undefined],
])("of %s, the nearest name is %s", (name, nearest) => {
  const error = new UnknownNameError("prompt", name, prompts);
  expect(error.nearest).toBe(nearest);
  expect(error.message).toBe(`There is no prompt called "${name}"`);
  expect(error.hint).toBe(
    nearest === undefined
      ? `Known: ${prompts.join(", ")}. To use one of your own, import the module that registers it, on the command line with --import.`
      : `Did you mean "${nearest}"?`,
  );
});

it("says what a kind of recipe is", () => {
  const { message, code } = new UnknownNameError("recipe", "dialogus", ["dialogues"]);
  expect([message, code]).toEqual(['There is no kind of recipe called "dialogus"', "unknown_recipe"]);
});
