import { isAbsolute, resolve } from "node:path";
import { type BackendModule, type BackendOptions, type ChatModel, ModelError } from "@sdialog/llm";
import { bundledModel } from "./bundled-model.ts";
import { localModel } from "./local-model.ts";
import { localOptions } from "./local-options.ts";
import { readModelFolder } from "./model-files/read-model-folder.ts";
import { WorkerClient } from "./worker/worker-client.ts";

// One thread and one copy of the weights per model and settings, whoever asks for it.
const clients = new Map<string, WorkerClient>();

async function chat(model: string, options: BackendOptions): Promise<ChatModel> {
  const { timeoutMs, threads, batch, cachedTokens, ...choice } = localOptions(options);
  const bundled = model === "" || model === bundledModel.name;
  const id = `local:${bundled ? bundledModel.name : model}`;
  const folder = bundled ? bundledModel.folder : modelFolder(id, model);
  const start = {
    description: await readModelFolder(id, folder, choice),
    options: { threads, batch, cachedTokens },
  };
  const key = JSON.stringify(start);
  const client = clients.get(key) ?? new WorkerClient(start);
  clients.set(key, client);
  return localModel(client, { id, timeoutMs, notice: bundled ? bundledModel.notice : undefined });
}

/** A folder is written as a path: absolute, or beginning with a dot. */
function modelFolder(id: string, model: string): string {
  if (isAbsolute(model) || model.startsWith(".")) return resolve(model);
  throw new ModelError("is neither the bundled model nor a folder", {
    kind: "not_found",
    model: id,
    hint: `Write local:${bundledModel.name}, or the path of a folder: local:./${model} or local:/path/to/it.`,
  });
}

/** What stands behind `local:` in a model string. */
export const backend: BackendModule = { chat };
