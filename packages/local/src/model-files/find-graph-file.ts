import { existsSync } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";

/** How the weights are stored, as the names of files on the Hugging Face hub say it. */
const suffixes: Readonly<Record<string, string>> = {
  fp32: "",
  fp16: "_fp16",
  q8: "_quantized",
  int8: "_int8",
  uint8: "_uint8",
  q4: "_q4",
  q4f16: "_q4f16",
  bnb4: "_bnb4",
};

/** The kinds of weights a model may be asked for. */
export const weightTypes: readonly string[] = Object.keys(suffixes);

export interface GraphChoice {
  /** A file below the model's folder. */
  readonly file?: string | undefined;
  /** One of {@link weightTypes}. Default: the most exact kind there is. */
  readonly dtype?: string | undefined;
}

/** File names to try for a kind of weights, in the order of the common layouts. */
export function graphCandidates(choice: GraphChoice): readonly string[] {
  if (choice.file !== undefined) return [choice.file];
  const kinds = choice.dtype === undefined ? weightTypes : [choice.dtype];
  return kinds.flatMap((kind) => {
    const suffix = suffixes[kind];
    if (suffix === undefined) {
      throw new InvalidArgumentError(`"${kind}" is not a kind of weights`, {
        hint: `Use one of ${weightTypes.join(", ")}.`,
      });
    }
    return [`onnx/model${suffix}.onnx`, `model${suffix}.onnx`];
  });
}

export interface FoundGraph {
  readonly graphFile: string;
  /** Kinds of weights that are there, too, where nobody chose between them, the most exact first. */
  readonly others: readonly string[];
}

/**
 * The ONNX file of a model folder, checked to be one as far as its size and first bytes tell.
 *
 * @throws ModelError `not_found` when there is none; DataFormatError for an empty file or a Git LFS pointer
 */
export async function findGraphFile(model: string, folder: string, choice: GraphChoice): Promise<FoundGraph> {
  const candidates = graphCandidates(choice);
  const found = candidates.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) throw await notFound(model, folder, candidates);
  await assertOnnx(found);
  const asked = choice.file !== undefined || choice.dtype !== undefined;
  return { graphFile: found, others: asked ? [] : kindsIn(folder).filter((kind) => kind !== kindOf(found)) };
}

/** The kinds of weights a folder has. */
function kindsIn(folder: string): readonly string[] {
  return weightTypes.filter((dtype) =>
    graphCandidates({ dtype }).some((name) => existsSync(join(folder, name))),
  );
}

/** The kind of weights a file holds, by its name. */
export function kindOf(graphFile: string): string | undefined {
  return weightTypes.find((kind) => basename(graphFile) === `model${suffixes[kind]}.onnx`);
}

async function notFound(model: string, folder: string, candidates: readonly string[]): Promise<ModelError> {
  const there = [...(await namesIn(folder)), ...(await namesIn(join(folder, "onnx")))].filter((name) =>
    name.endsWith(".onnx"),
  );
  return new ModelError(`${folder} holds no ${candidates.slice(0, 2).join(" or ")}`, {
    kind: "not_found",
    model,
    hint:
      there.length === 0
        ? "Export the model to ONNX (optimum-cli export onnx) or download its onnx folder."
        : `It holds ${there.join(", ")}: choose one with the option "file" or "dtype".`,
  });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

async function assertOnnx(path: string): Promise<void> {
  if ((await stat(path)).size === 0) {
    throw new DataFormatError("an empty file, not an ONNX model", {
      source: path,
      hint: "Download it again.",
    });
  }
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(23), 0, 23, 0);
    if (buffer.toString("latin1") === "version https://git-lfs") {
      throw new DataFormatError("a Git LFS pointer, not the model itself", {
        source: path,
        hint: "Run `git lfs pull` in that folder.",
      });
    }
  } finally {
    await file.close();
  }
}
