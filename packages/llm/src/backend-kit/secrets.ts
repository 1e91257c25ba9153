import { variables } from "./environment.ts";
import { isKeyParameter, isPublicPath, isSecretName, pathOf } from "@sdialog/core/internal";
import type { BackendOptions } from "../backend.ts";
import { KeyFinder } from "./key-finder.ts";

// What looks like one is taken out too: some keys are known to an SDK only.
const likelySecrets = [
  /((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi,
  /()\b(?:sk|pk|rk|hf|gsk|xai|nvapi)[-_][\w-]{10,}/g,
  /()\b(?:AIza|AKIA|ASIA)[\w-]{12,}/g,
  /(\b[a-z][a-z+]{1,20}:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/gi,
  /("(?:x-|api-|authorization)[\w-]*"\s*:\s*")[^"]*/gi,
];

/** Stands in place of a secret. */
export const redacted = "[redacted]";

/** Headers whose values are not secret and may occur in a reply. */
const harmlessHeader =
  /^(?:accept(?:-.+)?|content-.+|user-agent|host|connection|anthropic-(?:version|beta)|x-goog-api-client|x-stainless-.+|amz-sdk-.+|x-amz-(?:date|user-agent|target))$/;

const harmlessNames = new Set<string>();

/** Whether a header's values are not secret; every request has the same harmless ones, a dozen of them. */
function isHarmless(name: string): boolean {
  if (harmlessNames.has(name)) return true;
  const is = harmlessHeader.test(name.toLowerCase());
  if (is && harmlessNames.size < mostNames) harmlessNames.add(name);
  return is;
}

/** How many names are looked up instead of read again. */
const mostNames = 100;

/** How many values of one header are remembered: a signature is another in every request, and needed no more in its answer's. */
const remembered = 16;

/** The values that must never be written anywhere, and how to take them out of a text. */
export class Secrets {
  readonly #own = new Set<string>();
  readonly #ownCredentials = new Set<string>();
  readonly #sent = new Map<string, string[]>();
  /** Values of harmless headers that the options gave, and that look like keys all the same. */
  readonly #chosen = new Set<string>();
  #known: Keys | undefined;
  #inReplies: Keys | undefined;

  private constructor(values: readonly string[]) {
    this.#add(values);
  }

  /**
   * Every header value, every part of an address but its host, every text under a name such as `apiKey` at any depth
   * of the options, every environment variable so named, and the passwords of addresses in others (a proxy's).
   */
  static of(
    options: BackendOptions,
    environment: Readonly<Record<string, string | undefined>> = variables(),
  ): Secrets {
    const { headers = {}, baseURL, ...rest } = options;
    const fromEnvironment = Object.entries(environment)
      .filter(([name, value]) => value !== undefined && value.length >= 8 && isSecretName(name))
      .flatMap(([, value]) => secretParts(value ?? ""));
    const secrets = new Secrets([
      ...Object.entries(headers).flatMap(([name, value]) => headerParts(name, value)),
      ...secretTexts(rest, false),
      ...fromEnvironment,
    ]);
    for (const [name, value] of Object.entries(headers))
      if (headerParts(name, value).some(looksRandom)) secrets.#chosen.add(value);
    for (const address of Object.values(environment))
      if (address?.includes("@") === true) secrets.#add(userParts(address));
    if (typeof baseURL === "string") secrets.noteAddress(baseURL);
    return secrets;
  }

  /** Learns what stands in an address besides its host: user, password, query, and the path unless it is a version. */
  noteAddress(address: string): void {
    if (!URL.canParse(address)) return;
    const { username, password, searchParams } = new URL(address);
    this.noteSent(Object.fromEntries(searchParams));
    this.noteSent({ password: decoded(password), ...(password === "" ? {} : { token: decoded(username) }) });
    this.#add([username, password, ...searchParams.values()].flatMap((part) => [part, decoded(part)]));
    const keys = [...searchParams].filter(([name, value]) => isKeyParameter(name, value));
    this.noteKeys([password, decoded(password), ...keys.flatMap(([, value]) => [value, decoded(value)])]);
    const path = pathOf(address);
    if (isPublicPath(path)) return;
    const tokens = path.split("/").filter((segment) => segment.length >= 6 && !isWords(segment));
    const found = [path, ...tokens].flatMap((part) => [part, decoded(part)]);
    this.#add(found);
    if (tokens.length > 0) for (const part of found) this.#ownCredentials.add(part);
  }

  /** Learns what is a key whatever it looks like; one of fewer than four characters would be found in everything. */
  noteKeys(keys: readonly string[]): void {
    for (const key of keys) if (key.length >= 4) this.#ownCredentials.add(key);
    this.#add(keys);
  }

  /** Learns the headers of a request, whoever put them there. */
  noteSent(headers: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(headers)) {
      const before = this.#sent.get(name) ?? [];
      if (before.at(-1) === value) continue;
      if (isHarmless(name) && !this.#chosen.has(value)) continue;
      this.#sent.set(name, [...before.filter((other) => other !== value), value].slice(-remembered));
      if (!before.includes(value)) this.#isNew();
    }
  }

  /**
   * The keys that were sent, longest first: what a server may have put into its reply. Header values of other kinds
   * (a title, a language) may rightly occur in what a model says.
   */
  get credentials(): readonly string[] {
    return this.#replyKeys().values;
  }

  /** What a model said, with the keys that were sent in it replaced, in whatever form (see {@link KeyFinder}). */
  redactReply(text: string): string {
    return withoutAny(text, this.#replyKeys());
  }

  /** How many characters at the end of what a model has said so far could be the beginning of a key. */
  begunAtEnd(text: string): number {
    return this.#replyKeys().finder.begunAtEnd(text);
  }

  /** A word of the provider's, a model's name say, with every known secret in it replaced, in whatever form. */
  redactKnown(text: string): string {
    return withoutAny(text, this.#knownKeys());
  }

  /** The text with every secret in it replaced, and what looks like one. */
  redact(text: string): string {
    return likelySecrets.reduce(
      (rest, pattern) => rest.replaceAll(pattern, `$1${redacted}`),
      this.redactKnown(text),
    );
  }

  #add(values: readonly string[]): void {
    for (const value of values) if (value.length >= 4) this.#own.add(value);
    this.#isNew();
  }

  #isNew(): void {
    if (this.#known !== undefined) this.#known = { ...this.#known, isOld: true };
    if (this.#inReplies !== undefined) this.#inReplies = { ...this.#inReplies, isOld: true };
  }

  #knownKeys(): Keys {
    if (this.#known === undefined || this.#known.isOld) {
      const sent = [...this.#sent].flatMap(([name, values]) =>
        values.flatMap((value) => headerParts(name, value)),
      );
      this.#known = keysOf([...this.#own, ...sent.filter(({ length }) => length >= 4)], this.#known);
    }
    return this.#known;
  }

  #replyKeys(): Keys {
    if (this.#inReplies === undefined || this.#inReplies.isOld) {
      const sent = [...this.#sent].flatMap(([name, values]) =>
        values.flatMap((value) => {
          const parts = headerParts(name, value);
          return isSecretName(name) || parts.some(looksRandom) ? parts : [];
        }),
      );
      this.#inReplies = keysOf(
        [...this.#ownCredentials, ...sent.filter(({ length }) => length >= 8)],
        this.#inReplies,
      );
    }
    return this.#inReplies;
  }
}

/** Values to be found, as they are and in other forms. */
interface Keys {
  readonly values: readonly string[];
  readonly finder: KeyFinder;
  /** Whether more have been learned since. */
  readonly isOld: boolean;
}

function keysOf(values: readonly string[], before: Keys | undefined): Keys {
  const sorted = longestFirst(values);
  return { values: sorted, finder: new KeyFinder(sorted, before?.finder), isOld: false };
}

function withoutAny(text: string, { values, finder }: Keys): string {
  const rest = values.reduce(
    (left, value) => (left.includes(value) ? left.replaceAll(value, redacted) : left),
    text,
  );
  return finder.replaceAll(rest, redacted);
}

/** Longest first, so that no part of a long one is left behind by a short one within it. */
function longestFirst(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort((a, b) => b.length - a.length);
}

/** Letters and digits in one long word: no word of a language. */
function looksRandom(value: string): boolean {
  return value.length >= 12 && /^[^\s/]*$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}

/** `Bearer abc` may also be quoted as `abc`. */
function secretParts(value: string): readonly string[] {
  return [value, ...value.split(/\s+/).filter((part) => part.length >= 8)];
}

/** Also what each cookie holds, and what a name and a password are in base64. */
function headerParts(name: string, value: string): readonly string[] {
  const crumbs = /cookie/i.test(name)
    ? value.split(";").map((crumb) => crumb.slice(crumb.indexOf("=") + 1).trim())
    : [];
  const user = /^basic\s{1,9}([\w+/=-]{1,4000})$/i.exec(value.trim())?.[1];
  const pair = user === undefined ? "" : fromBase64(user);
  return [
    ...secretParts(value),
    ...crumbs.filter(({ length }) => length >= 8),
    ...(pair === "" ? [] : [pair, pair.slice(pair.indexOf(":") + 1)]),
  ];
}

/** The password of an address, as it stands and as it is meant. */
function userParts(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const { password } = new URL(address);
  return [password, decoded(password)].filter(({ length }) => length >= 4);
}

function fromBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}

function secretTexts(value: unknown, isSecret: boolean, depth = 0): readonly string[] {
  if (typeof value === "string") return isSecret ? secretParts(value) : [];
  if (typeof value !== "object" || value === null || depth > 6) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    secretTexts(item, isSecret || isSecretName(name) || name === "headers", depth + 1),
  );
}

/** Words in small letters, or a version: what a path is made of besides keys. */
function isWords(segment: string): boolean {
  return /^(?:[a-z]{1,16}(?:[-_.][a-z]{1,16})*|v\d\w{0,8})$/.test(segment);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
