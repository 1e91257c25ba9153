import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "./changes-of.ts";

export type Pace = "quick" | "slow";

/** What one run of a package's tests tries. Handed over as a file, since tests run in processes of their own. */
export interface Plan {
  readonly sample: readonly Change[];
  readonly code: Readonly<Record<string, string>>;
  /** The test files that are still to be run. */
  readonly tests: readonly string[];
  /** Which of their tests are tried: the slow ones only with what no quick one of any file has noticed. */
  readonly pace: Pace;
}

/** What is written down while tests run, one a line, so that a process that hangs or dies costs one change and not all. */
export type Note =
  | { readonly kind: "trying"; readonly id: string; readonly file: string }
  | { readonly kind: "noticed"; readonly id: string; readonly by: string }
  | {
      readonly kind: "unnoticed";
      readonly id: string;
      readonly file: string;
      readonly pace: Pace;
      readonly tests: number;
      /** Of processor time. */
      readonly ms: number;
    }
  | { readonly kind: "only-loaded"; readonly id: string }
  | { readonly kind: "unusable"; readonly file: string; readonly tests: readonly string[] }
  /** Changes that slow tests of a file reach. */
  | { readonly kind: "slow"; readonly file: string; readonly ids: readonly string[] }
  | { readonly kind: "done"; readonly file: string; readonly pace: Pace; readonly seconds: number };

/** Names the folder of the plan and its notes to the processes that run tests. */
export const folderVariable = "MUTATION_FOLDER";

export function planPath(folder: string): string {
  return join(folder, "plan.json");
}

export function notesPath(folder: string): string {
  return join(folder, "notes.jsonl");
}

export function readPlan(folder: string): Plan {
  return JSON.parse(readFileSync(planPath(folder), "utf8")) as Plan;
}

export function readNotes(folder: string): Note[] {
  return readFileSync(notesPath(folder), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Note);
}
