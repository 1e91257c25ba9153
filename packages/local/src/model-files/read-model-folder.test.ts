import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundledModel } from "../bundled-model.ts";
import { readModelFolder } from "./read-model-folder.ts";

let folder: string;
const put = (name: string, content: unknown): Promise<void> =>
  writeFile(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "built-"));
  await symlink(join(bundledModel.folder, "onnx/model_fp16.onnx"), join(folder, "model.onnx"));
  await put("tokenizer.json", {});
  await put("chat_template.jinja", "{{ messages }}");
});
afterAll(() => rm(folder, { recursive: true }));

describe("readModelFolder", () => {
  it("reads what the onnxruntime-genai builder leaves, which is no config.json", async () => {
    await put("genai_config.json", {
      model: { context_length: 8192, eos_token_id: [2, 5], type: "llama", decoder: { head_size: 64 } },
      search: { do_sample: false, top_k: 50 },
    });
    expect(await readModelFolder("local:x", folder)).toMatchObject({
      contextLength: 8192,
      endTokens: [2, 5],
      headSize: 64,
      recommended: { assumed: true },
    });
  });

  it("prefers config.json, and takes the size of a head from the widths where it is not told", async () => {
    await put("config.json", {
      max_position_embeddings: 1024,
      eos_token_id: 3,
      hidden_size: 768,
      num_attention_heads: 12,
    });
    expect(await readModelFolder("local:x", folder)).toMatchObject({
      contextLength: 1024,
      endTokens: [3],
      headSize: 64,
    });
  });

  it.each([
    [{ repetition_penalty: 1.0 }, true],
    [{ top_p: 1.0, top_k: 0, repetition_penalty: 1.0 }, true],
    [{ repetition_penalty: 1.1 }, undefined],
    [{ do_sample: true, repetition_penalty: 1.0 }, undefined],
    [{ do_sample: false }, undefined],
  ])("assumes usual settings where the folder's change nothing: %j", async (settings, assumed) => {
    await put("config.json", { max_position_embeddings: 1024 });
    await put("generation_config.json", settings);
    const { recommended } = await readModelFolder("local:x", folder);
    await rm(join(folder, "generation_config.json"));
    expect(recommended.assumed).toBe(assumed);
  });

  it("tells how far back layers look only where that is less than the context", async () => {
    const windowOf = async (config: object): Promise<number | undefined> => {
      await put("config.json", { max_position_embeddings: 1024, sliding_window: 512, ...config });
      return (await readModelFolder("local:x", folder)).window;
    };
    expect(await windowOf({})).toBe(512);
    expect(await windowOf({ sliding_window: 1024 })).toBeUndefined();
    expect(await windowOf({ sliding_window: null })).toBeUndefined();
    expect(await windowOf({ use_sliding_window: false })).toBeUndefined();
    expect(await windowOf({ layer_types: ["full_attention"] })).toBeUndefined();
    expect(await windowOf({ layer_types: ["sliding_attention", "full_attention"] })).toBe(512);
  });

  it.each<[object, object]>([
    [{}, { temperature: expect.any(Number) as number, maxTokens: 256, assumed: true }],
    [{ max_new_tokens: 64 }, { maxTokens: 64, assumed: true }],
    [
      { do_sample: true },
      { temperature: 1, topP: 1, topK: 0, minP: 0, repetitionPenalty: 1, maxTokens: 256 },
    ],
    [
      { do_sample: false, temperature: 0.7 },
      { temperature: 0, topP: 1, topK: 0, minP: 0, repetitionPenalty: 1, maxTokens: 256 },
    ],
    [
      {
        do_sample: true,
        temperature: 0.5,
        top_p: 0.9,
        top_k: 20,
        min_p: 0.1,
        repetition_penalty: 1.2,
        max_new_tokens: 9,
      },
      { temperature: 0.5, topP: 0.9, topK: 20, minP: 0.1, repetitionPenalty: 1.2, maxTokens: 9 },
    ],
  ])("recommends what the folder says of sampling: %j", async (settings, recommended) => {
    await put("config.json", { max_position_embeddings: 1024 });
    await put("generation_config.json", settings);
    const found = await readModelFolder("local:x", folder);
    await rm(join(folder, "generation_config.json"));
    expect(found.recommended).toMatchObject(recommended);
    expect("assumed" in recommended).toBe(found.recommended.assumed === true);
  });

  it.each<[string, object, readonly number[]]>([
    ["config.json", { eos_token_id: 3 }, [3]],
    ["generation_config.json", { eos_token_id: [7, 8] }, [7, 8]],
    ["generation_config.json", { eos_token_id: null }, []],
  ])("takes the ends of %s with %j", async (name, content, ends) => {
    await put("config.json", {});
    await put(name, content);
    expect((await readModelFolder("local:x", folder)).endTokens).toEqual(ends);
    await put("config.json", { eos_token_id: 8 });
    expect((await readModelFolder("local:x", folder)).endTokens.filter((end) => end === 8)).toHaveLength(1);
    await rm(join(folder, "generation_config.json"), { force: true });
  });

  it.each([
    ["config.json", { max_position_embeddings: "long" }, "max_position_embeddings: "],
    ["config.json", { layer_types: [1] }, "layer_types.0: "],
    ["config.json", [], "the file: "],
    ["generation_config.json", { top_p: 2 }, "top_p: "],
    ["tokenizer_config.json", { chat_template: [{ name: 1 }] }, "chat_template"],
  ])("says what is wrong in %s with %j", async (name, content, problem) => {
    await put("config.json", {});
    await put(name, content);
    await expect(readModelFolder("local:x", folder)).rejects.toMatchObject({
      code: "data_format",
      message: expect.stringContaining(problem) as string,
    });
    if (name !== "config.json") await rm(join(folder, name));
  });

  it("takes a chat template of its own before the one in the tokenizer's settings, and of several the default", async () => {
    await put("config.json", {});
    const templateOf = async (chat_template: unknown): Promise<string | undefined> => {
      await put("tokenizer_config.json", { chat_template });
      return (await readModelFolder("local:x", folder)).chatTemplate;
    };
    expect(await templateOf("inside")).toBe("{{ messages }}");
    await rm(join(folder, "chat_template.jinja"));
    expect(await templateOf("inside")).toBe("inside");
    expect(await templateOf(null)).toBeUndefined();
    const named = (...names: readonly string[]) => names.map((name) => ({ name, template: `as ${name}` }));
    expect(await templateOf(named("tools", "default", "rag"))).toBe("as default");
    expect(await templateOf(named("tools", "rag"))).toBe("as tools");
    expect(await templateOf([])).toBeUndefined();
  });

  it("has a context as long as it was trained for, and no longer than asked for", async () => {
    const contextOf = async (config: object, contextLength?: number) => {
      await put("config.json", config);
      return (await readModelFolder("local:x", folder, { contextLength })).contextLength;
    };
    expect(await contextOf({})).toBe(2048);
    expect(await contextOf({ n_positions: 512 })).toBe(512);
    expect(await contextOf({ max_position_embeddings: 1024, n_positions: 512 })).toBe(1024);
    expect(await contextOf({ n_positions: 512 }, 100)).toBe(100);
    expect(await contextOf({ n_positions: 512 }, 9999)).toBe(512);
  });

  it("needs a description", async () => {
    await rm(join(folder, "config.json"));
    await rm(join(folder, "genai_config.json"));
    await expect(readModelFolder("local:x", folder)).rejects.toMatchObject({ kind: "not_found" });
  });
});
