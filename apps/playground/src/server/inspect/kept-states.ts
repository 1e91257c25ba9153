import { createHash } from "node:crypto";
import { SDialogError } from "@sdialog/core";
import type { InspectedResponse, InspectedToken } from "@sdialog/interpretability";

/** How much is kept for the lens, in bytes; the last reply always is. */
const mostBytes = 256 * 1024 * 1024;

interface KeptToken {
  readonly response: InspectedResponse;
  readonly token: InspectedToken;
}

/**
 * The states of replies that were looked into, kept so that the lens reads them when they come into view. They are named by
 * what they hold: what was read of a token once holds for every reply in which it has the same states.
 */
export class KeptStates {
  readonly #mostBytes: number;
  /** The oldest first, each with how many bytes it holds. */
  readonly #responses = new Map<InspectedResponse, number>();
  readonly #tokens = new Map<string, KeptToken>();

  constructor(most = mostBytes) {
    this.#mostBytes = most;
  }

  /** @param model whose reply it is @returns the name of the states of each of its tokens */
  keep(response: InspectedResponse, model: string): ReadonlyMap<InspectedToken, string> {
    const names = new Map<InspectedToken, string>();
    for (const token of [...response.prompt, ...response.tokens]) {
      const hash = createHash("sha256").update(model);
      for (const { site } of response.captures) hash.update(token.activation(site));
      const name = hash.digest("base64url");
      names.set(token, name);
      this.#tokens.set(name, { response, token });
    }
    this.#responses.set(
      response,
      response.captures.reduce((sum, { data }) => sum + data.byteLength, 0),
    );
    this.#forgetOldest();
    return names;
  }

  /** @throws SDialogError `states_gone` */
  find(name: string): KeptToken {
    const kept = this.#tokens.get(name);
    if (kept !== undefined) return kept;
    throw new SDialogError("What was computed for this reply is no longer kept", {
      code: "states_gone",
      hint: "Others were looked into since, or the playground was started anew: look inside again.",
    });
  }

  #forgetOldest(): void {
    let total = [...this.#responses.values()].reduce((sum, bytes) => sum + bytes, 0);
    for (const [oldest, bytes] of this.#responses) {
      if (total <= this.#mostBytes || this.#responses.size === 1) return;
      this.#responses.delete(oldest);
      total -= bytes;
      for (const [name, { response }] of this.#tokens) if (response === oldest) this.#tokens.delete(name);
    }
  }
}
