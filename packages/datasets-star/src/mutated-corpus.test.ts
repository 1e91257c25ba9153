import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, asyncProperty, constantFrom, integer, nat, oneof } from "fast-check";
import { SDialogError } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sampleFolder } from "./sample-folder.ts";
import { Star } from "./star.ts";

const changes = inject("sweeping") ? 1000 : 100;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-star-"));
  await cp(sampleFolder, folder, { recursive: true });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Replaces, doubles or removes one value somewhere in the JSON. */
function mutate(json: string, place: number, value: unknown): string {
  let count = 0;
  const seen = (): boolean => count++ === place % (json.match(/[:,[]/g)?.length ?? 1);
  return JSON.stringify(JSON.parse(json), (_key, item: unknown) => (seen() ? value : item)) ?? "";
}

const values = oneof(
  constantFrom<unknown>(
    undefined,
    null,
    true,
    -1,
    1e300,
    "",
    "x",
    [],
    {},
    [[]],
    { Task: 1 },
    "\u0000",
    "../../etc",
  ),
);

async function useEverything(): Promise<void> {
  const star = await Star.open(folder);
  for await (const dialog of star.dialogs()) expect(dialog.toJSON().turns).toBeDefined();
  await star.stats();
  await star.dialogScenarioDescription(1);
  await star.userInstructions(1);
  await star.firstTurn(1);
  star.userPersona(await star.scenario(1));
}

describe("a mutated corpus", () => {
  it.each([
    "dialogues/1.json",
    "tasks/library_renew/library_renew.json",
    "tasks/library_renew/responses.json",
  ])("with changes in %s is read or refused with a typed error that names the file", async (name) => {
    const path = join(folder, name);
    const original = await readFile(path, "utf8");
    let refused = 0;
    await assert(
      asyncProperty(nat(), values, integer({ min: -40, max: 1 }), async (place, value, cut) => {
        const mutated = mutate(original, place, value);
        await writeFile(path, cut < -20 ? mutated.slice(0, cut) : mutated);
        try {
          await useEverything();
        } catch (error) {
          if (!SDialogError.isInstance(error)) throw error;
          expect(error.message).toMatch(/\.json|no task/);
          expect(error.hint).toBeDefined();
          refused++;
        }
      }),
      { numRuns: changes },
    );
    await writeFile(path, original);
    expect(refused / changes).toBeGreaterThan(0.3);
  });

  it("without a task's files is refused with the path that is missing", async () => {
    const path = join(folder, "tasks/library_renew/library_renew.json");
    const original = await readFile(path, "utf8");
    await rm(path);
    await expect(useEverything()).rejects.toMatchObject({ code: "file_not_found", path });
    await writeFile(path, original);
    await expect(useEverything()).resolves.toBeUndefined();
  });
});
