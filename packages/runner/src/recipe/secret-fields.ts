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
/** Fields of a body under which a plain word says what is asked, and of whom. Under any other name it may be a password. */
const harmlessField =
  /^(?:action|agent|api|app|body|bot|brand|category|channel|client|command|content|conversation|country|currency|department|device|domain|event|format|from|function|id|input|intent|interface|kind|lang|language|locale|market|message|messages|method|mode|model|name|object|operation|origin|page|part|parts|path|platform|prompt|product|project|query|question|region|role|scope|section|sender|service|session|shop|site|skill|source|stage|state|status|store|stream|style|subject|target|tenant|text|thread|time[_-]?zone|title|to|tone|topic|type|unit|user|utterance|version|view|widget|(?:bot|channel|user|message|content|input|output|client|app|device|event|source|request|response|agent|shop|store)[_-]?(?:type|kind|name|id|format|mode|lang|language|version))$/i;
const signIn = /^(?:bearer|basic|bot|digest|key|token)$/i;
const variable = /\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}/g;
/** The same in an address that was parsed. */
const encodedSlot = /%7B%7B(?:%20){0,9}[A-Za-z]{1,32}(?:%20){0,9}%7D%7D/gi;
const slot = /\{\{\s{0,9}[A-Za-z]{1,32}\s{0,9}\}\}/g;

/**
 * Where a description of a server may hold a secret itself, instead of the name of an environment variable. What may stand
 * literally is an allow-list: values of {@link harmlessHeader}s, numbers, and plain words under {@link harmlessField}s.
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
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? "";
  return isSecret || !harmlessField.test(name) || !isPlain(withoutFillings(value)) ? [[...path]] : [];
}

/** Whether a text is variables and slots, with no more around them than how to sign in by them, as in `Bearer ${TOKEN}`. */
function isFilledIn(value: unknown): boolean {
  if (typeof value !== "string") return true;
  const rest = withoutFillings(value);
  const words = wordsIn(rest);
  return rest !== value && words.length <= 1 && words.every((word) => signIn.test(word));
}

function withoutFillings(text: string): string {
  return withoutVariables(text).replaceAll(slot, "");
}

/**
 * Whether a text is at most three words, in letters of the case that words have, or numbers as names have them (`v2`,
 * `order 7`): passwords are short, too, so that no text is harmless for its length.
 */
function isPlain(text: string): boolean {
  const words = wordsIn(text);
  return (
    words.length <= 3 &&
    words.every((word) => /^(?:\p{L}\p{Ll}{0,11}|\p{Lu}{1,12}|\p{Lo}{1,12}|\p{L}?\d{1,3})$/u.test(word))
  );
}

function wordsIn(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

function withoutVariables(text: string): string {
  return text.replaceAll(variable, "");
}

/** What is wrong with a place that {@link literalSecrets} finds. */
export const literalSecretMessage =
  'must not be written in a recipe: name an environment variable, as ${BOT_TOKEN}. Only numbers, plain words under names such as "channel" or "type", and harmless headers are written as they are';

/**
 * Whether a key stands in an address itself, a webhook's path included, and not under the name of a variable. What is put
 * in for `{{slots}}` is no part of it.
 */
export function holdsLiteralKey(url: string): boolean {
  return holdsKey(url.replaceAll(variable, "v").replaceAll(slot, "v").replaceAll(encodedSlot, "v"));
}

/** What the variables hold that a description names, at any depth: secrets, whatever they look like. Others are not set. */
export function variablesIn(
  description: unknown,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const names = [...JSON.stringify(description).matchAll(variable)].map(([, name]) => name as string);
  return [...new Set(names)].flatMap((name) => environment[name] ?? []);
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
