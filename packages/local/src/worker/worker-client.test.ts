import { afterEach, describe, expect, it, vi } from "vitest";
import type { StartThread } from "./computing-thread.ts";
import { WorkerClient } from "./worker-client.ts";

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
