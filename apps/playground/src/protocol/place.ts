import * as z from "zod";

/** Where a dialogue stands: in which file, and on which line or in which place of a list. */
export const placeSchema = z.strictObject({ file: z.string().min(1), at: z.coerce.number().int().min(0) });
export type Place = z.output<typeof placeSchema>;
