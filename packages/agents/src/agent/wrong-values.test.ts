import { InvalidArgumentError } from "@sdialog/core";
import { Persona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { goalDirectedUser } from "../participants/goal-directed-user/goal-directed-user.ts";
import { Agent } from "./agent.ts";

describe("an agent", () => {
  it.each([{ stopSignal: "words" }, { temperature: "hot" }, { topP: Number.NaN }, { maxTokens: {} }])(
    "with %j is a typed error",
    (options) => {
      expect(() => new Agent(options as never)).toThrow(InvalidArgumentError);
    },
  );

  it.each([["a text"], [undefined], [null], [{ temperature: 0 }], [new Persona({ name: "Ada" })]])(
    "does not go with %j",
    (attachment) => {
      expect(() => new Agent().with(attachment as never)).toThrow(/Agent.with takes/);
    },
  );
});

it.each([{ steps: ["Ask"], step: ["Pay"] }, {}, { steps: [] }, 5])("a goal cannot be %j", (goal) => {
  expect(() => goalDirectedUser({ persona: "a guest", goal: goal as never })).toThrow(InvalidArgumentError);
});
