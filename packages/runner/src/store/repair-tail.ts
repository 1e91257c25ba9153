import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import type { Damage } from "./damage.ts";
import { openBeside } from "./own-file.ts";
import { readPieces } from "./read-lines.ts";
import { damagedName } from "./set-aside.ts";

const blockSize = 1024 * 1024;

/** What was found at the end of a file. */
export interface Tail {
  /** Length of its whole lines, in bytes; 0 when there is no such file. */
  readonly length: number;
  /** What is wrong with what comes after them, if anything does. */
  readonly damage: readonly Damage[];
}

/**
 * Cuts off a last line that was not written to its end, as a killed process or a full disk leaves it. What does not
 * even look like the beginning of a row is kept beside the file, but for the zeros that a power cut leaves.
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
    await keepBeside(path, length, size);
    await file.truncate(length);
    return { length, damage: [tornLine(path, size - length)] };
  } finally {
    await file.close();
  }
}

/** Adds the end of a file to what is kept beside it, unless it begins as a row does or holds nothing. */
async function keepBeside(path: string, start: number, end: number): Promise<void> {
  const zeros = Buffer.alloc(blockSize);
  let kept: FileHandle | undefined;
  let passed = 0;
  try {
    for await (const piece of readPieces(path, start, end)) {
      if (kept === undefined && passed === 0 && piece[0] === "{".charCodeAt(0)) return;
      if (piece.equals(zeros.subarray(0, piece.length))) {
        passed += piece.length;
        continue;
      }
      kept ??= await openBeside(damagedName(path));
      for (; passed > 0; passed -= Math.min(passed, blockSize))
        await kept.appendFile(zeros.subarray(0, passed));
      await kept.appendFile(piece);
    }
  } finally {
    await kept?.close();
  }
}

/** What {@link repairTail} would find. Nothing is changed. */
export async function findTail(path: string): Promise<Tail> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return { length: 0, damage: [] };
  try {
    const { size, length } = await extent(file);
    return { length, damage: size === length ? [] : [tornLine(path, size - length)] };
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

/** Read backwards, a block at a time: what has no end may be of any length. */
async function endOfLastLine(file: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(Math.min(size, blockSize));
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - blockSize);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const at = block.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (at !== -1) return start + at + 1;
    end = start;
  }
  return 0;
}
