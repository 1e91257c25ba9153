import { isJson } from "../../backend-kit/error-body.ts";

/**
 * What an answer says. The SDK would parse its text in one go, which may take seconds; `json()` of our responses is parsed in
 * pieces already.
 *
 * @returns nothing where nothing came, and for what is not JSON, which is not read: it might never end
 */
export async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204 || (response as { readonly isEmpty?: boolean }).isEmpty === true)
    return undefined;
  if (isJson(response.headers.get("content-type") ?? "")) return response.json();
  await response.body?.cancel();
  return undefined;
}
