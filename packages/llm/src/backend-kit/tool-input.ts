/** The arguments of a tool call as the model wrote them: parsed, or the text itself when it is not JSON. */
export function parseToolInput(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Tool arguments as text, for protocols that carry them so. */
export function toolInputText(input: unknown): string {
  return typeof input === "string" ? input : JSON.stringify(input ?? {});
}

/** Tool arguments as an object, for protocols that carry them so. */
export function toolInputObject(input: unknown): Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : { input };
}
