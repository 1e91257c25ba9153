import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** One part of a run: number `index`, from 0, of `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Folder, in a run's, that its parts are in. */
export const shardsFolder = "shards";

/** Folder of a part of a run. */
export function shardFolder(folder: string, { index, of }: Shard): string {
  return join(folder, shardsFolder, `${index}-of-${of}`);
}

/** The parts of a run that are there, by number; whatever else lies beside them is left out. */
export async function shardsOf(folder: string): Promise<readonly Shard[]> {
  const names = await readdir(join(folder, shardsFolder)).catch(() => []);
  const shards = names.flatMap((name) => {
    const [, index, of] = /^(\d{1,9})-of-(\d{1,9})$/.exec(name) ?? [];
    return index === undefined ? [] : [{ index: Number(index), of: Number(of) }];
  });
  return shards.toSorted((a, b) => a.of - b.of || a.index - b.index);
}
