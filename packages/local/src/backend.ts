import { AsyncLocalStorage } from "node:async_hooks";
import type { BackendModule, BackendOptions } from "@sdialog/llm";
import { localEmbeddingModel } from "./local-embedding-model.ts";
import { localModel, type LocalModelOptions } from "./local-model.ts";
import { localOptions } from "./local-options.ts";
import { locateModel } from "./locate-model.ts";
import { noticeOf } from "./model-files/notice-of.ts";
import { modelFingerprint } from "./model-files/model-fingerprint.ts";
import { readModelFolder } from "./model-files/read-model-folder.ts";
import { nodeThread } from "./worker/node-thread.ts";
import { type ChangesUnderWay, WorkerClient } from "./worker/worker-client.ts";

// One thread and one copy of the weights per model and settings, whoever asks for it.
const clients = new Map<string, WorkerClient>();
/** One for all, since functions may ask other models, whose functions may ask the first. */
const changes: ChangesUnderWay = new AsyncLocalStorage();

interface LocatedModel extends LocalModelOptions {
  readonly client: WorkerClient;
}

async function open(model: string, options: BackendOptions): Promise<LocatedModel> {
  const checked = localOptions(options);
  const { timeoutMs, threads, runtime, batch, reproducible, cachedTokens, contextLength } = checked;
  const { id, folder, file = checked.file, dtype } = await locateModel(model, checked);
  const start = {
    description: await readModelFolder(id, folder, { file, dtype, contextLength }),
    options: { threads, runtime, batch, reproducible, cachedTokens },
  };
  const key = JSON.stringify(start);
  const client = clients.get(key) ?? new WorkerClient(start, { startThread: nodeThread, changes });
  clients.set(key, client);
  const notice = noticeOf(start.description);
  return { client, id, timeoutMs, notice, fingerprint: await modelFingerprint(start.description) };
}

/** What stands behind `local:` in a model string. */
export const backend: BackendModule = {
  chat: async (model, options) => localModel(await open(model, options)),
  embedding: async (model, options) => localEmbeddingModel(await open(model, options)),
  async releaseUnused(forMs) {
    const unused = [...clients.values()].filter((client) => client.unusedMs >= forMs);
    await Promise.all(unused.map((client) => client.close()));
    return unused.length;
  },
};

/**
 * Frees the memory of every local model that was loaded and ends their threads; calls under way fail. A model that is
 * used again is loaded again. Programs need not call this to end.
 */
export async function unloadLocalModels(): Promise<void> {
  await Promise.all([...clients.values()].map((client) => client.close()));
}
