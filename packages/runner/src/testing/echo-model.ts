import type { ChatModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";

/**
 * Says something that is a function of what it is asked, after `delayMs`; as deterministic as a model can be. Calls
 * are counted.
 */
export function echoModel(delayMs = 0): ChatModel & { readonly calls: () => number } {
  let count = 0;
  const inner = scriptedModel(
    async (request) => {
      count++;
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      return `Message ${request.messages.length} with seed ${request.seed}.`;
    },
    { id: "echo:1" },
  );
  // The scripted model keeps every request; a million of them are not wanted here.
  const forget = (): void => void (inner.requests as unknown[]).splice(0);
  return {
    ...inner,
    calls: () => count,
    async generate(request) {
      const result = await inner.generate(request);
      forget();
      return result;
    },
  };
}
