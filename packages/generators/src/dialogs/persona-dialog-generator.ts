import {
  dialogDetailsOptionNames,
  dialogGeneratorOptionNames,
  generateDialogOptionNames,
} from "./dialog-options.ts";
import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { Agent } from "@sdialog/agents";
import { AttributeModel, type Dialog, InvalidArgumentError } from "@sdialog/core";
import type { Message } from "@sdialog/llm";
import { DialogGenerator } from "./dialog-generator.ts";
import type {
  DialogDetails,
  DialogGeneratorOptions,
  GenerateDialogOptions,
  Speakers,
} from "./dialog-options.ts";

/** As for dialogues in general; who speaks is given by the two personas. */
export interface PersonaDialogGeneratorOptions extends Omit<DialogGeneratorOptions, "personas"> {
  /** What the two are called in the dialogue. Default: the names of the personas. */
  readonly speakers?: readonly [first: string, second: string] | undefined;
}

const { personas: _personas, ...written } = dialogGeneratorOptionNames;
const personaDialogGeneratorOptionNames: OptionNames<PersonaDialogGeneratorOptions> = {
  speakers: true,
  ...written,
};

/**
 * Makes dialogues between two. For two personas, one model writes both sides; two agents talk with each other, each
 * with its own model.
 */
export class PersonaDialogGenerator {
  readonly #first: AttributeModel | Agent;
  readonly #second: AttributeModel | Agent;
  readonly #options: PersonaDialogGeneratorOptions;
  readonly #writer: DialogGenerator | undefined;

  constructor(first: AttributeModel, second: AttributeModel, options?: PersonaDialogGeneratorOptions);
  constructor(first: Agent, second: Agent, options?: PersonaDialogGeneratorOptions);
  /** @throws InvalidArgumentError for a persona and an agent, or two speakers of one name */
  constructor(
    first: AttributeModel | Agent,
    second: AttributeModel | Agent,
    options: PersonaDialogGeneratorOptions = {},
  ) {
    checkArguments("new PersonaDialogGenerator", arguments, 3);
    checkOptions("new PersonaDialogGenerator", options, personaDialogGeneratorOptionNames);
    for (const one of [first, second] as readonly unknown[])
      if (!(one instanceof Agent || one instanceof AttributeModel))
        throw new InvalidArgumentError("new PersonaDialogGenerator takes two personas or two agents first", {
          hint: "new PersonaDialogGenerator(first, second, { … })",
        });
    if (first instanceof Agent !== second instanceof Agent) {
      throw new InvalidArgumentError("A persona and an agent cannot make a dialogue together", {
        hint: "Pass two personas, or put the persona into an agent of its own.",
      });
    }
    [this.#first, this.#second, this.#options] = [first, second, options];
    if (!(first instanceof Agent) && !(second instanceof Agent)) {
      const { speakers: names, ...writing } = options;
      this.#writer = new DialogGenerator({ ...writing, personas: speakers(first, second, names) });
    }
  }

  /** The messages the model gets that writes both sides; agents have prompts of their own, so then there are none. */
  prompt(details: DialogDetails = {}): readonly Message[] {
    checkOptions("PersonaDialogGenerator.prompt", details, dialogDetailsOptionNames);
    return this.#writer?.prompt(details) ?? [];
  }

  /**
   * Makes a dialogue; a new one with every call and seed.
   *
   * @throws StructuredOutputError when the model wrote no dialogue between these two
   * @throws ConversationFailedError when a model failed while agents were talking
   * @throws ModelError when a call failed
   */
  async generate(options: GenerateDialogOptions = {}): Promise<Dialog> {
    checkOptions("PersonaDialogGenerator.generate", options, generateDialogOptionNames);
    return this.#writer?.generate(options) ?? this.#talk(options);
  }

  #talk(options: GenerateDialogOptions): Promise<Dialog> {
    const details = { ...this.#options, ...options };
    const [first, second] = [this.#first, this.#second].map((agent, index) => {
      const { dialogueDetails = (agent as Agent).options.dialogueDetails } = details;
      const { responseDetails = (agent as Agent).options.responseDetails } = details;
      const name = this.#options.speakers?.[index] ?? (agent as Agent).options.name;
      return (agent as Agent).clone({ dialogueDetails, responseDetails, name });
    }) as [Agent, Agent];
    const { context, exampleDialogs, scenario, turns, seed, id, parentId, notes, signal, clock } = details;
    const known = {
      context,
      exampleDialogs,
      scenario,
      maxTurns: turns?.max,
      seed,
      id,
      parentId,
      notes,
      signal,
      clock,
    };
    const given = Object.entries(known).filter(([, value]) => value !== undefined);
    return first.dialogWith(second, Object.fromEntries(given));
  }
}

function speakers(
  first: AttributeModel,
  second: AttributeModel,
  names: PersonaDialogGeneratorOptions["speakers"],
): Speakers {
  const [one, two] = names ?? [nameOf(first, "Speaker A"), nameOf(second, "Speaker B")];
  if (one.toLowerCase() === two.toLowerCase()) {
    throw new InvalidArgumentError(`Both speakers are called "${one}"`, {
      hint: 'Give them different names: { speakers: ["…", "…"] }.',
    });
  }
  return { [one]: first, [two]: second };
}

function nameOf(persona: AttributeModel, otherwise: string): string {
  const name: unknown = persona.attributes()["name"];
  return typeof name === "string" && name.trim() !== "" ? name.trim() : otherwise;
}
