// A module a recipe can import: the backend "echo", whose model names are delays in milliseconds.
import { registerBackend } from "@sdialog/llm";
import { echoModel } from "./echo-model.ts";

registerBackend({
  name: "echo",
  packages: [],
  capabilities: { ...echoModel().capabilities, embeddings: false },
  load: async () => ({ chat: (delay) => echoModel(Number(delay)) }),
});
