import { deriveSeed, Random } from "@sdialog/core";
import { findPersonalData } from "../personal-data/find-personal-data.ts";
import type { IdentifierKind } from "./find-identifiers.ts";
import { bareName, foldName } from "./name-finder.ts";

/** A kind of what is replaced. */
export type AnonymizedKind = "name" | IdentifierKind;

const consonants = [..."bdfgklmnprstvz"];
const vowels = [..."aeiou"];
const mostTries = 1000;

/**
 * Pseudonyms of one scope. The same original (however it is spelled: case, spaces, dashes, accents) has the same one, different
 * originals have different ones, and none is an original. Addresses are of domains and networks reserved for
 * documentation and tests, card numbers and IBANs fail their checks.
 */
export class Pseudonyms {
  readonly #seed: number;
  readonly #source: string;
  readonly #made = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** @param source all the text there is: what stands in it is not a pseudonym */
  constructor(seed: number, source: string) {
    this.#seed = seed;
    this.#source = foldName(source);
  }

  /** The pseudonym of what stands in a text, shaped and in the case of the original. */
  of(kind: AnonymizedKind, original: string): string {
    const written = kind === "name" || kind === "email" || kind === "ip_address";
    const key =
      kind === "name"
        ? bareName(original)
        : written
          ? foldName(original)
          : original.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, "").toLowerCase();
    // One number is the same whatever it was taken for in another place.
    const family = written ? kind : "number";
    const label = `${family}:${key}`;
    const made = this.#made.get(label) ?? this.#make(kind, family, key);
    this.#made.set(label, made);
    if (kind === "name") return inCaseOf(original, made);
    return written ? made : inShapeOf(original, made);
  }

  #make(kind: AnonymizedKind, family: string, key: string): string {
    let candidate = "";
    for (let attempt = 0; attempt < mostTries; attempt++) {
      candidate = invent(kind, key, new Random(deriveSeed(this.#seed, family, key, attempt)));
      if (!this.#taken.has(candidate) && !this.#source.includes(candidate) && !isReal(candidate)) break;
    }
    this.#taken.add(candidate);
    return candidate;
  }
}

function invent(kind: AnonymizedKind, key: string, random: Random): string {
  if (kind === "name") return inventName(random);
  if (kind === "email") return `${inventName(random)}.${inventName(random)}@example.org`;
  // 198.18.0.0/15 is for tests of devices (RFC 2544).
  if (kind === "ip_address")
    return `198.${random.integer(18, 19)}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
  const characters = Array.from(key, (character, at) => {
    if (!/\d/.test(character)) return String.fromCodePoint(random.integer(97, 122));
    return String(random.integer(at === 0 && character !== "0" ? 1 : 0, 9));
  });
  // No social security number begins with 000.
  return kind === "us_social_security" ? `000${characters.slice(3).join("")}` : characters.join("");
}

function inventName(random: Random): string {
  return Array.from({ length: 3 }, () => random.pick(consonants) + random.pick(vowels)).join("");
}

/** Whether a number passes the check of cards or IBANs, and so might be somebody's. */
function isReal(candidate: string): boolean {
  return findPersonalData(candidate.toUpperCase()).some(({ kind }) => kind === "card" || kind === "iban");
}

function inCaseOf(original: string, name: string): string {
  if (original === original.toUpperCase() && original !== original.toLowerCase()) return name.toUpperCase();
  return original === original.toLowerCase() && original !== original.toUpperCase()
    ? name
    : name.charAt(0).toUpperCase() + name.slice(1);
}

function inShapeOf(original: string, characters: string): string {
  const rest = [...characters];
  return original.replaceAll(/[\p{L}\p{M}\p{N}]/gu, (character) => {
    const next = rest.shift() ?? "";
    return character === character.toLowerCase() ? next : next.toUpperCase();
  });
}
