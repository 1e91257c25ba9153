import promises, { type FileHandle, open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** One write to the disk, about to be made. */
export interface DiskWrite {
  /** What is called: `appendFile`, `rename`, … */
  readonly name: string;
  /** Makes the write. */
  readonly whole: () => Promise<unknown>;
  /** Makes the first half of it, where it can be parted. */
  readonly half: () => Promise<unknown>;
}

type Method = (this: unknown, ...args: unknown[]) => Promise<unknown>;

const ofHandles = ["appendFile", "writeFile", "write", "truncate", "sync", "datasync"] as const;
const ofPaths = ["writeFile", "appendFile", "rename", "rm", "mkdir", "utimes"] as const;

/**
 * Puts a function between this process and its disk: it is given every write that goes through `node:fs/promises`, and
 * decides what becomes of it.
 *
 * @returns undoes it
 */
export async function patchWrites(around: (write: DiskWrite) => Promise<unknown>): Promise<() => void> {
  const handle = await open(process.execPath, "r");
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const undo = [
    ...ofHandles.map((name) => patch(prototype, name, 0, around)),
    ...ofPaths.map((name) => patch(promises, name, 1, around)),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const one of undo) one();
    syncBuiltinESMExports();
  };
}

/** @param data which argument is written, for those that write something */
function patch(
  target: object,
  name: string,
  data: number,
  around: (write: DiskWrite) => Promise<unknown>,
): () => void {
  const original = Reflect.get(target, name) as Method;
  function patched(this: unknown, ...args: unknown[]): Promise<unknown> {
    const whole = (): Promise<unknown> => original.apply(this, args);
    const half = async (): Promise<unknown> => {
      const written = args[data];
      const bytes = typeof written === "string" ? Buffer.from(written) : written;
      if (!Buffer.isBuffer(bytes)) return undefined;
      const length = Math.floor(bytes.length / 2);
      // Of a buffer, with how much of it and where.
      if (name === "write") return original.apply(this, args.with(2, length));
      if (!/^(?:write|append)File$/.test(name)) return undefined;
      return original.apply(this, args.with(data, bytes.subarray(0, length)));
    };
    return around({ name, whole, half });
  }
  Reflect.set(target, name, patched);
  return () => Reflect.set(target, name, original);
}
