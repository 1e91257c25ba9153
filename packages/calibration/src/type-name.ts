import type { PolicySpecs } from "@sdialog/agents";

/** What users who behave so are called: `terse, careless`. */
export function typeName(policies: PolicySpecs): string {
  const option = (policy: string, name: string): number => {
    const spec = policies.find((one) => typeof one !== "string" && one.name === policy);
    return Number((spec as Readonly<Record<string, unknown>> | undefined)?.[name] ?? 0);
  };
  if (policies.length === 0) return "as the model is";
  const words = option("message-length", "words");
  return [
    words <= 5 ? "terse" : words >= 20 ? "wordy" : "brief",
    ...(option("politeness", "share") >= 0.3 ? ["polite"] : []),
    ...(option("casual-spelling", "lowercase") >= 0.5 ? ["careless"] : []),
    ...(option("scepticism", "share") >= 0.2 ? ["sceptical"] : []),
    ...(option("limited-time", "messages") >= 8 ? ["patient"] : []),
  ].join(", ");
}

/** The names with a number after those that came before. */
export function distinctNames(names: readonly string[]): readonly string[] {
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
