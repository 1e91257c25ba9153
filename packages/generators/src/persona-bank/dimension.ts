import * as z from "zod";

/** One thing in which people differ, with the values it can have. */
export const dimensionSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, "a name is made of lower-case letters, digits and _"),
  description: z.string().default(""),
  /** Constraint dimensions say what an answer must respect; a persona has a certain number of them. */
  constraint: z.boolean().default(false),
  /** Always part of a persona. */
  required: z.boolean().default(false),
  values: z.array(z.string().min(1)).min(2),
});

/** One thing in which people differ, with its values; see {@link dimensionSchema}. */
export type Dimension = z.output<typeof dimensionSchema>;

/** Dimension → value; a persona that does not say something has no entry for it. */
export type Features = Readonly<Record<string, string>>;

/** A dimension as a file has it: ours, or PersonaGym's, which calls constraints otherwise and sorts dimensions into categories. */
export const dimensionRecordSchema = z
  .strictObject({
    ...dimensionSchema.shape,
    constraint: z.boolean().optional(),
    is_constraint: z.boolean().optional(),
    type: z.literal("categorical").optional(),
    category: z.string().optional(),
  })
  .transform(({ name, description, values, required, constraint, is_constraint: theirs }): Dimension => ({
    name,
    description,
    constraint: constraint ?? theirs ?? false,
    required,
    values,
  }));
