import type { ChatModel } from "@sdialog/llm";

/**
 * The fingerprint of a model whose thoughts are taken out of its replies: a cache around it must tell apart what is taken
 * out, and in which order.
 */
export function separatedFingerprint(
  { fingerprint }: Pick<ChatModel, "fingerprint">,
  by: { readonly tag: string } | { readonly pattern: string },
): NonNullable<ChatModel["fingerprint"]> {
  const before = (fingerprint?.["thinking"] ?? []) as readonly object[];
  return { ...fingerprint, thinking: [...before, by] };
}
