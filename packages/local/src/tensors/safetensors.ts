import { DataFormatError } from "@sdialog/core";
import * as z from "zod/mini";

/** Numbers with a shape. */
export interface FloatTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array;
}

const whole = z.int().check(z.gte(0));
const entry = z.object({
  dtype: z.string(),
  shape: z.array(whole),
  data_offsets: z.tuple([whole, whole]),
});

const longestHeader = 16 * 1024 * 1024;
/** More than any model has; each costs memory, also one without a number in it. */
const mostTensors = 100_000;

/**
 * Reads the float32 tensors of a safetensors file (github.com/huggingface/safetensors): a 64-bit length, a JSON
 * header, the data.
 *
 * @param source its name, for messages
 * @throws DataFormatError when it is something else, or holds another number format
 */
export function readTensors(bytes: Uint8Array, source: string): ReadonlyMap<string, FloatTensor> {
  const fail = (message: string): never => {
    throw new DataFormatError(message, {
      source,
      hint: "Save the tensors as float32 in the safetensors format.",
    });
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? Number.NaN : Number(view.getBigUint64(0, true));
  if (!(8 + length <= bytes.length)) return fail("not a safetensors file");
  if (length > longestHeader)
    return fail(`its header has ${length} bytes; ${longestHeader} is the most that is read`);
  const header =
    parseHeader(bytes.subarray(8, 8 + length)) ?? fail("not a safetensors file: its header is not JSON");
  const found: {
    readonly name: string;
    readonly shape: readonly number[];
    readonly start: number;
    readonly end: number;
  }[] = [];
  const entries = Object.entries(header);
  if (entries.length > mostTensors)
    return fail(`it has ${entries.length} tensors; ${mostTensors} are the most that are read`);
  for (const [name, value] of entries) {
    if (name === "__metadata__") continue;
    const shown = name.length > 100 ? `${name.slice(0, 100)}…` : name;
    const parsed = entry.safeParse(value);
    if (!parsed.success) return fail(`the header entry of "${shown}" is not as it should be`);
    const { dtype, shape, data_offsets } = parsed.data;
    const [start, end] = data_offsets.map((offset) => 8 + length + offset) as [number, number];
    if (dtype !== "F32") return fail(`"${shown}" is ${dtype.slice(0, 40)}, not F32`);
    const count = shape.reduce((product, size) => product * size, 1);
    if (end > bytes.length || end - start !== 4 * count) return fail(`the data of "${shown}" is cut short`);
    found.push({ name, shape, start, end });
  }
  // Before any is copied: entries that share their data would grow with every copy. What belongs to none is what is left of
  // an entry that was replaced, such as the first of two with one name.
  let at = 8 + length;
  for (const { start, end } of found.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) return fail("its tensors overlap");
    if (start > at) break;
    at = end;
  }
  if (at !== bytes.length) return fail("it has data that belong to no tensor");
  return new Map(
    found.map(({ name, shape, start, end }) => [
      name,
      // A copy, because data in a file need not be aligned.
      { shape, data: new Float32Array(new Uint8Array(bytes.subarray(start, end)).buffer) },
    ]),
  );
}

/** Writes tensors as a safetensors file. */
export function writeTensors(tensors: ReadonlyMap<string, FloatTensor>): Uint8Array {
  const header: Record<string, unknown> = {};
  let offset = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Blanks after it, so that the data begin at a multiple of eight.
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + offset).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  let at = 8 + length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isObject = typeof header === "object" && header !== null && !Array.isArray(header);
    return isObject ? (header as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
