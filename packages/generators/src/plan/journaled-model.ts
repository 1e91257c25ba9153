import { type ChatModel, type ChatRequest, type ChatResult, ModelError, wrapModel } from "@sdialog/llm";
import { requestKey } from "@sdialog/llm/internal";
import type { Journal } from "./journal.ts";

/** Counts how often each request was made in one pass through a task. */
export class CallCounter {
  readonly #counts = new Map<string, number>();

  /** A name for this call: the request's hash, and how many equal ones came before it. */
  next(key: string): string {
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count === 0 ? key : `${key}:${count}`;
  }
}

/** A model whose finished calls are written to the journal, and answered from there when they are made again. */
export function journaledModel(
  model: ChatModel,
  options: { readonly journal: Journal; readonly calls: CallCounter; readonly dialogueSeed: number },
): ChatModel {
  const { journal, calls } = options;
  const complete = (request: ChatRequest): ChatRequest => ({
    dialogueSeed: options.dialogueSeed,
    ...request,
  });
  const nameOf = (request: ChatRequest): string => {
    const key = requestKey(model, request);
    if (key !== undefined) return calls.next(key.slice(0, 32));
    // Nothing stands for a call like this: it is made anew each time, and what each time cost is kept.
    let name: string;
    do name = calls.next("unknown");
    while (journal.find(name) !== undefined);
    return name;
  };
  const record = (call: string, startedAt: number, result: ChatResult): void =>
    journal.add({ call, result, milliseconds: Math.round(performance.now() - startedAt) });

  const recordFailure = (call: string, startedAt: number, error: unknown): void => {
    if (!ModelError.isInstance(error) || error.usage === undefined) return;
    const milliseconds = Math.round(performance.now() - startedAt);
    journal.addFailed({ call, model: error.model, usage: error.usage, milliseconds });
  };

  return wrapModel(model, {
    async generate(asked, next) {
      const request = complete(asked);
      const call = nameOf(request);
      const known = journal.find(call);
      if (known !== undefined) return known.result;
      await journal.recorded();
      const startedAt = performance.now();
      try {
        const result = await next(request);
        record(call, startedAt, result);
        return result;
      } catch (error) {
        recordFailure(call, startedAt, error);
        throw error;
      }
    },
    async *stream(asked, next) {
      const request = complete(asked);
      const call = nameOf(request);
      const known = journal.find(call);
      if (known !== undefined) {
        if (known.result.text !== "") yield { type: "text", delta: known.result.text };
        yield { type: "finish", result: known.result };
        return;
      }
      await journal.recorded();
      const startedAt = performance.now();
      try {
        for await (const chunk of next(request)) {
          if (chunk.type === "finish") record(call, startedAt, chunk.result);
          yield chunk;
        }
      } catch (error) {
        recordFailure(call, startedAt, error);
        throw error;
      }
    },
  });
}
