import type { Backend, BackendModule } from "./backend.ts";
import { importPeer } from "./import-peer.ts";

/** The backends known by name without registering anything. Nothing here loads an SDK before its string is used. */
export const builtInBackends: readonly Backend[] = [
  {
    name: "local",
    packages: ["@sdialog/local"],
    capabilities: {
      streaming: true,
      tools: false,
      jsonSchema: "grammar",
      thinking: false,
      seed: true,
      logprobs: true,
      stop: true,
      embeddings: true,
    },
    load: async () =>
      (await importPeer<{ backend: BackendModule }>("The local backend", "@sdialog/local")).backend,
  },
];
