import { checkOptions } from "@sdialog/core/internal";
import type { BackendOptions } from "../backend.ts";

const common = ["apiKey", "baseURL", "headers", "timeoutMs", "maxResponseBytes", "capabilities"];

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
    Object.fromEntries([...common, ...own].map((name) => [name, true as const])),
    "Settings such as temperature belong in the request, or in configure().",
  );
}
