import { appendFile, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { collectStream } from "../define-chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { scriptedModel } from "../testing/index.ts";
import { readRecording } from "./read-recording.ts";
import { withRecording } from "./with-recording.ts";

const ask = (content: string) => ({ messages: [{ role: "user" as const, content }] });
let file: string;
beforeEach(
  async () => void (file = join(await mkdtemp(join(tmpdir(), "sdialog-recording-")), "runs", "calls.jsonl")),
);

describe("withRecording and readRecording", () => {
  it("plays answers and failures again, in the order of equal calls", async () => {
    const overloaded = new ModelError("too busy", {
      kind: "overloaded",
      model: "scripted:test",
      status: 529,
    });
    const model = withRecording(file)(scriptedModel(["one", overloaded, "two", "other"]));
    await model.generate(ask("same"));
    await expect(model.generate(ask("same"))).rejects.toThrow();
    await collectStream("x", model.stream(ask("same")));
    await model.generate(ask("different"));

    const replay = (await readRecording(file)).model();
    expect(replay.id).toBe("scripted:test");
    expect(replay.capabilities).toEqual(model.capabilities);
    expect((await replay.generate(ask("different"))).text).toBe("other");
    expect((await collectStream("x", replay.stream(ask("same")))).text).toBe("one");
    const again = await replay.generate(ask("same")).catch((error: unknown) => error);
    expect(again).toMatchObject({ kind: "overloaded", status: 529 });
    expect((await replay.generate(ask("same"))).text).toBe("two");
  });

  it("fails loudly on a call that was not recorded, or not that many times", async () => {
    await withRecording(file)(scriptedModel(["one"])).generate(ask("known"));
    const replay = (await readRecording(file)).model();
    await expect(replay.generate(ask("unknown"))).rejects.toMatchObject({
      kind: "not_recorded",
      retryable: false,
    });
    await replay.generate(ask("known"));
    await expect(replay.generate(ask("known"))).rejects.toThrow(/that many times/);
  });

  it("refuses calls that are steered by functions, recorded or played: nobody knows what one does", async () => {
    const steered = (change: () => unknown) => ({
      ...ask("known"),
      backendOptions: { local: { steer: [{ change }] } },
    });
    const model = withRecording(file)(scriptedModel(["one", "two"]));
    await expect(model.generate(steered(() => 1))).rejects.toMatchObject({
      code: "invalid_argument",
      message: "a call that hangs on functions cannot be recorded",
    });
    await model.generate(ask("known"));
    const replay = (await readRecording(file)).model();
    await expect(replay.generate(steered(() => 2))).rejects.toMatchObject({ kind: "not_recorded" });
    expect((await replay.generate(ask("known"))).text).toBe("one");
  });

  it("keeps models apart and asks which one is meant", async () => {
    const record = withRecording(file);
    await record(scriptedModel(["A"], { id: "x:a" })).generate(ask("q"));
    await record(scriptedModel(["B"], { id: "x:b" })).generate(ask("q"));
    const recording = await readRecording(file);
    expect((await recording.model("x:b").generate(ask("q"))).text).toBe("B");
    expect(() => recording.model()).toThrow(/x:a, x:b/);
    expect(() => recording.model("x:c")).toThrow(/x:a, x:b/);
  });

  it("names the line that is damaged", async () => {
    await withRecording(file)(scriptedModel(["one"])).generate(ask("q"));
    expect((await readFile(file, "utf8")).split("\n")).toHaveLength(3);
    await appendFile(file, "{oops\n");
    await expect(readRecording(file)).rejects.toThrow(`${file}:3: not JSON`);
  });
});
