import { requireArguments } from "@sdialog/core/internal";
import { UnknownNameError } from "@sdialog/core";
import type { BehaviourReference } from "./behaviour-reference.ts";

const shipped: Readonly<Record<string, () => Promise<unknown>>> = {
  realsim: () => import("./data/realsim.json", { with: { type: "json" } }),
  star: () => import("./data/star.json", { with: { type: "json" } }),
  sgd: () => import("./data/sgd.json", { with: { type: "json" } }),
  taskmaster: () => import("./data/taskmaster.json", { with: { type: "json" } }),
};

/** The names of the references that come with the package. */
export const referenceNames: readonly string[] = Object.keys(shipped);

/**
 * How people behave in conversations that others recorded, so that a comparison needs no logs of one's own:
 *
 * - `realsim`: 981 conversations with assistants in 18 domains, from writing to health (arXiv 2605.02624);
 * - `star`: people who want something of a service in STAR (Mosig et al. 2020), by domain;
 * - `sgd`: the same in Schema-Guided Dialogue (Rastogi et al. 2020), by service;
 * - `taskmaster`: people who order coffee in Taskmaster-4 (Google).
 *
 * Behaviour depends on the task: choose the one nearest to yours, or make your own with `makeReference`.
 *
 * @throws UnknownNameError with the nearest name
 */
export async function loadReference(name: string): Promise<BehaviourReference> {
  requireArguments("loadReference", arguments, 1);
  const load = Object.hasOwn(shipped, name) ? shipped[name] : undefined;
  if (load === undefined) throw new UnknownNameError("reference", name, referenceNames);
  return ((await load()) as { readonly default: BehaviourReference }).default;
}
