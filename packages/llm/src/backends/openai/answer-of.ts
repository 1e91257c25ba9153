import { isJson } from "../../backend-kit/error-body.ts";

/**
 * What an answer says. The SDK would parse its text in one go, which may take seconds; `json()` of our responses is parsed in
 * pieces already.
 *
 * @returns a text where it is not JSON; nothing where nothing came
 */
export async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204 || (response as { readonly isEmpty?: boolean }).isEmpty === true)
    return undefined;
  return isJson(response.headers.get("content-type") ?? "") ? response.json() : response.text();
}
