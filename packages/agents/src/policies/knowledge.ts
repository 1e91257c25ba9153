import { type Facts, factValue, type Orchestrator } from "@sdialog/core";
import { disclosureOf } from "./talk/disclosure-limits.ts";

/** What a speaker knows, as it is told; nothing when it knows nothing in particular. */
export function knowledge(facts: Facts | undefined, rules: readonly Orchestrator[] = []): string | undefined {
  const entries = Object.entries(facts ?? {});
  if (entries.length === 0) return undefined;
  const how = disclosureOf(rules) === undefined ? ", and say it when it is of use" : "";
  return `You know this${how}:\n${entries.map(([name, fact]) => `- ${name}: ${factValue(fact)}`).join("\n")}`;
}

/** Texts that are there, one after another. */
export function joined(...texts: readonly (string | undefined)[]): string | undefined {
  const there = texts.filter((text) => text !== undefined && text !== "");
  return there.length === 0 ? undefined : there.join("\n");
}
