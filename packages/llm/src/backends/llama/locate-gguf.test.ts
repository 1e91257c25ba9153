import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locateGguf } from "./locate-gguf.ts";

let folder: string;
const put = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const manifest = (...layers: readonly (readonly [string, string])[]): string =>
  JSON.stringify({
    layers: layers.map(([kind, hash]) => ({
      mediaType: `application/vnd.ollama.image.${kind}`,
      digest: hash,
    })),
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gguf-"));
  await put("one/model.gguf", "12345");
  await put("none/model.bin", "12345");
  await put("two/a.gguf", "");
  await put("two/b.gguf", "");
  await put("parts/m-00001-of-00002.gguf", "");
  await put("parts/m-00002-of-00002.gguf", "");
  await put(`blobs/sha256-${"a".repeat(64)}`, "weights");
  await put(`blobs/sha256-${"b".repeat(64)}`, JSON.stringify({ temperature: 0.6, stop: ["<end>"] }));
  await put("manifests/registry.ollama.ai/library/plain/latest", manifest(["model", digest("a")]));
  await put(
    "manifests/registry.ollama.ai/library/tuned/4b",
    manifest(["model", digest("a")], ["params", digest("b")]),
  );
  await put("manifests/hf.co/owner/name/Q4_K_M", manifest(["model", digest("a")]));
  await put("manifests/registry.ollama.ai/library/bad/latest", manifest(["model", "sha256:../../secret"]));
});
afterAll(() => rm(folder, { recursive: true }));

const locate = (name: string): ReturnType<typeof locateGguf> => locateGguf("llama:x", name, folder);

describe("locateGguf", () => {
  it("takes a file, or a folder with one model in it, in parts or whole", async () => {
    expect(await locate(join(folder, "one/model.gguf"))).toMatchObject({ bytes: 5, stop: [] });
    expect((await locate(join(folder, "one"))).path).toBe(join(folder, "one/model.gguf"));
    expect((await locate(join(folder, "parts"))).path).toBe(join(folder, "parts/m-00001-of-00002.gguf"));
  });

  it("finds what Ollama has pulled by the name it has there, with the settings it comes with", async () => {
    const path = join(folder, "blobs", `sha256-${"a".repeat(64)}`);
    expect(await locate("plain")).toMatchObject({ path, recommended: { assumed: true }, stop: [] });
    expect(await locate("tuned:4b")).toMatchObject({
      path,
      recommended: { temperature: 0.6 },
      stop: ["<end>"],
    });
    expect((await locate("tuned:4b")).recommended.assumed).toBeUndefined();
    expect(await locate("hf.co/owner/name:Q4_K_M")).toMatchObject({ path });
  });

  it.each(["plain:other", "nobody", "bad", "../../etc"])("says where it looked for %s", async (name) => {
    await expect(locate(name)).rejects.toMatchObject({
      kind: "not_found",
      hint: expect.any(String) as string,
    });
  });

  it("says that a folder holds no model", async () => {
    await expect(locate(join(folder, "none"))).rejects.toMatchObject({
      kind: "not_found",
      message: expect.stringContaining("holds no .gguf file"),
    });
    await expect(locate(join(folder, "nowhere.gguf"))).rejects.toMatchObject({
      kind: "not_found",
      message: expect.stringContaining("there is no file"),
    });
  });

  it.each([
    [{}, {}],
    [{ temperature: 0.6 }, { temperature: 0.6 }],
    [
      { min_p: 0.2, top_p: 0.5 },
      { minP: 0.2, topP: 0.5 },
    ],
    [
      { min_p: 0, top_k: 7, repeat_penalty: 1.5 },
      { minP: 0, topK: 7, repetitionPenalty: 1.5 },
    ],
    [
      { temperature: 0.6, num_predict: 9 },
      { temperature: 0.6, maxTokens: 9 },
    ],
    [{ temperature: 0.6, num_predict: -1 }, { temperature: 0.6 }],
    [{ temperature: null, top_p: null }, {}],
  ])("with the settings %j is to be used with %j, and what is left open as usual", async (params, own) => {
    const { recommended: usual } = await locate("plain");
    const { assumed: _assumed, ...known } = usual;
    await put(`blobs/sha256-${"c".repeat(64)}`, JSON.stringify(params));
    await put(
      "manifests/registry.ollama.ai/library/set/1b",
      manifest(["model", digest("a")], ["params", digest("c")]),
    );
    const { recommended } = await locate("set:1b");
    expect(recommended).toEqual(Object.keys(own).length === 0 ? usual : { ...known, ...own });
  });

  it("names the models of a folder that holds several", async () => {
    await expect(locate(join(folder, "two"))).rejects.toMatchObject({
      kind: "not_found",
      hint: "Name one: a.gguf, b.gguf.",
    });
  });
});
