import * as z from "zod/mini";

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
  version: z.nullish(z.string()),
  timestamp: z.nullish(z.string()),
  model: z.nullish(z.union([z.string(), z.record(z.string(), z.unknown())])),
  seed: z.nullish(z.number()),
  id: z.nullish(z.union([z.string(), z.number()])),
  parentId: z.nullish(z.union([z.string(), z.number()])),
  className: z.nullish(z.string()),
  notes: z.nullish(z.string()),
});
