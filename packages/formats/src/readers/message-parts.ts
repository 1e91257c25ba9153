import type { Said, SaidCall } from "./said.ts";

/** What the content of a message holds: text, tool calls and results, and attachments, of which the text has a placeholder. */
export interface MessageParts extends Pick<Said, "thought" | "result"> {
  readonly text: string;
  readonly calls: readonly SaidCall[];
  readonly attachments: readonly Readonly<Record<string, unknown>>[];
}

const textKeys = ["text", "content", "value", "transcript", "refusal"];

/** The parts of a message's content as OpenAI, Anthropic and others write them: text, or a list of parts. */
export function messageParts(content: unknown): MessageParts {
  if (typeof content === "string") return { text: content, calls: [], attachments: [] };
  if (content === null || content === undefined) return { text: "", calls: [], attachments: [] };
  const texts: string[] = [];
  const calls: SaidCall[] = [];
  const thoughts: string[] = [];
  const attachments: Record<string, unknown>[] = [];
  let result: Said["result"];
  for (const part of Array.isArray(content) ? (content as unknown[]) : [content]) {
    if (typeof part === "string") {
      texts.push(part);
      continue;
    }
    if (typeof part !== "object" || part === null) continue;
    const fields = part as Readonly<Record<string, unknown>>;
    const type = String(fields["type"] ?? fields["content_type"] ?? "text");
    const text = textKeys.map((key) => fields[key]).find((value) => typeof value === "string");
    if (type === "tool_use")
      calls.push({
        id: textOf(fields["id"]),
        name: String(fields["name"] ?? ""),
        args: fields["input"] ?? {},
      });
    else if (type === "tool_result")
      result = { id: textOf(fields["tool_use_id"]), output: messageParts(fields["content"]).text };
    else if (type === "thinking" || type === "reasoning")
      thoughts.push(String(fields["thinking"] ?? text ?? ""));
    else if (text !== undefined && /text|^refusal$|^$/.test(type)) texts.push(text as string);
    else {
      const kind = type.replace(/^input_/, "").replace(/_(?:url|asset_pointer|pointer)$/, "");
      texts.push(`[${kind}]`);
      attachments.push(fields);
    }
  }
  return {
    text: texts.filter((text) => text !== "").join("\n"),
    calls,
    attachments,
    ...(result === undefined ? {} : { result }),
    ...(thoughts.length === 0 ? {} : { thought: thoughts.join("\n") }),
  };
}

/** A tool call as OpenAI writes it, or as one of its simpler relatives; arguments that are JSON text are read. */
export function toolCall(call: unknown): SaidCall {
  const fields = (typeof call === "object" && call !== null ? call : {}) as Readonly<Record<string, unknown>>;
  const inner = (fields["function"] ?? fields) as Readonly<Record<string, unknown>>;
  return {
    id: textOf(fields["id"]),
    name: String(inner["name"] ?? ""),
    args: jsonOr(inner["arguments"] ?? inner["args"] ?? inner["parameters"] ?? {}),
  };
}

/** What a text says as JSON, or the text itself; anything else as it is. */
export function jsonOr(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
