import { StoreError } from "../errors/store-error.ts";
import { refuseChangedInputs } from "./input-hashes.ts";
import { isRunFolder, type Manifest, readManifest } from "./manifest.ts";

/**
 * Makes sure that a folder is free for a run, or holds a part of it, without opening it.
 *
 * @throws StoreError `store_another_run`; SDialogError `inputs_changed`
 */
export async function refuseAnotherRun(folder: string, wanted: Manifest): Promise<void> {
  if (await isRunFolder(folder)) sameRun(folder, await readManifest(folder), wanted);
}

/**
 * The manifest of a folder that is to hold a run: what is wanted, since when it was there.
 *
 * @throws StoreError `store_another_run`; SDialogError `inputs_changed`
 */
export function sameRun(
  folder: string,
  present: Manifest | undefined,
  wanted: Manifest | undefined,
): Manifest {
  if (present === undefined) return wanted as Manifest;
  if (wanted === undefined) return present;
  for (const [number, { inputs }] of wanted.variants.entries())
    refuseChangedInputs(present.variants[number]?.inputs ?? {}, inputs);
  if (identities(present) !== identities(wanted)) {
    throw new StoreError("this folder holds a run of another recipe", {
      problem: "another_run",
      folder,
      hint: "Choose another folder, or use the recipe that the run was started with.",
    });
  }
  // Raising the count or the concurrency of a run makes no other dialogues, only more of them.
  return { ...wanted, created: present.created };
}

function identities({ variants }: Manifest): string {
  return variants.map(({ identity }) => identity).join();
}
