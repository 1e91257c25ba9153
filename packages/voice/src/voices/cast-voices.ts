import { type Dialog, Random, type Seed } from "@sdialog/core";
import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { SpeechError } from "../speech/speech-error.ts";
import type { SpeechStyle, Voice } from "../speech/speech-model.ts";
import { type Accent, withAccent } from "./language-tag.ts";
import { type VoiceTraits, voiceTraits } from "./voice-traits.ts";
import { hasAccent, isNear } from "./voice-accents.ts";

/** The voice of a speaker. */
export interface CastVoice extends Required<SpeechStyle> {
  readonly voice: string;
  /** BCP 47 tag of what the speaker speaks. */
  readonly language: string;
  /** What was not found as the persona wants it: `["accent", "gender"]`. */
  readonly missed: readonly ("language" | "accent" | "gender" | "age" | "distinct" | "other languages")[];
}

/** How the voices of a dialogue are chosen. */
export interface CastOptions {
  /** The model the voices are of, for errors. */
  readonly model: string;
  /** BCP 47 tag of what speakers speak whose persona does not say. Default: `en`. */
  readonly language?: string | undefined;
  /** Voices that were chosen by hand: speaker → the name of a voice. */
  readonly chosen?: Readonly<Record<string, string>> | undefined;
  /** What happens when no voice speaks a language: an error, or a voice of the default language. Default: `error`. */
  readonly unspoken?: "error" | "fallback" | undefined;
  /** Where chance starts. Default: 0. */
  readonly seed?: Seed | undefined;
}

const castOptionNames: OptionNames<CastOptions> = {
  model: true,
  language: true,
  chosen: true,
  unspoken: true,
  seed: true,
};

/**
 * A voice for each speaker of a dialogue: one that speaks the persona's language, with its accent, gender and age as far
 * as there is one, no two speakers the same as long as there are enough. Who is called the same and has the same traits is
 * given the same voice in every dialogue where it is free.
 *
 * @throws SpeechError `no_voice` when no voice speaks a speaker's language, `unknown_voice` for one chosen by hand
 */
export function castVoices(
  dialog: Dialog,
  voices: readonly Voice[],
  options: CastOptions,
): ReadonlyMap<string, CastVoice> {
  checkOptions("castVoices", options, castOptionNames);
  requireArguments("castVoices", arguments, 3);
  const cast = new Map<string, CastVoice>();
  const taken = new Set(Object.values(options.chosen ?? {}));
  for (const speaker of speakersOf(dialog)) {
    const traits = voiceTraits(dialog.personas?.[speaker]);
    const voice = castVoice(speaker, traits, voices, taken, options);
    taken.add(voice.voice);
    cast.set(speaker, voice);
  }
  return cast;
}

/** Everybody who says something; a turn without a name has the name `""`. */
function speakersOf(dialog: Dialog): string[] {
  return [...new Set(dialog.turns.map(({ speaker }) => speaker ?? ""))];
}

function castVoice(
  speaker: string,
  traits: VoiceTraits,
  voices: readonly Voice[],
  taken: ReadonlySet<string>,
  { model, language: usual = "en", chosen = {}, unspoken = "error", seed = 0 }: CastOptions,
): CastVoice {
  const { unknownLanguage, otherLanguages = [] } = traits;
  // An accent without a language is one of the usual language.
  const { tag: wanted, accent } =
    traits.language === undefined
      ? withAccent(usual, traits.accent)
      : { tag: traits.language, accent: traits.accent };
  const unheard = otherLanguages.length === 0 ? [] : ["other languages" as const];
  const style = styleOf(traits);
  const own = Object.hasOwn(chosen, speaker) ? chosen[speaker] : undefined;
  if (own !== undefined) {
    if (!voices.some(({ name }) => name === own))
      throw new SpeechError(`there is no voice called "${own}"`, { kind: "unknown_voice", model });
    return {
      ...style,
      voice: own,
      language: wanted,
      missed: [...(unknownLanguage === undefined ? [] : ["language" as const]), ...unheard],
    };
  }
  let language = wanted;
  // No voice is known to speak what is not understood.
  let able = unknownLanguage === undefined ? voices.filter((voice) => speaks(voice, language)) : [];
  const isSpoken = able.length > 0;
  if (!isSpoken && unspoken === "fallback") {
    language = usual;
    able = voices.filter((voice) => speaks(voice, language));
  }
  if (able.length === 0)
    throw new SpeechError(`no voice speaks "${unknownLanguage ?? wanted}"`, {
      kind: "no_voice",
      model,
      hint: "Use another engine, or let such speakers have a voice of another language (unspoken: fallback).",
    });
  // The best voices first: those that miss least of what is wanted, in this order of importance.
  const scored = able.map((voice) => {
    const missed = missedBy(voice, traits, { language, accent }, taken);
    return { voice, missed, cost: cost(missed) - (isNear(voice, language) ? 0.5 : 0) };
  });
  const least = Math.min(...scored.map((candidate) => candidate.cost));
  const best = scored.filter((candidate) => candidate.cost === least);
  const names = best.map(({ voice }) => voice.name).toSorted();
  const voice = new Random(seed).fork("voice", speaker, JSON.stringify(traits)).pick(names);
  const missed = best.find((candidate) => candidate.voice.name === voice)?.missed ?? [];
  return {
    ...style,
    voice,
    language,
    missed: [...(isSpoken ? [] : ["language" as const]), ...missed, ...unheard],
  };
}

const costs = { "other languages": 0, distinct: 1, age: 2, accent: 4, gender: 8, language: 16 } as const;

function cost(missed: CastVoice["missed"]): number {
  return missed.reduce((sum, what) => sum + costs[what], 0);
}

function missedBy(
  voice: Voice,
  { gender, age }: VoiceTraits,
  { language, accent }: { readonly language: string; readonly accent: Accent | undefined },
  taken: ReadonlySet<string>,
): CastVoice["missed"] {
  const ageGroup = age === undefined ? undefined : age < 13 ? "child" : age >= 65 ? "elderly" : "adult";
  return [
    ...(hasAccent(voice, language, accent) ? [] : ["accent" as const]),
    ...(gender !== undefined && voice.gender !== undefined && voice.gender !== gender
      ? ["gender" as const]
      : []),
    ...(ageGroup !== undefined && (voice.age ?? "adult") !== ageGroup ? ["age" as const] : []),
    ...(taken.has(voice.name) ? ["distinct" as const] : []),
  ];
}

function speaks({ languages }: Voice, language: string): boolean {
  const [wanted = ""] = language.split("-");
  return languages.length === 0 || languages.some((tag) => tag.split("-")[0] === wanted);
}

/** Children speak higher, the old more slowly (Stathopoulos et al., 2011; Brückl and Sendlmeier, 2003). */
function styleOf({ age }: VoiceTraits): Required<SpeechStyle> {
  if (age === undefined) return { rate: 1, pitch: 0 };
  return { rate: age >= 65 ? 0.9 : 1, pitch: age < 13 ? 6 : age < 18 ? 2 : 0 };
}
