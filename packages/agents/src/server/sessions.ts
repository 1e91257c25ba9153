import type { Chat } from "../agent/chat.ts";
import { ByteBoundedMap } from "./byte-bounded-map.ts";

/** A conversation the server remembers for a client that asked for it. */
export class Session {
  /** About how much memory it takes. */
  bytes = 500;
  /** The chat at hand, and what it was set up with; nothing before the first request. */
  current: { readonly chat: Chat; readonly setup: string } | undefined;
  #tail: Promise<void> = Promise.resolve();

  /** Waits for its turn among the requests of this session. @returns what ends it */
  async enter(): Promise<() => void> {
    let resolve!: () => void;
    const promise = new Promise<void>((settle) => {
      resolve = settle;
    });
    const before = this.#tail;
    this.#tail = before.then(() => promise);
    await before;
    return resolve;
  }
}

/** The sessions of a server by agent and id; the ones not used for longest are forgotten first. */
export class Sessions {
  readonly #sessions: ByteBoundedMap<Session>;

  constructor(limit: number) {
    this.#sessions = new ByteBoundedMap(limit, ({ bytes }) => bytes);
  }

  open(agent: string, id: string): Session {
    const key = keyOf(agent, id);
    const session = this.#sessions.get(key) ?? new Session();
    this.#sessions.set(key, session);
    return session;
  }

  /** Takes note of how large a session has become. One that was forgotten meanwhile, or told to be, stays so. */
  measured(agent: string, id: string, session: Session): void {
    const key = keyOf(agent, id);
    if (this.#sessions.get(key) === session) this.#sessions.set(key, session);
  }

  find(agent: string, id: string): Session | undefined {
    return this.#sessions.get(keyOf(agent, id));
  }

  forget(agent: string, id: string): boolean {
    return this.#sessions.delete(keyOf(agent, id));
  }
}

function keyOf(agent: string, id: string): string {
  return JSON.stringify([agent, id]);
}
