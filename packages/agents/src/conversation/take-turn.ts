import { InvalidArgumentError, type Random, type StopReason } from "@sdialog/core";
import type { Guard } from "../guards/guard.ts";
import type { Draft, Hear, ReplyRequest, View } from "../participant.ts";
import { heard } from "../relay.ts";
import type { Member } from "./cast.ts";
import { cutShortMark, cutShortNote, finishGuard } from "./cut-short.ts";
import { externalTool } from "./check-conversation-values.ts";
import type { Tell } from "./conversation-event.ts";
import type { ConversationState } from "../conversation-state.ts";
import type { Ledger } from "./ledger.ts";

/** How a turn came out: a message, a wish to end (with or without a last message), or a failure. */
export type TurnOutcome =
  | {
      readonly text: string;
      readonly extra: Readonly<Record<string, unknown>>;
      readonly stop?: StopReason | undefined;
    }
  | { readonly failure: StopReason };

export interface TurnSetting {
  readonly member: Member;
  readonly state: ConversationState;
  readonly ledger: Ledger;
  readonly guards: readonly Guard[];
  readonly retries: number;
  readonly retryMaxTokens: number | undefined;
  readonly tagged: boolean;
  readonly live: boolean;
  readonly random: Random;
  readonly vetoes: (reason: StopReason) => boolean;
  readonly tell: Tell;
}

type Asked = Pick<ReplyRequest, "attempt" | "refused" | "mustContinue" | "longer">;

type Refusal = {
  readonly reason: StopReason;
  readonly fault: string;
  readonly guard: string;
  readonly detail: string;
};

/** What a message is recorded as that had begun when its speaker failed. */
const brokenOff = "broken off";
/** What a refusal by a stop rule is recorded as. */
const veto = "veto";

/**
 * One turn of one speaker: compose, guard, disturb. A refused draft is composed again, each attempt under another
 * seed, until the retries are used up.
 */
export async function takeTurn(setting: TurnSetting): Promise<TurnOutcome> {
  const { member, state, ledger, live, tell } = setting;
  const view: View = { me: member.name, turns: state.turns, tagged: setting.tagged };
  let refusal: Refusal | undefined;
  let vetoed = false;
  let longer = false;
  for (let attempt = 0; attempt <= setting.retries; attempt++) {
    const refused = refusal?.detail;
    const said = { text: "" };
    const how: Asked = { attempt, refused, mustContinue: vetoed, longer };
    const draft = await compose(setting, view, how, said).catch(async (error: unknown) =>
      keepBegun(setting, said.text, error),
    );
    ledger.spend(draft.usage);
    const verdict = await examine(setting, draft, attempt < setting.retries);
    if (!("refusal" in verdict)) {
      for (const note of verdict.notes)
        await tell({ type: "event", event: ledger.record(member.name, note) });
      const sent = verdict.text === "" ? verdict : await disturb(setting, verdict);
      await correct(setting, said.text, sent.text);
      return sent;
    }
    refusal = verdict.refusal;
    const { guard, detail, reason, fault } = refusal;
    vetoed ||= guard === veto;
    longer ||= draft.canBeLonger === true;
    const event = ledger.record(member.name, {
      action: "guard",
      actionLabel: guard,
      content: { reason, fault, detail, attempt, refused: draft.text },
    });
    await tell({ type: "event", event });
    if (live) await tell({ type: "discard", speaker: member.name, reason: detail });
  }
  const failure = refusal?.reason ?? "empty";
  // Who wanted to end too early, and then has nothing to say, still wants to end.
  return { failure: vetoed && failure === "empty" ? "premature_stop" : failure };
}

/** What was said before its speaker failed is no message, and is kept all the same. */
async function keepBegun(
  { member, ledger, tell, state }: TurnSetting,
  heardOf: string,
  error: unknown,
): Promise<never> {
  const told = (error as { readonly said?: unknown } | null | undefined)?.said;
  const content = heardOf.trim() === "" && typeof told === "string" ? told : heardOf;
  if (content.trim() !== "" && state.signal?.aborted !== true)
    await tell({
      type: "event",
      event: ledger.record(member.name, { action: "warning", actionLabel: brokenOff, content }),
    });
  throw error;
}

async function compose(
  { member, ledger, live, state, retryMaxTokens, guards, tell }: TurnSetting,
  view: View,
  request: Asked,
  /** What is heard of the draft's words while it is composed. */
  said: { text: string },
): Promise<Draft> {
  const { persona, verbatim = false } = member.participant;
  const { descriptions } = member.session;
  const moment = { speaker: member.name, persona, descriptions, state };
  const hears = verbatim ? [] : guards.flatMap((guard) => guard.hear?.(moment) ?? []);
  const hear: Hear = (events) => hears.reduce((heardSoFar, each) => each(heardSoFar), events);
  const replying = member.session.reply(view, {
    ...request,
    retryMaxTokens,
    live,
    hear,
    signal: state.signal,
  });
  if (typeof (replying as Partial<typeof replying> | undefined)?.next !== "function") {
    // A promise that nobody waits for would end the process when it fails.
    void Promise.resolve(replying as unknown).catch(() => undefined);
    throw new InvalidArgumentError(`What reply() of ${member.name} returns is not an async generator`, {
      hint: "Write `async *reply(view, request) { …; return draft; }`.",
    });
  }
  const draft = await heard(replying, (event) => {
    if (event.type === "discard") said.text = "";
    else if (event.type === "delta" && event.channel === "text") said.text += event.delta;
    if (event.type !== "event") return tell({ ...event, speaker: member.name });
    if (!ledger.isNews(member.name, event.event)) return undefined;
    return tell({ type: "event", event: ledger.record(member.name, event.event) });
  });
  const [call] = draft.toolCalls ?? [];
  if (call !== undefined) throw externalTool(member.name, call.name);
  return draft;
}

