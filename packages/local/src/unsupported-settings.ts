import type { ChatRequest, ModelWarning } from "@sdialog/llm";

/** What a request asks for that this engine does not do, and what happens instead. */
export function unsupportedSettings(request: ChatRequest): readonly ModelWarning[] {
  const warnings: ModelWarning[] = [];
  if (request.tools !== undefined && request.tools.length > 0)
    warnings.push({ setting: "tools", message: "local models cannot call tools; this one answers in text" });
  if (request.thinking !== undefined && request.thinking !== false)
    warnings.push({ setting: "thinking", message: "this model does not reason separately from its reply" });
  return warnings;
}
