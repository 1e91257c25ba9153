import { Inspector } from "@sdialog/interpretability";
import { resolveModel } from "@sdialog/llm";
import { beforeAll, expect, it } from "vitest";
import type { InspectedResponse } from "@sdialog/interpretability";
import { KeptStates } from "./kept-states.ts";

const model = "local:pocket";
let responses: readonly InspectedResponse[];
beforeAll(async () => {
  const inspector = new Inspector({ target: "model.layers.*" });
  const inspected = inspector.wrap(await resolveModel(model));
  for (const content of ["Hi!", "Hi! Bye.", "Hi!"])
    await inspected.generate({ messages: [{ role: "user", content }], seed: 1, maxTokens: 2 });
  ({ responses } = inspector);
});

it("names states by what they are, and by the model they are of", () => {
  const kept = new KeptStates();
  const [first = [], other = [], again = []] = responses.map((response) => [
    ...kept.keep(response, model).values(),
  ]);
  expect(again).toEqual(first);
  expect(first.length).toBeGreaterThan(4);
  // Where the last token of a prompt was read, the first of the reply was chosen.
  expect(new Set(first).size).toBe(first.length - 1);
  expect(other[0]).toBe(first[0]);
  expect(other.at(-1)).not.toBe(first.at(-1));
  const elsewhere = [...new KeptStates().keep(responses[0]!, "local:other").values()];
  expect(elsewhere.filter((name) => first.includes(name))).toEqual([]);
});

it("forgets the oldest when there are too many, and never the last", () => {
  const bytes = (response: InspectedResponse): number =>
    response.captures.reduce((sum, { data }) => sum + data.byteLength, 0);
  const [first, other, again] = responses as [InspectedResponse, InspectedResponse, InspectedResponse];
  const kept = new KeptStates(bytes(first) + bytes(other));
  const last = (response: InspectedResponse): string => [...kept.keep(response, model).values()].at(-1)!;
  const [firsts, others] = [last(first), last(other)];
  expect([firsts, others].map((name) => kept.find(name).response)).toEqual([first, other]);
  // The oldest goes, and what it shares with the newest stays.
  expect(last(again)).toBe(firsts);
  expect(kept.find(firsts).response).toBe(again);
  expect(kept.find(others).response).toBe(other);
  const one = new KeptStates(1);
  one.keep(first, model);
  one.keep(other, model);
  expect(one.find(others).response).toBe(other);
  expect(() => one.find(firsts)).toThrow("is no longer kept");
});
