import type { FinishReason } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Agent } from "../agent/agent.ts";
import type { AgentOptions } from "../agent/agent-options.ts";
import { scripted } from "../participants/scripted.ts";
import { tool } from "../tools/tool.ts";

const start = "We have a table at the";
const cut = { text: start, finishReason: "length" } as const;
const filtered = { text: "I would", finishReason: "content_filter" } as const;

async function hosted(steps: Parameters<typeof scriptedModel>[0], options: AgentOptions = {}) {
  const model = scriptedModel(steps);
  const host = new Agent({ name: "Host", canFinish: false, maxTokens: 8, model, ...options });
  const guest = scripted("Guest", ["Hello.", "A table?"]);
  const dialog = await host
    .conversationWith(guest, { maxTurns: 5, opening: [{ speaker: "Guest", text: "Hello." }] })
    .run({ seed: 1 });
  return { dialog, model };
}

describe("a message that was cut short", () => {
  it.each<[how: string, step: { readonly text: string; readonly finishReason: FinishReason }, fault: string]>(
    [
      ["at the token limit", cut, "truncated"],
      ["by the content filter", filtered, "filtered"],
      ["for a reason nobody knows", { text: start, finishReason: "other" } as const, "unknown_end"],
      ["by an error", { text: start, finishReason: "error" } as never, "unknown_end"],
    ],
  )("%s is kept, marked, counted, and makes no complete dialogue", async (_how, step, fault) => {
    const { dialog } = await hosted([step, "Bye."]);
    expect(dialog.turns[1]).toEqual({ speaker: "Host", text: step.text, finishReason: step.finishReason });
    expect(dialog.extra["faults"]).toEqual({ [fault]: 1 });
    expect(dialog.complete).toBe(false);
    expect(dialog.events).toContainEqual(
      expect.objectContaining({ agent: "Host", action: "guard", actionLabel: "finish-reason" }),
    );
  });

  it.each([
    ["length", "truncated"],
    ["content_filter", "filtered"],
    ["other", "unknown_end"],
  ] as const)("beside the call of a tool is marked as well: %s", async (finishReason, fault) => {
    const look = tool({ name: "look", description: "Looks", input: z.object({}), run: () => "A window." });
    const toolCalls = [{ id: "1", name: "look", input: {} }];
    const { dialog } = await hosted([{ text: start, toolCalls, finishReason }, "By the window.", "Bye."], {
      tools: [look],
    });
    expect(dialog.turns[1]).toEqual({
      speaker: "Host",
      text: `${start}\n\nBy the window.`,
      finishReason,
    });
    expect(dialog).toMatchObject({ complete: false, extra: { faults: { [fault]: 1 } } });
    // A call that was cut says nothing: it is made again, and what is said in the end is whole.
    const silent = await hosted([{ text: "", toolCalls, finishReason }, "By the window.", "Bye."], {
      tools: [look],
    });
    expect(silent.dialog.turns[1]).toEqual({ speaker: "Host", text: "By the window." });
    expect(silent.dialog.complete).toBe(true);
  });

  it("is asked for again under a larger limit where there is one, and the dialogue is complete", async () => {
    const { dialog, model } = await hosted([cut, `${start} window.`, "Bye."], { retryMaxTokens: 64 });
    expect(dialog.turns[1]).toEqual({ speaker: "Host", text: `${start} window.` });
    expect(dialog).toMatchObject({ complete: true, extra: { faults: { truncated: 1 } } });
    expect(model.requests.map(({ maxTokens }) => maxTokens)).toEqual([8, 64, 8]);
  });

  it("is kept after all when the larger limit is too small as well", async () => {
    const { dialog, model } = await hosted([cut, cut, "Bye."], { retryMaxTokens: 64 });
    expect(dialog.turns[1]).toMatchObject({ text: start, finishReason: "length" });
    expect(dialog.extra["faults"]).toEqual({ truncated: 2 });
    expect(model.requests).toHaveLength(3);
  });

  it("before anything was said is refused, and the reason says so", async () => {
    const thought = { text: "", thinking: "Which table …", finishReason: "length" } as const;
    const { dialog } = await hosted([thought, thought, thought]);
    expect(dialog).toMatchObject({ stopReason: "empty", extra: { faults: { truncated: 3 } } });
    const guards = dialog.events?.filter(({ action }) => action === "guard");
    expect(JSON.stringify(guards)).toContain("cut off at the token limit before anything was said");
  });

  it("is marked in a chat too", async () => {
    const chat = new Agent({ name: "Host", model: scriptedModel([cut]) }).chat({ seed: 1 });
    await chat.respond("A table?");
    expect(chat.dialog().turns[1]).toMatchObject({ text: start, finishReason: "length" });
  });

  it("needs a larger limit than the first", () => {
    expect(() => new Agent({ maxTokens: 64, retryMaxTokens: 64 })).toThrow("retryMaxTokens");
  });
});
