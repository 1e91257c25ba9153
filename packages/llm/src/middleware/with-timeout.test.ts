import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { collectStream, defineChatModel } from "../define-chat-model.ts";
import { scriptedModel } from "../testing/index.ts";
import { withTimeout } from "./with-timeout.ts";

const request = { messages: [{ role: "user" as const, content: "Hi" }] };

const { id, capabilities } = scriptedModel([]);

/** Says one word every `pause` milliseconds and ignores its signal. */
function slowModel(pause: number) {
  return defineChatModel({
    id,
    capabilities,
    async *stream() {
      for (const delta of ["one ", "two ", "three"]) {
        await sleep(pause);
        yield { type: "text", delta } as const;
      }
      yield { type: "finish", result: await scriptedModel(["one two three"]).generate(request) };
    },
  });
}

describe("withTimeout", () => {
  it("lets calls pass that are quick enough", async () => {
    const model = withTimeout({ totalMs: 1000, idleMs: 1000 })(slowModel(1));
    expect((await model.generate(request)).text).toBe("one two three");
    expect((await collectStream("x", model.stream(request))).text).toBe("one two three");
  });

  it("ends a call that takes too long, even when the model ignores its signal", async () => {
    const model = withTimeout({ totalMs: 30 })(slowModel(500));
    await expect(model.generate(request)).rejects.toMatchObject({
      kind: "timeout",
      retryable: true,
      message: expect.stringMatching(/took longer than \d+ ms/),
    });
    await expect(collectStream("x", model.stream(request))).rejects.toMatchObject({ kind: "timeout" });
  });

  it("ends a stream that falls silent, but not one that is merely long", async () => {
    await expect(
      collectStream("x", withTimeout({ idleMs: 20 })(slowModel(200)).stream(request)),
    ).rejects.toMatchObject({ kind: "timeout" });
    const steady = withTimeout({ idleMs: 150 })(slowModel(70));
    expect((await collectStream("x", steady.stream(request))).text).toBe("one two three");
  });

  it("tells the model to stop, and passes the caller's own reason on", async () => {
    const controller = new AbortController();
    let inner: AbortSignal | undefined;
    const model = defineChatModel({
      id,
      capabilities,
      generate: ({ signal }) => {
        inner = signal;
        return new Promise(() => undefined);
      },
    });
    const pending = withTimeout({ totalMs: 10_000 })(model).generate({
      ...request,
      signal: controller.signal,
    });
    controller.abort(new Error("stop it"));
    await expect(pending).rejects.toThrow("stop it");
    expect(inner?.aborted).toBe(true);
  });
});
