import { lstat, rename } from "node:fs/promises";
import { basename } from "node:path";
import { type ByteRanges, type Damage, DamagedLines } from "./damage.ts";
import { openBeside, openFresh } from "./own-file.ts";
import { readPieces } from "./read-lines.ts";
import { readRows } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";

/** Where damaged lines of a file are kept. */
export function damagedName(path: string): string {
  return `${path}.damaged`;
}

/** Reads every line of a file of rows. @returns the damaged ones */
export async function findDamagedLines(path: string, check: RowCheck): Promise<DamagedLines> {
  const damaged = new DamagedLines();
  for await (const _ of readRows(path, check, { onDamage: damaged.add }));
  return damaged;
}

/** Sets the damaged lines of a file of rows aside. @returns what was wrong with them */
export async function mendRows(path: string, check: RowCheck): Promise<readonly Damage[]> {
  const damaged = await findDamagedLines(path, check);
  if (!damaged.isEmpty) await setAside(path, damaged.bytes);
  return damaged.list();
}

/**
 * Moves parts of a file into a second one beside it, where people may look at them. Whatever happens meanwhile, the file is
 * there, with or without them.
 */
export async function setAside(path: string, parts: ByteRanges): Promise<void> {
  const rest = `${path}.new`;
  // Made anew, and so never through a link.
  const file = await openFresh(rest);
  try {
    const damaged = await openBeside(damagedName(path));
    try {
      const cut = parts.cutter();
      for await (const piece of readPieces(path)) {
        const { within, beside } = cut(piece);
        if (within.length > 0) await damaged.appendFile(Buffer.concat(within));
        if (beside.length > 0) await file.appendFile(Buffer.concat(beside));
      }
      await damaged.sync();
    } finally {
      await damaged.close();
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(rest, path);
}

/** Moves a whole file aside, or what stands in its place; what was set aside before stays. */
export async function setFileAside(path: string, problem: string): Promise<Damage> {
  const isPlain = (await lstat(path)).isFile();
  // Damaged lines of the file that comes in its place are added to that name, which must lead nowhere else.
  let aside = isPlain ? damagedName(path) : `${damagedName(path)}-1`;
  for (let number = 2; await isThere(aside); number++) aside = `${damagedName(path)}-${number}`;
  await rename(path, aside);
  return { file: basename(path), problem };
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