/** Whoever heard other words than are sent, a guard's mending or noise, hears what is sent. */
async function correct({ member, live, tell }: TurnSetting, said: string, sent: string): Promise<void> {
  if (!live || said.trim() === "" || said.trim() === sent.trim()) return;
  await tell({ type: "discard", speaker: member.name, reason: "other words are sent than were written" });
  if (sent !== "") await tell({ type: "delta", speaker: member.name, channel: "text", delta: sent });
}

type Note = {
  readonly action: string;
  readonly actionLabel: string;
  readonly content: Record<string, unknown>;
};
type Approved = {
  readonly text: string;
  readonly stop: StopReason | undefined;
  readonly extra: Record<string, unknown>;
  readonly notes: readonly Note[];
};

/** @param again whether there is another attempt */
async function examine(
  setting: TurnSetting,
  draft: Draft,
  again: boolean,
): Promise<Approved | { readonly refusal: Refusal }> {
  if (draft.failure !== undefined) {
    const cut = cutShortNote(draft);
    const detail = `no usable message: ${draft.failure}${cut === undefined ? "" : `; ${cut.detail}`}`;
    return { refusal: { reason: draft.failure, fault: draft.failure, guard: "participant", detail } };
  }
  const notes: Note[] = [];
  const { member, state, ledger } = setting;
  const { persona, verbatim = false } = member.participant;
  const allowed = (wish: Draft["stop"]): Draft["stop"] => {
    if (wish === undefined || !setting.vetoes(wish)) return wish;
    const content = { fault: "premature_stop", detail: notYet(wish) };
    notes.push({ action: "guard", actionLabel: veto, content });
    return undefined;
  };
  let { text } = draft;
  const cut = cutShortNote(draft);
  if (cut !== undefined) {
    const silent = text.trim() === "" && draft.stop === undefined && draft.verbatim !== true && !verbatim;
    const detail = silent ? `${cut.detail} before anything was said` : cut.detail;
    // Without another attempt the beginning of a message is better than none, and marked as what it is.
    if (silent || (draft.canBeLonger === true && again && !verbatim))
      return { refusal: { reason: "empty", fault: cut.fault, guard: finishGuard, detail } };
    notes.push({ action: "guard", actionLabel: finishGuard, content: { fault: cut.fault, detail } });
  }
  let stop = allowed(draft.stop);
  if (draft.stop !== undefined && stop === undefined && text.trim() === "") return prematureStop(draft.stop);
  const { descriptions } = member.session;
  const moment = { speaker: member.name, persona, descriptions, state };
  // What was given is not the speaker's doing.
  for (const guard of draft.verbatim === true ? [] : setting.guards) {
    // A wish to end needs no words.
    if (stop !== undefined && text.trim() === "") break;
    const messages = text === draft.text ? draft.messages : undefined;
    const verdict = await guard.check(text, messages === undefined ? moment : { ...moment, messages });
    checkVerdict(guard, verdict);
    ledger.spend(verdict.usage);
    if (!verdict.pass) {
      const { reason, fault = reason, detail, leniency } = verdict;
      const letGo = leniency === "count" || (leniency === "retry" && !again);
      if (!verbatim && !letGo) return { refusal: { reason, fault, guard: guard.name, detail } };
      const content = { fault, detail, ...(verbatim ? { observed: true } : { letGo: true }) };
      notes.push({ action: "guard", actionLabel: guard.name, content });
      continue;
    }
    if (verdict.text === undefined) continue;
    const { detail, fault } = verdict;
    const found = { ...(fault === undefined ? {} : { fault }), detail };
    if (verbatim) {
      notes.push({ action: "guard", actionLabel: guard.name, content: { ...found, observed: true } });
      continue;
    }
    notes.push({ action: "guard", actionLabel: guard.name, content: { ...found, original: text } });
    const reread = draft.reread?.(verdict.text, verdict.messages) ?? { text: verdict.text };
    text = reread.text;
    if (reread.stop === undefined || stop !== undefined) continue;
    stop = allowed(reread.stop);
    if (stop === undefined && text.trim() === "") return prematureStop(reread.stop);
  }
  const said = draft.verbatim === true || verbatim ? text : text.trim();
  return { text: said, stop, extra: { ...draft.extra, ...cutShortMark(draft) }, notes };
}

/** @throws InvalidArgumentError for what is not a verdict, of a guard that was written without types */
function checkVerdict({ name }: Guard, verdict: unknown): void {
  if (typeof (verdict as { readonly pass?: unknown } | null | undefined)?.pass === "boolean") return;
  throw new InvalidArgumentError(`What check() of the guard ${name} returns has no \`pass\``, {
    hint: "Return { pass: true }, or { pass: false, reason, detail }.",
  });
}

function notYet(stop: StopReason): string {
  return `may not end yet (${stop})`;
}

function prematureStop(stop: StopReason): { readonly refusal: Refusal } {
  return {
    refusal: { reason: "premature_stop", fault: "premature_stop", guard: veto, detail: notYet(stop) },
  };
}

async function disturb({ member, state, ledger, random }: TurnSetting, turn: Approved): Promise<Approved> {
  const { noise, persona } = member.participant;
  if (noise === undefined) return turn;
  const noisy = await noise.apply(turn.text, {
    speaker: member.name,
    persona,
    index: state.turns.length,
    random: random.fork("noise", member.name, state.turns.length),
    signal: state.signal,
  });
  ledger.spend(noisy.usage);
  const changed = noisy.text !== turn.text;
  const extra = { ...turn.extra, ...(changed ? { clean: turn.text, noise: noisy.record ?? {} } : {}) };
  return { ...turn, text: noisy.text, extra };
}
