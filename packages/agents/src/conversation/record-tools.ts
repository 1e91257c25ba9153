import type { Participant } from "../participant.ts";

/** A tool as a dialogue records it. */
export interface RecordedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * What a dialogue records of the tools its speakers had: speaker → name, description and parameters of each, and nothing
 * else a tool may hold. Nothing at all when nobody had any.
 */
export function recordTools(
  cast: readonly { readonly name: string; readonly participant: Pick<Participant, "tools"> }[],
): { readonly tools?: Readonly<Record<string, readonly RecordedTool[]>> } {
  const tools = cast.flatMap(({ name, participant: { tools: had = [] } }) =>
    had.length === 0
      ? []
      : [
          [
            name,
            had.map((tool) => ({
              name: tool.name,
              description: tool.description,
              parameters: tool.inputSchema,
            })),
          ] as const,
        ],
  );
  return tools.length === 0 ? {} : { tools: Object.fromEntries(tools) };
}
