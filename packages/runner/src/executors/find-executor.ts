import { createByName, register } from "@sdialog/core";
import { within } from "../recipe/within.ts";
import type { Executor } from "../work/executor.ts";
import { localExecutor } from "./local-executor.ts";
import { postgresExecutor } from "./postgres/postgres-executor.ts";
import { slurmExecutor } from "./slurm/slurm-executor.ts";

const from = "@sdialog/runner";
register("executor", {
  name: "local",
  description: "in this process, with as many tasks at the same time as the recipe says",
  from,
  create: () => localExecutor,
});
register("executor", {
  name: "postgres",
  description: "by workers on any machine, which take tasks from a queue in PostgreSQL",
  from,
  create: () => postgresExecutor,
});
register("executor", {
  name: "slurm",
  description: "as array jobs of a Slurm cluster",
  from,
  create: () => slurmExecutor,
});

/** The executor a recipe names. @throws RecipeError for one that is not registered, with the nearest known name */
export function findExecutor(name: string): Executor {
  return within("executor", () => createByName("executor", name));
}
