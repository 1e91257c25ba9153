import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { pairOf } from "./preference-pairs.ts";

const talk = (...said: readonly string[]): Dialog =>
  new Dialog({
    turns: said.map((text) => ({ speaker: text.startsWith("u") ? "user" : "assistant", text })),
  });

it.each<[string, string[], string[], string[] | undefined]>([
  [
    "at the first other answer",
    ["u1", "a1", "u2", "a2"],
    ["u1", "a1", "u2", "b2"],
    ["u1", "a1", "u2", "a2", "b2"],
  ],
  ["where one goes on after it", ["u1", "a1"], ["u1", "b1", "u2", "a2"], ["u1", "a1", "b1"]],
  ["nowhere, where both say the same", ["u1", "a1"], ["u1", "a1"], undefined],
  [
    "nowhere, where the user asks something else first",
    ["u1", "a1", "u2", "a2"],
    ["u1", "a1", "u3", "b2"],
    undefined,
  ],
  ["nowhere, where one of them was never answered", ["u1", "a1"], ["u1"], undefined],
  ["nowhere, where one of them ends there", ["u1", "a1", "u2", "a2"], ["u1", "a1"], undefined],
  ["nowhere, where the assistant opens and nothing was asked", ["a1", "u1"], ["b1", "u1"], undefined],
])("two dialogues differ %s", (_, good, bad, expected) => {
  const pair = pairOf(talk(...good), talk(...bad), { assistant: "assistant", system: "none" });
  const told = pair && [...pair.prompt, ...pair.chosen, ...pair.rejected].map(({ content }) => content);
  expect(told).toEqual(expected);
});
