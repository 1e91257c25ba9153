import * as z from "zod";

/** Where a persona or context comes from; the `_metadata` object of its JSON. */
export interface Metadata {
  readonly version?: string | null | undefined;
  /** ISO 8601 in UTC. */
  readonly timestamp?: string | null | undefined;
  readonly model?: string | Record<string, unknown> | null | undefined;
  readonly seed?: number | null | undefined;
  readonly id?: string | number | null | undefined;
  /** The object it was derived from. */
  readonly parentId?: string | number | null | undefined;
  /** The class it is an object of. */
  readonly className?: string | null | undefined;
  readonly notes?: string | null | undefined;
  readonly [key: string]: unknown;
}

export const metadataSchema = z.looseObject({
  version: z.string().nullish(),
  timestamp: z.string().nullish(),
  model: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  seed: z.number().nullish(),
  id: z.union([z.string(), z.number()]).nullish(),
  parentId: z.union([z.string(), z.number()]).nullish(),
  className: z.string().nullish(),
  notes: z.string().nullish(),
});
