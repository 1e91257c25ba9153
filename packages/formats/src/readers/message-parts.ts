import { jsonOr, jsonText } from "./json-or.ts";
import type { Said, SaidCall } from "./said.ts";

/** What the content of a message holds: text, tool calls and results, and attachments, of which the text has a placeholder. */
export interface MessageParts extends Pick<Said, "thought"> {
  readonly text: string;
  readonly calls: readonly SaidCall[];
  readonly results: readonly NonNullable<Said["result"]>[];
  readonly attachments: readonly Readonly<Record<string, unknown>>[];
  /** What parts say besides, under the type of each: where a text was cited from, the signature of a thought. */
  readonly further: readonly Readonly<Record<string, unknown>>[];
}

const textKeys = ["text", "content", "value", "transcript", "refusal"];

/** The parts of a message's content as OpenAI, Anthropic and others write them: text, or a list of parts. */
export function messageParts(content: unknown): MessageParts {
  if (typeof content === "string")
    return { text: content, calls: [], attachments: [], further: [], results: [] };
  if (content === null || content === undefined)
    return { text: "", calls: [], attachments: [], further: [], results: [] };
  const texts: string[] = [];
  const calls: SaidCall[] = [];
  const thoughts: string[] = [];
  const attachments: Record<string, unknown>[] = [];
  const further: Record<string, unknown>[] = [];
  const results: NonNullable<Said["result"]>[] = [];
  for (const part of Array.isArray(content) ? (content as unknown[]) : [content]) {
    if (typeof part === "string") {
      texts.push(part);
      continue;
    }
    if (typeof part !== "object" || part === null) continue;
    const fields = part as Readonly<Record<string, unknown>>;
    const type = String(fields["type"] ?? fields["content_type"] ?? "text");
    const textKey = textKeys.find((key) => typeof fields[key] === "string") ?? "text";
    const text = typeof fields[textKey] === "string" ? fields[textKey] : undefined;
    const keep = (...taken: readonly string[]): void => {
      const left = Object.entries(fields).filter(
        ([key, value]) => !taken.includes(key) && key !== "type" && key !== "content_type" && value !== null,
      );
      if (left.length > 0) further.push({ type, ...Object.fromEntries(left) });
    };
    if (type === "tool_use") {
      keep("id", "name", "input");
      calls.push({
        id: textOf(fields["id"]),
        name: String(fields["name"] ?? ""),
        args: argumentsIn(fields["input"] ?? {}),
      });
    } else if (type === "tool_result") {
      keep("tool_use_id", "content");
      results.push({ id: textOf(fields["tool_use_id"]), output: outputOf(fields["content"]) });
    } else if (type === "thinking" || type === "reasoning") {
      keep("thinking", textKey);
      thoughts.push(String(fields["thinking"] ?? text ?? ""));
    } else if (text !== undefined && /text|transcription|^refusal$|^$/.test(type)) {
      keep(textKey);
      texts.push(text);
    } else {
      const kind = type.replace(/^input_/, "").replace(/_(?:url|asset_pointer|pointer)$/, "");
      texts.push(`[${kind}]`);
      attachments.push(fields);
    }
  }
  return {
    text: texts.filter((text) => text !== "").join("\n"),
    calls,
    attachments,
    further,
    results,
    ...(thoughts.length === 0 ? {} : { thought: thoughts.join("\n") }),
  };
}

/** What a tool gave back: text, or where it gave something else, all of it. */
function outputOf(content: unknown): unknown {
  const { text, attachments, further } = messageParts(content);
  return attachments.length === 0 && further.length === 0 ? text : content;
}

/** A tool call as OpenAI writes it, or as one of its simpler relatives; arguments that are JSON text are read. */
export function toolCall(call: unknown, note?: (note: string) => void): SaidCall {
  const fields = (typeof call === "object" && call !== null ? call : {}) as Readonly<Record<string, unknown>>;
  const called = fields["function"];
  const inner = (typeof called === "object" && called !== null ? called : fields) as typeof fields;
  const args =
    ["arguments", "args", "parameters"].find((key) => (inner[key] ?? undefined) !== undefined) ?? "";
  const further = Object.entries({ ...fields, ...inner }).filter(
    ([key, value]) => !["id", "type", "function", "name", args].includes(key) && value !== null,
  );
  return {
    id: textOf(fields["id"]),
    name: String(inner["name"] ?? ""),
    args: argumentsIn(inner[args] ?? {}, note),
    ...(further.length === 0 ? {} : { further: Object.fromEntries(further) }),
  };
}

/** Arguments are JSON, whatever of it; text that is not stays as it is. */
export function argumentsIn(value: unknown, note?: (note: string) => void): unknown {
  const read = jsonOr(value, note);
  const json = jsonText(read);
  return json === undefined ? read : json.value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
