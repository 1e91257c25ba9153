import * as z from "zod/mini";

const classNameSchema = z.pipe(
  z.object({ _metadata: z.object({ className: z.string() }) }),
  z.transform(({ _metadata: metadata }) => metadata.className),
);

/** The class that saved attributes say they are of; nothing where they do not say it. */
export function classNameOf(json: unknown): string | undefined {
  return classNameSchema.safeParse(json).data;
}
