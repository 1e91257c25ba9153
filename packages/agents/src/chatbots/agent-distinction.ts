import { contentHash } from "@sdialog/core";

/**
 * What an agent of another kit shows of how it was made, so that two of one name do not make dialogues of one id; of what
 * makes one, its code.
 */
export function shownBy(agent: object): Readonly<Record<string, unknown>> {
  if (typeof agent === "function") return { code: contentHash(String(agent)) };
  const shown = (name: string): string | null => {
    const value: unknown = Reflect.get(agent, name);
    return typeof value === "string" ? value : null;
  };
  return { id: shown("id"), model: shown("model"), instructions: shown("instructions") };
}
