import { InvalidArgumentError } from "@sdialog/core";
import { type ChatbotSpec, literalSecrets } from "@sdialog/runner";
import type { SceneParticipant } from "../protocol/scene.ts";
import { givenAttributes } from "./scene-persona.ts";

/**
 * How a participant's chatbot is reached. A scene is kept by the page and told again, so no key may stand in it.
 * @throws InvalidArgumentError for a key that is written out
 */
export function chatbotSpec({ chatbot }: SceneParticipant): Exclude<ChatbotSpec, string> {
  const spec = { ...givenAttributes(chatbot), type: chatbot.type };
  const [place] = literalSecrets(spec);
  if (place !== undefined)
    throw new InvalidArgumentError(`Chatbot: ${place.join(".")} may hold a key, and keys are not kept here`, {
      hint: "Set an environment variable where the playground runs, and write its name: ${BOT_TOKEN}.",
    });
  return spec;
}
