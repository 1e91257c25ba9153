import { InvalidArgumentError } from "@sdialog/core";
import { holdsKey, isSecretName } from "@sdialog/core/internal";

/** Headers whose values are no secrets. All others are written as `${NAME}`: a list of secret ones would never be whole. */
const harmlessHeader =
  /^(?:accept(?:-(?:charset|encoding|language))?|cache-control|content-(?:language|type)|user-agent)$/i;
/** Options of chatbots and requests that are said as they are: they say how to speak, and are checked elsewhere. */
const plainOptions: ReadonlySet<string> = new Set([
  "type",
  "method",
  "api",
  "model",
  "systemPrompt",
  "remembers",
  "maxToolRounds",
  "tool",
  "message",
  "session",
  "tools",
  "greets",
  "until",
  "answer",
  "error",
  "toolCalls",
]);
const variable = /\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}/g;
const slot = /\{\{\s{0,9}[A-Za-z]{1,32}\s{0,9}\}\}/g;

/**
 * Where a description of a server may hold a secret itself, instead of the name of an environment variable. What may stand
 * literally is an allow-list: values of {@link harmlessHeader}s, numbers, and short plain words.
 */
export function literalSecrets({
  apiKey,
  headers,
  url,
  ...options
}: Readonly<Record<string, unknown>>): string[][] {
  const places: string[][] =
    typeof apiKey === "string" && withoutVariables(apiKey) !== "" ? [["apiKey"]] : [];
  for (const [name, value] of Object.entries((headers as Record<string, unknown> | undefined) ?? {}))
    if (!harmlessHeader.test(name) && !isFilledIn(value)) places.push(["headers", name]);
  if (typeof url === "string" && holdsLiteralKey(url)) places.push(["url"]);
  for (const [name, value] of Object.entries(options))
    if (!plainOptions.has(name)) places.push(...literalsIn(value, [name]));
  return places;
}

/** Where a template holds what may be a secret, at any depth. */
function literalsIn(value: unknown, path: readonly string[]): string[][] {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([name, item]) => literalsIn(item, [...path, name]));
  // Under these names nothing stands literally, however short.
  const isSecret = path.some(isSecretName);
  if (typeof value === "number") return isSecret ? [[...path]] : [];
  if (typeof value !== "string" || value === "" || isFilledIn(value)) return [];
  return isSecret || !isPlain(value) ? [[...path]] : [];
}

/** Whether a text is a variable or a slot, with no more than plain words around it, as in `Bearer ${TOKEN}`. */
function isFilledIn(value: unknown): boolean {
  if (typeof value !== "string") return true;
  const rest = withoutVariables(value).replaceAll(slot, "");
  return rest !== value && isPlain(rest);
}

/** Whether a text is too short for a key, or at most three words: letters in the case that words have. */
function isPlain(text: string): boolean {
  if (text.length <= 7) return true;
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return (
    words.length <= 3 &&
    words.every((word) => /^(?:\p{L}\p{Ll}{0,11}|\p{Lu}{1,12}|\p{Lo}{1,12})$/u.test(word))
  );
}

function withoutVariables(text: string): string {
  return text.replaceAll(variable, "");
}

/** What is wrong with a place that {@link literalSecrets} finds. */
export const literalSecretMessage =
  "must not stand in a recipe: name an environment variable, as ${BOT_TOKEN}. Only short plain words, numbers and harmless headers are written as they are";

/** Whether a key stands in an address itself, a webhook's path included, and not under the name of a variable. */
export function holdsLiteralKey(url: string): boolean {
  return holdsKey(url.replaceAll(variable, "v"));
}

/** A text with its environment variables filled in. @throws InvalidArgumentError for one that is not set */
export function withVariablesIn(
  text: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  return text.replaceAll(variable, (_, name: string) => {
    const value = environment[name];
    if (value === undefined)
      throw new InvalidArgumentError(`the environment variable ${name} is not set`, {
        hint: `Set it where the command runs: ${name}=… sdialog test …`,
      });
    return value;
  });
}

/**
 * A description of a server with its environment variables filled in, wherever {@link literalSecrets} looks: what is said
 * besides is the user's own.
 *
 * @throws InvalidArgumentError for a variable that is not set
 */
export function withVariables(
  options: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, unknown> {
  const filled = (value: unknown): unknown => {
    if (typeof value === "string") return withVariablesIn(value, environment);
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item)]));
  };
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, plainOptions.has(name) ? value : filled(value)]),
  );
}
