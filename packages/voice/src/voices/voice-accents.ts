import type { Voice } from "../speech/speech-model.ts";
import { isSpokenIn } from "./accent-regions.ts";
import type { Accent } from "./language-tag.ts";

/**
 * Whether a voice speaks a language as it is spoken where its tag says; without a region, as most people speak it: English as in
 * the United States.
 *
 * @param accent of another language or region, which few voices have
 */
export function hasAccent(voice: Voice, language: string, accent: Accent | undefined): boolean {
  if (voice.languages.length === 0) return accent === undefined;
  const own = accentsOf(voice);
  if (accent !== undefined) {
    const [code = ""] = language.split("-");
    const region = accent.region ?? regionOf(accent.language);
    // Where both are spoken, as Welsh and English are, the region's accent is the language's own.
    return region !== undefined && !isSpokenIn(code, region) && own.includes(shortest(`${code}-${region}`));
  }
  return own.includes(shortest(language)) || own.includes(shortest(withoutScript(language)));
}

/** Whether a voice comes closer to an accent than others of its language: Scottish by British, Chilean by Latin American. */
export function isNear(voice: Voice, language: string): boolean {
  const { language: code, region } = new Intl.Locale(language);
  if (region === undefined) return false;
  const wider = new Set(
    [`${code}-${region}`, ...(code === "es" && region !== "ES" ? ["es-419"] : [])].map(shortest),
  );
  return accentsOf(voice).some((accent) => wider.has(accent));
}

/** The accents of a voice, the first of its tags before all: others that are wider only say what it speaks. */
function accentsOf({ languages }: Voice): string[] {
  const [first = "und", ...others] = languages;
  const nearer = others.filter((tag) => tag.startsWith(`${first}-`));
  const elsewhere = others.filter(
    (tag) => tag.includes("-") && !first.startsWith(tag) && !nearer.includes(tag),
  );
  return [...(nearer.length === 0 ? [first] : nearer), ...elsewhere].map(shortest);
}

/** A tag without what goes without saying: `de-DE` is `de`. Norwegian is spoken as it is mostly written. */
function shortest(tag: string): string {
  try {
    return new Intl.Locale(tag).minimize().toString().replace(/^nb\b/, "no");
  } catch {
    return tag;
  }
}

function regionOf(language: string | undefined): string | undefined {
  return language === undefined ? undefined : new Intl.Locale(language).maximize().region;
}

/** How something is written is not heard. */
function withoutScript(tag: string): string {
  return tag.replace(/^([a-z]{2,3})-[A-Z][a-z]{3}\b/, "$1");
}
