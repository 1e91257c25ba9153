import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { runTool } from "./run-tool.ts";
import { type Tool, tool } from "./tool.ts";
import type { ToolOutcome } from "./used-tool.ts";

async function outcomeOf(
  used: Tool,
  signal?: AbortSignal,
): Promise<{ progress: unknown[]; outcome: ToolOutcome }> {
  const running = runTool([used], { id: "1", name: used.name, input: {} }, { agent: "A", signal });
  const progress: unknown[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done === true) return { progress, outcome: step.value };
    progress.push(step.value);
  }
}

const base = { name: "slow", description: "x", input: z.object({}) };
const forever = () => new Promise<never>(() => undefined);

describe("runTool", () => {
  it("gives a tool up when its time is over, tells it, and tells the model", async () => {
    let given: AbortSignal | undefined;
    const slow = tool({ ...base, timeoutMs: 10, run: (_, { signal }) => ((given = signal), forever()) });
    const { outcome } = await outcomeOf(slow);
    expect(outcome).toEqual({ output: "The tool took longer than 10 ms and was stopped.", isError: true });
    expect(given?.aborted).toBe(true);
  });

  it("gives up a tool that stops reporting progress too", async () => {
    const slow = tool({
      ...base,
      timeoutMs: 20,
      async *run() {
        yield "a";
        yield "b";
        await forever();
      },
    });
    const { progress, outcome } = await outcomeOf(slow);
    expect([progress, outcome.isError]).toEqual([["a"], true]);
  });

  it("leaves a tool in time alone", async () => {
    const quick = tool({ ...base, timeoutMs: 1_000, run: async () => ({ ok: true }) });
    expect((await outcomeOf(quick)).outcome).toEqual({ output: '{"ok":true}', isError: false });
  });

  it.each([
    { made: "zod", input: z.object({ city: z.string().default("Lund"), days: z.int() }) },
    {
      made: "zod/mini",
      input: mini.object({ city: mini._default(mini.string(), "Lund"), days: mini.int() }),
    },
  ])("tells the model its input and what was wrong with it, described with $made", async ({ input }) => {
    const weather = tool({ name: "weather", description: "x", input, run: ({ city }) => city.toUpperCase() });
    expect(weather.inputSchema).toMatchObject({
      type: "object",
      properties: { city: { type: "string", default: "Lund" }, days: { type: "integer" } },
      required: ["days"],
    });
    expect(weather.execute({ days: 3 }, { agent: "A" })).toBe("LUND");
    expect((await outcomeOf(weather)).outcome).toEqual({
      output: "Invalid input: ✖ Invalid input: expected number, received undefined\n  → at days",
      isError: true,
    });
  });

  it("throws when the run is cancelled, also while a tool does not listen", async () => {
    const controller = new AbortController();
    const running = outcomeOf(tool({ ...base, run: forever }), controller.signal);
    controller.abort(new Error("cancelled"));
    await expect(running).rejects.toThrow("cancelled");
  });

  it("refuses an impossible limit", () => {
    expect(() => tool({ ...base, timeoutMs: 0, run: forever })).toThrow("timeoutMs of tool slow");
  });
});
