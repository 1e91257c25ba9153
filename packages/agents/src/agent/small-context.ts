import type { ChatModel } from "@sdialog/llm";

/** Up to here the usual prompt takes so much of what a model reads that little is left for what was said. */
export const smallContext = 2048;

/** Whether a model is known to read so little at once that it is given the compact prompt. */
export function isSmallContext({ capabilities: { contextTokens } }: ChatModel): boolean {
  return contextTokens !== undefined && contextTokens <= smallContext;
}
