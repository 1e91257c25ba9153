import { type FileHandle, open, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DataFormatError } from "@sdialog/core";
import { entryFields, graphFields, modelFields, tensorFields } from "../onnx/field-numbers.ts";
import {
  bytesField,
  type Field,
  fields,
  joined,
  type Part,
  payload,
  readField,
  text,
  textField,
  varintField,
} from "../onnx/wire.ts";

/** Weights of at least this many bytes stay in the file. */
const minimumBytes = 1024;

export interface SlimModel {
  /** The model without its large weights: they refer to the file they were in. */
  readonly bytes: Uint8Array;
  /** The folder the references are relative to. */
  readonly folder: string;
}

/**
 * Reads an ONNX file without reading its weights: large inline tensors become references (external data) to where
 * they lie in the same file. What is read grows with the graph, not with the weights.
 *
 * @throws DataFormatError naming the file when it is not an ONNX model
 */
export async function slimModel(path: string): Promise<SlimModel> {
  // References are checked against the real folder, and hub caches are full of links.
  const target = await realpath(path);
  const handle = await open(target);
  try {
    const { size } = await handle.stat();
    const file = new FileWindow(handle, size);
    const places: Places = { own: basename(target), of: (name) => realName(path, target, name) };
    const bytes = joined(await slimParts(file, 0, size, modelPart(file, places)));
    return { bytes, folder: dirname(target) };
  } catch (error) {
    if (!(error instanceof DataFormatError)) throw error;
    throw new DataFormatError(error.message, { source: path, hint: error.hint });
  } finally {
    await handle.close();
  }
}

/** What becomes of one field; `undefined`: it stays as it is. */
type Rewrite = (field: Field) => Promise<Part | undefined>;

async function slimParts(file: FileWindow, start: number, end: number, rewrite: Rewrite): Promise<Part[]> {
  const parts: Part[] = [];
  for (let at = start; at < end;) {
    const field = await file.field(at);
    if (field.end > end) throw new DataFormatError(`the file is cut short at byte ${end}`);
    parts.push((await rewrite(field)) ?? (await file.bytes(field.start, field.end)));
    at = field.end;
  }
  return parts;
}

function modelPart(file: FileWindow, places: Places): Rewrite {
  return async (field) =>
    field.number === modelFields.graph
      ? bytesField(
          modelFields.graph,
          await slimParts(file, field.payload, field.end, graphPart(file, places)),
        )
      : undefined;
}

function graphPart(file: FileWindow, places: Places): Rewrite {
  return async (field) => {
    if (field.number !== graphFields.initializer) return undefined;
    if (field.end - field.payload < minimumBytes)
      return relocated(await file.bytes(field.payload, field.end), places);
    const parts = await slimParts(file, field.payload, field.end, async (inner) => {
      // That the weights are in the tensor, which quantizers write down and which goes without saying, is true no more.
      if (inner.number === tensorFields.dataLocation && inner.value === 0) return [];
      return inner.number === tensorFields.rawData && inner.end - inner.payload >= minimumBytes
        ? externalData(places.own, inner)
        : undefined;
    });
    return bytesField(graphFields.initializer, parts);
  };
}

/** Where weights are. */
interface Places {
  /** Name of the model's own file. */
  readonly own: string;
  /** The real name of a file the model refers to. */
  of(name: string): Promise<string>;
}

/** In a cache of links, a file's real name is not the one the model knows. */
async function realName(path: string, target: string, name: string): Promise<string> {
  const real = await realpath(join(dirname(path), name)).catch(() => undefined);
  return real !== undefined && dirname(real) === dirname(target) ? basename(real) : name;
}

/** A tensor whose weights are in another file, with that file's real name; `undefined` for any other tensor. */
async function relocated(tensor: Uint8Array, places: Places): Promise<Part | undefined> {
  const all = [...fields(tensor)];
  if (!all.some(({ number, value }) => number === tensorFields.dataLocation && value === 1)) return undefined;
  const parts: Part[] = [];
  for (const field of all) {
    const name = field.number === tensorFields.externalData ? locationOf(payload(tensor, field)) : undefined;
    parts.push(
      name === undefined
        ? tensor.subarray(field.start, field.end)
        : externalEntry("location", await places.of(name)),
    );
  }
  return bytesField(graphFields.initializer, parts);
}

/** The value of an external-data entry when its key is `location`. */
function locationOf(entry: Uint8Array): string | undefined {
  const parts = new Map([...fields(entry)].map((field) => [field.number, text(entry, field)]));
  return parts.get(entryFields.key) === "location" ? parts.get(entryFields.value) : undefined;
}

function externalEntry(key: string, value: string): Part {
  return bytesField(tensorFields.externalData, [
    textField(entryFields.key, key),
    textField(entryFields.value, value),
  ]);
}

function externalData(location: string, field: Field): Part {
  const entries = { location, offset: String(field.payload), length: String(field.end - field.payload) };
  return [
    ...Object.entries(entries).map(([key, value]) => externalEntry(key, value)),
    varintField(tensorFields.dataLocation, 1),
  ];
}

/** Reads small pieces of a file through a window, so that neighbouring pieces cost one read. */
class FileWindow {
  readonly #handle: FileHandle;
  readonly #size: number;
  #window: Uint8Array = new Uint8Array();
  #start = 0;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  async bytes(start: number, end: number): Promise<Uint8Array> {
    await this.#need(start, end);
    return this.#window.slice(start - this.#start, end - this.#start);
  }

  /** The header of the field at `start`, without its payload. */
  async field(start: number): Promise<Field> {
    // A tag and a length take at most ten bytes each.
    await this.#need(start, Math.min(start + 20, this.#size));
    const offset = this.#start;
    const field = readField(this.#window, start - offset, this.#size - offset);
    return {
      ...field,
      start,
      payload: field.payload + offset,
      end: field.end + offset,
    };
  }

  async #need(start: number, end: number): Promise<void> {
    if (start >= this.#start && end <= this.#start + this.#window.length) return;
    if (end > this.#size) throw new DataFormatError(`the file is cut short at byte ${this.#size}`);
    const length = Math.min(Math.max(end - start, 1 << 16), this.#size - start);
    const { buffer } = await this.#handle.read(new Uint8Array(length), 0, length, start);
    this.#window = buffer;
    this.#start = start;
  }
}
