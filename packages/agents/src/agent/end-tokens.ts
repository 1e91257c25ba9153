import { type ChatChunk, type ChatModel, type ChatResult, wrapModel } from "@sdialog/llm";

/** A special token at the end of a text, by which a model ended its turn and which the server did not take away. */
const token = /<(?:[|｜][^<>|｜\n]{1,40}[|｜]|\/s|end_of_turn|eos|eot|seed:eos|turn\|)>$/u;
/** A longer one does not count. */
const longestToken = 50;

/** More white space and tokens than this are let go before it is known whether they are the end. */
const longestHeld = 4096;

/** Where the special tokens at the end of a text begin, white space before them included. */
function tokensAtEnd(text: string): number {
  let start = text.length;
  for (let end = start; ;) {
    end = text.slice(0, end).trimEnd().length;
    const found = token.exec(text.slice(Math.max(0, end - longestToken), end))?.[0];
    // The stop signal is read by whoever looks for it.
    if (found === undefined || /stop/i.test(found)) return start;
    end -= found.length;
    start = text.slice(0, end).trimEnd().length;
  }
}

/** From where a text that goes on may be special tokens at its end. */
function tokensMayBegin(text: string): number {
  const begun = text.lastIndexOf("<");
  const isBegun = begun !== -1 && text.length - begun < longestToken && !/[>\n]/.test(text.slice(begun));
  const end = text.slice(0, isBegun ? begun : text.length).trimEnd();
  return tokensAtEnd(end);
}

/** Takes the special tokens off the end of replies, and says so in a warning: they are not part of what is said. */
export function withoutEndTokens(model: ChatModel): ChatModel {
  return wrapModel(model, {
    generate: async (request, next) => withoutTokens(await next(request)),
    stream: (request, next) => streamed(next(request)),
  });
}

function withoutTokens(result: ChatResult): ChatResult {
  const tokens = result.text.slice(tokensAtEnd(result.text));
  // The end of something that was struck out.
  if (tokens === "" || (tokens.trim() === "</s>" && result.text.includes("<s>"))) return result;
  const message = `${JSON.stringify(tokens.trim())} was taken off the end of the reply`;
  return {
    ...result,
    text: result.text.slice(0, result.text.length - tokens.length),
    warnings: [...result.warnings, { setting: "reply", message }],
  };
}

async function* streamed(chunks: AsyncIterable<ChatChunk>): AsyncIterable<ChatChunk> {
  let sent = 0;
  let held = "";
  for await (const chunk of chunks) {
    if (chunk.type === "discard") [sent, held] = [0, ""];
    if (chunk.type === "finish") {
      const result = withoutTokens(chunk.result);
      const rest = held.slice(0, Math.max(0, result.text.length - sent));
      if (rest !== "") yield { type: "text", delta: rest };
      yield { ...chunk, result };
      return;
    }
    if (chunk.type !== "text") {
      yield chunk;
      continue;
    }
    held += chunk.delta;
    const safe = held.length > longestHeld ? held.length : tokensMayBegin(held);
    if (safe > 0) yield { type: "text", delta: held.slice(0, safe) };
    sent += safe;
    held = held.slice(safe);
  }
}
