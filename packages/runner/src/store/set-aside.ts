import { createWriteStream } from "node:fs";
import { lstat, rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { addBeside } from "./own-file.ts";
import { type Damage, readLines, readRows } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";

/** Where damaged lines of a file are kept. */
export function damagedName(path: string): string {
  return `${path}.damaged`;
}

/** Every damaged line of a file of rows. */
export async function findDamage(path: string, check: RowCheck): Promise<readonly LineDamage[]> {
  const found: LineDamage[] = [];
  for await (const _ of readRows(path, check, { onDamage: (damage) => found.push(damage) }));
  return found;
}

type LineDamage = Damage & { readonly line: number };

/** Sets the damaged lines of a file of rows aside. @returns what was wrong with them */
export async function mendRows(path: string, check: RowCheck): Promise<readonly Damage[]> {
  const damage = await findDamage(path, check);
  await setAside(path, new Set(damage.map(({ line }) => line)));
  return damage;
}

/**
 * Moves lines (from 1) of a file into a second one beside it, where people may look at them. Whatever happens meanwhile,
 * the file is there, with or without them.
 */
export async function setAside(path: string, lines: ReadonlySet<number>): Promise<void> {
  if (lines.size === 0) return;
  const rest = `${path}.new`;
  await rm(rest, { force: true });
  // Made anew, and so never through a link.
  const file = createWriteStream(rest, { flags: "wx", flush: true });
  await pipeline(async function* () {
    let number = 0;
    for await (const line of readLines(path)) {
      const text = Buffer.concat([line, Buffer.from("\n")]);
      if (lines.has(++number)) await addBeside(damagedName(path), text);
      else yield text;
    }
  }, file);
  await rename(rest, path);
}

/** Moves a whole file aside, or what stands in its place; what was set aside before stays. */
export async function setFileAside(path: string, problem: string): Promise<Damage> {
  let aside = damagedName(path);
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
