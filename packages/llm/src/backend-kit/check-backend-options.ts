import { checkKinds, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { BackendOptions } from "../backend.ts";
import type { ModelCapabilities } from "../chat-model.ts";

/** The names of {@link ModelCapabilities}. */
export const capabilityNames: OptionNames<ModelCapabilities> = {
  streaming: true,
  tools: true,
  jsonSchema: true,
  thinking: true,
  seed: true,
  logprobs: true,
  stop: true,
  contextTokens: true,
  messages: true,
};

const common = {
  apiKey: true,
  baseURL: true,
  headers: true,
  timeoutMs: true,
  maxResponseBytes: true,
  maxToolCalls: true,
  capabilities: capabilityNames,
} as const;

/**
 * Refuses options a backend does not know, so that a typo, or a setting that belongs in a request, is not silently
 * ignored.
 *
 * @param own the options this backend has besides those all backends have
 * @throws InvalidArgumentError naming the option, never its value
 */
export function checkBackendOptions(
  backend: string,
  options: BackendOptions,
  own: readonly string[] = [],
): void {
  checkOptions(
    `The ${backend} backend`,
    options,
    { ...common, ...Object.fromEntries(own.map((name) => [name, true as const])) },
    "Settings such as temperature belong in the request, or in configure().",
  );
  const { headers, baseURL, apiKey, timeoutMs } = options;
  const given = {
    headers: [headers, "an object of strings"],
    baseURL: [baseURL, "a string"],
    apiKey: [apiKey, "a string"],
    timeoutMs: [timeoutMs, "a positive number"],
  } as const;
  for (const [name, kind] of Object.entries(given))
    if (kind[0] !== undefined) checkKinds(`The ${backend} backend`, { [name]: kind });
}
