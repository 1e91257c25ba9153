import { checkArguments, requireArguments } from "@sdialog/core/internal";
import { contentHash, InvalidArgumentError } from "@sdialog/core";
import type { Agent } from "../agent/agent.ts";
import { RequestError } from "./request-error.ts";

/** One agent as clients see it: a model with a name. */
export interface ServedAgent {
  readonly name: string;
  readonly agent: Agent;
  /** SHA-256 of how the agent is written down, in hexadecimal. */
  readonly digest: string;
}

/** What can be served: one agent, several by their own names, or several by names of your choice. */
export type Servable = Agent | readonly Agent[] | Readonly<Record<string, Agent>>;

/** The agents a server offers. May be changed while it runs. */
export class AgentRegistry {
  readonly #served = new Map<string, ServedAgent>();

  /** @throws InvalidArgumentError when two have the same name, or there is none */
  constructor(agents: Servable) {
    checkArguments("new AgentRegistry", arguments, 1);
    requireArguments("new AgentRegistry", arguments, 1);
    const entries = isAgent(agents)
      ? [[undefined, agents] as const]
      : Array.isArray(agents)
        ? (agents as readonly Agent[]).map((agent) => [undefined, agent] as const)
        : Object.entries(agents as Readonly<Record<string, Agent>>);
    for (const [name, agent] of entries) this.add(agent, name);
  }

  /**
   * @param name what clients ask for. Default: the agent's name with `-` for spaces, `agent` when it has none
   * @returns the name
   * @throws InvalidArgumentError when the name is taken
   */
  add(agent: Agent, name = slug(agent.name) || "agent"): string {
    if (this.#served.has(name)) {
      throw new InvalidArgumentError(`Two agents are called "${name}"`, {
        hint: "Serve them under names of your choice: { first: agentA, second: agentB }.",
      });
    }
    this.#served.set(name, { name, agent, digest: contentHash(agent.toJSON()) });
    return name;
  }

  /** @returns whether there was one */
  remove(name: string): boolean {
    return this.#served.delete(name);
  }

  /** All agents on offer. */
  list(): readonly ServedAgent[] {
    return [...this.#served.values()];
  }

  /**
   * The agent behind a model name, with or without Ollama's tag `:latest`, and with blanks where its name has them or
   * `-` stands for them. @throws RequestError 404
   */
  find(model: string): ServedAgent {
    const name = model.replace(/:latest$/, "");
    const served = this.#served.get(model) ?? this.#served.get(name) ?? this.#served.get(slug(name));
    if (served === undefined)
      throw new RequestError(`model "${model}" not found`, { status: 404, code: "model_not_found" });
    return served;
  }
}

function slug(name: string): string {
  return name.trim().replaceAll(/\s+/g, "-");
}

function isAgent(agents: Servable): agents is Agent {
  return "begin" in agents && typeof agents.begin === "function";
}
