// A module a recipe can import: the backend "moody", whose model fails as long as the file it is named after is missing.
import { existsSync } from "node:fs";
import { ModelError, registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { echoModel } from "./echo-model.ts";

registerBackend({
  name: "moody",
  description: "answers as its mood is",
  packages: [],
  capabilities: { ...echoModel().capabilities, embeddings: false },
  create: async () => ({
    chat: (file) =>
      scriptedModel(
        () => {
          if (existsSync(file)) return "Fine now.";
          throw new ModelError("not today", { kind: "invalid_request", model: `moody:${file}` });
        },
        { id: `moody:${file}` },
      ),
  }),
});
