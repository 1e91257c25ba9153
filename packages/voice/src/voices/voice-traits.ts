import { type Accent, accentDescribed, accentNamed, statedLanguages, withAccent } from "./language-tag.ts";

/** What can be heard of a person. What is not said is left open. */
export interface VoiceTraits {
  /** BCP 47 tag. */
  readonly language?: string | undefined;
  /** What the language is called, where that is said and not understood. */
  readonly unknownLanguage?: string | undefined;
  /** An accent that is not in the language's tag: of another language, of one that is not said, or one that is not understood. */
  readonly accent?: Accent | undefined;
  /** BCP 47 tags of what a person speaks besides. */
  readonly otherLanguages?: readonly string[] | undefined;
  readonly gender?: "female" | "male" | undefined;
  /** In years. */
  readonly age?: number | undefined;
}

const female = /\b(?:female|woman|girl|lady|feminine|she|her|f)\b/i;
const male = /\b(?:male|man|boy|gentleman|masculine|he|him|m)\b/i;

/** Words for an age → years. */
const ages: readonly (readonly [RegExp, number])[] = [
  [/\b(?:child|kid|little)\b/i, 8],
  [/\b(?:teen|teens|teenager|adolescent)\b/i, 16],
  [/\b(?:elderly|senior|old|retired|pensioner)\b/i, 72],
  [/\bmiddle.aged\b/i, 50],
  [/\byoung\b/i, 22],
  [/\badult\b/i, 40],
];

const decades = [
  "ten",
  "twenties",
  "thirties",
  "forties",
  "fifties",
  "sixties",
  "seventies",
  "eighties",
  "nineties",
];

/**
 * What a persona sounds like, from its attributes `language`, `gender`, `age`, `voice_characteristics` and `accent`.
 * Nothing is guessed from a name: whoever names no gender may be given any voice.
 *
 * @param persona a persona as a dialogue holds it: attributes by name
 */
export function voiceTraits(persona: unknown): VoiceTraits {
  const attribute = (name: string): string => {
    const value = (persona as Readonly<Record<string, unknown>> | null | undefined)?.[name];
    return [value]
      .flat()
      .filter((part) => typeof part === "string" || typeof part === "number")
      .join(", ")
      .trim();
  };
  const stated = attribute("language");
  const { tag, accent: foreign, others } = statedLanguages(stated);
  const accent = accentOf(attribute("accent"), attribute("voice_characteristics")) ?? foreign;
  const spoken = tag === undefined ? { tag, accent } : withAccent(tag, accent);
  const gender = attribute("gender");
  return {
    language: spoken.tag,
    ...(tag === undefined && stated !== "" ? { unknownLanguage: stated } : {}),
    ...(spoken.accent === undefined ? {} : { accent: spoken.accent }),
    ...(others.length === 0 ? {} : { otherLanguages: others }),
    gender: female.test(gender) ? "female" : male.test(gender) ? "male" : undefined,
    age: ageIn(attribute("age")),
  };
}

/** Words by which people say that there is none. */
const noAccent =
  /^(?:no(?:ne| accent| discernible accent)?|neutral|standard|normal|regular|native|unknown|n\/?a|-)?$/i;

/** The accent of a person. @returns an empty one for one that is not understood */
function accentOf(named: string, described: string): Accent | undefined {
  const own = named.replace(/\baccent$/i, "").trim();
  if (noAccent.test(own)) return accentDescribed(described);
  const { region, language } = accentNamed(named) ?? {};
  return { region, language };
}

function ageIn(text: string): number | undefined {
  const number = /\d{1,3}/.exec(text)?.[0];
  if (number !== undefined) return Number(number);
  const decade = decades.findIndex((word) => new RegExp(String.raw`\b${word}\b`, "i").test(text));
  if (decade > 0) return (decade + 1) * 10 + 5;
  return ages.find(([words]) => words.test(text))?.[1];
}
