import type { CommonRecipe } from "../recipe/common-fields.ts";
import type { Executor } from "./executor.ts";
import { localExecutor } from "./local-executor.ts";
import { postgresExecutor } from "./postgres/postgres-executor.ts";
import { slurmExecutor } from "./slurm/slurm-executor.ts";

/** The executor a recipe names. */
export function findExecutor(name: CommonRecipe["executor"]): Executor {
  return { local: localExecutor, postgres: postgresExecutor, slurm: slurmExecutor }[name];
}
