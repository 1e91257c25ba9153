import type { Facts, Orchestrator } from "@sdialog/core";
import { type Guidance, Orchestration } from "../agent/orchestration.ts";
import type { ParticipantRun, ReplyEvent, ReplyRequest, View } from "../participant.ts";

/** What the rules of a simulated user want of one message. */
export interface UserGuidance {
  /** What the user is told, the instructions that stay first; empty when there is nothing to tell. */
  readonly instructions: readonly string[];
  /** Said word for word; a refused one is left to the model. */
  readonly reply: string | undefined;
  /** Whether the conversation must (`true`) or may not (`false`) end with this message. */
  readonly end: boolean | undefined;
}

/** The rules of a simulated user in one conversation: asked once for each message, however often it is tried. */
export class UserRules {
  readonly #orchestration: Orchestration;
  readonly #lasting = new Set<string>();
  #current: { readonly turn: number; readonly guidance: readonly Guidance[] } | undefined;

  constructor(run: ParticipantRun, orchestrators: readonly Orchestrator[], facts: Facts | undefined) {
    const past = run.events.filter(({ agent }) => agent === run.name);
    this.#orchestration = new Orchestration(run.name, orchestrators, run.random, past, facts);
  }

  /** @param lookahead what the user would say if nobody steered it */
  async *guide(
    view: View,
    request: ReplyRequest,
    lookahead: () => Promise<string>,
  ): AsyncGenerator<ReplyEvent, UserGuidance, void> {
    const turn = view.turns.length;
    if (this.#current?.turn !== turn) {
      const guidance = yield* this.#orchestration.beforeReply(view, lookahead, request.signal);
      this.#current = { turn, guidance };
    }
    const { guidance } = this.#current;
    const told = guidance.flatMap(({ message, persistent }) =>
      typeof message?.content === "string" ? [{ text: message.content, persistent }] : [],
    );
    for (const { text, persistent } of told) if (persistent) this.#lasting.add(text);
    const now = told.filter(({ persistent }) => !persistent).map(({ text }) => text);
    return {
      instructions: [...this.#lasting, ...now],
      reply: request.attempt > 0 ? undefined : guidance.findLast(({ reply }) => reply !== undefined)?.reply,
      end: guidance.findLast(({ end }) => end !== undefined)?.end,
    };
  }
}
