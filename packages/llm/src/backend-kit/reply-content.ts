import type { ToolCall } from "../message.ts";
import { parseToolInput } from "./tool-input.ts";

/** A piece of what stands where a text is expected. */
export type ContentPiece =
  | {
      readonly kind: "text" | "thinking" | "refusal" | "left out";
      /** What it says; of what is left out, what it is called. */
      readonly text: string;
    }
  | { readonly kind: "call"; readonly call: ToolCall };

/** A part of a content as servers send it; which keys there are depends on its type. */
interface Part {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly thinking?: unknown;
  readonly refusal?: unknown;
  /** Of a text that comes with annotations. */
  readonly value?: unknown;
  /** Of a text, as gateways to other protocols have it. */
  readonly content?: unknown;
  /** Of a thought that is told in short, and of sound. */
  readonly summary?: unknown;
  readonly transcript?: unknown;
  /** Of a thought, under the name of its kind. */
  readonly reasoning?: unknown;
  readonly reasoning_content?: unknown;
  /** Of a whole message in the place of its content. */
  readonly parts?: unknown;
}

/** Types of parts that are thoughts, as far as their dots and underscores: `reasoning.text`, `summary_text`. */
const thought = /^(?:thinking|reasoning|summary_text|thought)\b|^reasoning_/;

/**
 * What stands where a protocol has a text. Providers, servers of models that reason and gateways also send objects and
 * lists of parts there: texts, thoughts (texts or lists themselves), refusals, calls of tools. Whatever else there is, is named.
 */
export function contentPieces(content: unknown): readonly ContentPiece[] {
  if (content === null || content === undefined || content === "") return [];
  if (typeof content === "string") return [{ kind: "text", text: content }];
  // Where a model was to answer with JSON, some servers send what that says: the number.
  if (typeof content === "number") return [{ kind: "text", text: String(content) }];
  if (Array.isArray(content)) return content.flatMap(contentPieces);
  if (typeof content !== "object") return [{ kind: "left out", text: typeof content }];
  const { type, text, thinking, refusal, transcript, ...others }: Part = content;
  const name = typeof type === "string" ? type : "unknown";
  if (name === "tool_use") return [callIn(content)];
  if (thinking !== undefined || thought.test(name)) return said("thinking", plainText(content), name);
  if (refusal !== undefined && refusal !== null) return said("refusal", plainText(refusal), name);
  const message = name === "unknown" ? (others.content ?? others.parts) : undefined;
  if (text === undefined && message !== undefined) return contentPieces(message);
  // Of other kinds, what is in them was not said: a tool's result, a document.
  const textContent = name === "text" || name === "output_text" ? others.content : undefined;
  return said("text", plainText(text ?? transcript ?? others.value ?? textContent), name);
}

function said(kind: "text" | "thinking" | "refusal", text: string, name: string): readonly ContentPiece[] {
  return [text === "" ? { kind: "left out", text: name } : { kind, text }];
}

/** The text in nested parts. */
export function plainText(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(plainText).join("");
  if (typeof content !== "object" || content === null) return "";
  const { type, text, thinking, value, summary, reasoning, reasoning_content, ...others }: Part = content;
  const isSaid = type === undefined || thought.test(String(type));
  const told = text ?? thinking ?? value ?? summary ?? reasoning ?? reasoning_content;
  return plainText(told ?? (isSaid ? (others.content ?? others.parts) : undefined));
}

/** A call as Anthropic's protocol has it among the parts, which gateways hand on. */
function callIn(part: object): ContentPiece {
  const { id, name, input } = part as Readonly<Record<string, unknown>>;
  if (typeof name !== "string" || name === "") return { kind: "left out", text: "tool_use" };
  return {
    kind: "call",
    call: { id: typeof id === "string" ? id : "call_0", name, input: parseToolInput(input) },
  };
}
