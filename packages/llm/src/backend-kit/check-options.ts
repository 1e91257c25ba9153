import { InvalidArgumentError, nearestName } from "@sdialog/core";
import type { BackendOptions } from "../backend.ts";

const common = ["apiKey", "baseURL", "headers", "timeoutMs", "capabilities"];

/**
 * Refuses options a backend does not know, so that a slip of the fingers, or a setting that belongs into a request,
 * is not lost in silence.
 *
 * @param own the options this backend has besides those all backends have
 * @throws InvalidArgumentError naming the option, never its value
 */
export function checkOptions(backend: string, options: BackendOptions, own: readonly string[] = []): void {
  const known = [...common, ...own];
  const unknown = Object.keys(options).find((name) => !known.includes(name) && options[name] !== undefined);
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  throw new InvalidArgumentError(
    `The ${backend} backend has no option "${unknown}"${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`,
    {
      hint: `It takes: ${known.join(", ")}. Settings such as temperature belong into the request, or into configure().`,
    },
  );
}
