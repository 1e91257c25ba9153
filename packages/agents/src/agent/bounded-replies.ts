import { type ChatModel, type ChatResult, wrapModel } from "@sdialog/llm";
import { refuseLongReply } from "@sdialog/llm/internal";

/** Refuses replies longer than a million characters, a streamed one as soon as it is. @throws ModelError `too_large` */
export function boundedReplies(model: ChatModel): ChatModel {
  const checked = (length: number): void => refuseLongReply(length, model.id);
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
