import { contentHash, deriveSeed, Dialog, type DialogInput, InvalidArgumentError } from "@sdialog/core";
import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { apart, findIdentifiers, type Place } from "./find-identifiers.ts";
import { NameFinder } from "./name-finder.ts";
import { peopleIn, peopleInAsides } from "./people-in.ts";
import { type AnonymizedKind, Pseudonyms } from "./pseudonyms.ts";

/** What is replaced, and by what. */
export interface AnonymizeOptions {
  /** Seed of the pseudonyms. Default: 0. */
  readonly seed?: number | undefined;
  /** Names besides those of the dialogue's speakers and personas, and ids that no rule tells. */
  readonly names?: readonly string[] | undefined;
  /** Words of names that stay: of a public figure, a product, a speaker who is nobody. */
  readonly keep?: readonly string[] | undefined;
  /**
   * How far a pseudonym reaches. In a `"dialog"` (the default) nobody can be followed into another one; in a
   * `"dataset"` everybody has one pseudonym, which whoever knows the seed and guesses the original can check.
   */
  readonly scope?: "dialog" | "dataset" | undefined;
}

const anonymizeOptionNames: OptionNames<AnonymizeOptions> = {
  seed: true,
  names: true,
  keep: true,
  scope: true,
};

/** A dialogue without the people in it. */
export interface Anonymized {
  readonly dialog: Dialog;
  /** Kind → places that were replaced; the originals are nowhere. */
  readonly counts: Readonly<Partial<Record<AnonymizedKind, number>>>;
}

/** Parts that say how a dialogue was made. */
const untouched = new Set(["version", "timestamp", "model", "seed", "complete", "stopReason", "usage"]);
/** Numbers under such a name are measures. */
const measure = /seed|time|token|usage|duration|^(?:.*_)?ts$/i;
/** Times as exports write them: what stands under the name of a measure is no number of anybody. */
const writtenTime = /^\d{9,13}(?:\.\d+)?$/;
const personName = /^(?:.*[_\s])?name$|Name$/;

/**
 * Replaces names, e-mail addresses, telephone, card and account numbers, IP addresses, numbers of six digits and more
 * and ids by pseudonyms of the same shape: in turns, speakers, personas, contexts, the contents of events, titles, notes
 * and annotations. Names are those of speakers and personas, of accounts, mentions and contacts that an export tells of
 * beside what is said, of whoever lines of the system name ("Ann joined"), and those given, each of their words as a
 * whole word in any case, and as {@link NameFinder} knows it in other spellings (of everyday words, such as Will, only those with a capital or beside another name); a name that is only ever mentioned has to be given. The dialogue's id follows from its new content, and its
 * parent's is left out.
 *
 * @throws InvalidArgumentError for an unknown option or scope
 */
export function anonymizeDialog(dialog: Dialog, options: AnonymizeOptions = {}): Anonymized {
  checkOptions("anonymizeDialog", options, anonymizeOptionNames);
  requireArguments("anonymizeDialog", arguments, 1);
  const { seed = 0, names = [], keep, scope = "dialog" } = options;
  if (scope !== "dialog" && scope !== "dataset")
    throw new InvalidArgumentError(`There is no scope "${String(scope)}"`, {
      hint: 'A scope is "dialog" or "dataset".',
    });
  const { id, parentId, ...data } = dialog.toJSON();
  const source = JSON.stringify([data, id, parentId, names]);
  const salt = contentHash({ ...data, id, version: null, timestamp: null });
  const replacer = new Replacer(
    new NameFinder([...namesOf(dialog), ...names], keep),
    new Pseudonyms(scope === "dataset" ? deriveSeed(seed) : deriveSeed(seed, salt), source),
  );
  const parts = Object.entries(data).map(([key, value]) => [
    key,
    untouched.has(key) ? value : replacer.replacePart(key, value),
  ]);
  replacer.count("id", parentId === null || parentId === undefined ? 1 : 2);
  return { dialog: new Dialog(Object.fromEntries(parts) as DialogInput), counts: replacer.counts };
}

/** The names of speakers, of those who act, of personas, and of whoever an export names beside. */
function namesOf({ turns, events, personas, annotations }: Dialog): string[] {
  const speakers = [...turns.map(({ speaker }) => speaker), ...(events ?? []).map(({ agent }) => agent)];
  const named = speakers.filter((name) => name !== null);
  return [
    ...new Set([...named, ...Object.keys(personas ?? {})]),
    ...namesIn(personas),
    ...peopleIn([turns, annotations]),
    ...peopleInAsides((annotations as { readonly asides?: unknown } | null)?.asides),
  ];
}

function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === "string" && personName.test(key) ? [child] : namesIn(child),
  );
}

class Replacer {
  readonly counts: Partial<Record<AnonymizedKind, number>> = {};
  readonly #names: NameFinder;
  readonly #pseudonyms: Pseudonyms;

  constructor(names: NameFinder, pseudonyms: Pseudonyms) {
    this.#names = names;
    this.#pseudonyms = pseudonyms;
  }

  count(kind: AnonymizedKind, places = 1): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + places;
  }

  /** A part of a dialogue. What the format calls things in turns and events stays. */
  replacePart(part: string, value: unknown): unknown {
    if ((part !== "turns" && part !== "events") || !Array.isArray(value)) return this.#replace(value, part);
    return value.map((item: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        Object.entries(item).map(([key, child]) => [
          key,
          part === "events" && key === "action" ? child : this.#replace(child, key),
        ]),
      ),
    );
  }

  #replace(value: unknown, key: string): unknown {
    if (typeof value === "string")
      return measure.test(key) && writtenTime.test(value) ? value : this.#replaceText(value);
    if (typeof value === "number") return measure.test(key) ? value : this.#replaceNumber(value);
    if (Array.isArray(value)) return value.map((item) => this.#replace(item, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [this.#replaceText(name), this.#replace(child, name)]),
    );
  }

  #replaceNumber(value: number): number {
    return Number.isSafeInteger(value) ? Number(this.#replaceText(String(value))) : value;
  }

  #replaceText(text: string): string {
    const places = apart<AnonymizedKind>([...findIdentifiers(text), ...this.#names.find(text)]);
    let [result, from] = ["", 0];
    for (const place of places) {
      result += text.slice(from, place.start) + this.#pseudonymOf(text, place);
      from = place.end;
    }
    return result + text.slice(from);
  }

  #pseudonymOf(text: string, { kind, start, end }: Place<AnonymizedKind>): string {
    this.count(kind);
    return this.#pseudonyms.of(kind, text.slice(start, end));
  }
}
