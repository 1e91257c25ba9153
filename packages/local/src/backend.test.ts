import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type BackendOptions,
  type ChatChunk,
  type ChatRequest,
  releaseUnusedModels,
  resolveModel,
  withRetry,
} from "@sdialog/llm";
import { beforeAll, describe, expect, it } from "vitest";
import { backend, unloadLocalModels } from "./backend.ts";
import { bundledModel } from "./bundled-model.ts";

const request: ChatRequest = {
  messages: [
    { role: "system", content: "Your name: Alice\nYour role: friendly barista" },
    { role: "user", content: "Hi! What can I get here?" },
  ],
  seed: 7,
};

async function brokenCopy(change: (folder: string) => Promise<void>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "model-"));
  await cp(bundledModel.folder, folder, { recursive: true });
  await change(folder);
  return folder;
}

describe("the local backend", () => {
  it("answers with the bundled model, and says that it is small", async () => {
    const model = await resolveModel("local");
    expect(model).toMatchObject({ id: "local:pocket", notice: bundledModel.notice });
    const result = await model.generate({ ...request, logprobs: { top: 2 } });
    expect(result.text).not.toBe("");
    expect(result).toMatchObject({ model: "local:pocket", finishReason: "stop", warnings: [] });
    expect(result.logprobs?.[0]?.top).toHaveLength(2);
    expect(await model.generate(request)).toMatchObject({ text: result.text });
  });

  it("streams the text it would generate", async () => {
    const model = await backend.chat("", {});
    const chunks: ChatChunk[] = [];
    for await (const chunk of model.stream(request)) chunks.push(chunk);
    const text = chunks.map((chunk) => (chunk.type === "text" ? chunk.delta : "")).join("");
    const last = chunks.at(-1);
    expect(last).toMatchObject({ type: "finish", result: { text } });
    expect(chunks.length).toBeGreaterThan(3);
    expect((await model.generate(request)).text).toBe(text);
  });

  it("assumes usual settings where a folder recommends none, and says so once to people and in every result", async () => {
    const folder = await brokenCopy((copy) => rm(join(copy, "generation_config.json")));
    const model = await backend.chat(folder, {});
    expect(model.notice).toContain("recommends no sampling settings");
    const assumed = await model.generate({ ...request, maxTokens: 8 });
    expect(assumed.warnings).toMatchObject([{ setting: "temperature" }]);
    const greedy = await model.generate({ ...request, maxTokens: 8, temperature: 0 });
    // Nothing is assumed then, which is said, too.
    expect(greedy.warnings).toEqual([
      {
        setting: "temperature",
        message: expect.stringContaining("at temperature 0 none are assumed") as string,
      },
    ]);
  });

  it("computes with the weights that the name or an option chooses, and says which where nobody chose", async () => {
    const folder = await brokenCopy((copy) =>
      cp(join(copy, "onnx/model_fp16.onnx"), join(copy, "onnx/model_q4f16.onnx")),
    );
    const fingerprint = async (name: string, options: BackendOptions = {}) => {
      const model = await backend.chat(name, options);
      return { graph: model.fingerprint?.["graph"], notice: model.notice };
    };
    const unchosen = await fingerprint(folder);
    expect(unchosen).toMatchObject({ graph: "model_fp16.onnx" });
    expect(unchosen.notice).toContain(
      `model_fp16.onnx, the most exact weights in its folder. q4f16 are there, too`,
    );
    const chosen = { graph: "model_q4f16.onnx", notice: undefined };
    expect(await fingerprint(`${folder}#q4f16`)).toEqual(chosen);
    expect(await fingerprint(folder, { dtype: "q4f16" })).toEqual(chosen);
    expect(await fingerprint(`${folder}#q4f16`, { dtype: "q4f16" })).toEqual(chosen);
    await expect(fingerprint(`${folder}#fp16`, { dtype: "q4f16" })).rejects.toThrow(
      /chooses the weights fp16/,
    );
    await expect(fingerprint(`${folder}#q9`)).rejects.toThrow(/"q9" is not a kind of weights/);
    expect((await resolveModel(`local:${folder}#q4f16`)).id).toBe(`local:${folder}#q4f16`);
  });

  it("can be aborted before and while it speaks", async () => {
    const model = await backend.chat("", {});
    await expect(model.generate({ ...request, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    const controller = new AbortController();
    const stream = model.stream({ ...request, signal: controller.signal });
    await expect(async () => {
      for await (const chunk of stream) if (chunk.type === "text") controller.abort(new Error("enough"));
    }).rejects.toThrow("enough");
    for await (const chunk of model.stream(request)) if (chunk.type === "text") break;
    expect((await model.generate(request)).finishReason).toBe("stop");
  });

  it.each(["native", "wasm"] as const)(
    "hears of what is asked, and of what is asked no more, while it computes (%s)",
    async (runtime) => {
      const model = await backend.chat("", { runtime });
      await model.generate({ ...request, maxTokens: 1 });
      const ended: string[] = [];
      const stop = new AbortController();
      const long = { ...request, maxTokens: 300, stop: ["\u0000"] };
      const first = model
        .generate({ ...long, signal: stop.signal })
        .catch(() => "stopped")
        .then(() => ended.push("first"));
      await model.generate({ ...request, maxTokens: 2 });
      ended.push("second");
      stop.abort();
      await first;
      expect(ended).toEqual(["second", "first"]);
    },
  );

  it("warns about what it does not do", async () => {
    const model = await backend.chat("", {});
    const { warnings } = await model.generate({
      ...request,
      thinking: true,
      tools: [{ name: "x", description: "", inputSchema: {} }],
    });
    expect(warnings.map(({ setting }) => setting)).toEqual(["tools", "thinking"]);
  });

  it("reports a wrong setting where it was made", async () => {
    const model = await backend.chat("", {});
    await expect(model.generate({ ...request, topP: 2 })).rejects.toMatchObject({ code: "invalid_argument" });
    await expect(backend.chat("", { thread: 2 })).rejects.toThrow(/thread/);
    await expect(backend.chat("", { dtype: "fp8" })).rejects.toThrow(/fp8/);
  });

  it("can be unloaded, and is loaded again when it is used", async () => {
    const model = await backend.chat("", { batch: 3 });
    const { text } = await model.generate(request);
    const open = model.generate({ ...request, maxTokens: 500, temperature: 2 });
    const failed = expect(open).rejects.toMatchObject({ code: "model_interrupted" });
    await unloadLocalModels();
    await failed;
    expect((await model.generate(request)).text).toBe(text);
  });

  it("frees what nobody uses, and what is closed, and loads it again when it is used", async () => {
    const model = await resolveModel("local");
    await unloadLocalModels();
    const { text } = await model.generate(request);
    expect(await releaseUnusedModels(60_000)).toBe(0);
    expect(await releaseUnusedModels()).toBe(1);
    expect(await releaseUnusedModels()).toBe(0);
    expect((await model.generate(request)).text).toBe(text);
    // Through whatever is around it, and under the name that `await using` looks for.
    const wrapped = withRetry()(model);
    await wrapped[Symbol.asyncDispose]?.();
    expect(await releaseUnusedModels()).toBe(0);
    expect((await wrapped.generate(request)).text).toBe(text);
  });

  it("gives up after the time it is given", async () => {
    const model = await backend.chat("", { timeoutMs: 1, batch: 5 });
    await expect(model.generate(request)).rejects.toMatchObject({ code: "model_timeout" });
  });

  it("ends by itself", async () => {
    const program = `import { resolveModel } from "@sdialog/llm";
      const model = await resolveModel("local");
      console.log((await model.generate({ messages: [{ role: "user", content: "Hi" }] })).finishReason);`;
    const run = promisify(execFile);
    const { stdout } = await run(
      process.execPath,
      ["--conditions=@sdialog/source", "--input-type=module", "--eval", program],
      { cwd: import.meta.dirname, timeout: 240_000 },
    );
    expect(stdout.trim()).toBe("stop");
  });
});

describe("model folders that are not right", () => {
  let missing: string;
  beforeAll(() => {
    missing = join(tmpdir(), "no-such-model");
  });

  it("names a folder that does not exist and a name that is not a folder", async () => {
    await expect(backend.chat(missing, {})).rejects.toMatchObject({ code: "model_not_found" });
    await expect(backend.chat("poket", {})).rejects.toThrow(
      /not the bundled model, a folder or a model of the hub/,
    );
  });

  it.each(["tokenizer.json", "config.json", "onnx/model_fp16.onnx"])("names a missing %s", async (file) => {
    const folder = await brokenCopy((path) => rm(join(path, file)));
    await expect(backend.chat(folder, {})).rejects.toMatchObject({ code: "model_not_found" });
  });

  it.each([
    ["onnx/model_fp16.onnx", ""],
    ["onnx/model_fp16.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"],
    ["config.json", "{"],
    ["config.json", `{"max_position_embeddings":"many"}`],
    ["tokenizer_config.json", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"],
  ])("names %s that holds %o", async (file, content) => {
    const folder = await brokenCopy((path) => writeFile(join(path, file), content));
    await expect(backend.chat(folder, {})).rejects.toMatchObject({
      code: "data_format",
      source: join(folder, file),
    });
  });

  it.each([
    ["onnx/model_fp16.onnx", "this was never a model, but it is long enough"],
    ["tokenizer.json", "{}"],
    ["tokenizer.json", "not json"],
  ])("names %s that holds %o when the model is loaded", async (file, content) => {
    const folder = await brokenCopy((path) => writeFile(join(path, file), content));
    const model = await backend.chat(folder, {});
    await expect(model.generate(request)).rejects.toMatchObject({
      code: "data_format",
      source: join(folder, file),
    });
  });
});
