import { type ChatModel, type ChatRequest, type ChatResult, defineChatModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import type { CapturedActivations, CaptureRequest, Edit, SeenToken } from "@sdialog/local";

/** A model, and what it was asked. */
export interface WatchedModel {
  readonly model: ChatModel;
  readonly requests: readonly ChatRequest[];
  /** Of the last request. */
  asked(): Asked;
}

/** What inspectors ask of a local model. */
export interface Asked {
  readonly capture: readonly CaptureRequest[];
  readonly steer: readonly Edit[];
}

/** What a test says instead of what the model would. */
export interface Answer {
  readonly text?: string;
  readonly captures?: readonly CapturedActivations[];
}

/** A local model of two tokens of prompt and two of reply, which keeps what it is asked and captures two numbers each. */
export function watchedModel(answer: (request: ChatRequest) => Answer = () => ({})): WatchedModel {
  const requests: ChatRequest[] = [];
  const generate = async (request: ChatRequest): Promise<ChatResult> => {
    requests.push(request);
    const { capture = [] } = (request.backendOptions?.["local"] ?? {}) as Partial<Asked>;
    const given = capture.map(({ site }, index): CapturedActivations => {
      const data = Float32Array.of(index, 0, index, 1, index, 2);
      return { request: index, site, width: 2, positions: [0, 1, 2], data };
    });
    const { text = "Yes.", captures = given } = answer(request);
    const local = { prompt: seen(["Hi", "!"]), reply: seen(["Yes", "."]), captures };
    const top = [
      { token: "Yes", logprob: Math.log(0.75) },
      { token: "No", logprob: Math.log(0.25) },
    ];
    return {
      text,
      toolCalls: [],
      finishReason: "stop",
      usage: { calls: 1, inputTokens: 2, outputTokens: 2 },
      warnings: [],
      model: "local:two",
      ...(request.logprobs === undefined
        ? {}
        : { logprobs: [{ token: "Yes", logprob: Math.log(0.75), top }] }),
      ...(request.backendOptions === undefined ? {} : { backendData: { local } }),
    };
  };
  const { capabilities } = scriptedModel([]);
  const model = defineChatModel({ id: "local:two", capabilities, notice: "Two tokens.", generate });
  const asked = (): Asked => requests.at(-1)?.backendOptions?.["local"] as Asked;
  return { model, requests, asked };
}

function seen(texts: readonly string[]): readonly SeenToken[] {
  return texts.map((text, id) => ({ id, text }));
}
