import type { ChatModel, ChatRequest, ModelSettings, ModelWarning } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { checkModelSettings, modelSettingNames } from "../model-settings.ts";

/**
 * Compares a request with what the model can do.
 *
 * @param settings the settings the backend passes on
 * @returns the request without the settings that cannot be passed on, and a warning for each of them: they affect
 * the style of the reply, not what kind of reply it is
 * @throws InvalidArgumentError for a setting that is NaN, infinite or no number
 * @throws ModelError `unsupported` for tools, schemas, log-probabilities and stop texts that the model does not
 * support, and for messages that are not text: the caller would get something other than what was asked for
 */
export function checkRequest(
  { id, capabilities }: Pick<ChatModel, "id" | "capabilities">,
  request: ChatRequest,
  settings: readonly (keyof ModelSettings)[],
): { readonly request: ChatRequest; readonly warnings: readonly ModelWarning[] } {
  checkModelSettings(request);
  const missing = [
    request.tools !== undefined && request.tools.length > 0 && !capabilities.tools && "tools",
    request.output !== undefined && capabilities.jsonSchema === "none" && "JSON schemas",
    request.logprobs !== undefined && !capabilities.logprobs && "log-probabilities",
    request.stop !== undefined && request.stop.length > 0 && !capabilities.stop && "stop texts",
  ].find((name) => name !== false);
  const other = request.messages.find(({ content }) => typeof content !== "string");
  if (other !== undefined)
    throw new ModelError(`a message of the ${other.role} holds something other than text`, {
      kind: "unsupported",
      model: id,
      hint: "Messages are text. Describe an image or a recording in words.",
    });
  if (missing !== undefined)
    throw new ModelError(`this model does not support ${missing}`, { kind: "unsupported", model: id });
  const ignored = modelSettingNames.filter((name) => request[name] !== undefined && !settings.includes(name));
  const warnings = ignored.map((setting) => ({
    setting,
    message: `${setting} is not supported and was left out`,
  }));
  const kept = { ...request, ...Object.fromEntries(ignored.map((name) => [name, undefined])) };
  const wantsThinking =
    request.thinking !== undefined && request.thinking !== false && !capabilities.thinking;
  if (!wantsThinking) return { request: kept, warnings };
  const noThinking = { setting: "thinking", message: "this model cannot think before it answers" };
  return { request: { ...kept, thinking: undefined }, warnings: [...warnings, noThinking] };
}
