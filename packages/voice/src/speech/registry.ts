import { lookUp, register, registered } from "@sdialog/core";
import { checkModelName, checkOptions, checkSpecVersion } from "@sdialog/core/internal";
import { builtInEngines } from "./built-in-engines.ts";
import { type SpeechEngine, type SpeechOptions, speechOptionNames } from "./speech-engine.ts";
import type { SpeechModel } from "./speech-model.ts";

for (const engine of builtInEngines) register("speech", engine);

/** A speech model, or the string that names one: `"espeak"`, `"openai:gpt-4o-mini-tts"`. */
export type SpeechModelRef = string | SpeechModel;

/** All known speech engines, each once. */
export function listSpeechEngines(): readonly SpeechEngine[] {
  return registered("speech") as readonly SpeechEngine[];
}

/**
 * The speech model behind a string; a model is returned as it is.
 *
 * @throws InvalidArgumentError when a key or a password stands in the name, which is recorded
 * @throws UnknownNameError `unknown_speech` for an engine nobody registered
 * @throws SDialogError `contract_version` for a model that follows another version of the contract
 * @throws MissingPackageError when the engine's package is not installed
 */
export async function resolveSpeechModel(
  ref: SpeechModelRef,
  options: SpeechOptions = {},
): Promise<SpeechModel> {
  checkOptions("resolveSpeechModel", options, speechOptionNames);
  checkModelName(typeof ref === "string" ? ref : ref.id);
  const model = typeof ref === "string" ? await loadModel(ref, options) : ref;
  checkSpecVersion("SpeechModel", model.id, model.specVersion, 1);
  return model;
}

async function loadModel(text: string, options: SpeechOptions): Promise<SpeechModel> {
  const [name = "", model = ""] = text.split(/:(.*)/s);
  const load = await (lookUp("speech", name) as SpeechEngine).create();
  return load(model, options);
}
