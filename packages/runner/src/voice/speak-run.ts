import { join, resolve } from "node:path";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { makeFolder, writeAtomic } from "@sdialog/core/fs";
import { bothCounts, nothingCounted, type VoiceOptions, voiceOptions } from "@sdialog/voice/recipe";
import { openRun } from "../dialogs/open-dialogs.ts";
import type { CommonRecipe } from "../recipe/common-fields.ts";
import { RecipeError } from "../recipe/recipe-error.ts";
import type { RunEvent } from "../runs/run-event.ts";
import { formatRunVoice, type RunVoice, voiceFile, voiceFolder } from "../store/run-voice.ts";

/** What is spoken of a run, and who hears of it. */
export interface SpeakRunSetting {
  readonly folder: string;
  /** Folder that paths in the recipes start from. */
  readonly base: string;
  /** Of each variant. */
  readonly recipes: readonly CommonRecipe[];
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
}

/**
 * Speaks the dialogues that a run has made to `audio/ID.wav` and its companions, those of a sweep's variants each to a folder of
 * their own. What is there already is left; what could not be spoken stands in `voice.json`, with the reason.
 *
 * @returns nothing for recipes that want nothing to be heard, and when it was cancelled
 * @throws FileError when the folder cannot be written
 */
export async function speakRun(setting: SpeakRunSetting): Promise<RunVoice | undefined> {
  const { folder, recipes, signal } = setting;
  if (recipes.every(({ voice }) => voice === undefined)) return undefined;
  const parts: RunVoice[] = [];
  try {
    for (const [variant, recipe] of recipes.entries()) {
      const out = recipes.length === 1 ? voiceFolder : join(voiceFolder, `variant-${variant + 1}`);
      parts.push(await speakVariant(setting, recipe, variant, join(folder, out)));
    }
  } catch (error) {
    if (signal.aborted && error === signal.reason) return undefined;
    throw error;
  }
  const voice = summed(parts);
  await writeAtomic(join(folder, voiceFile), formatRunVoice(voice));
  return voice;
}

/** What a recipe's voice is made with. @throws RecipeError for what cannot be, FileError for a recording that cannot be read */
export async function voiceOf(
  { voice, seed, timeoutMs, maxResponseBytes }: CommonRecipe,
  base: string,
): Promise<VoiceOptions | undefined> {
  if (voice === undefined) return undefined;
  try {
    const options = await voiceOptions(voice, (path) => resolve(base, path));
    const engineOptions = { ...options.engineOptions, timeoutMs, maxResponseBytes };
    return { ...options, engineOptions, seed: voice.seed ?? seed };
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new RecipeError("voice", error.message, { hint: error.hint, cause: error });
  }
}

async function speakVariant(
  { folder, base, signal, emit }: SpeakRunSetting,
  recipe: CommonRecipe,
  variant: number,
  out: string,
): Promise<RunVoice> {
  const options = await voiceOf(recipe, base);
  if (options === undefined) return nothing;
  // Only a run that speaks loads what speaking takes.
  const { speakDialogs, writeManifests } = await import("@sdialog/voice/node");
  await makeFolder(out);
  const made = await openRun(folder, variant);
  try {
    let done = 0;
    const summary = await speakDialogs(inOrder(made), {
      ...options,
      out,
      signal,
      onDialog: (outcome) => {
        const { status, id } = outcome;
        const message = outcome.status === "failed" ? outcome.error.message : undefined;
        emit({ type: "voice", id, status, message, done: ++done, of: made.count });
      },
    });
    await writeManifests(out, recipe.voice?.manifests ?? []);
    return summary;
  } finally {
    await made.close();
  }
}

async function* inOrder({ count, get }: Awaited<ReturnType<typeof openRun>>): AsyncGenerator<Dialog> {
  for (let index = 0; index < count; index++) yield await get(index);
}

const nothing: RunVoice = {
  dialogs: 0,
  found: 0,
  seconds: 0,
  engine: "",
  notes: {},
  counts: nothingCounted,
  failed: [],
};

function summed(parts: readonly RunVoice[]): RunVoice {
  return parts.reduce((sum, part) => {
    const notes = { ...sum.notes };
    for (const [what, count] of Object.entries(part.notes)) notes[what] = (notes[what] ?? 0) + count;
    return {
      dialogs: sum.dialogs + part.dialogs,
      found: sum.found + part.found,
      seconds: sum.seconds + part.seconds,
      engine: [...new Set([sum.engine, part.engine])].filter((name) => name !== "").join(", "),
      notes,
      counts: bothCounts(sum.counts, part.counts),
      failed: [...sum.failed, ...part.failed],
    };
  }, nothing);
}
