import { InvalidArgumentError } from "@sdialog/core";
import { checkArguments } from "@sdialog/core/internal";
import type { ChatChunk, ChatModel, ChatResult, ModelMiddleware } from "@sdialog/llm";
import { separatedFingerprint } from "./separated-fingerprint.ts";

/**
 * For models that mark their reasoning by something else than a tag: what matches moves to where reasoning belongs. Of a
 * match with a group, the first group is what was thought; all of the match leaves the text.
 *
 * A pattern may match as late as at the end, so a stream gives the text in one piece when the reply is whole.
 *
 * @throws InvalidArgumentError for what is not a regular expression, or one that matches nothing
 */
export function thinkingPattern(pattern: RegExp): ModelMiddleware {
  checkArguments("thinkingPattern", arguments, 1);
  if (!(pattern instanceof RegExp))
    throw new InvalidArgumentError("thinkingPattern must be a regular expression", {
      hint: String.raw`For example /^Thoughts: (.*)\n/m.`,
    });
  if (pattern.exec("")?.[0] === "")
    throw new InvalidArgumentError(`thinkingPattern matches nothing at all: ${String(pattern)}`, {
      hint: "Write it so that it takes at least one character.",
    });
  const flags = pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`;
  const separate = (result: ChatResult): ChatResult => separated(result, new RegExp(pattern.source, flags));
  return (model: ChatModel): ChatModel => ({
    ...model,
    get fingerprint() {
      return separatedFingerprint(model, { pattern: String(pattern) });
    },
    generate: async (request) => separate(await model.generate(request)),
    stream: (request) => whole(model.stream(request), separate),
  });
}

function separated(result: ChatResult, pattern: RegExp): ChatResult {
  const thought = result.thinking === undefined ? [] : [result.thinking];
  const matches = [...result.text.matchAll(pattern)];
  if (matches.length === 0) return result;
  for (const match of matches) thought.push((match[1] ?? match[0]).trim());
  const thinking = thought.filter((part) => part !== "").join("\n");
  return {
    ...result,
    text: result.text.replaceAll(pattern, "").trim(),
    ...(thinking === "" ? {} : { thinking }),
  };
}

async function* whole(
  chunks: AsyncIterable<ChatChunk>,
  separate: (result: ChatResult) => ChatResult,
): AsyncIterable<ChatChunk> {
  for await (const chunk of chunks) {
    if (chunk.type === "text") continue;
    if (chunk.type !== "finish") {
      yield chunk;
      continue;
    }
    const result = separate(chunk.result);
    const told = chunk.result.thinking ?? "";
    const fresh = (result.thinking ?? "").slice(told === "" ? 0 : told.length + 1);
    if (fresh !== "") yield { type: "thinking", delta: fresh };
    if (result.text !== "") yield { type: "text", delta: result.text };
    yield { type: "finish", result };
  }
}
