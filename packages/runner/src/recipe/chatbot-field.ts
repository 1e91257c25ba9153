import { type ChatbotConnector } from "@sdialog/agents";
import { createByName, InvalidArgumentError } from "@sdialog/core";
import { z } from "zod";
import { within } from "./within.ts";

/** Headers whose values are secrets: a recipe and its run's manifest may only name where they are. */
const secretHeader = /auth|cookie|key|token|secret|password/i;
const variable = /\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}/g;

const described = z
  .looseObject({ type: z.string().describe("openai, webhook, websocket, or one that `imports` bring") })
  .superRefine((spec, { addIssue }) => {
    for (const path of literalSecrets(spec))
      addIssue({
        code: "custom",
        path,
        message: "must not stand in a recipe: name an environment variable, as ${BOT_TOKEN}",
      });
  });

/** A chatbot in a recipe: an address (OpenAI's protocol, or a WebSocket), or how it is reached. */
export const chatbotSpecSchema = z.union([
  z.url({ protocol: /^(https?|wss?)$/ }).refine(hasNoCredentials, "may not hold a name or a password"),
  described,
]);

/** A chatbot in a recipe; see {@link chatbotSpecSchema}. */
export type ChatbotSpec = z.output<typeof chatbotSpecSchema>;

/**
 * The way to the chatbot that a recipe describes.
 *
 * @param place where the description stands, for errors
 * @param environment where `${NAME}` is looked up
 * @throws RecipeError for an unknown type, a wrong option, or a variable that is not set
 */
export function chatbotOf(
  spec: ChatbotSpec,
  place: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ChatbotConnector {
  if (typeof spec === "string") {
    const type = /^wss?:/.test(spec) ? "websocket" : "openai";
    return within(place, () => createByName("chatbot", type, { url: spec }));
  }
  const { type, ...options } = spec;
  return within(place, () => createByName("chatbot", type, withVariables(options, environment)));
}

/** Only headers and keys are filled in: what is said to the bot is the user's own. */
function withVariables(
  { headers, apiKey, ...options }: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const filled = (text: unknown): unknown =>
    typeof text !== "string"
      ? text
      : text.replaceAll(variable, (_, name: string) => {
          const value = environment[name];
          if (value === undefined)
            throw new InvalidArgumentError(`the environment variable ${name} is not set`, {
              hint: `Set it where the command runs: ${name}=… sdialog test …`,
            });
          return value;
        });
  return {
    ...options,
    ...(apiKey === undefined ? {} : { apiKey: filled(apiKey) }),
    ...(typeof headers === "object" && headers !== null
      ? { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])) }
      : {}),
  };
}

function literal(value: unknown): boolean {
  return typeof value === "string" && value.match(variable) === null;
}

function literalSecrets({ apiKey, headers, url }: Readonly<Record<string, unknown>>): string[][] {
  const places: string[][] = literal(apiKey) ? [["apiKey"]] : [];
  for (const [name, value] of Object.entries((headers as Record<string, unknown> | undefined) ?? {}))
    if (secretHeader.test(name) && literal(value)) places.push(["headers", name]);
  if (typeof url === "string" && URL.canParse(url) && !hasNoCredentials(url)) places.push(["url"]);
  return places;
}

function hasNoCredentials(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { username, password } = new URL(url);
  return username === "" && password === "";
}
