import { InvalidArgumentError } from "@sdialog/core";
import { checkArguments, checkContract, checkModelName, checkSpecVersion } from "@sdialog/core/internal";
import type { Backend, BackendOptions } from "./backend.ts";
import type { ChatModel } from "./chat-model.ts";
import { defaults } from "./configure.ts";
import type { EmbeddingModel } from "./embedding-model.ts";
import { withCheckedUsage } from "./checked-usage.ts";
import type { EmbeddingModelRef, ModelRef } from "./model-ref.ts";
import { parseModelString } from "./registry.ts";
import { moduleOf } from "./release-unused-models.ts";

// A client per model string, shared by all who name it without options of their own, as long as what is configured stays.
const shared = new Map<string, Promise<ChatModel>>();
let sharedUnder = defaults().backends;

/**
 * The model behind a string, with the configured middleware around it; a model is returned as it is, but for one
 * that nothing of this package was around before: whatever it counts that is not a count is taken as 0, with a warning.
 *
 * @param ref `"backend:model"`, a model, or nothing for the configured default
 * @throws InvalidArgumentError for options next to a model, which would change nothing
 * @throws UnknownNameError `unknown_backend` for a backend nobody registered
 * @throws SDialogError `contract_version` for a model that follows another version of the contract
 * @throws MissingPackageError when the backend's package is not installed
 */
export async function resolveModel(ref?: ModelRef, options?: BackendOptions): Promise<ChatModel> {
  checkArguments("resolveModel", arguments, 2);
  const model = ref ?? defaults().model;
  if (typeof model !== "string") {
    refuseOptions("resolveModel", options);
    return checked(model);
  }
  const bare = await bareModel(model, options);
  return defaults().middleware?.(bare) ?? bare;
}

async function bareModel(text: string, options: BackendOptions | undefined): Promise<ChatModel> {
  const { backend, model } = parseModelString(text);
  const configured = configuredOptions(backend);
  const load = async (): Promise<ChatModel> =>
    checked(await (await moduleOf(backend)).chat(model, { ...configured, ...options }));
  if (options !== undefined) return load();
  const { backends } = defaults();
  if (sharedUnder !== backends) shared.clear();
  sharedUnder = backends;
  let pending = shared.get(text);
  if (pending === undefined) {
    pending = load();
    shared.set(text, pending);
    // A failed load must not be remembered: the package may be installed, the server started, in the meantime.
    pending.catch(() => shared.delete(text));
  }
  return pending;
}

/** The embedding model behind a string. @throws as {@link resolveModel}; InvalidArgumentError when the backend has no embeddings */
export async function resolveEmbeddingModel(
  ref: EmbeddingModelRef,
  options?: BackendOptions,
): Promise<EmbeddingModel> {
  if (typeof ref !== "string") {
    refuseOptions("resolveEmbeddingModel", options);
    return checkedEmbedding(ref);
  }
  const { backend, model } = parseModelString(ref);
  const module = await moduleOf(backend);
  if (module.embedding === undefined)
    throw new InvalidArgumentError(`The ${backend.name} backend offers no embeddings`);
  return checkedEmbedding(await module.embedding(model, { ...configuredOptions(backend), ...options }));
}

/** A model that is there was made with its options: others would change nothing. */
function refuseOptions(owner: string, options: BackendOptions | undefined): void {
  if (options === undefined || Object.keys(options).length === 0) return;
  throw new InvalidArgumentError(`${owner} was given a model and options, which the model no longer takes`, {
    hint: 'Pass them where the model is made, or name the model: "backend:model".',
  });
}

/**
 * Refuses what is not a chat model, as what a script writes by hand often is not.
 * @throws InvalidArgumentError
 */
export function checkModel(place: string, model: unknown): void {
  checkContract(place, "a chat model, or the name of one", model, ["generate", "stream"], aboutModels);
  if (typeof (model as Partial<ChatModel>).id !== "string")
    throw new InvalidArgumentError(`${place} has no id`, { hint: aboutModels });
}

const aboutModels =
  'A model by its name is "backend:model"; one of your own is made by defineChatModel({ id, capabilities, generate }).';

function checked(model: ChatModel): ChatModel {
  checkModel("The model", model);
  checkModelName(model.id);
  checkSpecVersion("ChatModel", model.id, model.specVersion, 1);
  return withCheckedUsage(model);
}

function checkedEmbedding(model: EmbeddingModel): EmbeddingModel {
  checkContract("The model", "an embedding model or the name of one", model, ["embed"]);
  checkModelName(model.id);
  checkSpecVersion("EmbeddingModel", model.id, model.specVersion, 1);
  return model;
}

/** What was configured for this backend, under its name or an alias; never what was for another. */
function configuredOptions({ name, aliases = [] }: Backend): BackendOptions | undefined {
  const { backends } = defaults();
  const all = [name, ...aliases].map((known) => backends?.[known]);
  return all.every((options) => options === undefined) ? undefined : Object.assign({}, ...all);
}
