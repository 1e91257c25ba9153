import { readFile, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import { type FloatTensor, readTensors, writeTensors } from "@sdialog/local";
import * as z from "zod";
import { Direction } from "../direction.ts";
import { readNpy, writeNpy } from "./npy.ts";
import { torchTensors } from "./torch-tensors.ts";

const jsonSchema = z.object({
  values: z.array(z.number()).min(1),
  origin: z
    .object({
      model: z.string().optional(),
      site: z.string().optional(),
      side: z.enum(["input", "output"]).optional(),
      description: z.string().optional(),
    })
    .default({}),
});

/**
 * Saves a direction in the format that the file name asks for: `.json` (with where it comes from), `.npy` or
 * `.safetensors` (numbers alone).
 * @throws InvalidArgumentError for another extension
 */
export async function saveDirection(direction: Direction, path: string): Promise<void> {
  await writeFile(path, encode(direction, path));
}

/**
 * Loads a direction from a `.json`, `.npy`, `.safetensors` or `.pt` file, its own or another program's. What PyTorch saved
 * (`.pt`, `.pth`) is read without running anything in it: see {@link torchTensors}.
 * @param name which tensor of a safetensors or PyTorch file; may be left out when it holds one
 * @throws DataFormatError for a file that is missing or not what it should be, or a tensor with more than one long axis
 */
export async function loadDirection(path: string, name?: string): Promise<Direction> {
  const bytes = await readFile(path).catch(() => {
    throw new DataFormatError("cannot be read", { source: path, hint: "Check the path." });
  });
  const extension = extname(path);
  if (extension === ".npy") return new Direction(readNpy(bytes, path));
  if (extension === ".safetensors") return new Direction(tensor(readTensors(bytes, path), path, name));
  if (extension === ".pt" || extension === ".pth")
    return new Direction(tensor(torchTensors(bytes, path), path, name));
  if (extension === ".json") return fromJson(bytes.toString("utf8"), path);
  throw unknown(path);
}

function encode(direction: Direction, path: string): Uint8Array | string {
  const { values, origin } = direction;
  if (path.endsWith(".json")) return `${JSON.stringify({ values: [...values], origin })}\n`;
  if (path.endsWith(".npy")) return writeNpy(values);
  if (path.endsWith(".safetensors"))
    return writeTensors(new Map([["direction", { shape: [values.length], data: values }]]));
  throw unknown(path);
}

function tensor(
  tensors: ReadonlyMap<string, FloatTensor>,
  path: string,
  name: string | undefined,
): Float32Array {
  const chosen = name ?? (tensors.size === 1 ? [...tensors.keys()][0] : undefined);
  const found = chosen === undefined ? undefined : tensors.get(chosen);
  if (found !== undefined) {
    if (found.shape.filter((size) => size > 1).length <= 1) return found.data;
    throw new DataFormatError(`${chosen} has the shape (${found.shape.join(", ")}), which is not a vector`, {
      source: path,
      hint: "Save the row that is the direction by itself.",
    });
  }
  throw new DataFormatError(
    `holds ${[...tensors.keys()].join(", ")}${name === undefined ? "" : `, but no ${name}`}`,
    {
      source: path,
      hint: "Pass the name of one: loadDirection(path, name).",
    },
  );
}

function fromJson(text: string, path: string): Direction {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new DataFormatError("not JSON", { source: path });
  }
  const { success, data } = jsonSchema.safeParse(Array.isArray(json) ? { values: json } : json);
  if (success) return new Direction(data.values, data.origin);
  throw new DataFormatError("not a direction", {
    source: path,
    hint: 'It holds { "values": [numbers], "origin": { … } }, or a list of numbers.',
  });
}

function unknown(path: string): InvalidArgumentError {
  return new InvalidArgumentError(`${path} does not have the name of a direction file`, {
    hint: "Use a name that ends in .json, .npy or .safetensors; .pt and .pth are read as well.",
  });
}
