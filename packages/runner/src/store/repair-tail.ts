import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { counted } from "@sdialog/core/internal";
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
 * Moves a last line that was not written to its end, as a killed process or a full disk leaves it, to what is kept beside the
 * file: nobody can tell whether what comes in its place will be the same. Only of zeros, as a power cut leaves them, no more
 * is kept than what is said of them.
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
    const damage = [await tornLine(path, length, size)];
    if (!(await isZeros(path, length, size))) await keepBeside(path, length, size);
    await file.truncate(length);
    return { length, damage };
  } finally {
    await file.close();
  }
}

/** Adds a part of a file to what is kept beside it; resolves when it is safe there. */
export async function keepBeside(path: string, start: number, end: number): Promise<void> {
  const kept = await openBeside(damagedName(path));
  try {
    for await (const piece of readPieces(path, start, end)) await kept.appendFile(piece);
    await kept.sync();
  } finally {
    await kept.close();
  }
}

/** What {@link repairTail} would find. Nothing is changed. */
export async function findTail(path: string): Promise<Tail> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return { length: 0, damage: [] };
  try {
    const { size, length } = await extent(file);
    return { length, damage: size === length ? [] : [await tornLine(path, length, size)] };
  } finally {
    await file.close();
  }
}

async function tornLine(path: string, length: number, size: number): Promise<Damage> {
  const bytes = counted(size - length, "byte");
  const what = (await isZeros(path, length, size)) ? `${bytes} of zeros` : bytes;
  return {
    file: basename(path),
    line: 1 + (await lineBreaks(path, length)),
    problem: `was not written to its end: it has ${what}`,
  };
}

async function lineBreaks(path: string, end: number): Promise<number> {
  let count = 0;
  for await (const piece of readPieces(path, 0, end))
    for (let at = piece.indexOf(0x0a); at !== -1; at = piece.indexOf(0x0a, at + 1)) count++;
  return count;
}

async function isZeros(path: string, start: number, end: number): Promise<boolean> {
  for await (const piece of readPieces(path, start, end)) if (piece.some((byte) => byte !== 0)) return false;
  return true;
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
