import { type Dialog, InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import { checkOptions, requireArguments } from "@sdialog/core/internal";
import { type AudioClip, joinedClips } from "../audio/audio-clip.ts";
import { addInto, power } from "../audio/levels.ts";
import { resample } from "../audio/resample.ts";
import { withoutEdges } from "../audio/voice-activity.ts";
import { checkedSpeech, checkedVoices } from "../speech/checked-speech.ts";
import { type SpeechOptions, speechOptionNames } from "../speech/speech-engine.ts";
import type { SpeechModel } from "../speech/speech-model.ts";
import { resolveSpeechModel, type SpeechModelRef } from "../speech/registry.ts";
import { speakableText } from "../text/speakable-text.ts";
import { castVoices } from "../voices/cast-voices.ts";

/** Somebody who talks in the background. */
export interface Talker extends AudioClip {
  /** The id of the dialogue that the words are from. */
  readonly dialog: string | number;
}

/** People of several dialogues who all talk at once. */
export interface Babble {
  readonly talkers: readonly Talker[];
}

/** How people are recorded for the background. */
export interface BabbleOptions {
  /** What speaks. Default: `espeak`. */
  readonly engine?: SpeechModelRef | undefined;
  /** How the engine is reached. */
  readonly engineOptions?: SpeechOptions | undefined;
  /** BCP 47 tag of what speakers speak whose persona does not say, or whose language no voice speaks. Default: `en`. */
  readonly language?: string | undefined;
  /** How long each of them talks before the words come again, in seconds. Default: 20. */
  readonly seconds?: number | undefined;
  /** Where chance starts. Default: 0. */
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How many talk in the background where nobody says. */
export const usualTalkers = 6;

/**
 * The voices of other dialogues as background noise: of each dialogue the one who says most, turn after turn.
 *
 * ```ts no-run
 * import { babbleOf, speakDialog } from "@sdialog/voice";
 *
 * await speakDialog(dialog, { noise: { source: await babbleOf(others), snr: 10 } });
 * ```
 *
 * @throws SpeechError when the engine fails; InvalidArgumentError when nobody says anything in the dialogues
 */
export async function babbleOf(dialogs: Iterable<Dialog>, options: BabbleOptions = {}): Promise<Babble> {
  const {
    engine = "espeak",
    engineOptions,
    ...how
  } = checkOptions("babbleOf", options, {
    engine: true,
    engineOptions: speechOptionNames,
    language: true,
    seconds: true,
    seed: true,
    signal: true,
  });
  requireArguments("babbleOf", arguments, 1);
  const model = await resolveSpeechModel(engine, engineOptions);
  const talkers: Talker[] = [];
  for (const dialog of dialogs) {
    const talker = await talkerOf(dialog, model, how);
    if (talker !== undefined) talkers.push(talker);
  }
  if (talkers.length === 0)
    throw new InvalidArgumentError("Nobody says anything in the dialogues of the background");
  return { talkers };
}

async function talkerOf(
  dialog: Dialog,
  model: SpeechModel,
  { language = "en", seconds = 20, seed = 0, signal }: Omit<BabbleOptions, "engine" | "engineOptions">,
): Promise<Talker | undefined> {
  const speaker = mostTalkative(dialog);
  const cast = castVoices(dialog, await checkedVoices(model, signal), {
    model: model.id,
    language,
    unspoken: "fallback",
    seed,
  }).get(speaker);
  if (cast === undefined) return undefined;
  const { missed: _missed, ...style } = cast;
  const clips: AudioClip[] = [];
  let lasts = 0;
  for (const { text: written } of dialog.turns.filter((turn) => (turn.speaker ?? "") === speaker)) {
    if (lasts >= seconds) break;
    const { text } = await speakableText(written, cast.language);
    if (text === "") continue;
    const request = { ...style, text, seed: new Random(seed).derive("babble", clips.length), signal };
    const { clip } = withoutEdges(await checkedSpeech(model, request));
    clips.push(clip);
    lasts += clip.samples.length / clip.sampleRate;
  }
  return lasts === 0 ? undefined : { dialog: dialog.id, ...joinedClips(clips) };
}

function mostTalkative({ turns }: Dialog): string {
  const letters = new Map<string, number>();
  for (const { speaker, text } of turns)
    letters.set(speaker ?? "", (letters.get(speaker ?? "") ?? 0) + text.length);
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

/**
 * So many of those who talk, drawn by chance, mixed equally loud; nobody from the dialogue itself.
 *
 * @param dialog the id of the dialogue they are heard behind
 * @returns amplitudes at the rate, as long as the longest of them talks; and how many they are
 * @throws InvalidArgumentError when all of them are from the dialogue itself
 */
export function mixedBabble(
  { talkers }: Babble,
  { dialog, count, sampleRate, seed }: MixedBabbleOptions,
): { readonly samples: Float32Array; readonly talkers: number } {
  const others = talkers.filter((talker) => talker.dialog !== dialog);
  if (others.length === 0)
    throw new InvalidArgumentError("There is no other dialogue whose people could babble in the background", {
      hint: "Give more dialogues, or another noise: pink, white, brown, hum, a recording.",
    });
  const random = new Random(seed);
  const voices = random
    .sample(others, Math.min(count, others.length))
    .map((talker) => resample(talker.samples, talker.sampleRate, sampleRate));
  const mix = new Float32Array(Math.max(...voices.map(({ length }) => length)));
  for (const [index, voice] of voices.entries()) {
    const factor = 1 / Math.sqrt(power(voice));
    // Each begins somewhere, and goes on until the mix is full.
    const begin = Math.floor(random.fork("begin", index).next() * voice.length);
    for (let at = -begin; at < mix.length; at += voice.length) addInto(mix, voice, at, factor);
  }
  return { samples: mix, talkers: voices.length };
}

interface MixedBabbleOptions {
  readonly dialog: string | number;
  readonly count: number;
  /** In hertz. */
  readonly sampleRate: number;
  readonly seed: Seed;
}
