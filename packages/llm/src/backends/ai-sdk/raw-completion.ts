import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { OpenAI } from "openai";
import { errorChain } from "../../errors/error-chain.ts";

/**
 * A provider's package checks replies against those of its own provider, and leaves out or refuses what gateways and
 * compatible servers send beside them. It also hands on what came, and chat completions are read from that.
 */

/** What came, when it is a chat completion, or a piece of one. */
export function completionIn<Kind extends OpenAI.ChatCompletion | OpenAI.ChatCompletionChunk>(
  raw: unknown,
): Kind | undefined {
  if (typeof raw !== "object" || raw === null || !("choices" in raw)) return undefined;
  return Array.isArray(raw.choices) ? (raw as Kind) : undefined;
}

/** The chat completion that a package refused as none of its provider's. */
export function refusedCompletion(error: unknown): OpenAI.ChatCompletion | undefined {
  for (const one of errorChain(error)) {
    const { responseBody } = one as { readonly responseBody?: unknown };
    if (typeof responseBody !== "string") continue;
    try {
      return completionIn(JSON.parse(responseBody));
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** Whether a package reports that a piece is not in its provider's format. */
export function isRefusedPiece(error: unknown): boolean {
  return errorChain(error).some(({ name }) => name === "AI_TypeValidationError");
}

/** The parts of a stream, with the first of what came before them: it says how the rest is read. */
export async function firstRaw(
  parts: AsyncIterable<LanguageModelV4StreamPart>,
): Promise<{ readonly first: unknown; readonly parts: AsyncIterable<LanguageModelV4StreamPart> }> {
  const iterator = parts[Symbol.asyncIterator]();
  const early: LanguageModelV4StreamPart[] = [];
  let first: unknown;
  for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) {
    early.push(step.value);
    if (step.value.type === "stream-start") continue;
    if (step.value.type === "raw") first = step.value.rawValue;
    break;
  }
  return {
    first,
    parts: {
      async *[Symbol.asyncIterator]() {
        yield* early;
        yield* { [Symbol.asyncIterator]: () => iterator };
      },
    },
  };
}
