import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import type { ChatChunk } from "../../chat-model.ts";

/** A part of a content as servers send it; which keys there are depends on its type. */
interface Part {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly thinking?: unknown;
  readonly refusal?: unknown;
  /** Of a text that comes with annotations. */
  readonly value?: unknown;
}

const thoughtTypes: ReadonlySet<unknown> = new Set([
  "thinking",
  "reasoning",
  "reasoning_text",
  "summary_text",
]);

/**
 * The content of a message or of a piece of one. The protocol has texts only; servers of models that reason, and
 * gateways, send lists of parts: texts, thoughts (texts or lists themselves), refusals. Anything else is left out with
 * a warning.
 */
export function* readContent(content: unknown, reply: ReplyBuilder): Generator<ChatChunk> {
  if (content === null || content === undefined) return;
  if (typeof content === "string") yield* reply.text(content);
  else if (Array.isArray(content)) for (const part of content) yield* readContent(part, reply);
  else if (typeof content === "object") yield* readPart(content, reply);
  else reply.leftOut(typeof content);
}

function* readPart(part: Part, reply: ReplyBuilder): Generator<ChatChunk> {
  const { type, text, thinking, refusal } = part;
  if (thinking !== undefined || thoughtTypes.has(type)) yield* reply.thinking(plainText(thinking ?? text));
  else if (typeof refusal === "string") yield* reply.refusal(refusal);
  else if (plainText(text) !== "") yield* reply.text(plainText(text));
  else reply.leftOut(typeof type === "string" ? type : "unknown");
}

/** The text in nested parts. */
export function plainText(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(plainText).join("");
  if (typeof content !== "object" || content === null) return "";
  const { text, thinking, value }: Part = content;
  return plainText(text ?? thinking ?? value);
}
