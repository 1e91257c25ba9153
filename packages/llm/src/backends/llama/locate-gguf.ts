import { readdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import * as z from "zod/mini";
import { environment } from "../../backend-kit/environment.ts";
import { assumedSettings, type RecommendedSettings } from "../../engine-kit/index.ts";
import { ModelError } from "../../errors/model-error.ts";

/** A model file, and what comes with it. */
export interface GgufFile {
  readonly path: string;
  readonly bytes: number;
  readonly recommended: RecommendedSettings;
  /** Texts that end its replies besides its own end tokens. */
  readonly stop: readonly string[];
}

/**
 * Where a model is.
 *
 * @param name a path of a `.gguf` file, or of a folder with one in it; or a model as Ollama names it (`qwen3:4b`,
 *   `hf.co/owner/name:Q4_K_M`), which is looked up among those that Ollama has pulled
 * @throws ModelError `not_found` when it is nowhere, with the places that were looked at
 */
export async function locateGguf(id: string, name: string, modelsDir?: string): Promise<GgufFile> {
  return isPath(name)
    ? fileAt(id, resolve(name.replace(/^~(?=\/)/, homedir())))
    : inStore(id, name, modelsDir);
}

function isPath(name: string): boolean {
  return name === "" || isAbsolute(name) || /^[.~]/.test(name) || name.endsWith(".gguf");
}

async function fileAt(id: string, path: string): Promise<GgufFile> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw notFound(id, `there is no file ${path}`, pathHint);
  if (!found.isDirectory()) return { path, bytes: found.size, recommended: assumedSettings, stop: [] };
  // Of a model in parts, the first leads to the others.
  const files = (await readdir(path)).filter((file) => file.endsWith(".gguf"));
  const models = files.filter((file) => !/-\d{5}-of-\d{5}\.gguf$/.test(file) || file.includes("-00001-of-"));
  const [only, ...others] = models;
  if (only === undefined) throw notFound(id, `${path} holds no .gguf file`, pathHint);
  if (others.length > 0)
    throw notFound(id, `${path} holds ${models.length} models`, `Name one: ${models.toSorted().join(", ")}.`);
  return fileAt(id, join(path, only));
}

const manifestSchema = z.looseObject({
  layers: z.array(z.looseObject({ mediaType: z.string(), digest: z.string() })),
});

const parametersSchema = z.looseObject({
  temperature: z.nullish(z.number().check(z.gte(0))),
  top_p: z.nullish(z.number().check(z.gt(0), z.lte(1))),
  top_k: z.nullish(z.int().check(z.gte(0))),
  min_p: z.nullish(z.number().check(z.gte(0), z.lte(1))),
  repeat_penalty: z.nullish(z.number().check(z.gt(0))),
  num_predict: z.nullish(z.int()),
  stop: z.nullish(z.array(z.string())),
});

const layer = "application/vnd.ollama.image.";

/** Ollama keeps a manifest per name and its layers by their hashes. */
async function inStore(id: string, name: string, modelsDir?: string): Promise<GgufFile> {
  const folders = modelsDir === undefined ? stores() : [resolve(modelsDir)];
  for (const folder of folders) {
    const manifest = await readJson(join(folder, "manifests", ...manifestPath(name)), manifestSchema);
    const blob = (kind: string): string | undefined => {
      const digest = manifest?.layers.find(({ mediaType }) => mediaType === `${layer}${kind}`)?.digest;
      // A digest becomes a file name, and a manifest is anybody's text.
      return digest !== undefined && /^sha256:[\da-f]{64}$/.test(digest)
        ? join(folder, "blobs", digest.replace(":", "-"))
        : undefined;
    };
    const model = blob("model");
    if (model === undefined) continue;
    const parameters = blob("params");
    const told = parameters === undefined ? undefined : await readJson(parameters, parametersSchema);
    return { ...(await fileAt(id, model)), recommended: recommendedSettings(told), stop: told?.stop ?? [] };
  }
  throw notFound(
    id,
    `Ollama has no model ${name} in ${folders.join(" or ")}`,
    `Pull it (ollama pull ${name}), say where models are (modelsDir, OLLAMA_MODELS), or give the path of a file: llama:./model.gguf.`,
  );
}

/** `qwen3` is `registry.ollama.ai/library/qwen3/latest`. */
function manifestPath(name: string): readonly string[] {
  const [, path = "", tag = "latest"] = /^(.*?)(?::([\w.-]+))?$/.exec(name) ?? [];
  const parts = path.split("/").filter((part) => part !== "" && part !== "..");
  const host = parts.length > 2 ? parts.slice(0, -2) : ["registry.ollama.ai"];
  const [owner, model] = parts.length > 1 ? parts.slice(-2) : ["library", parts[0]];
  return [...host, owner ?? "library", model ?? "", tag];
}

function stores(): readonly string[] {
  const chosen = environment("OLLAMA_MODELS");
  if (chosen !== undefined) return [chosen];
  return [join(homedir(), ".ollama/models"), "/usr/share/ollama/.ollama/models", "/var/lib/ollama"];
}

function recommendedSettings(told: z.output<typeof parametersSchema> | undefined): RecommendedSettings {
  const { temperature, top_p, top_k, min_p, repeat_penalty, num_predict } = told ?? {};
  const said = [temperature, top_p, top_k, min_p, repeat_penalty].some(
    (value) => value !== undefined && value !== null,
  );
  const { assumed: _assumed, ...usual } = assumedSettings;
  if (!said) return assumedSettings;
  return {
    // What a model leaves open, Ollama fills in so.
    temperature: temperature ?? usual.temperature,
    topP: top_p ?? usual.topP,
    topK: top_k ?? usual.topK,
    minP: min_p ?? usual.minP,
    repetitionPenalty: repeat_penalty ?? usual.repetitionPenalty,
    maxTokens:
      num_predict !== undefined && num_predict !== null && num_predict > 0 ? num_predict : usual.maxTokens,
  };
}

async function readJson<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  try {
    return schema.safeParse(JSON.parse(await readFile(path, "utf8"))).data;
  } catch {
    return undefined;
  }
}

const pathHint = "Give the path of a .gguf file, or the name of a model that Ollama has pulled.";

function notFound(model: string, message: string, hint: string): ModelError {
  return new ModelError(message, { kind: "not_found", model, hint });
}
