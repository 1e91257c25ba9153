import type { ToolCall } from "@sdialog/llm";
import type { Answer } from "../answer.ts";
import { sse, type StreamProtocol } from "../stream-answer.ts";
import {
  callItem,
  messageItem,
  reasoningItem,
  type ResponseHead,
  responseObject,
  summaryPart,
  textPart,
} from "./response-object.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The events of a streamed response: an item for what the agent thinks, when that is shown, then one for what it says.
 * Thinking that comes after the first words is only in the finished response.
 */
export function responseStream(
  head: ResponseHead,
  finish: (answer: Answer) => { readonly output: readonly object[]; readonly status: string },
): StreamProtocol {
  let sequence = 0;
  let reasoned = "";
  let said = false;
  const event = (type: string, fields: Fields): string =>
    sse({ type, sequence_number: sequence++, ...fields }, type);

  const reasoning = {
    place: { item_id: reasoningItem(head).id, output_index: 0, summary_index: 0 },
    *open() {
      yield event("response.output_item.added", { output_index: 0, item: reasoningItem(head) });
      yield event("response.reasoning_summary_part.added", { ...this.place, part: summaryPart("") });
    },
    *close() {
      yield event("response.reasoning_summary_text.done", { ...this.place, text: reasoned });
      yield event("response.reasoning_summary_part.done", { ...this.place, part: summaryPart(reasoned) });
      yield event("response.output_item.done", { output_index: 0, item: reasoningItem(head, reasoned) });
    },
  };
  const message = {
    place: () => ({ item_id: messageItem(head).id, output_index: reasoned === "" ? 0 : 1, content_index: 0 }),
    *open() {
      if (said) return;
      if (reasoned !== "") yield* reasoning.close();
      said = true;
      const { output_index } = this.place();
      yield event("response.output_item.added", { output_index, item: messageItem(head) });
      yield event("response.content_part.added", { ...this.place(), part: textPart("") });
    },
    *close(text: string) {
      const { output_index } = this.place();
      yield event("response.output_text.done", { ...this.place(), text, logprobs: [] });
      yield event("response.content_part.done", { ...this.place(), part: textPart(text) });
      yield event("response.output_item.done", { output_index, item: messageItem(head, text) });
    },
  };

  /** A call comes whole, so that its arguments are one piece. */
  function* called(call: ToolCall, output_index: number): Generator<string> {
    const item = callItem(head, call);
    const place = { item_id: item.id, output_index };
    yield event("response.output_item.added", { output_index, item: callItem(head, call, "") });
    yield event("response.function_call_arguments.delta", { ...place, delta: item.arguments });
    yield event("response.function_call_arguments.done", {
      ...place,
      name: item.name,
      arguments: item.arguments,
    });
    yield event("response.output_item.done", { output_index, item });
  }

  return {
    contentType: "text/event-stream; charset=utf-8",
    *start() {
      yield event("response.created", { response: responseObject(head) });
      yield event("response.in_progress", { response: responseObject(head) });
    },
    *piece({ channel, delta }) {
      if (channel === "text") {
        yield* message.open();
        yield event("response.output_text.delta", { ...message.place(), delta, logprobs: [] });
      } else if (!said) {
        if (reasoned === "") yield* reasoning.open();
        reasoned += delta;
        yield event("response.reasoning_summary_text.delta", { ...reasoning.place, delta });
      }
    },
    *end(answer) {
      if (said || answer.text !== "" || answer.toolCalls.length === 0) {
        yield* message.open();
        yield* message.close(answer.text);
      } else if (reasoned !== "") yield* reasoning.close();
      const first = (reasoned === "" ? 0 : 1) + (said ? 1 : 0);
      for (const [index, call] of answer.toolCalls.entries()) yield* called(call, first + index);
      const response = finish(answer);
      yield event(`response.${response.status}`, { response });
    },
    *failed({ code, message: text }) {
      const response = { ...responseObject(head), status: "failed", error: { code, message: text } };
      yield event("response.failed", { response });
    },
  };
}
