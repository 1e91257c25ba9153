import type { Orchestrator } from "@sdialog/core";

/** How a rule is written beside a persona, as Python SDialog writes it. */
export interface OrchestratorJson {
  /** Name of the class; for a function, its label. */
  readonly name: string;
  /** Arguments that make the same rule again. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The rule, or a part of it, is code: what is written here names it and cannot bring it back. */
  readonly code?: true;
}

/** Writes a rule down; arguments left undefined, and a label and persistence that say nothing new, are left out. */
export function orchestratorJson(
  name: string,
  { label, persistent }: Pick<Orchestrator, "label" | "persistent">,
  args: Readonly<Record<string, unknown>>,
  code: boolean,
): OrchestratorJson {
  const all = {
    ...args,
    persistent: persistent || undefined,
    label: label === name ? undefined : label,
  };
  return {
    name,
    args: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    ...(code ? { code } : {}),
  };
}
