import { checkArguments, checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import type { ModelMiddleware } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { wrapModel } from "./wrap-model.ts";

/** How long a call may take. A limit that is left out does not apply. */
export interface TimeoutOptions {
  /** Longest time a whole call may take, in milliseconds. */
  readonly totalMs?: number | undefined;
  /** Longest silence in a stream, before its first piece too, in milliseconds. */
  readonly idleMs?: number | undefined;
}

const timeoutOptionNames: OptionNames<TimeoutOptions> = { totalMs: true, idleMs: true };

// The signals made here, so that a limit within a limit can tell that it is one.
const limited = new WeakSet<AbortSignal>();

/** Whether a call with this signal already ends by itself after a while. */
export function hasTimeLimit(signal: AbortSignal | undefined): boolean {
  return signal !== undefined && limited.has(signal);
}

/** Cancels calls that take too long. @throws ModelError `timeout` */
export function withTimeout(options: TimeoutOptions): ModelMiddleware {
  checkArguments("withTimeout", arguments, 1);
  checkOptions("withTimeout", options, timeoutOptionNames);
  requireArguments("withTimeout", arguments, 1);
  const { totalMs, idleMs } = options;
  return (model) =>
    wrapModel(model, {
      async generate(request, next) {
        using watch = new Watch(model.id, request.signal);
        watch.within(totalMs, "the call");
        return await watch.race(next({ ...request, signal: watch.signal }));
      },
      async *stream(request, next) {
        using watch = new Watch(model.id, request.signal);
        watch.within(totalMs, "the call");
        let finished = false;
        const chunks = next({ ...request, signal: watch.signal })[Symbol.asyncIterator]();
        try {
          while (!finished) {
            const rest = watch.within(idleMs, "the wait for the next piece of the stream");
            const { done, value } = await watch.race(chunks.next());
            watch.stop(rest);
            finished = done === true;
            if (!finished) yield value;
          }
        } finally {
          if (!finished) watch.leave();
          // Not awaited: a model that ignores its signal must not hold up the caller.
          void chunks.return?.()?.catch(() => undefined);
        }
      },
    });
}

/** The time limits of one call, and the signal that tells the model of them. */
class Watch implements Disposable {
  readonly #controller = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #model: string;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #onCallerAbort = (): void => this.#end(this.#callerSignal?.reason);
  /** Rejects what is being waited for. */
  #giveUp: ((reason: unknown) => void) | undefined;

  constructor(model: string, callerSignal: AbortSignal | undefined) {
    this.#model = model;
    this.#callerSignal = callerSignal;
    if (callerSignal?.aborted === true) this.#onCallerAbort();
    else callerSignal?.addEventListener("abort", this.#onCallerAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  within(milliseconds: number | undefined, what: string): NodeJS.Timeout | undefined {
    if (milliseconds === undefined) return undefined;
    const timer = setTimeout(() => {
      const message = `${what} took longer than ${milliseconds} ms`;
      this.#end(new ModelError(message, { kind: "timeout", model: this.#model }));
    }, milliseconds);
    this.#timers.add(timer);
    limited.add(this.signal);
    return timer;
  }

  stop(timer: NodeJS.Timeout | undefined): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    this.#timers.delete(timer);
  }

  /** Tells the model that nobody wants the rest. */
  leave(): void {
    this.#end(new DOMException("The stream was left before its end", "AbortError"));
  }

  /** Settles with `work`, or rejects as soon as the call is given up, whatever the model does about it. */
  race<Value>(work: Promise<Value>): Promise<Value> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      if (signal.aborted) reject(signal.reason);
      work.then(resolve, (error: unknown) => reject(signal.aborted ? signal.reason : error));
    });
  }

  #end(reason: unknown): void {
    this.#controller.abort(reason);
    this.#giveUp?.(reason);
  }

  [Symbol.dispose](): void {
    this.#callerSignal?.removeEventListener("abort", this.#onCallerAbort);
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
