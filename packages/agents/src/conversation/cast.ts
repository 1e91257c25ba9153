import type { Random } from "@sdialog/core";
import type { Participant, ParticipantRun, ParticipantSession } from "../participant.ts";

/** A participant with its name and session in one conversation. */
export interface Member {
  readonly name: string;
  readonly participant: Participant;
  readonly session: ParticipantSession;
}

/** Who takes part, under which names: known before anybody has begun. */
export function namedCast(participants: readonly Participant[]): Omit<Member, "session">[] {
  const names = uniqueNames(participants);
  return participants.map((participant, index) => ({ participant, name: names[index] as string }));
}

/** Gives everyone a unique name: `Speaker 1` for the nameless, `Alice 2` for the second Alice. */
export function uniqueNames(participants: readonly Participant[]): string[] {
  const taken = new Set<string>();
  return participants.map(({ name }, index) => {
    const base = name.trim() === "" ? `Speaker ${index + 1}` : name.trim();
    let unique = base;
    for (let copy = 2; taken.has(unique); copy++) unique = `${base} ${copy}`;
    taken.add(unique);
    return unique;
  });
}

/** Starts every participant's session. */
export async function assembleCast(
  participants: readonly Participant[],
  random: Random,
  run: Omit<ParticipantRun, "name" | "others" | "random">,
): Promise<Member[]> {
  const cast = namedCast(participants);
  const begun = await Promise.allSettled(
    cast.map(async ({ participant, name }): Promise<Member> => {
      const others = cast.filter((other) => other.name !== name);
      const session = await participant.begin({
        ...run,
        name,
        others: others.map((other) => ({ name: other.name, description: other.participant.description })),
        random: random.fork("participant", name),
      });
      return { name, participant, session };
    }),
  );
  const members = begun.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failed = begun.find((outcome) => outcome.status === "rejected");
  if (failed === undefined) return members;
  await dismissCast(members);
  throw failed.reason;
}

/** A session that could not be released, and why. */
export interface Unreleased {
  readonly name: string;
  readonly reason: string;
}

/** Releases all sessions, also when one of them fails to. @returns those that did */
export async function dismissCast(cast: readonly Member[]): Promise<readonly Unreleased[]> {
  const ends = await Promise.allSettled(cast.map(async ({ session }) => session.close?.()));
  return ends.flatMap((end, index) => {
    if (end.status === "fulfilled") return [];
    const { reason } = end as { readonly reason: unknown };
    const { name } = cast[index] as Member;
    return [{ name, reason: reason instanceof Error ? reason.message : String(reason) }];
  });
}
