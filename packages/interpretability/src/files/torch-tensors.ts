import { DataFormatError } from "@sdialog/core";
import { checkArguments } from "@sdialog/core/internal";
import type { FloatTensor } from "@sdialog/local";
import { unzipSync } from "fflate";
import { globalName, type PickleGlobals, pickleValues } from "./pickle-values.ts";

/** Numbers of a tensor as they lie in the file. */
interface Storage {
  readonly bytes: Uint8Array;
  readonly size: number;
  read(view: DataView, offset: number): number;
}

interface Strided {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

/** How the numbers of each kind are read: bytes each, and from where. */
const kinds: Readonly<Record<string, Pick<Storage, "size" | "read">>> = {
  "torch.FloatStorage": { size: 4, read: (view, offset) => view.getFloat32(offset, true) },
  "torch.DoubleStorage": { size: 8, read: (view, offset) => view.getFloat64(offset, true) },
  "torch.HalfStorage": { size: 2, read: (view, offset) => half(view.getUint16(offset, true)) },
  "torch.BFloat16Storage": { size: 2, read: (view, offset) => upperHalf(view.getUint16(offset, true)) },
};

/** Larger files hold more than directions. */
const mostBytes = 256 * 2 ** 20;

/**
 * The tensors in a file of `torch.save`, by name: of a dictionary its keys, of a list or tuple the positions, and
 * `tensor` when there is one alone. Nothing in the file is run: its pickle may name tensors and what holds them, and
 * anything else is refused.
 *
 * @param source its name, for messages
 * @throws DataFormatError when it is something else
 */
export function torchTensors(bytes: Uint8Array, source: string): ReadonlyMap<string, FloatTensor> {
  checkArguments("torchTensors", arguments, 2);
  const fail = (message: string, hint?: string): never => {
    throw new DataFormatError(message, {
      source,
      hint: hint ?? "Save the tensor alone: torch.save(vector.detach().cpu(), path).",
    });
  };
  const files = archive(bytes, fail);
  const storages = new Map<string, Uint8Array>();
  let pickle: Uint8Array | undefined;
  for (const [path, content] of files) {
    const name = path.slice(path.indexOf("/") + 1);
    if (name === "data.pkl") pickle = content;
    else if (name.startsWith("data/")) storages.set(name.slice("data/".length), content);
    else if (name === "byteorder" && new TextDecoder().decode(content).trim() !== "little")
      fail("its numbers are not little-endian");
  }
  if (pickle === undefined) return fail("not a file of torch.save: it holds no data.pkl");

  const globals: PickleGlobals = {
    ...Object.fromEntries(
      Object.keys(kinds).map((name) => [name, () => fail("it uses a type of numbers as a function")]),
    ),
    "collections.OrderedDict": () => new Map(),
    "torch._utils._rebuild_tensor_v2": (storage, offset, shape, stride) =>
      ({ storage, offset, shape, stride }) as Strided,
    "torch._utils._rebuild_parameter": (tensor) => tensor,
  };
  const persistent = (id: unknown): Storage => {
    const [what, kind, key] = Array.isArray(id) ? (id as readonly unknown[]) : [];
    const name = globalName(kind);
    const content = storages.get(String(key));
    const reading = name === undefined ? undefined : kinds[name];
    if (what !== "storage" || reading === undefined)
      return fail("its numbers are of a kind that is not read");
    if (content === undefined) return fail(`it names numbers (data/${String(key)}) that are not in it`);
    return { ...reading, bytes: content };
  };
  const value = pickleValues(pickle, { globals, persistent, source });
  const tensors = new Map<string, FloatTensor>();
  for (const [name, tensor] of named(value)) if (isStrided(tensor)) tensors.set(name, floats(tensor, fail));
  return tensors.size > 0 ? tensors : fail("it holds no tensor of floating-point numbers");
}

type Fail = (message: string, hint?: string) => never;

function archive(bytes: Uint8Array, fail: Fail): (readonly [string, Uint8Array])[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    fail(
      "not a file of torch.save as PyTorch 1.6 and later write it",
      "Load it in Python and save it again: torch.save(torch.load(path), path).",
    );
  if (bytes.length > mostBytes) fail(`it is larger than ${mostBytes / 2 ** 20} MiB`);
  try {
    // What torch saves is not compressed: no file may unfold into more than there is.
    const stored = unzipSync(bytes, { filter: ({ compression }) => compression === 0 });
    return Object.entries(stored);
  } catch (error) {
    return fail(`its archive cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Tensors by name, however they are held. */
function named(value: unknown): readonly (readonly [string, unknown])[] {
  if (isStrided(value)) return [["tensor", value]];
  if (value instanceof Map) return [...value].map(([key, each]) => [String(key), each]);
  if (Array.isArray(value)) return value.map((each: unknown, index) => [String(index), each]);
  return [];
}

function isStrided(value: unknown): value is Strided {
  return typeof value === "object" && value !== null && "storage" in value;
}

function areWholes(list: unknown): list is readonly number[] {
  return Array.isArray(list) && list.every((each) => Number.isSafeInteger(each) && each >= 0);
}

function floats({ storage, offset, shape, stride }: Strided, fail: Fail): FloatTensor {
  if (
    typeof (storage as Storage | null | undefined)?.read !== "function" ||
    !Number.isSafeInteger(offset) ||
    !areWholes(shape) ||
    !areWholes(stride)
  )
    return fail("one of its tensors is broken");
  if (shape.length !== stride.length) return fail("one of its tensors is broken");
  const count = shape.reduce((product, size) => product * size, 1);
  // The last number of all lies furthest.
  const last = shape.reduce((sum, size, axis) => sum + (size - 1) * (stride[axis] ?? 0), offset);
  if (count * storage.size > mostBytes) return fail("one of its tensors is larger than the file may be");
  if (count > 0 && (offset < 0 || (last + 1) * storage.size > storage.bytes.length))
    return fail("it holds fewer numbers than one of its tensors has");
  const view = new DataView(storage.bytes.buffer, storage.bytes.byteOffset, storage.bytes.byteLength);
  const data = Float32Array.from({ length: count }, (_, index) => {
    let place = offset;
    let rest = index;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] as number;
      place += (rest % size) * (stride[axis] as number);
      rest = Math.floor(rest / size);
    }
    return storage.read(view, place * storage.size);
  });
  return { shape: [...shape], data };
}

/** IEEE 754 half precision. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16: the upper half of a float32. */
function upperHalf(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, (bits << 16) >>> 0);
  return view.getFloat32(0);
}
