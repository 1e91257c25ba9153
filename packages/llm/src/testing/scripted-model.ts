import { checkOptions } from "@sdialog/core/internal";
import { SDialogError } from "@sdialog/core";
import type { ChatModel, ChatRequest, ChatResult } from "../chat-model.ts";
import { defineChatModel } from "../define-chat-model.ts";

/** One reply of a scripted model: its text, parts of a result, an error to throw, or a function of the request. */
export type ScriptedStep =
  | string
  | Partial<ChatResult>
  | Error
  | ((
      request: ChatRequest,
      index: number,
    ) => string | Partial<ChatResult> | Promise<string | Partial<ChatResult>>);

/** A model that answers by a script, for tests of what calls models. */
export interface ScriptedModel extends ChatModel {
  /** Every request so far, in order. */
  readonly requests: readonly ChatRequest[];
  /** @throws SDialogError `script_left_over` when steps were not asked for */
  assertDone(): void;
}

/**
 * A model for unit tests that says what it is told to, and fails on a call it has no step for.
 *
 * @param steps one per call; or one function that answers every call
 */
export function scriptedModel(
  steps: readonly ScriptedStep[] | Extract<ScriptedStep, (...args: never) => unknown>,
  options: Partial<Pick<ChatModel, "id" | "capabilities">> = {},
): ScriptedModel {
  checkOptions("scriptedModel", options, { id: true, capabilities: true });
  const id = options.id ?? "scripted:test";
  const requests: ChatRequest[] = [];

  async function generate(request: ChatRequest): Promise<ChatResult> {
    request.signal?.throwIfAborted();
    const index = requests.push(request) - 1;
    const step = typeof steps === "function" ? steps : steps[index];
    if (step === undefined) {
      throw new SDialogError(`The script has ${steps.length} steps, but call ${index + 1} was made`, {
        code: "script_exhausted",
        hint: "Add a step, or find out why there is one call too many.",
      });
    }
    if (step instanceof Error) throw step;
    const reply = typeof step === "function" ? await step(request, index) : step;
    return complete(id, request, typeof reply === "string" ? { text: reply } : reply);
  }

  return {
    ...defineChatModel({ id, capabilities: options.capabilities ?? allCapabilities, generate }),
    requests,
    assertDone() {
      if (typeof steps !== "function" && requests.length < steps.length) {
        throw new SDialogError(`Only ${requests.length} of ${steps.length} scripted steps were asked for`, {
          code: "script_left_over",
        });
      }
    },
  };
}

const allCapabilities: ChatModel["capabilities"] = {
  streaming: true,
  tools: true,
  jsonSchema: "native",
  thinking: true,
  seed: true,
  logprobs: true,
  stop: true,
};

function words(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function complete(id: string, request: ChatRequest, reply: Partial<ChatResult>): ChatResult {
  const inputTokens = request.messages.reduce((sum, message) => sum + words(message.content), 0);
  return {
    text: "",
    toolCalls: [],
    finishReason: (reply.toolCalls?.length ?? 0) > 0 ? "tool_calls" : "stop",
    usage: { inputTokens, outputTokens: words(reply.text ?? ""), calls: 1, cost: 0 },
    warnings: [],
    model: id,
    ...reply,
  };
}
