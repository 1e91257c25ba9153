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
});
