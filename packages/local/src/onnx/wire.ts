import { DataFormatError } from "@sdialog/core";

// The protobuf wire format (protobuf.dev/programming-guides/encoding), as far as editing ONNX files needs it. A
// schema library would decode every weight and drop fields it does not know; here, what nobody edits stays bytes.

/** One field of a message, as byte offsets into the buffer it was read from. */
export interface Field {
  readonly number: number;
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes. */
  readonly wireType: number;
  /** The whole field, tag included, is [start, end); its payload [payload, end). */
  readonly start: number;
  readonly payload: number;
  readonly end: number;
  /** The number of a varint field; 0 for others. */
  readonly value: number;
}

/** Bytes to be written, nested so that nothing is copied before the end. */
export type Part = Uint8Array | readonly Part[];

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Reads a varint as a signed 64-bit integer; exact from −2⁵³ to 2⁵³. */
export function readVarint(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let low = 0;
  let high = 0;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) break;
    const bits = byte & 0x7f;
    // Seven bits at a time into two halves of 28 and 36 bits, because 64 bits do not fit a number.
    if (index < 4) low += bits * 2 ** (7 * index);
    else high += bits * 2 ** (7 * index - 28);
    if (byte >= 0x80) continue;
    const signed = high >= 2 ** 35 ? high - 2 ** 36 : high;
    return { value: signed * 2 ** 28 + low, next: at + index + 1 };
  }
  throw notProtobuf(at);
}

/** Reads the field that begins at `start`. @throws DataFormatError when there is none or it does not end before `limit` */
export function readField(bytes: Uint8Array, start: number, limit: number): Field {
  const tag = readVarint(bytes, start);
  const number = Math.floor(tag.value / 8);
  const wireType = tag.value & 7;
  const field = { number, wireType, start, payload: tag.next, value: 0 };
  if (wireType === 0) {
    const { value, next } = readVarint(bytes, tag.next);
    return { ...field, value, end: next };
  }
  if (wireType === 2) {
    const length = readVarint(bytes, tag.next);
    return { ...field, payload: length.next, end: length.next + length.value };
  }
  if (wireType === 5) return { ...field, end: tag.next + 4 };
  if (wireType === 1) return { ...field, end: tag.next + 8 };
  throw notProtobuf(start, limit);
}

/** The fields of the message in bytes[start, end). */
export function* fields(bytes: Uint8Array, start = 0, end: number = bytes.length): Generator<Field> {
  let at = start;
  while (at < end) {
    const field = readField(bytes, at, end);
    if (field.end > end || field.number === 0) throw notProtobuf(at);
    yield field;
    at = field.end;
  }
}

/** The payload of a field, as a view. */
export function payload(bytes: Uint8Array, field: Field): Uint8Array {
  return bytes.subarray(field.payload, field.end);
}

/** The payload of a string field. */
export function text(bytes: Uint8Array, field: Field): string {
  return decoder.decode(payload(bytes, field));
}

/** The numbers of a repeated varint field, packed or not. */
export function varints(bytes: Uint8Array, field: Field): number[] {
  if (field.wireType === 0) return [field.value];
  const values: number[] = [];
  for (let at = field.payload; at < field.end;) {
    const { value, next } = readVarint(bytes, at);
    values.push(value);
    at = next;
  }
  return values;
}

/** A varint field; negative numbers as int64 (two's complement). */
export function varintField(number: number, value: number | bigint): Part {
  return [varint(number * 8), varint(value)];
}

/** A length-delimited field: a nested message or bytes. */
export function bytesField(number: number, part: Part): Part {
  return [varint(number * 8 + 2), varint(byteLength(part)), part];
}

export function textField(number: number, value: string): Part {
  return bytesField(number, encoder.encode(value));
}

export function floatField(number: number, value: number): Part {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [varint(number * 8 + 5), bytes];
}

/** One buffer with everything in `part`, in order. */
export function joined(part: Part): Uint8Array {
  const result = new Uint8Array(byteLength(part));
  let at = 0;
  const copy = (inner: Part): void => {
    if (!(inner instanceof Uint8Array)) return inner.forEach(copy);
    result.set(inner, at);
    at += inner.length;
  };
  copy(part);
  return result;
}

function byteLength(part: Part): number {
  return part instanceof Uint8Array ? part.length : part.reduce((sum, inner) => sum + byteLength(inner), 0);
}

function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

function notProtobuf(at: number, limit?: number): DataFormatError {
  const within = limit === undefined ? "" : ` of ${limit}`;
  return new DataFormatError(`not an ONNX model: unexpected bytes at ${at}${within}`, {
    hint: "Download the file again; it is cut short, or a Git LFS pointer.",
  });
}
