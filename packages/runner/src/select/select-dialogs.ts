import { join } from "node:path";
import { type Dialog, type DialogSource, formatDialogJsonl, InvalidArgumentError } from "@sdialog/core";
import { writeAtomic } from "@sdialog/core/fs";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ScoreValue } from "@sdialog/evaluation";
import type { ModelRef, PromptTexts } from "@sdialog/llm";
import { readSource } from "../dialogs/read-source.ts";
import { balanced, hasPath, stratumOf } from "./balance.ts";
import { Funnel, type FunnelStep } from "./funnel.ts";
import { type Against, type Gate, gatesOf } from "./gates.ts";
import { selectionCard } from "./selection-card.ts";
import { checkSelectionProfile, loadSelectionProfile, type SelectionProfile } from "./selection-profile.ts";

/** Which dialogues are selected, and where they go. */
export interface SelectOptions {
  /** `strict`, `generous`, a YAML file, or the gates themselves. */
  readonly profile: string | SelectionProfile;
  /** Folder that gets `dialogues.jsonl`, `decisions.jsonl`, `funnel.json` and a dataset card. */
  readonly out: string;
  /** For judges. Default: the configured model. */
  readonly model?: ModelRef | undefined;
  /** For judges: templates in place of the library's, by the prompts' names. */
  readonly prompts?: PromptTexts | undefined;
  /** Seed of judges and of what is drawn for balance. Default: 0. */
  readonly seed?: number | undefined;
  /** How many dialogues pass a gate at the same time. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Name on the dataset card. Default: the folder's. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with how many dialogues have been looked at. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

const selectOptionNames: OptionNames<SelectOptions> = {
  profile: true,
  out: true,
  model: true,
  prompts: true,
  seed: true,
  concurrency: true,
  name: true,
  signal: true,
  onProgress: true,
};

/** What became of one dialogue, and why: a line of `decisions.jsonl`. */
export interface SelectionDecision {
  readonly id: string | number;
  readonly kept: boolean;
  /** Where it fell. */
  readonly gate?: FunnelStep["gate"];
  readonly reasons?: readonly string[];
  /** Everything that was measured on the way: why it stays, when it does. */
  readonly values: Readonly<Record<string, ScoreValue>>;
}

/** What was selected. */
export interface SelectionSummary {
  readonly total: number;
  readonly kept: number;
  readonly funnel: readonly FunnelStep[];
  readonly files: readonly string[];
}

/**
 * Selects the dialogues that pass every gate of a profile, and says of each why it stays or where it fell. Judges are
 * asked last, of what is left.
 *
 * @throws InvalidArgumentError for a profile that is not one; UnknownNameError for a metric or judge nobody registered;
 *   as reading the source does. Nothing is written then.
 */
export async function selectDialogs(source: DialogSource, options: SelectOptions): Promise<SelectionSummary> {
  checkOptions("selectDialogs", options, selectOptionNames);
  const { profile: given, model, prompts, seed = 0, concurrency = 8, signal, onProgress } = options;
  const profile =
    typeof given === "string" ? await loadSelectionProfile(given) : checkSelectionProfile(given, "profile");
  const dialogs = readSource(source);
  // Known before judges are paid for.
  if (profile.balance !== undefined) await checkPath(dialogs, profile.balance.by);
  const gates = await gatesOf(profile, dialogs, { model, prompts, seed, signal });
  const funnel = new Funnel(gates.map(({ name }) => name));
  const decisions: SelectionDecision[] = [];
  const strata = new Map<number, string>();
  for await (const chunk of chunksOf(dialogs, concurrency)) {
    signal?.throwIfAborted();
    const first = decisions.length;
    decisions.push(...(await passGates(chunk, gates, funnel)));
    if (profile.balance !== undefined)
      for (const [at, dialog] of chunk.entries())
        if (decisions[first + at]?.kept === true)
          strata.set(first + at, stratumOf(dialog, profile.balance.by));
    onProgress?.(decisions.length);
  }
  if (profile.balance !== undefined) {
    const stays = balanced(strata, profile.balance, seed);
    for (const [position, kind] of strata) {
      const { balance } = profile;
      const decision = decisions[position] as SelectionDecision;
      const values = { ...decision.values };
      const fell = stays.has(position)
        ? []
        : [{ reason: kind, message: `there are enough of ${balance.by} ${kind}` }];
      funnel.count("balance", fell);
      decisions[position] =
        fell.length === 0 ? decision : { ...fallen(decision.id, "balance", fell), values };
    }
  }
  const files = await writeSelection(dialogs, decisions, funnel.steps(), options);
  return {
    total: decisions.length,
    kept: decisions.filter(({ kept }) => kept).length,
    funnel: funnel.steps(),
    files,
  };
}

/** @throws InvalidArgumentError when nobody has anything at a path */
async function checkPath(dialogs: AsyncIterable<Dialog>, path: string): Promise<void> {
  let total = 0;
  for await (const dialog of dialogs) {
    if (hasPath(dialog, path)) return;
    total++;
  }
  if (total > 0)
    throw new InvalidArgumentError(`None of the dialogues has anything at "${path}", by which to balance`, {
      hint: "balance.by is a path of a dialogue's JSON, such as personas.Bob.role, model or annotations.split.",
    });
}

async function passGates(
  dialogs: readonly Dialog[],
  gates: readonly Gate[],
  funnel: Funnel,
): Promise<SelectionDecision[]> {
  const decisions: SelectionDecision[] = dialogs.map(({ id }) => ({ id, kept: true, values: {} }));
  for (const gate of gates) {
    const left = decisions.flatMap(({ kept }, at) => (kept ? [at] : []));
    const verdicts = await gate.check(left.map((at) => dialogs[at] as Dialog));
    for (const [index, at] of left.entries()) {
      const verdict = verdicts[index];
      const decision = decisions[at];
      if (verdict === undefined || decision === undefined) continue;
      const values = { ...decision.values, ...verdict.values };
      funnel.count(gate.name, verdict.against);
      decisions[at] =
        verdict.against.length === 0
          ? { ...decision, values }
          : { ...fallen(decision.id, gate.name, verdict.against), values };
    }
  }
  return decisions;
}

function fallen(
  id: string | number,
  gate: FunnelStep["gate"],
  against: Against,
): Omit<SelectionDecision, "values"> {
  return { id, kept: false, gate, reasons: against.map(({ reason, message }) => `${reason}: ${message}`) };
}

async function writeSelection(
  dialogs: AsyncIterable<Dialog>,
  decisions: readonly SelectionDecision[],
  funnel: readonly FunnelStep[],
  { out, name, profile }: SelectOptions,
): Promise<string[]> {
  const models = new Set<string>();
  let turns = 0;
  async function* selected(): AsyncGenerator<string> {
    let position = 0;
    for await (const dialog of dialogs) {
      if (decisions[position++]?.kept !== true) continue;
      turns += dialog.length;
      const model = typeof dialog.model === "string" ? dialog.model : dialog.model?.["name"];
      if (typeof model === "string") models.add(model);
      yield formatDialogJsonl(dialog);
    }
  }
  const at = (file: string): string => join(out, file);
  await writeAtomic(at("dialogues.jsonl"), selected());
  await writeAtomic(
    at("decisions.jsonl"),
    decisions.map((decision) => `${JSON.stringify(decision)}\n`),
  );
  await writeAtomic(at("funnel.json"), `${JSON.stringify(funnel, null, 2)}\n`);
  const kept = decisions.filter((decision) => decision.kept).length;
  await writeAtomic(
    at("README.md"),
    selectionCard({ out, name, profile, funnel, kept, total: decisions.length, turns, models: [...models] }),
  );
  return ["dialogues.jsonl", "decisions.jsonl", "funnel.json", "README.md"].map(at);
}

async function* chunksOf(dialogs: AsyncIterable<Dialog>, size: number): AsyncGenerator<readonly Dialog[]> {
  let chunk: Dialog[] = [];
  for await (const dialog of dialogs) {
    chunk.push(dialog);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
