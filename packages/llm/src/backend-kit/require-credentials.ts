import type { BackendOptions } from "../backend.ts";
import { ModelError } from "../errors/model-error.ts";

/**
 * For a backend that found no key, and whose server is certain to want one: refuses to make the model, so that nothing is
 * sent or tried again. Headers and SDK options of the caller's own may sign calls in another way, so they are let pass.
 *
 * @param model `backend:model`
 * @param hint where a key would have been found
 * @param missing what was not found
 * @throws ModelError `no_credentials`
 */
export function requireCredentials(
  model: string,
  options: BackendOptions,
  hint: string,
  missing = "no API key was given",
): void {
  const { headers = {}, client } = options;
  if (Object.keys(headers).length > 0 || client !== undefined) return;
  throw new ModelError(missing, { kind: "no_credentials", model, hint });
}
