import type { ToolCall } from "@sdialog/llm";
import { z } from "zod";
import type { Tool, ToolContext } from "./tool.ts";

/** What came of a tool call, as text for the model. */
export interface ToolOutcome {
  readonly output: string;
  readonly isError: boolean;
}

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
  try {
    let result = await tool.execute(call.input, context);
    if (isAsyncIterable(result)) {
      let last: unknown;
      let first = true;
      for await (const value of result) {
        if (!first) yield last;
        [last, first] = [value, false];
      }
      result = last;
    }
    return { output: asText(result), isError: false };
  } catch (error) {
    context.signal?.throwIfAborted();
    if (error instanceof z.ZodError) return failed(`Invalid input: ${z.prettifyError(error)}`);
    return failed(error instanceof Error ? error.message : String(error));
  }
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
