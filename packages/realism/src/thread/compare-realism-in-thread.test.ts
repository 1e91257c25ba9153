import { InvalidArgumentError } from "@sdialog/core";
import { expect, it } from "vitest";
import { compareRealism, loadReference, referenceRows } from "../index.ts";
import { compareRealismInThread } from "./index.ts";

const people = async (name: string) => referenceRows(await loadReference(name)).slice(0, 30);
const options = { seed: 3, permutations: 2, resamples: 5 };

it("compares as compareRealism does, and refuses what it refuses", async () => {
  const [star, taskmaster] = [await people("star"), await people("taskmaster")];
  expect(await compareRealismInThread(star, taskmaster, options)).toEqual(
    compareRealism(star, taskmaster, options),
  );
  const refused = compareRealismInThread(star, [], options);
  await expect(refused).rejects.toThrow("There is no simulated conversation to compare");
  await expect(refused).rejects.toBeInstanceOf(InvalidArgumentError);
});

it("is given up when it is no longer wanted, and the program goes on in the meantime", async () => {
  const [star, taskmaster] = [await people("star"), await people("taskmaster")];
  const stop = new AbortController();
  const reason = new Error("nobody waits for it");
  const comparing = compareRealismInThread(star, taskmaster, { permutations: 100_000, signal: stop.signal });
  setTimeout(() => stop.abort(reason), 20);
  await expect(comparing).rejects.toBe(reason);
  await expect(compareRealismInThread(star, star, { signal: stop.signal })).rejects.toBe(reason);
});
