// A module a recipe can import: the backend "echo", whose model names are delays in milliseconds.
import { registerBackend } from "@sdialog/llm";
import { echoModel } from "./echo-model.ts";

registerBackend({
  name: "echo",
  description: "says what it was told, after a while",
  packages: [],
  capabilities: { ...echoModel().capabilities, embeddings: false },
  create: async () => ({ chat: (delay) => echoModel(Number(delay)) }),
});
