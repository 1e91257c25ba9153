import { join } from "node:path";
import type { Damage } from "./damage.ts";
import { findOddFiles } from "./refuse-odd-files.ts";
import { voiceFile, voiceReport } from "./run-voice.ts";
import { setFileAside } from "./set-aside.ts";
import { shardFolder, shardsFolder, shardsOf } from "./shard-folders.ts";
import { errorFile, jobFile, notAFile, readSmallFile, retryList, type SmallFile } from "./small-file.ts";

/** Where a run keeps what it tells the commands of Slurm, and they tell it. */
export const slurmFolder = "slurm";
export const jobFileName = "job.json";
export const retryFileName = "retry.json";
export const errorFileName = "error.json";

/**
 * What is damaged among the files that a run keeps beside its rows and its manifest, those of its parts included; and what
 * stands in the place of a file of a part. Nothing is changed.
 */
export async function findSmallDamage(folder: string): Promise<readonly Damage[]> {
  const damage: Damage[] = [];
  const look = async (file: string, kind: SmallFile<unknown>): Promise<void> => {
    const content = await readSmallFile(join(folder, file), kind);
    if (content !== undefined && "problem" in content) damage.push({ file, problem: content.problem });
  };
  await look(voiceFile, voiceReport);
  await look(`${slurmFolder}/${jobFileName}`, jobFile);
  await look(`${slurmFolder}/${retryFileName}`, retryList);
  for (const shard of await shardsOf(folder)) {
    const place = `${shardsFolder}/${shard.index}-of-${shard.of}`;
    for (const { name, kind } of await findOddFiles(shardFolder(folder, shard)))
      if (name !== errorFileName) damage.push({ file: `${place}/${name}`, problem: notAFile(kind) });
    await look(`${place}/${errorFileName}`, errorFile);
  }
  return damage;
}

/** Sets aside what {@link findSmallDamage} finds. @returns what was wrong */
export async function mendSmallFiles(folder: string): Promise<readonly Damage[]> {
  const damage = await findSmallDamage(folder);
  for (const { file, problem } of damage) await setFileAside(join(folder, file), problem);
  return damage;
}
