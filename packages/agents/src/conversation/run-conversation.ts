import { type Dialog, type DialogEvent, Random, SDialogError, type StopReason } from "@sdialog/core";
import { assembleCast, dismissCast, type Member, namedCast } from "./cast.ts";
import type { Tell } from "./conversation-event.ts";
import { ConversationFailedError } from "./conversation-failed-error.ts";
import type { CompleteConversationOptions, Run } from "./conversation-options.ts";
import { inWords } from "../prompts/descriptions.ts";
import type { TurnTakingState } from "../turn-taking/turn-taking.ts";
import { conversationId, recordDialog } from "./record-dialog.ts";
import { Ledger } from "./ledger.ts";
import { takeTurn, type TurnOutcome } from "./take-turn.ts";

/**
 * The one loop behind every kind of conversation.
 *
 * @param tell hears what happens; the conversation waits for its promise, and fails when it throws
 * @throws ConversationFailedError with the dialogue so far, which `tell` has heard as well
 */
export async function runConversation(
  options: CompleteConversationOptions,
  run: Run,
  tell: Tell,
): Promise<Dialog> {
  const random = new Random(run.seed);
  const ledger = new Ledger(run.clock, run.from?.turns, run.from?.events ?? []);
  const id = run.id ?? conversationId(options, run);
  let cast: readonly Member[] | undefined;
  let reason: StopReason = "cancelled";
  let failure: SDialogError | undefined;
  const unreleased: DialogEvent[] = [];
  try {
    cast = await assembleCast(options.participants, random, {
      context: options.context,
      exampleDialogs: options.exampleDialogs,
      conversation: String(id),
      events: ledger.events,
      clock: run.clock,
      signal: run.signal,
    });
    await tell({ type: "start", id, seed: run.seed, participants: cast.map(({ name }) => name) });
    reason = await converse(new Floor(options, run, cast, ledger, random, tell));
  } catch (error) {
    if (run.signal?.aborted === true) reason = "cancelled";
    else [reason, failure] = ["provider_error", failureOf(error)];
  } finally {
    // What was said stands all the same; that something was left open must be seen.
    for (const { name, reason: content } of await dismissCast(cast ?? []))
      unreleased.push(ledger.record(name, { action: "warning", actionLabel: "close", content }));
  }
  const dialog = recordDialog({
    id,
    options,
    run,
    cast: cast ?? namedCast(options.participants),
    ledger,
    reason,
    failure,
  });
  try {
    for (const event of unreleased) await tell({ type: "event", event });
    await tell({ type: "finish", dialog });
  } catch (error) {
    failure ??= failureOf(error);
  }
  if (failure !== undefined) throw new ConversationFailedError(dialog, reason, failure);
  return dialog;
}

/** What was said so far must survive whatever a participant, a rule, a guard or a listener throws. */
function failureOf(error: unknown): SDialogError {
  if (SDialogError.isInstance(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new SDialogError(message, { code: "unexpected_error", cause: error });
}

/** What the loop needs to know about the conversation it is in. */
class Floor {
  readonly options: CompleteConversationOptions;
  readonly run: Run;
  readonly cast: readonly Member[];
  readonly ledger: Ledger;
  readonly random: Random;
  readonly tell: Tell;
  readonly #participants: TurnTakingState["participants"];
  readonly #names: readonly string[];
  readonly #context: string | undefined;

  constructor(
    options: CompleteConversationOptions,
    run: Run,
    cast: readonly Member[],
    ledger: Ledger,
    random: Random,
    tell: Tell,
  ) {
    this.tell = tell;
    this.options = options;
    this.run = run;
    this.cast = cast;
    this.ledger = ledger;
    this.random = random;
    this.#participants = cast.map(({ name, participant }) => ({
      name,
      description: participant.description,
    }));
    this.#names = cast.map(({ name }) => name);
    this.#context = inWords(options.context);
  }

  state(purpose: string): TurnTakingState {
    const { random, ledger } = this;
    return {
      participants: this.#participants,
      eligible: this.#names,
      context: this.#context,
      turns: ledger.turns,
      usage: ledger.usage,
      random: random.fork(purpose, ledger.turns.length),
      signal: this.run.signal,
    };
  }

  async over(): Promise<StopReason | undefined> {
    if (this.run.signal?.aborted === true) return "cancelled";
    const state = this.state("stop");
    for (const rule of this.options.stop) {
      const reason = await rule.check?.(state);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  vetoes(reason: StopReason): boolean {
    return this.options.stop.some((rule) => rule.vetoes?.(reason, this.state("stop")) === true);
  }
}

async function converse(floor: Floor): Promise<StopReason> {
  const { options, ledger, run } = floor;
  if (run.from === undefined) {
    for (const { speaker, text } of options.opening) await say(floor, speaker, text);
  }
  for (;;) {
    const reason = await floor.over();
    if (reason !== undefined) return reason;
    const next = await options.turnTaking.next(floor.state("turn-taking"));
    ledger.spend(next.usage);
    if (next.note !== undefined) {
      const event = ledger.record(null, {
        action: "select",
        actionLabel: options.turnTaking.name,
        content: next.note,
      });
      await floor.tell({ type: "event", event });
    }
    const member = floor.cast.find(({ name }) => name === next.speaker);
    if (member === undefined) return "no_eligible_speaker";
    const outcome = await speak(floor, member);
    if ("failure" in outcome) return outcome.failure;
    if (outcome.stop === undefined) continue;
    if (outcome.text !== "") await close(floor, member);
    return outcome.stop;
  }
}

/** Of two, the other may answer a goodbye once, if there is still room for it; having nothing to say then is not a failure. */
async function close(floor: Floor, leaving: Member): Promise<void> {
  const [other, ...more] = floor.cast.filter((member) => member !== leaving);
  if (!floor.options.closingReply || other === undefined || more.length > 0) return;
  if ((await floor.over()) === undefined) await speak(floor, other);
}

async function speak(floor: Floor, member: Member): Promise<TurnOutcome> {
  const { options, run, ledger, random, tell } = floor;
  await tell({ type: "speaker", speaker: member.name, index: ledger.turns.length });
  const outcome = await takeTurn({
    member,
    state: floor.state("guard"),
    ledger,
    guards: options.guards,
    retries: options.retries,
    retryMaxTokens: options.retryMaxTokens,
    tagged: floor.cast.length > 2,
    live: run.live,
    random,
    vetoes: (reason) => floor.vetoes(reason),
    tell,
  });
  // Without a guard against it an empty message is a message; a wish to end needs none.
  if (!("failure" in outcome) && (outcome.text !== "" || outcome.stop === undefined))
    await say(floor, member.name, outcome.text, outcome.extra);
  return outcome;
}

async function say(
  { ledger, tell }: Floor,
  speaker: string,
  text: string,
  extra?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const turn = ledger.say(speaker, text, extra);
  await tell({ type: "event", event: ledger.events.at(-1) as DialogEvent });
  await tell({ type: "turn", turn, index: ledger.turns.length - 1 });
}
