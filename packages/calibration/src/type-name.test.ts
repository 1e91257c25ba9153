import type { PolicySpecs } from "@sdialog/agents";
import { expect, it } from "vitest";
import { distinctNames, typeName } from "./type-name.ts";

const length = (words: number) => ({ name: "message-length", words });

it.each<[PolicySpecs, string]>([
  [[], "as the model is"],
  [[length(5)], "terse"],
  [[length(6)], "brief"],
  [[length(20)], "wordy"],
  [[length(9), { name: "politeness", share: 0.3 }], "brief, polite"],
  [[length(9), { name: "politeness", share: 0.29 }], "brief"],
  [[length(9), { name: "casual-spelling", lowercase: 0.5 }], "brief, careless"],
  [[length(9), { name: "scepticism", share: 0.2 }], "brief, sceptical"],
  [[length(9), "scepticism", { name: "limited-time", messages: 8 }], "brief, patient"],
])("names users who behave like %j %s", (policies, name) => expect(typeName(policies)).toBe(name));

it("numbers the names that came before", () => {
  expect(distinctNames(["terse", "wordy", "terse", "terse"])).toEqual([
    "terse",
    "wordy",
    "terse (2)",
    "terse (3)",
  ]);
});
