import type { Participant } from "@sdialog/agents";
import { expect, it } from "vitest";
import { timed, TurnCosts } from "./turn-costs.ts";

const usage = (inputTokens: number, outputTokens: number, cost?: number) => ({
  inputTokens,
  outputTokens,
  calls: 1,
  ...(cost === undefined ? {} : { cost }),
});

it("sums up what a turn took, and begins anew", () => {
  const costs = new TurnCosts();
  costs.add(10.4, usage(1, 2, 0.5));
  costs.add(20.4, usage(3, 4, 0.25));
  costs.add(1, undefined);
  expect(costs.take()).toEqual({ milliseconds: 32, tokens: { input: 4, output: 6 }, cost: 0.75 });
  expect(costs.take()).toEqual({ milliseconds: 0, tokens: null, cost: null });
});

it("counts what a message's noise takes, too, and changes nothing of it", async () => {
  const costs = new TurnCosts();
  const noise = {
    prompts: {},
    apply: (text: string) => Promise.resolve({ text: `${text}!`, usage: usage(5, 6, 1) }),
  };
  const participant = timed({ name: "Ann", noise } as unknown as Participant, costs);
  expect(participant).toMatchObject({ name: "Ann" });
  expect(await participant.noise?.apply("Hi", {} as never)).toMatchObject({ text: "Hi!" });
  expect(costs.take()).toMatchObject({ tokens: { input: 5, output: 6 }, cost: 1 });
  expect(timed({ name: "Bo" } as unknown as Participant, costs).noise).toBeUndefined();
});
