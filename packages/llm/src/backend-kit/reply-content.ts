/** A piece of what stands where a text is expected. */
export interface ContentPiece {
  readonly kind: "text" | "thinking" | "refusal" | "left out";
  /** What it says; of what is left out, what it is called. */
  readonly text: string;
}

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
}

/** Types of parts that are thoughts, as far as their dots and underscores: `reasoning.text`, `summary_text`. */
const thought = /^(?:thinking|reasoning|summary_text|thought)\b|^reasoning_/;

/**
 * What stands where a protocol has a text. Providers, servers of models that reason and gateways also send objects and
 * lists of parts there: texts, thoughts (texts or lists themselves), refusals. Whatever else there is, is named.
 */
export function contentPieces(content: unknown): readonly ContentPiece[] {
  if (content === null || content === undefined || content === "") return [];
  if (typeof content === "string") return [{ kind: "text", text: content }];
  if (Array.isArray(content)) return content.flatMap(contentPieces);
  if (typeof content !== "object") return [{ kind: "left out", text: typeof content }];
  const { type, text, thinking, refusal, transcript, ...others }: Part = content;
  const name = typeof type === "string" ? type : "unknown";
  if (thinking !== undefined || thought.test(name))
    return said("thinking", plainText(thinking ?? text ?? others.summary), name);
  if (refusal !== undefined && refusal !== null) return said("refusal", plainText(refusal), name);
  // Of other kinds, what is in them was not said: a tool's result, a document.
  const textContent = name === "text" || name === "output_text" ? others.content : undefined;
  return said("text", plainText(text ?? transcript ?? others.value ?? textContent), name);
}

function said(kind: ContentPiece["kind"], text: string, name: string): readonly ContentPiece[] {
  return [text === "" ? { kind: "left out", text: name } : { kind, text }];
}

/** The text in nested parts. */
export function plainText(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(plainText).join("");
  if (typeof content !== "object" || content === null) return "";
  const { text, thinking, value, summary }: Part = content;
  return plainText(text ?? thinking ?? value ?? summary);
}
