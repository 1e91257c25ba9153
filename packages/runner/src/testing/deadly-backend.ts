// A module a recipe can import: the backend "deadly", whose model answers as many calls as its name says and kills the
// process that asks it once more, as a machine short of memory would: not in the instant of the call, but a while later.
import { setTimeout as pause } from "node:timers/promises";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { echoModel } from "./echo-model.ts";

registerBackend({
  name: "deadly",
  description: "answers a number of calls, then kills whoever asks",
  packages: [],
  capabilities: { ...echoModel().capabilities, embeddings: false },
  create: async () => {
    let calls = 0;
    return {
      chat: (name) =>
        scriptedModel(
          async () => {
            if (++calls > Number(name)) {
              await pause(500);
              process.kill(process.pid, "SIGKILL");
            }
            return `Reply ${calls}`;
          },
          { id: `deadly:${name}` },
        ),
    };
  },
});
