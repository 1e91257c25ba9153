import type { BackendOptions } from "../backend.ts";

const secretName = /key|token|secret|password|credential|authorization|cookie/i;

// What looks like one is taken out too: some keys are known to an SDK only.
const likelySecrets = [
  /((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi,
  /()\b(?:sk|pk|rk|hf|gsk|xai|nvapi)[-_][\w-]{10,}/g,
  /()\b(?:AIza|AKIA|ASIA)[\w-]{12,}/g,
  /("(?:x-|api-|authorization)[\w-]*"\s*:\s*")[^"]*/gi,
];

/** The values that must never be written anywhere, and how to take them out of a text. */
export class Secrets {
  readonly #values: readonly string[];

  private constructor(values: readonly string[]) {
    // Longest first, so that no part of a long one is left behind by a short one within it.
    this.#values = [...new Set(values)]
      .filter(({ length }) => length >= 4)
      .sort((a, b) => b.length - a.length);
  }

  /**
   * Every header value and user-info of an address, every text under a name such as `apiKey` at any depth of the
   * options, and every environment variable so named.
   */
  static of(
    options: BackendOptions,
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ): Secrets {
    const { headers = {}, baseURL, ...rest } = options;
    const fromEnvironment = Object.entries(environment)
      .filter(([name, value]) => value !== undefined && value.length >= 8 && secretName.test(name))
      .flatMap(([, value]) => secretParts(value ?? ""));
    return new Secrets([
      ...Object.values(headers).flatMap(secretParts),
      ...(typeof baseURL === "string" ? addressSecrets(baseURL) : []),
      ...secretTexts(rest, false),
      ...fromEnvironment,
    ]);
  }

  /** The text with every secret in it replaced. */
  redact(text: string): string {
    const known = this.#values.reduce((rest, value) => rest.replaceAll(value, "[redacted]"), text);
    return likelySecrets.reduce((rest, pattern) => rest.replaceAll(pattern, "$1[redacted]"), known);
  }
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

function addressSecrets(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const { username, password, searchParams } = new URL(address);
  return [username, password, ...searchParams.values()].flatMap((part) => [part, decodeURIComponent(part)]);
}
