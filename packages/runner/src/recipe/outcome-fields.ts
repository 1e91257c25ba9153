import * as z from "zod";

/** For kinds whose conversations can go well or badly; changes nothing of what is made. */
export const outcomeFields = {
  required: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe("Least share of conversations that must succeed: with fewer, the command fails"),
};
