import type { ToolCall } from "@sdialog/llm";
import * as z from "zod";
import type { Tool } from "../tools/tool.ts";
import { badRequest } from "./request-error.ts";

const functionSchema = z.looseObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "use at most 64 letters, digits, _ and -"),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
});

/** Tools as OpenAI's chat completions and Ollama have them, and flat, as responses have them. */
export const clientToolsSchema = {
  tools: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  tool_choice: z.unknown().optional(),
};

/**
 * Tools that the client runs: the agent's model may call them, and a call ends the answer.
 * @throws RequestError 400 for what is not a function, has another's name, or must be called
 */
export function clientTools({
  tools,
  tool_choice: choice,
}: {
  readonly tools?: readonly Readonly<Record<string, unknown>>[] | null | undefined;
  readonly tool_choice?: unknown;
}): readonly Tool[] {
  if (choice === "none") return [];
  if (choice !== undefined && choice !== null && choice !== "auto")
    throw badRequest('tool_choice: agents choose themselves; "auto" and "none" are possible');
  const made = (tools ?? []).map((given, index) => {
    if ((given["type"] ?? "function") !== "function")
      throw badRequest(
        `tools.${index}: of the type "${String(given["type"])}"; only functions can be called`,
      );
    const read = functionSchema.safeParse(given["function"] ?? given);
    if (!read.success) {
      const [issue] = read.error.issues;
      throw badRequest(`tools.${index}.${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
    }
    const { name, description, parameters } = read.data;
    return externalTool(name, description ?? "", parameters ?? { type: "object", properties: {} });
  });
  const twice = made.find(({ name }, index) => made.findIndex((each) => each.name === name) !== index);
  if (twice !== undefined) throw badRequest(`tools: "${twice.name}" is there twice`);
  return made;
}

function externalTool(name: string, description: string, inputSchema: Tool["inputSchema"]): Tool {
  return {
    name,
    description,
    inputSchema,
    returnDirect: false,
    isExternal: true,
    execute: () => {
      throw new Error(`${name} is run by the client`);
    },
  };
}

/** A call's arguments as JSON, as models write them. */
export function argumentsText({ input }: Pick<ToolCall, "input">): string {
  return typeof input === "string" ? input : JSON.stringify(input ?? {});
}

/** What a client says its model's arguments were: parsed where they are JSON. */
export function argumentsOf(given: unknown): unknown {
  if (typeof given !== "string") return given ?? {};
  try {
    return JSON.parse(given === "" ? "{}" : given) as unknown;
  } catch {
    return given;
  }
}
