import { checkArguments, checkOptions, givenSeed, pickOptions } from "@sdialog/core/internal";
import {
  dialogDetailsOptionNames,
  dialogGeneratorOptionNames,
  generateDialogOptionNames,
} from "./dialog-options.ts";
import { systemClock, timestamp } from "@sdialog/agents/internal";
import { Dialog, InvalidArgumentError, type Json } from "@sdialog/core";
import { type ChatRequest, generateObject, type Message, resolveModel } from "@sdialog/llm";
import type { z } from "zod";
import { modelSettings, recordedModel } from "../model-settings.ts";
import { dialogPrompt, dialogSlots, type DialogTask } from "../prompts/dialog-prompt.ts";
import type { DialogDetails, DialogGeneratorOptions, GenerateDialogOptions } from "./dialog-options.ts";
import { dialogSchema } from "./dialog-schema.ts";

/** Has one model write whole dialogues, both sides at once. A value: one generator can serve any number of calls. */
export class DialogGenerator {
  readonly options: DialogGeneratorOptions;
  readonly #template: typeof dialogPrompt.standard;

  /** @throws InvalidArgumentError for an empty range of turns */
  constructor(options: DialogGeneratorOptions = {}) {
    checkArguments("new DialogGenerator", arguments, 1);
    checkOptions("new DialogGenerator", options, dialogGeneratorOptionNames);
    requireRange(options);
    this.options = Object.freeze({ ...options });
    this.#template = dialogPrompt.with(options.prompts?.dialogue);
  }

  /** The messages the model gets. */
  prompt(details: DialogDetails = {}): readonly Message[] {
    checkOptions("DialogGenerator.prompt", details, dialogDetailsOptionNames);
    return this.#template.messages(dialogSlots(this.#task(details)));
  }

  /**
   * Writes a dialogue.
   *
   * @throws StructuredOutputError when no reply was a dialogue between the given speakers in the given length
   * @throws ModelError when a call failed
   */
  async generate(options: GenerateDialogOptions = {}): Promise<Dialog> {
    checkOptions("DialogGenerator.generate", options, generateDialogOptionNames);
    requireRange(options);
    const { clock = systemClock } = options;
    const seed = givenSeed("DialogGenerator.generate", options.seed);
    const names = Object.keys(this.options.personas ?? {});
    const { context, scenario, turns = {} } = this.#details(options);
    const model = await resolveModel(this.options.model);
    const { value, usage } = await generateObject(model, {
      ...this.#request(options, seed),
      schema: dialogSchema(names, turns),
      name: "dialog",
      retries: this.options.retries,
    });
    const now = timestamp(clock);
    return new Dialog({
      timestamp: now,
      model: recordedModel(model, modelSettings(this.options)),
      seed,
      id: options.id ?? null,
      parentId: options.parentId ?? null,
      complete: true,
      personas: this.options.personas === undefined ? null : this.#personas(),
      context: (context as Record<string, unknown> | string | undefined) ?? null,
      scenario: (scenario as Record<string, unknown> | string | undefined) ?? null,
      turns: value.dialog,
      events: value.dialog.map(({ speaker, text }) => ({
        agent: speaker,
        action: "utter",
        content: text,
        timestamp: Math.floor(Date.parse(now) / 1000),
      })),
      notes: options.notes ?? null,
      usage,
      prompts: { dialogue: [this.#template.hash] },
    });
  }

  /** Has the model answer the same prompt in another form than a dialogue. @throws as {@link DialogGenerator.generate} */
  async generateAs<Schema extends z.ZodType>(
    schema: Schema,
    options: GenerateDialogOptions = {},
  ): Promise<z.output<Schema>> {
    checkOptions("DialogGenerator.generateAs", options, generateDialogOptionNames);
    const request = this.#request(options, givenSeed("DialogGenerator.generateAs", options.seed));
    return (await generateObject(this.options.model, { ...request, schema, retries: this.options.retries }))
      .value;
  }

  /** What the model writes to the same prompt, as it is. @throws ModelError when the call failed */
  async generateText(options: GenerateDialogOptions = {}): Promise<string> {
    checkOptions("DialogGenerator.generateText", options, generateDialogOptionNames);
    const model = await resolveModel(this.options.model);
    return (
      await model.generate(this.#request(options, givenSeed("DialogGenerator.generateText", options.seed)))
    ).text;
  }

  #request(options: GenerateDialogOptions, seed: number): ChatRequest {
    return {
      ...modelSettings(this.options),
      messages: this.prompt(pickOptions(options, dialogDetailsOptionNames)),
      seed,
      signal: options.signal,
    };
  }

  /** The generator's details with those of the call over them. */
  #details(details: DialogDetails): DialogDetails {
    const given = Object.entries(details).filter(([, value]) => value !== undefined);
    return { ...this.options, ...Object.fromEntries(given) };
  }

  #task(details: DialogDetails): DialogTask {
    const all = this.#details(details);
    return {
      cast: Object.entries(this.options.personas ?? {}).map(([name, persona]) => ({
        name,
        persona: typeof persona === "string" ? persona : persona.describe(),
      })),
      dialogueDetails: all.dialogueDetails ?? "",
      responseDetails: all.responseDetails ?? "",
      context: String(all.context ?? ""),
      scenario: textOf(all.scenario),
      examples: (all.exampleDialogs ?? []).map(String),
      turns: all.turns ?? {},
    };
  }

  #personas(): Record<string, unknown> {
    const entries = Object.entries(this.options.personas ?? {});
    return Object.fromEntries(
      entries.map(([name, persona]) => [
        name,
        typeof persona === "string" ? { description: persona } : persona.toJSON(),
      ]),
    );
  }
}

function textOf(scenario: Json | undefined): string {
  if (scenario === undefined || scenario === null) return "";
  return typeof scenario === "string" ? scenario : JSON.stringify(scenario, null, 2);
}

function requireRange({ turns: { min = 1, max = Number.POSITIVE_INFINITY } = {} }: DialogDetails): void {
  const whole = Number.isInteger(min) && (Number.isInteger(max) || max === Number.POSITIVE_INFINITY);
  if (!whole || min < 1 || max < min) {
    throw new InvalidArgumentError(`A dialogue cannot have from ${min} to ${max} turns`, {
      hint: "Pass whole numbers with 1 ≤ min ≤ max.",
    });
  }
}
