import { checkOptions, nearestName, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import {
  type Fingerprint,
  type FingerprintOptions,
  fingerprintOptionNames,
  languageOf,
  measure,
  userTexts,
} from "./fingerprint.ts";

/** Whose side of many conversations is looked at, and how they are grouped. */
export interface FingerprintDialogsOptions extends FingerprintOptions {
  /** The domain of a dialogue; `null` for none. Default: its `domain`, or that of its scenario or annotations. */
  readonly domain?: ((dialog: Dialog) => string | null) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with how many dialogues are read. */
  readonly onProgress?: ((progress: { readonly done: number }) => void) | undefined;
}

const fingerprintDialogsOptionNames: OptionNames<FingerprintDialogsOptions> = {
  domain: true,
  signal: true,
  onProgress: true,
  ...fingerprintOptionNames,
};

/** The fingerprint of one of many dialogues. */
export interface DialogFingerprint extends Fingerprint {
  /** Which of the dialogues it is of, counted from 0. */
  readonly position: number;
  readonly id: number | string;
  readonly domain: string | null;
}

/** The fingerprints of many dialogues. */
export interface Fingerprints {
  /** In the order of the dialogues. */
  readonly fingerprints: readonly DialogFingerprint[];
  /** How many dialogues the user says nothing in; they have no fingerprint. */
  readonly silent: number;
  /** How many dialogues say too little to tell their language, and were taken to be in the commonest one. */
  readonly guessedLanguage: number;
}

interface Heard {
  readonly position: number;
  readonly id: number | string;
  readonly domain: string | null;
  readonly texts: readonly string[];
  readonly blank: number;
  readonly language: string | undefined;
}

/**
 * The fingerprints of many dialogues. One that says too little to tell its language is taken to be in the commonest
 * language of the others, and counted.
 *
 * @throws InvalidArgumentError when the user speaks in none of the dialogues, with the nearest name
 */
export async function fingerprintDialogs(
  dialogs: Iterable<Dialog> | AsyncIterable<Dialog>,
  options: FingerprintDialogsOptions = {},
): Promise<Fingerprints> {
  checkOptions("fingerprintDialogs", options, fingerprintDialogsOptionNames);
  requireArguments("fingerprintDialogs", arguments, 1);
  const { language = "auto", domain = domainOf, signal, onProgress } = options;
  const heard: Heard[] = [];
  const speakers = new Set<string>();
  let done = 0;
  for await (const dialog of dialogs) {
    signal?.throwIfAborted();
    for (const name of dialog.speakers()) speakers.add(name);
    const { texts, blank } = userTexts(dialog, options);
    if (texts.length > 0)
      heard.push({
        position: done,
        id: dialog.id,
        domain: domain(dialog),
        texts,
        blank,
        language: languageOf(texts, language),
      });
    done++;
    onProgress?.({ done });
  }
  if (heard.length === 0 && done > 0) throw nobody(options.user, [...speakers]);
  const common = commonest(heard.flatMap((one) => one.language ?? []));
  return {
    fingerprints: heard.map(({ position, id, domain: of, texts, blank, language: found }) => ({
      position,
      id,
      domain: of,
      ...measure(texts, blank, found ?? common),
    })),
    silent: done - heard.length,
    guessedLanguage: heard.filter(({ language: found }) => found === undefined).length,
  };
}

function commonest(languages: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

/** The domain a dialogue says it is of. */
export function domainOf({ extra, scenario, annotations }: Dialog): string | null {
  const said = [extra, scenario, annotations].map((part) =>
    typeof part === "object" && part !== null
      ? (part as Readonly<Record<string, unknown>>)["domain"]
      : undefined,
  );
  return (said.find((one) => typeof one === "string" && one !== "") as string | undefined) ?? null;
}

function nobody(user: FingerprintOptions["user"], speakers: readonly string[]): InvalidArgumentError {
  const names = [user ?? []].flat();
  const nearest = names.map((name) => nearestName(name, speakers)).find((name) => name !== undefined);
  const known = `${speakers.slice(0, 10).join(", ")}${speakers.length > 10 ? ", …" : ""}`;
  return names.length === 0
    ? new InvalidArgumentError("Nobody says anything in any of the dialogues")
    : new InvalidArgumentError(
        `Nobody called ${names.map((name) => `"${name}"`).join(" or ")} says anything in any of the dialogues`,
        {
          hint:
            nearest === undefined
              ? `Speakers: ${known || "none"}.`
              : `Did you mean "${nearest}"? Speakers: ${known}.`,
        },
      );
}
