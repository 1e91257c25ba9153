import { createByName, Dialog, InvalidArgumentError } from "@sdialog/core";
import { configure, resolveModel } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import {
  custom,
  drawBehaviour,
  human,
  mcpChatbot,
  noCoaching,
  noRoleInversion,
  scripted,
  tags,
} from "./index.ts";

type Call = (...values: unknown[]) => unknown;
const wrong = { noSuch: 1 };

/** What takes no options, given some in the place of its arguments. */
const calls: readonly (readonly [string, () => unknown])[] = [
  ...[noCoaching, noRoleInversion, human, scripted, tags, custom, drawBehaviour, mcpChatbot].map(
    (made) => [made.name, () => (made as Call)(wrong)] as const,
  ),
  ...[noCoaching, human, scripted, custom, drawBehaviour].map(
    (made) => [`${made.name} with nothing`, () => (made as Call)()] as const,
  ),
  ["scripted without lines", () => (scripted as Call)("Ann", wrong)],
  ["human without a function", () => (human as Call)("Ann", wrong)],
  ["mcpChatbot without a tool", () => (mcpChatbot as Call)({ callTool: () => undefined }, {})],
  ["mergeTurns", () => (new Dialog({ turns: [] }).mergeTurns as Call)(wrong)],
  ["createByName", () => (createByName as Call)("policy", "terseness", { words: 6 }, wrong)],
  ["configure headers", () => configure({ backends: { openai: { headers: "x" } } } as never)],
  ["configure a header", () => configure({ backends: { openai: { headers: { a: 1 } } } } as never)],
  ["configure baseURL", () => configure({ backends: { openai: { baseURL: 5 } } } as never)],
];

describe("what is given in the wrong place", () => {
  it.each(calls)("%s refuses it", (_name, call) => {
    expect(call).toThrow(InvalidArgumentError);
  });

  it("resolveModel refuses it", async () => {
    await expect((resolveModel as Call)("openai:m", { apiKey: "kkkk" }, wrong)).rejects.toThrow(
      "resolveModel takes 2 arguments",
    );
  });
});
