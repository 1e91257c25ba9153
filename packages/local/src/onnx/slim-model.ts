import { type FileHandle, open, realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { DataFormatError } from "@sdialog/core";
import { entryFields, graphFields, modelFields, tensorFields } from "./field-numbers.ts";
import { bytesField, type Field, joined, type Part, readField, textField, varintField } from "./wire.ts";

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
    const bytes = joined(await slimParts(file, 0, size, modelPart(file, basename(target))));
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

function modelPart(file: FileWindow, location: string): Rewrite {
  return async (field) =>
    field.number === modelFields.graph
      ? bytesField(
          modelFields.graph,
          await slimParts(file, field.payload, field.end, graphPart(file, location)),
        )
      : undefined;
}

function graphPart(file: FileWindow, location: string): Rewrite {
  return async (field) => {
    if (field.number !== graphFields.initializer || field.end - field.payload < minimumBytes)
      return undefined;
    const parts = await slimParts(file, field.payload, field.end, async (inner) =>
      inner.number === tensorFields.rawData && inner.end - inner.payload >= minimumBytes
        ? externalData(location, inner)
        : undefined,
    );
    return bytesField(graphFields.initializer, parts);
  };
}

function externalData(location: string, field: Field): Part {
  const entries = { location, offset: String(field.payload), length: String(field.end - field.payload) };
  return [
    ...Object.entries(entries).map(([key, value]) =>
      bytesField(tensorFields.externalData, [
        textField(entryFields.key, key),
        textField(entryFields.value, value),
      ]),
    ),
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
