import { checkOptions, meanVector, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import type { EmbeddingModel } from "@sdialog/llm";
import { embedTexts } from "./embed-texts.ts";

/**
 * What one vector stands for: a dialogue (mean of its turns' vectors), a turn, or a pair of neighbouring turns
 * (with a speaker, another's turn and the speaker's reply).
 */
export type EmbeddingUnit = "dialog" | "turn" | "pair";

/** Which texts of a dialogue become vectors. */
export interface DialogEmbeddingOptions {
  /** Default: "dialog". */
  readonly unit?: EmbeddingUnit | undefined;
  /** Only what this speaker says, names compared without regard to case. */
  readonly speaker?: string | undefined;
}

/** The names of {@link DialogEmbeddingOptions}. */
export const dialogEmbeddingOptionNames: OptionNames<DialogEmbeddingOptions> = { unit: true, speaker: true };

type Vectors = readonly Float32Array[];

// Several evaluators look at the same dialogues through the same model; a vector is computed once.
const embedded = new WeakMap<EmbeddingModel, WeakMap<Dialog, Map<string, Promise<Vectors>>>>();

/** Per dialogue, its vectors; none for a dialogue without such a turn. @throws ModelError from the model */
export async function embedDialogs(
  model: EmbeddingModel,
  dialogs: readonly Dialog[],
  options: DialogEmbeddingOptions = {},
  signal?: AbortSignal,
): Promise<Vectors[]> {
  const { unit = "dialog", speaker } = checkOptions("embedDialogs", options, dialogEmbeddingOptionNames);
  const ofModel = embedded.get(model) ?? new WeakMap<Dialog, Map<string, Promise<Vectors>>>();
  embedded.set(model, ofModel);
  const key = JSON.stringify([unit, speaker?.toLowerCase() ?? null]);
  const missing = [...new Set(dialogs)].filter((dialog) => ofModel.get(dialog)?.get(key) === undefined);
  const batch = embedMissing(model, missing, unit, speaker, signal);
  for (const [index, dialog] of missing.entries()) {
    const known = ofModel.get(dialog) ?? new Map<string, Promise<Vectors>>();
    ofModel.set(dialog, known);
    const vectors = batch.then((all) => all[index] as Vectors);
    known.set(key, vectors);
    // A failed call must not be remembered.
    vectors.catch(() => known.delete(key));
  }
  return Promise.all(dialogs.map((dialog) => ofModel.get(dialog)?.get(key) as Promise<Vectors>));
}

async function embedMissing(
  model: EmbeddingModel,
  dialogs: readonly Dialog[],
  unit: EmbeddingUnit,
  speaker: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Vectors[]> {
  const texts = dialogs.map((dialog) => unitTexts(dialog, unit, speaker));
  const vectors = await embedTexts(model, texts.flat(), { signal });
  let start = 0;
  return texts.map((ofDialog) => {
    const own = vectors.slice(start, (start += ofDialog.length));
    return unit === "dialog" && own.length > 0 ? [Float32Array.from(meanVector(own))] : own;
  });
}

function unitTexts(dialog: Dialog, unit: EmbeddingUnit, speaker: string | undefined): string[] {
  const wanted = speaker?.toLowerCase();
  const chosen = (name: string | null): boolean => wanted === undefined || name?.toLowerCase() === wanted;
  const turns = dialog.turns.filter((turn) => turn.text.trim() !== "");
  if (unit !== "pair") return turns.filter((turn) => chosen(turn.speaker)).map((turn) => turn.text);
  return turns.slice(1).flatMap((turn, index) => {
    const before = turns[index];
    if (before === undefined || !chosen(turn.speaker)) return [];
    return wanted !== undefined && chosen(before.speaker) ? [] : [`${before.text}\n${turn.text}`];
  });
}
