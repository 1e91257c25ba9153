import type { ChatbotConnector } from "@sdialog/agents";
import { hidingKeys } from "@sdialog/agents/internal";
import { createByName } from "@sdialog/core";
import * as z from "zod";
import type { IdleFields } from "./idle-fields.ts";
import {
  holdsLiteralKey,
  literalSecretMessage,
  literalSecrets,
  variablesIn,
  withVariables,
  withVariablesIn,
} from "./secret-fields.ts";
import { within } from "./within.ts";

const described = z
  .looseObject({ type: z.string().describe("openai, webhook, websocket, mcp, or one that `imports` bring") })
  .superRefine((spec, { addIssue }) => {
    for (const path of literalSecrets(spec))
      addIssue({
        code: "custom",
        path,
        message: literalSecretMessage,
      });
  });

/** A chatbot in a recipe: an address (OpenAI's protocol, or a WebSocket), or how it is reached. */
export const chatbotSpecSchema = z.union([
  z
    .string({
      error: ({ input }) =>
        Array.isArray(input)
          ? "is one chatbot; a test names several as `chatbots: { first: …, second: … }`"
          : undefined,
    })
    .regex(
      /^(?:(?:https?|wss?):\/\/\S+|\$\{\w+\})$/,
      "must be an address, or ${NAME} of a variable that holds it",
    )
    .refine(
      (url) => !holdsLiteralKey(url),
      `may not hold a key, as the paths of webhooks do: it ${literalSecretMessage}`,
    ),
  described,
]);

/** A chatbot in the place of the model that answers. */
export const answeringChatbotField = chatbotSpecSchema
  .optional()
  .describe("A chatbot that answers instead of a model: its address, or how it is reached");

/** Fields that do nothing where a chatbot answers. See `idle` of a kind. */
export function idleAnswerFields({ chatbot }: { readonly chatbot?: ChatbotSpec | undefined }): IdleFields {
  return chatbot === undefined ? {} : { settings: "the chatbot answers, in its own way" };
}

/** A chatbot in a recipe; see {@link chatbotSpecSchema}. */
export type ChatbotSpec = z.output<typeof chatbotSpecSchema>;

/**
 * The way to the chatbot that a recipe describes. What its variables hold is taken out of whatever the chatbot sends back.
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
  return within(place, () => hidingKeys(connectorOf(spec, environment), variablesIn(spec, environment)));
}

function connectorOf(
  spec: ChatbotSpec,
  environment: Readonly<Record<string, string | undefined>>,
): ChatbotConnector {
  if (typeof spec !== "string") {
    const { type, ...options } = spec;
    return createByName("chatbot", type, withVariables(options, environment));
  }
  const url = withVariablesIn(spec, environment);
  return createByName("chatbot", /^wss?:/.test(url) ? "websocket" : "openai", { url });
}
