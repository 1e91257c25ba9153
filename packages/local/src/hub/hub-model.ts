import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ListFileEntry, listFiles, modelInfo } from "@huggingface/hub";
import { isPlainPath } from "@sdialog/core/internal";
import { ModelError } from "@sdialog/llm";
import { graphCandidates, type GraphChoice } from "../model-files/find-graph-file.ts";
import { cacheFile } from "./cache-file.ts";
import { blobName, isCommit, refuseAnswer } from "./hub-names.ts";
import type { DownloadProgress } from "../download-progress.ts";
import { type HubFetch, hubFetch } from "./hub-fetch.ts";
import { hubError } from "./hub-error.ts";

export interface HubOptions extends GraphChoice {
  /** A branch, tag or commit. Default: `main`. */
  readonly revision?: string | undefined;
  readonly accessToken?: string | undefined;
  /** Where the hub is. Default: huggingface.co. */
  readonly hubUrl?: string | undefined;
  /** Where downloads are kept, in the layout all Hugging Face tools share. */
  readonly cacheDir: string;
  /** Called while files are fetched, at most a few times a second per file. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

export interface HubModel {
  readonly folder: string;
  /** The ONNX file, relative to the folder. */
  readonly file: string;
}

// Small weights first: a download should be no larger than necessary. 8-bit ones come last, because they can neither
// be cached between turns nor decoded together without changing replies.
const preferred = ["q4", "q4f16", "fp16", "fp32", "bnb4", "q8", "int8", "uint8"] as const;

const described =
  /^((config|generation_config|tokenizer|tokenizer_config|special_tokens_map|modules)\.json|chat_template\.jinja|1_Pooling\/config\.json)$/;

/**
 * Makes sure that a model of the Hugging Face hub is in the local cache: its graph with weights, its tokenizer, its
 * configuration. Files that are there are not fetched again; without a network, what was fetched before is used.
 *
 * @param model `local:owner/name`, for messages
 * @param name `owner/name`
 * @throws ModelError `not_found`, `authentication`, `connection` and the like
 */
export async function hubModel(model: string, name: string, options: HubOptions): Promise<HubModel> {
  const { revision = "main", accessToken, hubUrl, cacheDir, onProgress } = options;
  const root = join(cacheDir, `models--${name.replace("/", "--")}`);
  const hub: HubAccess = {
    fetch: hubFetch(),
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(hubUrl === undefined ? {} : { hubUrl }),
  };
  const commit = await resolveCommit(model, name, revision, root, hub);
  const folder = join(root, "snapshots", commit);
  const complete = join(
    root,
    "complete",
    `${commit}-${(options.file ?? options.dtype ?? "default").replaceAll("/", "--")}`,
  );
  if (existsSync(complete)) return { folder, file: await readFile(complete, "utf8") };

  const repo = { type: "model", name } as const;
  const files: ListFileEntry[] = [];
  try {
    for await (const entry of listFiles({ repo, revision: commit, recursive: true, ...hub }))
      if (entry.type === "file") files.push(entry);
  } catch (error) {
    throw hubError(model, error);
  }
  const file = chooseGraph(model, files, options);
  const wanted = files.filter(
    ({ path }) => path === file || path.startsWith(`${file}_data`) || described.test(path),
  );
  // All of them before the first is fetched.
  for (const entry of wanted) blobName(model, entry);
  for (const entry of wanted) await cacheFile(model, { repo, commit, root, entry, hub, onProgress });
  await mkdir(join(root, "complete"), { recursive: true });
  await writeFile(complete, file);
  return { folder, file };
}

interface HubAccess {
  readonly fetch: HubFetch;
  readonly accessToken?: string;
  readonly hubUrl?: string;
}

/** A branch moves, a commit does not. What it was last time is kept, for when the hub cannot be reached. */
async function resolveCommit(
  model: string,
  name: string,
  revision: string,
  root: string,
  hub: HubAccess,
): Promise<string> {
  if (isCommit(revision)) return revision;
  if (!isPlainPath(revision))
    throw new ModelError(`${JSON.stringify(revision)} cannot be the name of a revision`, {
      kind: "invalid_request",
      model,
      hint: "Give the name of a branch or a tag, or a commit's 40 digits.",
    });
  const reference = join(root, "refs", revision);
  try {
    const { sha } = await modelInfo({ name, revision, additionalFields: ["sha"], ...hub });
    if (!isCommit(sha)) throw refuseAnswer(model, "a commit", sha);
    await mkdir(join(reference, ".."), { recursive: true });
    await writeFile(reference, sha);
    return sha;
  } catch (error) {
    const failure = hubError(model, error);
    if (failure.kind !== "connection" || !existsSync(reference)) throw failure;
    const known = await readFile(reference, "utf8");
    // What was cut short by a power cut, or put there by somebody else, is no commit.
    if (!isCommit(known)) throw failure;
    return known;
  }
}

function chooseGraph(model: string, files: readonly ListFileEntry[], choice: GraphChoice): string {
  const paths = new Set(files.map(({ path }) => path));
  const asked = choice.file !== undefined || choice.dtype !== undefined;
  const candidates = asked
    ? graphCandidates(choice)
    : preferred.flatMap((dtype) => graphCandidates({ dtype }));
  const found = candidates.find((path) => paths.has(path));
  if (found !== undefined) return found;
  const graphs = [...paths].filter((path) => path.endsWith(".onnx"));
  throw new ModelError(`the model has no ${asked ? candidates.join(" or ") : "ONNX file of a known name"}`, {
    kind: "not_found",
    model,
    hint:
      graphs.length === 0
        ? "Look for an ONNX export of it, for example by onnx-community."
        : `It has ${graphs.slice(0, 8).join(", ")}: choose one with the option "file" or "dtype".`,
  });
}
