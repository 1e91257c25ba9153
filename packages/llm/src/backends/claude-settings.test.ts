import { describe, expect, it } from "vitest";
import { claudeSettings } from "./claude-settings.ts";

const asked = { messages: [{ role: "user" as const, content: "Hi" }], temperature: 0.5, topP: 0.9, topK: 40 };

function kept(model: string): readonly string[] {
  const { request, warnings } = claudeSettings(model, asked);
  const names = (["temperature", "topP", "topK"] as const).filter((name) => request[name] !== undefined);
  // Whatever is left out is told.
  expect(warnings.map(({ setting }) => setting).toSorted()).toEqual(
    ["temperature", "topK", "topP"].filter((name) => !(names as string[]).includes(name)),
  );
  return names;
}

describe("settings of a Claude model", () => {
  it.each(["claude-3-5-haiku-20241022", "claude-sonnet-4-20250514", "anthropic.claude-opus-4-20250514-v1:0"])(
    "%s takes all of them",
    (model) => expect(kept(model)).toEqual(["temperature", "topP", "topK"]),
  );

  it.each(["claude-opus-4-1-20250805", "claude-sonnet-4-5", "claude-haiku-4-5-20251001", "claude-opus-4-6"])(
    "%s takes no topP beside a temperature",
    (model) => expect(kept(model)).toEqual(["temperature", "topK"]),
  );

  it.each([
    "claude-opus-4-7",
    "us.anthropic.claude-opus-4-8-v1:0",
    "claude-sonnet-5",
    "claude-haiku-5-5",
    "claude-opus-5-5",
  ])("%s takes none", (model) => expect(kept(model)).toEqual([]));
});
