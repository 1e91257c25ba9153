import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { addBeside } from "./own-file.ts";
import type { Damage } from "./read-rows.ts";
import { damagedName } from "./set-aside.ts";

const blockSize = 64 * 1024;

/** What was found at the end of a file. */
export interface Tail {
  /** Length of what is left, in bytes; 0 when there is no such file. */
  readonly length: number;
  /** What was cut off, if anything was. */
  readonly damage: readonly Damage[];
}

/**
 * Cuts off a last line that was not written to its end, as a killed process or a full disk leaves it. What does not
 * even look like the beginning of a row is kept beside the file.
 */
export async function repairTail(path: string): Promise<Tail> {
  let file: FileHandle;
  try {
    file = await open(path, "r+");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return { length: 0, damage: [] };
    throw error;
  }
  try {
    const { size, length } = await extent(file);
    if (length === size) return { length, damage: [] };
    const torn = Buffer.alloc(size - length);
    await file.read(torn, 0, torn.length, length);
    if (torn[0] !== "{".charCodeAt(0)) await addBeside(damagedName(path), torn);
    await file.truncate(length);
    return { length, damage: [tornLine(path, torn.length)] };
  } finally {
    await file.close();
  }
}

/** What is wrong with the end of a file of rows, if anything is. */
export async function findTorn(path: string): Promise<readonly Damage[]> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return [];
  try {
    const { size, length } = await extent(file);
    return size === length ? [] : [tornLine(path, size - length)];
  } finally {
    await file.close();
  }
}

function tornLine(path: string, bytes: number): Damage {
  return {
    file: basename(path),
    problem: `ended in ${bytes} bytes of a line that was not written to its end`,
  };
}

async function extent(file: FileHandle): Promise<{ readonly size: number; readonly length: number }> {
  const { size } = await file.stat();
  return { size, length: await endOfLastLine(file, size) };
}

async function endOfLastLine(file: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(blockSize);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - blockSize);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const at = block.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (at !== -1) return start + at + 1;
    end = start;
  }
  return 0;
}
