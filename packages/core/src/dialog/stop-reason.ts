/** Every reason for which a dialogue can end. The set is closed: a new reason is a change of the format. */
export const stopReasons = {
  goal_reached: "ok",
  satisfied: "ok",
  stop_signal: "ok",
  target_turns: "ok",
  max_turns: "truncated",
  budget: "truncated",
  cancelled: "truncated",
  no_prompt: "failed",
  incoherent: "failed",
  role_leak: "failed",
  empty: "failed",
  premature_stop: "failed",
  provider_error: "failed",
  parse_error: "failed",
  no_eligible_speaker: "failed",
  loop_detected: "failed",
} as const;

/** Why a dialogue ended: a key of {@link stopReasons}. */
export type StopReason = keyof typeof stopReasons;

/** `ok`: ended by itself; `truncated`: cut off, still usable; `failed`: an error, never to be read as satisfaction. */
export type StopClass = (typeof stopReasons)[StopReason];

/** Whether a value read from outside is one of the {@link stopReasons}. Never throws. */
export function isStopReason(value: unknown): value is StopReason {
  return typeof value === "string" && Object.hasOwn(stopReasons, value);
}

/** What a stop reason says about the dialogue: ended by itself, cut off, or failed. */
export function stopClass(reason: StopReason): StopClass {
  return stopReasons[reason];
}

/**
 * How a dialogue ended: as its stop reason says, but for one that says of itself that it is complete though it ran to a
 * limit. A group chat, whose people cannot end it, is planned to last for its most turns.
 *
 * @returns `null` for a dialogue that does not say why it ended
 */
export function endClass({
  stopReason,
  complete,
}: {
  readonly stopReason: StopReason | null;
  readonly complete: boolean | null;
}): StopClass | null {
  if (stopReason === null) return null;
  const ended = stopClass(stopReason);
  return ended === "truncated" && complete === true ? "ok" : ended;
}
