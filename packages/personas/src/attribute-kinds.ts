import * as z from "zod";

// One way to write each kind of attribute the built-in personas have; left out, each is the empty text.

export function text(description: string, standard = "") {
  return z.string().default(standard).describe(description);
}

export function integerOrText(description: string) {
  return z.union([z.int(), z.string()]).default("").describe(description);
}

export function numberOrText(description: string) {
  return z.union([z.number(), z.string()]).default("").describe(description);
}

export function textOrList(description: string) {
  return z
    .union([z.string(), z.array(z.string())])
    .default("")
    .describe(description);
}
