// A module a recipe can import: the backend "fickle". Now and then what it says is no good, and as long as the file that
// its model is named after is missing, some of its calls fail: always the same ones.
import { existsSync } from "node:fs";
import { type ChatRequest, ModelError, registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { echoModel } from "./echo-model.ts";

/** A reply that follows from the request, and that is no good for some seeds, so that tries and substitutes come into it. */
export function fickleReply({ messages, output, seed = 0 }: ChatRequest): string {
  if (output?.name === "adapted_message") return JSON.stringify({ message: `In short: ${seed}?` });
  if (output?.name === "feedback")
    return JSON.stringify({ satisfied: seed % 3 === 0, message: `And ${seed}?` });
  return seed % 5 === 0 ? "" : `${seed} after ${messages.length}.`;
}

registerBackend({
  name: "fickle",
  description: "says what is no good now and then, and fails when it is not in the mood",
  packages: [],
  capabilities: { ...echoModel().capabilities, embeddings: false },
  create: async () => ({
    chat: (mood) =>
      scriptedModel(
        async (request) => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          if ((request.seed ?? 0) % 4 === 0 && !existsSync(mood))
            throw new ModelError("not today", { kind: "invalid_request", model: `fickle:${mood}` });
          return fickleReply(request);
        },
        { id: `fickle:${mood}` },
      ),
  }),
});
