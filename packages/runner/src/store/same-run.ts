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
 * @param isKept whether a run that is there stays as it is, and only takes results
 * @throws StoreError `store_another_run`; SDialogError `inputs_changed`
 */
export function sameRun(
  folder: string,
  present: Manifest | undefined,
  wanted: Manifest | undefined,
  isKept = false,
): Manifest {
  if (present === undefined) return wanted as Manifest;
  if (wanted === undefined) return present;
  for (const [number, { inputs }] of wanted.variants.entries())
    refuseChangedInputs(present.variants[number]?.inputs ?? {}, inputs);
  if (identities(present) !== identities(wanted)) {
    throw new StoreError("this folder holds a run of another recipe", {
      problem: "another_run",
      folder,
      // Settings that came with a later release make it another recipe, too.
      hint: "Choose another folder, use the recipe that the run was started with, or resume the run, which keeps its own recipe.",
    });
  }
  if (isKept) {
    refuseFewer(folder, present, wanted);
    return present;
  }
  // Raising the count or the concurrency of a run makes no other dialogues, only more of them.
  return { ...wanted, created: present.created };
}

/** What cannot be taken is not left out without a word. */
function refuseFewer(folder: string, present: Manifest, wanted: Manifest): void {
  for (const [number, { count }] of wanted.variants.entries()) {
    const here = present.variants[number]?.count ?? 0;
    if (count <= here) continue;
    throw new StoreError(
      `this folder's run has a count of ${here}, and the one to be merged into it ${count}`,
      {
        problem: "another_run",
        folder,
        hint: `Raise it first (resume it with count=${count}), or merge into a new folder, and the one with more into it first.`,
      },
    );
  }
}

function identities({ variants, results, dialogs }: Manifest): string {
  return [results, dialogs, ...variants.map(({ identity }) => identity)].join();
}
