import { InvalidArgumentError } from "@sdialog/core";
import { holdsKey } from "@sdialog/core/internal";

/** Headers whose values are secrets: a recipe and its run's manifest may only name where they are. */
const secretHeader = /auth|cookie|key|token|secret|password/i;
const variable = /\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}/g;

/** Where a description of a server holds a secret itself, instead of the name of an environment variable. */
export function literalSecrets({ apiKey, headers, url }: Readonly<Record<string, unknown>>): string[][] {
  const places: string[][] = literal(apiKey) ? [["apiKey"]] : [];
  for (const [name, value] of Object.entries((headers as Record<string, unknown> | undefined) ?? {}))
    if (secretHeader.test(name) && literal(value)) places.push(["headers", name]);
  if (typeof url === "string" && holdsLiteralKey(url)) places.push(["url"]);
  return places;
}

/** What is wrong with a place that {@link literalSecrets} finds. */
export const literalSecretMessage =
  "must not stand in a recipe: name an environment variable, as ${BOT_TOKEN}";

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
 * A description of a server with its environment variables filled in. Only address, headers and keys are: what is said is the
 * user's own.
 *
 * @throws InvalidArgumentError for a variable that is not set
 */
export function withVariables(
  { url, headers, apiKey, ...options }: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, unknown> {
  const filled = (text: unknown): unknown =>
    typeof text === "string" ? withVariablesIn(text, environment) : text;
  return {
    ...options,
    ...(url === undefined ? {} : { url: filled(url) }),
    ...(apiKey === undefined ? {} : { apiKey: filled(apiKey) }),
    ...(typeof headers === "object" && headers !== null
      ? { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])) }
      : {}),
  };
}

function literal(value: unknown): boolean {
  return typeof value === "string" && value.match(variable) === null;
}
