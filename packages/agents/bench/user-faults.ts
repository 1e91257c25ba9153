// How many of the faults of simulated users are found, and how many of those found are faults: precision and recall over
// the labelled exchanges of fixtures/user-faults, fault by fault and language by language.
import { readdirSync, readFileSync } from "node:fs";
import { labelledFaults, lastFaults } from "../src/testing/labelled-faults.ts";

const folder = new URL("../fixtures/user-faults/", import.meta.url);
const counts = new Map<string, { found: number; right: number; there: number }>();
const count = (key: string) => {
  let one = counts.get(key);
  if (one === undefined) counts.set(key, (one = { found: 0, right: 0, there: 0 }));
  return one;
};
for (const file of readdirSync(folder)) {
  const language = file.replace(".txt", "");
  for (const labelled of labelledFaults(readFileSync(new URL(file, folder), "utf8"))) {
    const { fault, dialog } = labelled;
    const found = await lastFaults(labelled);
    for (const key of [language, ...(fault === undefined ? [] : [fault]), "all"]) {
      if (fault !== undefined) count(key).there++;
      if (fault !== undefined && found.includes(fault)) count(key).right++;
    }
    for (const one of found) for (const key of [language, one, "all"]) count(key).found++;
    const isRight = fault === undefined ? found.length === 0 : found.length === 1 && found[0] === fault;
    if (!isRight)
      console.log(
        `${language}: ${fault ?? "none"}, found ${found.join(", ") || "none"}: ${dialog.turns.map(({ text }) => text).join(" / ")}`,
      );
  }
}
console.log("                 precision  recall  exchanges with a fault");
for (const [key, { found, right, there }] of [...counts].toSorted())
  console.log(
    `${key.padEnd(16)} ${(right / found).toFixed(2).padStart(9)} ${(right / there).toFixed(2).padStart(7)} ${there}`,
  );
