import * as z from "zod";
import { mostTasks } from "../store/manifest.ts";
import { addressField, databaseField, setsNoSecret } from "./public-fields.ts";
import { modelSchema, settingsSchema } from "./model-spec.ts";
import { outcomeFields } from "./outcome-fields.ts";
import { voiceField } from "./voice-field.ts";

const postgres = z
  .strictObject({
    url: databaseField("set PGPASSWORD")
      .optional()
      .describe(
        "Database. Default: the run starts a PostgreSQL of its own. A password comes from PGPASSWORD",
      ),
    schema: z
      .string()
      .regex(/^[a-z_][a-z0-9_]*$/)
      .default("sdialog")
      .describe("Schema of the tables"),
    leaseSeconds: z
      .number()
      .int()
      .min(10)
      .default(60)
      .describe("A worker that is silent for this long loses its tasks to the others"),
    patienceSeconds: z
      .number()
      .min(0)
      .default(60)
      .describe("How long to wait for a lost connection to come back"),
    workers: z
      .number()
      .int()
      .min(0)
      .default(1)
      .describe("Workers started here; others may join from anywhere"),
  })
  .prefault({});

/** A value that stands in a line of a script: a second line would be a command of its own. */
const line = z.string().regex(/^[^\r\n\0]*$/, "must be one line");

const slurm = z
  .strictObject({
    tasks: z.number().int().min(1).default(4).describe("Array tasks that the run is cut into"),
    throttle: z.number().int().min(1).optional().describe("Most array tasks at the same time"),
    partition: line.optional(),
    account: line.optional(),
    time: line.optional().describe("Limit per array task, as sbatch's --time"),
    memory: line.optional().describe("Per array task, as sbatch's --mem"),
    cpus: z.number().int().min(1).default(1),
    options: z
      .array(
        line.refine(
          setsNoSecret,
          "may not hold a key, a token or a password: sbatch passes the environment on by itself",
        ),
      )
      .default([])
      .describe("Further sbatch options, each as one text"),
    rounds: z.number().int().min(1).default(3).describe("How often unfinished tasks are submitted"),
  })
  .prefault({});

/** The services a run is tracked by. */
export const trackingField = z
  .strictObject({
    mlflow: z
      .strictObject({
        url: addressField(
          "set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD",
        ),
        experiment: z.string().default("sdialog"),
      })
      .optional(),
    aim: z
      .strictObject({
        url: addressField("put a proxy that adds it before the server").describe(
          "The address of `aim server`: aim://host:53800",
        ),
        experiment: z.string().default("sdialog"),
      })
      .optional(),
    otlp: z.strictObject({ url: addressField("set OTEL_EXPORTER_OTLP_HEADERS") }).optional(),
  })
  .prefault({});

/** What changes where, how fast and how many, but never what one task makes. */
export const executionFields = {
  name: z.string().optional().describe("Name of the run. Default: the recipe's file name"),
  count: z.number().int().min(1).max(mostTasks).describe("How many results"),
  concurrency: z.number().int().min(1).max(10_000).default(8).describe("Tasks at the same time"),
  executor: z
    .string()
    .default("local")
    .meta({ examples: ["local", "postgres", "slurm"] })
    .describe("Where the tasks are done: local, postgres or slurm, or one that `imports` bring"),
  postgres,
  slurm,
  retries: z
    .number()
    .int()
    .min(0)
    .default(2)
    .describe("How often a task whose result is refused is retried, under other seeds"),
  retryDelaySeconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(0)
    .describe("How long to wait before such a retry; busy models are waited for in any case"),
  modelRetries: z
    .number()
    .int()
    .min(0)
    .default(4)
    .describe("How often a model call is retried after a failure that may pass"),
  timeoutMs: z.number().int().min(1).optional().describe("Longest time of one model call, in milliseconds"),
  maxResponseBytes: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("Most bytes of one answer of a model's server; default: 32 MiB"),
  limits: z
    .strictObject({
      concurrency: z.number().int().min(1).optional(),
      requestsPerMinute: z.number().min(1).optional(),
      tokensPerMinute: z.number().min(1).optional(),
    })
    .prefault({})
    .describe("Per provider"),
  budget: z
    .strictObject({ tokens: z.number().positive().optional(), dollars: z.number().positive().optional() })
    .prefault({})
    .describe(
      "The run stops, and can be resumed, when this is used up; dollars are refused for models whose price is not known",
    ),
  cache: z.string().optional().describe("Folder in which answers are cached"),
  imports: z
    .array(z.string())
    .default([])
    .describe(
      "Modules loaded first, which may register backends and recipe kinds; paths start at the recipe's folder",
    ),
  tracking: trackingField,
  voice: voiceField,
};

/** What every kind of recipe has. */
export const commonFields = {
  ...executionFields,
  seed: z.number().int().default(0).describe("Seed of everything random"),
  model: modelSchema.default("local:pocket").describe('Who speaks: "backend:model"'),
  settings: settingsSchema.prefault({}).describe("How the model chooses its words"),
};

const commonSchema = z.object({ kind: z.string(), ...commonFields });

/** The part of a recipe that all kinds share; kinds that read dialogues need no count. */
export type CommonRecipe = Omit<z.output<typeof commonSchema>, "count"> & {
  readonly count?: number | undefined;
};

/** For kinds that read dialogues: how many of them, from the first. */
export const sourceCount = z
  .number()
  .int()
  .min(1)
  .max(mostTasks)
  .optional()
  .describe("How many. Default: all");

/** Names of the fields that cannot change what a task makes. */
export const executionFieldNames: readonly string[] = Object.keys({ ...executionFields, ...outcomeFields });
