import type { Dialog } from "@sdialog/core";
import type { ChatTool } from "./chat-message.ts";

/**
 * The tools the assistant of a dialogue was told of, as the dialogue records them under `tools`: a list, or a list for
 * each speaker. Only what describes a tool is taken, whatever else a file may hold.
 */
export function chatTools({ extra }: Dialog, assistant: string | undefined): ChatTool[] {
  const { tools } = extra;
  const listed = Array.isArray(tools) || assistant === undefined ? tools : fields(tools)[assistant];
  return Array.isArray(listed) ? listed.flatMap(chatTool) : [];
}

function chatTool(recorded: unknown): ChatTool[] {
  const outer = fields(recorded);
  const { name, description, parameters, strict } = "function" in outer ? fields(outer["function"]) : outer;
  if (typeof name !== "string" || name === "") return [];
  const described = {
    name,
    description: typeof description === "string" ? description : "",
    parameters: { type: "object", properties: {}, ...fields(parameters) },
    ...(typeof strict === "boolean" ? { strict } : {}),
  };
  return [{ type: "function", function: described }];
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
