import {
  checkArguments,
  requireOptions,
  checkOptions,
  cosineSimilarity,
  meanVector,
  type OptionNames,
} from "@sdialog/core/internal";
import { canonicalJson, type Dialog, InvalidArgumentError, type JsonObject } from "@sdialog/core";
import type { EmbeddingModel, EmbeddingModelRef } from "@sdialog/llm";
import { type Assessment, type DialogScore, type ScoreOptions, scoreOptionNames } from "../dialog-score.ts";
import { heldPersonas } from "../text/held-personas.ts";
import { embedTexts } from "./embed-texts.ts";
import { resolveEmbedder } from "./resolve-embedder.ts";

/** Whose personas are looked for among which others, and by which embeddings. */
export interface PersonaAdherenceOptions {
  readonly name?: string | undefined;
  /** Dialogues whose personas a speaker's own is looked for among. */
  readonly reference: readonly Dialog[];
  /** Only this speaker, names compared without regard to case. Default: everybody with a persona. */
  readonly speaker?: string | undefined;
}

const personaAdherenceOptionNames: OptionNames<PersonaAdherenceOptions> = {
  name: true,
  reference: true,
  speaker: true,
};

interface Pool {
  readonly model: EmbeddingModel;
  /** By what a persona says, its vector. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

/**
 * Adherence (after Eval4Sim, arXiv 2603.02876): how well a speaker's persona is found by what the speaker says. The personas of
 * the reference and the speaker's own are ranked by the cosine of their embeddings with that of the speaker's turns; the
 * value is 1 ÷ the rank of the own one, per speaker, in (0, 1]; persona names are not looked at. With n personas chance
 * gives (1 + ½ + … + 1/n) ÷ n.
 *
 * A faithful copy of people is as easy to find as they are: a persona that is found more easily than those of real
 * dialogues is recited, not lived. There is no better way but the reference's. `null` without a persona of someone who
 * speaks.
 */
export class PersonaAdherenceScore implements DialogScore {
  readonly name: string;
  readonly #embedder: EmbeddingModelRef;
  readonly #options: PersonaAdherenceOptions;
  #pool: Promise<Pool> | undefined;

  constructor(embedder: EmbeddingModelRef, options: PersonaAdherenceOptions) {
    checkArguments("new PersonaAdherenceScore", arguments, 2);
    checkOptions("new PersonaAdherenceScore", options, personaAdherenceOptionNames);
    requireOptions("new PersonaAdherenceScore", options, ["reference"]);
    this.name = options.name ?? "persona-adherence";
    this.#embedder = embedder;
    this.#options = options;
  }

  get configuration(): JsonObject {
    const { reference, speaker = null } = this.#options;
    const model = typeof this.#embedder === "string" ? this.#embedder : this.#embedder.id;
    return { embedder: model, personas: personaTexts(reference).size, speaker };
  }

  /**
   * @throws InvalidArgumentError when the reference holds fewer than two personas
   * @throws ModelError from the embedding model
   */
  async score(dialog: Dialog, options?: ScoreOptions): Promise<readonly number[] | null> {
    checkOptions("PersonaAdherenceScore.score", options, scoreOptionNames);
    return (await this.assess(dialog, options)).value;
  }

  async assess(
    dialog: Dialog,
    options?: ScoreOptions,
  ): Promise<Assessment & { readonly value: readonly number[] | null }> {
    checkOptions("PersonaAdherenceScore.assess", options, scoreOptionNames);
    const said = [...heldPersonas(dialog, this.#options.speaker).values()].flatMap(([speaker, persona]) => {
      const texts = dialog.turns.flatMap((turn) =>
        turn.speaker?.toLowerCase() === speaker.toLowerCase() && turn.text.trim() !== "" ? [turn.text] : [],
      );
      const own = personaText(persona);
      return texts.length === 0 || own === "" ? [] : [{ speaker, texts, own }];
    });
    if (said.length === 0) return { value: null };
    const { model, vectors } = await this.#others(options?.signal);
    const ranks: Record<string, number> = {};
    for (const { speaker, texts, own } of said) {
      const [ofOwn, ...ofTurns] = await embedTexts(model, [own, ...texts], { signal: options?.signal });
      const query = Float32Array.from(meanVector(ofTurns));
      const similarity = cosineSimilarity(query, ofOwn as Float32Array);
      let [nearer, asNear] = [0, 0];
      for (const [text, vector] of vectors) {
        if (text === own) continue;
        const other = cosineSimilarity(query, vector);
        if (other > similarity) nearer++;
        else if (other === similarity) asNear++;
      }
      ranks[speaker] = 1 + nearer + asNear / 2;
    }
    return {
      value: Object.values(ranks).map((rank) => 1 / rank),
      details: { ranks, personas: vectors.size },
    };
  }

  #others(signal: AbortSignal | undefined): Promise<Pool> {
    const personas = personaTexts(this.#options.reference);
    if (personas.size < 2) {
      throw new InvalidArgumentError(
        `${this.name} looks for a persona among others, and the reference holds ${personas.size}`,
        { hint: "Compare with dialogues whose JSON has personas." },
      );
    }
    this.#pool ??= embedPersonas(this.#embedder, personas, signal);
    // A failed attempt must not be remembered: the embedding model may answer the next time.
    this.#pool.catch(() => (this.#pool = undefined));
    return this.#pool;
  }
}

async function embedPersonas(
  embedder: EmbeddingModelRef,
  personas: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<Pool> {
  const model = await resolveEmbedder(embedder);
  const texts = [...personas];
  const vectors = await embedTexts(model, texts, { signal });
  return { model, vectors: new Map(texts.map((text, place) => [text, vectors[place] as Float32Array])) };
}

/** The different personas of dialogues, as texts. */
function personaTexts(dialogs: readonly Dialog[]): ReadonlySet<string> {
  const texts = dialogs.flatMap((dialog) => Object.values(dialog.personas ?? {}).map(personaText));
  return new Set(texts.filter((text) => text !== ""));
}

/** What a persona says but its name, which would give it away. */
function personaText(persona: unknown): string {
  if (typeof persona === "string") return persona;
  if (typeof persona !== "object" || persona === null) return "";
  return Object.entries(persona)
    .filter(([key, value]) => !key.startsWith("_") && key !== "name" && value !== null && value !== "")
    .map(([key, value]) => `${key}: ${typeof value === "string" ? value : canonicalJson(value)}`)
    .join("\n");
}
