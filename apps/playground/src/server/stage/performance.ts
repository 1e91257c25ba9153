import { visibleText } from "@sdialog/core/internal";
import { branch, type ConversationEvent, ConversationFailedError, type TurnTaking } from "@sdialog/agents";
import { SDialogError } from "@sdialog/core";
import type { StageCommand, StageEvent, StageState, Take } from "../../protocol/stage.ts";
import type { Scene } from "../../protocol/scene.ts";
import { sceneConversation } from "../../scene/scene-conversation.ts";
import { pageError } from "../answer-error.ts";
import { type Deferred, deferred } from "../deferred.ts";
import type { Origin } from "../origin.ts";
import { Gate } from "./gate.ts";
import { ReplayLog } from "../replay-log.ts";
import { timed, TurnCosts } from "./turn-costs.ts";

export interface PerformanceOptions {
  readonly take: Take;
  /** The take's scene as it can be played. */
  readonly played: Scene;
  readonly from?: Origin | undefined;
  readonly paused: boolean;
  /** Ends it with everything else. */
  readonly closing: AbortSignal;
}

/** A conversation that takes more memory than this is stopped, in bytes. */
const mostBytes = 16 * 1024 * 1024;

/** One conversation on stage: running, held, or over; anybody may watch it from the start at any time. */
export class Performance {
  readonly take: Take;
  readonly #log = new ReplayLog<StageEvent>();
  readonly #abort = new AbortController();
  readonly #gate: Gate;
  readonly #takeBytes: number;
  readonly #costs = new TurnCosts();
  #asked: Deferred<string | undefined> | undefined;

  /** Begins at once. @throws SDialogError for a scene that cannot be played */
  constructor({ take, played: scene, from, paused, closing }: PerformanceOptions) {
    this.take = take;
    this.#takeBytes = 2 * JSON.stringify(take).length;
    this.#gate = new Gate(paused, () => this.#tell({ is: "paused" }));
    const conversation = sceneConversation(scene, {
      ask: (name, signal) => this.#ask(name, signal),
      around: (inner) => this.#held(inner),
      watch: (participant) => timed(participant, this.#costs),
    });
    const options = {
      seed: scene.seed,
      signal: AbortSignal.any([this.#abort.signal, closing]),
      onEvent: (event: ConversationEvent) => this.#record(stageEvent(event)),
    };
    const running =
      from === undefined ? conversation.run(options) : branch(from.dialog, from.turn, conversation, options);
    void running.catch((error: unknown) => this.#fail(error)).finally(() => this.#end());
  }

  /** Everything that has happened and will happen. */
  watch(): AsyncIterable<StageEvent> {
    return this.#log.read();
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return this.#log.bytes + this.#takeBytes;
  }

  get over(): boolean {
    return this.#log.ended;
  }

  notice(message: string): void {
    this.#log.add({ type: "notice", message });
  }

  command(command: StageCommand): void {
    if (this.over) return;
    if (command.do === "stop") this.#abort.abort();
    if (command.do === "pause") this.#gate.close();
    if (command.do === "resume") this.#gate.open();
    if (command.do === "step") this.#gate.step();
    if (command.do === "say") this.#asked?.resolve(command.text ?? undefined);
  }

  #record(event: StageEvent): void {
    this.#log.add(event);
    if (event.type === "turn")
      this.#log.add({ type: "figures", index: event.index, figures: this.#costs.take() });
    if (this.#log.bytes < mostBytes || this.#abort.signal.aborted) return;
    this.notice(`This conversation has grown to ${mostBytes / 1024 / 1024} MiB and is stopped.`);
    this.#abort.abort();
  }

  #held(inner: TurnTaking): TurnTaking {
    return {
      name: inner.name,
      next: async (state) => {
        await this.#gate.pass(state.signal);
        this.#tell({ is: "running" });
        return inner.next(state);
      },
    };
  }

  async #ask(name: string, signal?: AbortSignal): Promise<string | undefined> {
    this.#asked = deferred<string | undefined>();
    signal?.addEventListener("abort", () => this.#asked?.resolve(undefined), { once: true });
    this.#tell({ is: "listening", to: name });
    const said = await this.#asked.promise;
    this.#asked = undefined;
    this.#tell({ is: "running" });
    return said;
  }

  #tell(state: StageState): void {
    this.#log.add({ type: "state", state });
  }

  /** A failed conversation has told its dialogue already; what is left to tell is why. */
  #fail(error: unknown): void {
    const cause = error instanceof ConversationFailedError ? error.cause : error;
    if (!SDialogError.isInstance(cause))
      process.stderr.write(
        `${visibleText(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
      );
    const { message, hint } = pageError(cause);
    this.#log.add({ type: "error", message, hint });
  }

  #end(): void {
    this.#tell({ is: "over" });
    this.#log.end();
  }
}

function stageEvent(event: ConversationEvent): StageEvent {
  if (event.type === "finish") return { type: "finish", dialog: event.dialog.toJSON() };
  if (event.type === "start") return { type: "start", seed: event.seed, participants: event.participants };
  return event;
}
