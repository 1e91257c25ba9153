import { lookUp } from "@sdialog/core";
import {
  checkArguments,
  checkModelName,
  checkOptions,
  type OptionNames,
  checkCount,
} from "@sdialog/core/internal";
import type { Backend, BackendOptions } from "./backend.ts";
import { checkBackendOptions } from "./backend-kit/check-backend-options.ts";
import type { ModelMiddleware, ModelSettings } from "./chat-model.ts";
import { limitResponses } from "./http/response-limit.ts";
import type { ModelRef } from "./model-ref.ts";
import { checkModelSettings, modelSettingOptions, pickModelSettings } from "./model-settings.ts";
// The backends there are: what is configured for another would be used by nobody.
import "./registry.ts";

/** What components use unless they are given something else. */
export interface Defaults extends ModelSettings {
  /** The model of every component that names none. */
  readonly model: ModelRef;
  /** Options by backend name; a backend sees only its own. */
  readonly backends?: Readonly<Record<string, BackendOptions>> | undefined;
  /** Put around every chat model that is named by a string: `configure({ middleware: withRetry() })`. */
  readonly middleware?: ModelMiddleware | undefined;
  /**
   * Most bytes of one answer of any server, of models, voices and chatbots, streamed or whole, where nothing closer to it
   * says. Default: 32 MiB; of voices 64 MiB.
   */
  readonly maxResponseBytes?: number | undefined;
}

const defaultsNames: OptionNames<Defaults> = {
  model: true,
  backends: true,
  middleware: true,
  maxResponseBytes: true,
  ...modelSettingOptions,
};

const initial: Defaults = { model: "local:pocket" };
let current: Defaults = initial;

/**
 * Sets defaults for the whole program; what is left out stays. Meant for the top of a script: libraries pass
 * models explicitly.
 *
 * @throws InvalidArgumentError for something that is not a default, not an option of its backend, not a number or not a number of bytes: a key belongs into `backends`, under the backend's name;
 *   UnknownNameError for a backend there is not, with the nearest name: one of your own is registered first
 */
export function configure(changes: Partial<Defaults>): void {
  checkArguments("configure", arguments, 1);
  checkOptions("configure", changes ?? null, defaultsNames);
  checkModelSettings(changes);
  for (const [backend, options] of Object.entries(changes.backends ?? {})) {
    const { name, options: own } = lookUp("backend", backend) as Backend;
    if (own !== undefined) checkBackendOptions(name, options, own);
  }
  if (typeof changes.model === "string") checkModelName(changes.model);
  const { maxResponseBytes: most = 1 } = changes;
  checkCount("maxResponseBytes", most, 1);
  current = { ...current, ...changes };
  limitResponses(current.maxResponseBytes);
}

/** Restores the built-in defaults. */
export function resetDefaults(): void {
  current = initial;
  limitResponses(undefined);
}

/** The defaults in force: what {@link configure} set, over the built-in ones. */
export function defaults(): Defaults {
  return current;
}

/** The configured settings of a call: without model, backends and middleware. */
export function defaultSettings(): ModelSettings {
  return pickModelSettings(current);
}
