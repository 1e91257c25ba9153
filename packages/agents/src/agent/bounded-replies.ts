import { type ChatModel, type ChatResult, ModelError, wrapModel } from "@sdialog/llm";

/**
 * Longest reply that is read, in UTF-16 units, reasoning included. Nobody says as much in a turn, and whatever looks for
 * tags, the end of the conversation or repetitions in a text holds up everything else in the process meanwhile.
 */
export const longestReply = 1_000_000;

/** Refuses replies longer than {@link longestReply}, a streamed one as soon as it is. @throws ModelError `too_large` */
export function boundedReplies(model: ChatModel): ChatModel {
  const checked = (length: number): void => {
    if (length > longestReply)
      throw new ModelError(`the reply is longer than ${longestReply} characters`, {
        kind: "too_large",
        model: model.id,
        hint: "The model goes on without end: give maxTokens, or use another model.",
      });
  };
  return wrapModel(model, {
    async generate(request, next) {
      const result = await next(request);
      checked(lengthOf(result));
      return result;
    },
    async *stream(request, next) {
      let length = 0;
      for await (const chunk of next(request)) {
        if (chunk.type === "finish") checked(lengthOf(chunk.result));
        else if ("delta" in chunk) checked((length += chunk.delta.length));
        yield chunk;
      }
    },
  });
}

function lengthOf({ text, thinking = "" }: ChatResult): number {
  return text.length + thinking.length;
}
