import { AsyncLocalStorage } from "node:async_hooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { StartThread } from "./computing-thread.ts";
import { type ChangesUnderWay, WorkerClient } from "./worker-client.ts";

type Listener = Parameters<StartThread>[1];

/** A thread that answers nobody by itself. */
function stuckThreads() {
  const listeners: Listener[] = [];
  const terminated: number[] = [];
  const startThread: StartThread = (_start, listener) => {
    const number = listeners.push(listener) - 1;
    return {
      send: () => undefined,
      keepsProgram: () => undefined,
      terminate: async () => {
        terminated.push(number);
        listener.ended();
      },
    };
  };
  const client = new WorkerClient({ description: { id: "local:x" } } as never, { startThread });
  const ask = () => {
    const stop = new AbortController();
    const reply = client.generate({} as never, { signal: stop.signal });
    reply.catch(() => undefined);
    return { stop, reply };
  };
  return { listeners, terminated, ask };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a request that was cancelled", () => {
  it("whose thread does not stop computing ends with its thread, and the next one starts another", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { listeners, terminated, ask } = stuckThreads();
    const { stop, reply } = ask();
    stop.abort(new Error("too long"));
    await expect(reply).rejects.toThrow("too long");
    vi.advanceTimersByTime(9_000);
    expect(terminated).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(terminated).toEqual([0]);
    ask();
    expect(listeners).toHaveLength(2);
  });

  it("waits for others that its thread computes, and leaves one alone that has stopped", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { listeners, terminated, ask } = stuckThreads();
    const first = ask();
    const second = ask();
    first.stop.abort();
    vi.advanceTimersByTime(60_000);
    expect(terminated).toEqual([]);
    second.stop.abort();
    listeners[0]?.message({ type: "failed", id: 2, error: {} } as never);
    listeners[0]?.message({ type: "failed", id: 1, error: {} } as never);
    vi.advanceTimersByTime(60_000);
    expect(terminated).toEqual([]);
  });
});

describe("a function that changes activations", () => {
  const changes: ChangesUnderWay = new AsyncLocalStorage();

  /** A model that asks the function of its first request once, as soon as it is asked, and answers all others. */
  function model(id: string) {
    const startThread: StartThread = (_start, listener) => ({
      send: (message) => {
        const rows = { edit: 0, tensor: "x", promptLength: 1, positions: [0], data: new Float32Array(1) };
        if (message.type === "changed" || (message.type === "generate" && !message.input.request.hooks))
          queueMicrotask(() => listener.message({ type: "done", id: message.id, output: id } as never));
        else if (message.type === "generate")
          queueMicrotask(() => listener.message({ type: "change", id: message.id, rows }));
      },
      keepsProgram: () => undefined,
      terminate: async () => listener.ended(),
    });
    const client = new WorkerClient({ description: { id } } as never, { startThread, changes });
    const ask = (change?: () => unknown): Promise<unknown> => {
      const steer = [
        {
          operation: "function",
          change: async (x: unknown) => {
            await change?.();
            return x;
          },
        },
      ];
      return client.generate((change === undefined ? {} : { hooks: { capture: [], steer } }) as never);
    };
    return ask;
  }

  it("is refused the model that waits for it, directly or through another", async () => {
    const [one, other] = [model("local:one"), model("local:other")];
    const refused = {
      code: "model_invalid_request",
      message: expect.stringContaining("waits for that function"),
    };
    await expect(one(() => one())).rejects.toMatchObject(refused);
    await expect(one(() => other(() => one()))).rejects.toMatchObject(refused);
  });

  it("may ask others, and what it leaves behind may ask the model later", async () => {
    const [one, other] = [model("local:one"), model("local:other")];
    expect(await one(() => other())).toBe("local:one");
    const gate = Promise.withResolvers<void>();
    let later: Promise<unknown> | undefined;
    await one(() => {
      later = gate.promise.then(() => one());
    });
    gate.resolve();
    expect(await later).toBe("local:one");
  });
});
