import type { ToolCall } from "@sdialog/llm";
import { Secrets } from "@sdialog/llm/backend-kit";
import * as z from "zod/mini";
import { $ZodError } from "zod/v4/core";
import type { Tool, ToolContext } from "./tool.ts";
import type { ToolOutcome } from "./used-tool.ts";
import { type Deadline, withinTime } from "./within-time.ts";

/**
 * Runs one tool call. Whatever goes wrong becomes a result that tells the model; only a cancelled run throws.
 * Yields the progress the tool reports.
 */
export async function* runTool(
  tools: readonly Tool[],
  call: ToolCall,
  context: ToolContext,
): AsyncGenerator<unknown, ToolOutcome, void> {
  const tool = tools.find(({ name }) => name === call.name);
  if (tool === undefined)
    return failed(
      `There is no tool "${call.name}". Tools: ${tools.map(({ name }) => name).join(", ") || "none"}.`,
    );
  const deadline = withinTime(tool.timeoutMs, context.signal);
  try {
    const result = await deadline.race(tool.execute(call.input, { ...context, signal: deadline.signal }));
    const last = isAsyncIterable(result) ? yield* progressOf(result, deadline) : result;
    return { output: asText(last), isError: false };
  } catch (error) {
    context.signal?.throwIfAborted();
    if (error instanceof $ZodError) return failed(`Invalid input: ${z.prettifyError(error)}`);
    // Drivers quote the address they connect to, its password included.
    return failed(Secrets.of({}).redact(error instanceof Error ? error.message : String(error)));
  } finally {
    deadline.end();
  }
}

/** Yields everything but the last value, which it returns. */
async function* progressOf(
  values: AsyncIterable<unknown>,
  deadline: Deadline,
): AsyncGenerator<unknown, unknown, void> {
  const iterator = values[Symbol.asyncIterator]();
  let step = await deadline.race(iterator.next());
  let last: unknown;
  while (step.done !== true) {
    last = step.value;
    step = await deadline.race(iterator.next());
    if (step.done !== true) yield last;
  }
  return last;
}

function failed(output: string): ToolOutcome {
  return { output, isError: true };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
