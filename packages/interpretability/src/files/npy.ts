import { DataFormatError } from "@sdialog/core";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Writes a vector as NumPy's `np.save` does: format version 1.0, little-endian float32. */
export function writeNpy(values: Float32Array): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${values.length},), }`;
  // Magic, version, length and header, padded so that the data begins at a multiple of 64.
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const bytes = new Uint8Array(10 + padded.length + values.byteLength);
  bytes.set([...magic, 1, 0, padded.length & 0xff, padded.length >> 8]);
  bytes.set(new TextEncoder().encode(padded), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + padded.length);
  return bytes;
}

/** NumPy's own headers have a tenth of it. */
const longestHeader = 10_000;

/**
 * Reads a vector saved by NumPy: float32 or float64, little-endian, any shape with one long axis.
 * @param source its name, for messages
 * @throws DataFormatError when it is something else
 */
export function readNpy(bytes: Uint8Array, source: string): Float32Array {
  const fail = (message: string): never => {
    throw new DataFormatError(message, {
      source,
      hint: "Save it with np.save(path, vector.astype(np.float32)).",
    });
  };
  if (!magic.every((byte, index) => bytes[index] === byte)) return fail("not a .npy file");
  if (bytes.length < 12) return fail("it ends in its header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  if (length > longestHeader)
    return fail(`its header has ${length} bytes; ${longestHeader} is the most that is read`);
  const header = new TextDecoder("latin1").decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const axes = /'shape':\s*\(([\d\s,L]*)\)/.exec(header)?.[1];
  if (axes === undefined) return fail("its header tells no shape");
  const shape = Array.from(axes.matchAll(/\d+/g), Number);
  const count = shape.reduce((product, size) => product * size, 1);
  if (type !== "<f4" && type !== "<f8")
    return fail(`its numbers are ${type ?? "of no known type"}, not float32 or float64`);
  if (shape.filter((size) => size > 1).length > 1)
    return fail(`its shape is (${shape.join(", ")}), not a vector`);
  const data = bytes.slice(start + length);
  const size = type === "<f4" ? 4 : 8;
  if (data.length !== count * size)
    return fail(`it should hold ${count} numbers, but its data is ${data.length} bytes`);
  const numbers = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Float32Array.from({ length: count }, (_, index) =>
    size === 4 ? numbers.getFloat32(4 * index, true) : numbers.getFloat64(8 * index, true),
  );
}
