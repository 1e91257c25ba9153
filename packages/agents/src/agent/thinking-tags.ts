import { checkArguments } from "@sdialog/core/internal";
import type { ChatChunk, ChatModel, ChatRequest, ChatResult, ModelMiddleware } from "@sdialog/llm";
import { hasMark, TagSplitter, type ThoughtMarks, thoughtMarks, unwrapModel } from "@sdialog/llm/internal";
import { separatedFingerprint } from "./separated-fingerprint.ts";

/** Models whose replies have closed a tag they did not open: their text is held back until it is certain. */
const opensInPrompt = new WeakSet<ChatModel>();

/**
 * For models that write their reasoning into the reply between tags: moves it to where reasoning belongs, so that it
 * never reaches the other side. A tag in code (`<think>` in backticks) does not count. What follows an opening tag that is never closed is reasoning, and so is what stands
 * before a closing tag that was never opened: the chat template had opened it. Nested tags end with the last one.
 *
 * A stream cannot know of a closing tag to come. The first time a model sends one out of the blue, the text so far is
 * taken back by a `discard` chunk; from then on that model's text is held back until it is certain.
 *
 * @param tag name of the tag; default `think`, which stands for all that models are known to write: `<thinking>`,
 *   `[THINK]`, `◁think▷`, the channels of gpt-oss
 */
export function thinkingTags(tag = "think"): ModelMiddleware {
  checkArguments("thinkingTags", arguments, 1);
  const marks = thoughtMarks(tag);
  return (model: ChatModel): ChatModel => ({
    ...model,
    get fingerprint() {
      return separatedFingerprint(model, { tag });
    },
    generate: async (request: ChatRequest) => separate(await model.generate(request), marks, model),
    stream: (request: ChatRequest) => separateStream(model.stream(request), marks, model),
  });
}

function separate(result: ChatResult, marks: ThoughtMarks, model: ChatModel): ChatResult {
  if (!hasMark(result.text, marks)) return result;
  const splitter = new TagSplitter(marks, true);
  const said: string[] = [];
  const thought = result.thinking === undefined ? [] : [result.thinking];
  let tagged = false;
  for (const piece of splitter.push(result.text, true)) {
    if (piece.type === "text") said.push(piece.delta);
    if (piece.type !== "thinking") continue;
    tagged = true;
    thought.push(piece.delta.trim());
  }
  if (splitter.strayed) opensInPrompt.add(unwrapModel(model));
  const thinking = thought.filter((part) => part !== "").join("\n");
  const text = said.join("");
  return {
    ...result,
    text: tagged || splitter.strayed ? text.trim() : text,
    ...(thinking === "" ? {} : { thinking }),
  };
}

async function* separateStream(
  chunks: AsyncIterable<ChatChunk>,
  marks: ThoughtMarks,
  model: ChatModel,
): AsyncIterable<ChatChunk> {
  const splitter = new TagSplitter(marks, opensInPrompt.has(unwrapModel(model)));
  for await (const chunk of chunks) {
    if (chunk.type === "text") yield* splitter.push(chunk.delta);
    else if (chunk.type !== "finish") yield chunk;
    else {
      yield* splitter.push("", true);
      yield { type: "finish", result: separate(chunk.result, marks, model) };
    }
  }
}
