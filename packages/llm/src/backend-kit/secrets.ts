import { variables } from "./environment.ts";
import { isPublicPath, pathOf } from "@sdialog/core/internal";
import type { BackendOptions } from "../backend.ts";

const secretName = /key|token|secret|password|credential|authorization|cookie/i;

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

/** The values that must never be written anywhere, and how to take them out of a text. */
export class Secrets {
  #values: readonly string[] = [];
  #credentials: readonly string[] = [];
  readonly #sent = new Set<string>();

  private constructor(values: readonly string[]) {
    this.#add(values);
  }

  /**
   * Every header value, every part of an address but its host, every text under a name such as `apiKey` at any depth
   * of the options, and every environment variable so named.
   */
  static of(
    options: BackendOptions,
    environment: Readonly<Record<string, string | undefined>> = variables(),
  ): Secrets {
    const { headers = {}, baseURL, ...rest } = options;
    const fromEnvironment = Object.entries(environment)
      .filter(([name, value]) => value !== undefined && value.length >= 8 && secretName.test(name))
      .flatMap(([, value]) => secretParts(value ?? ""));
    const secrets = new Secrets([
      ...Object.values(headers).flatMap(secretParts),
      ...secretTexts(rest, false),
      ...fromEnvironment,
    ]);
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
    const path = pathOf(address);
    if (isPublicPath(path)) return;
    const tokens = path.split("/").filter((segment) => segment.length >= 6 && !isWords(segment));
    const found = [path, ...tokens].flatMap((part) => [part, decoded(part)]);
    this.#add(found);
    if (tokens.length > 0) this.#credentials = longestFirst([...this.#credentials, ...found]);
  }

  /** Learns the headers of a request, whoever put them there. */
  noteSent(headers: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(headers)) {
      if (this.#sent.has(value) || harmlessHeader.test(name)) continue;
      this.#sent.add(value);
      const parts = secretParts(value);
      this.#add(parts);
      if (secretName.test(name) || parts.some(looksRandom))
        this.#credentials = longestFirst([
          ...this.#credentials,
          ...parts.filter(({ length }) => length >= 8),
        ]);
    }
  }

  /**
   * The keys that were sent, longest first: what a server may have put into its reply. Header values of other kinds
   * (a title, a language) may rightly occur in what a model says.
   */
  get credentials(): readonly string[] {
    return this.#credentials;
  }

  /** A word of the provider's, a model's name say, with every known secret in it replaced. */
  redactKnown(text: string): string {
    return this.#values.reduce((rest, value) => rest.replaceAll(value, redacted), text);
  }

  /** The text with every secret in it replaced, and what looks like one. */
  redact(text: string): string {
    return likelySecrets.reduce(
      (rest, pattern) => rest.replaceAll(pattern, `$1${redacted}`),
      this.redactKnown(text),
    );
  }

  #add(values: readonly string[]): void {
    this.#values = longestFirst([...this.#values, ...values.filter(({ length }) => length >= 4)]);
  }
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

function secretTexts(value: unknown, isSecret: boolean, depth = 0): readonly string[] {
  if (typeof value === "string") return isSecret ? secretParts(value) : [];
  if (typeof value !== "object" || value === null || depth > 6) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    secretTexts(item, isSecret || secretName.test(name) || name === "headers", depth + 1),
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
