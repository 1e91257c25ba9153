import {
  requireOptions,
  checkArguments,
  checkOptions,
  onOneLine,
  type OptionNames,
  pickOptions,
  checkCount,
} from "@sdialog/core/internal";
import {
  type EventDraft,
  type Instruction,
  InvalidArgumentError,
  type OrchestratorMoment,
} from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import { modelNameOf } from "@sdialog/llm/internal";
import { BaseOrchestrator, type OrchestratorOptions, orchestratorOptionNames } from "../base-orchestrator.ts";
import { orchestratorJson, type OrchestratorJson } from "../orchestrator-json.ts";
import { type ActionGraph, nextActions } from "./next-actions.ts";
import { ResponseIndex } from "./response-index.ts";

/** Which responses the speaker is offered, and how those that fit are found. */
export interface SimpleResponseOptions extends OrchestratorOptions {
  /** What the speaker may say; or action → what the speaker says to perform it. */
  readonly responses: readonly string[] | Readonly<Record<string, string>>;
  /** Which action follows which; needs `responses` by action. */
  readonly graph?: ActionGraph | undefined;
  /** Compares texts: a model, or a string such as `"local"` or `"openai:text-embedding-3-small"`. */
  readonly embedding: EmbeddingModelRef;
  /** How many responses are looked up. Default: 5. */
  readonly topK?: number | undefined;
}

const simpleResponseOptionNames: OptionNames<SimpleResponseOptions> = {
  responses: true,
  graph: true,
  embedding: true,
  topK: true,
  ...orchestratorOptionNames,
};

/**
 * Suggests what to say from a fixed set of responses.
 *
 * With a graph and once the speaker has spoken, its last message is matched to the `topK` most similar responses, and
 * the actions that follow theirs in the graph are suggested. Otherwise (no graph, nothing said yet, or nothing
 * follows) the speaker is asked what it would say now, one extra model call, and the responses most similar to that
 * are suggested. Similarity is the cosine between embeddings.
 *
 * Records `request_suggestions` events: the text looked up, the actions found, the actions that follow.
 */
export class SimpleResponseOrchestrator extends BaseOrchestrator {
  readonly #options: SimpleResponseOptions;
  /** Action → response; responses without actions are their own. */
  readonly #responses: ReadonlyMap<string, string>;
  readonly #byAction: boolean;
  readonly #index: ResponseIndex;
  readonly #topK: number;

  /** @throws InvalidArgumentError when there are no responses, a graph comes without responses by action, or `topK` is not a whole number of at least 1 */
  constructor(options: SimpleResponseOptions) {
    checkArguments("new SimpleResponseOrchestrator", arguments, 1);
    checkOptions("new SimpleResponseOrchestrator", options, simpleResponseOptionNames);
    requireOptions("new SimpleResponseOrchestrator", options, ["responses"]);
    super(pickOptions(options, orchestratorOptionNames));
    const { responses, graph, embedding, topK = 5 } = options;
    const list = isList(responses)
      ? responses.map((text) => [text, text] as const)
      : Object.entries(responses);
    if (list.length === 0) throw new InvalidArgumentError("There must be at least one response to suggest");
    checkCount("topK", topK, 1);
    if (graph !== undefined && isList(responses)) {
      throw new InvalidArgumentError("A graph of actions needs responses by action", {
        hint: 'Write responses as { action: "what is said", … }.',
      });
    }
    this.#options = options;
    this.#byAction = !isList(responses);
    this.#responses = new Map(list);
    this.#topK = topK;
    this.#index = new ResponseIndex(embedding, [...this.#responses.values()]);
  }

  override get className(): string {
    return "SimpleResponseOrchestrator";
  }

  override async instruct(moment: OrchestratorMoment): Promise<Instruction | undefined> {
    const events: EventDraft[] = [];
    const actions = (await this.#following(moment, events)) ?? (await this.#fitting(moment, events));
    if (actions.length === 0) return undefined;
    const lines = actions.map((action, index) => {
      const response = this.#responses.get(action) as string;
      return `${index + 1}. ${onOneLine(response)}`;
    });
    const text = `Base your next message on the one of these that fits best. Use your own words where needed, and put in the facts of this conversation:\n${lines.join("\n")}`;
    return { text, events };
  }

  /** What follows the speaker's last message in the graph; nothing without a graph or a message. */
  async #following(moment: OrchestratorMoment, events: EventDraft[]): Promise<string[] | undefined> {
    const { graph } = this.#options;
    const last = moment.turns.findLast(({ speaker }) => speaker === moment.agent);
    if (graph === undefined || last === undefined) return undefined;
    const found = await this.#lookUp(last.text, moment, events);
    const next = nextActions(found, graph, (action) => this.#responses.has(action));
    if (next.length === 0) return undefined;
    events.push({ action: "request_suggestions", actionLabel: "next", content: next });
    return next;
  }

  /** What is closest to what the speaker would say anyway. */
  async #fitting(moment: OrchestratorMoment, events: EventDraft[]): Promise<string[]> {
    const intended = await moment.lookahead();
    return intended.trim() === "" ? [] : this.#lookUp(intended, moment, events);
  }

  async #lookUp(text: string, { signal }: OrchestratorMoment, events: EventDraft[]): Promise<string[]> {
    events.push({ action: "request_suggestions", actionLabel: "query", content: text });
    const actions = [...this.#responses.keys()];
    const found = (await this.#index.search(text, this.#topK, signal)).map(
      (index) => actions[index] as string,
    );
    if (this.#byAction)
      events.push({ action: "request_suggestions", actionLabel: "actions", content: found });
    return found;
  }

  override toJSON(): OrchestratorJson {
    const { responses, graph, embedding, topK } = this.#options;
    const model = modelNameOf(embedding);
    return orchestratorJson(this.className, this, { responses, graph, embedding: model, topK }, false);
  }
}

function isList(responses: SimpleResponseOptions["responses"]): responses is readonly string[] {
  return Array.isArray(responses);
}
