import { isDeepStrictEqual } from "node:util";
import { isPlainObject } from "../../recipe/paths.ts";
import type { ConfigImport } from "../config-import.ts";
import { settingsKeys } from "./personagym-keys.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Keys whose values are read together, as the name and the address of a model. */
export const modelKeys = ["provider", "model", "endpoint", "base_url"] as const;

/** Puts the model of a section into the recipe: one, or a pool of which each dialogue gets one. */
export function putModel(into: ConfigImport, key: string, section: unknown, field: string): void {
  const parts = fields(section);
  const pool = parts["model_pool"];
  if (parts["model"] !== undefined) into.put(key, [[field, named(parts)]]);
  if (pool === undefined) return;
  if (!Array.isArray(pool) || pool.length === 0)
    return into.put(`${key}.model_pool`, "is not a list of models");
  const members = pool.map(fields);
  const models = members.map((member) => {
    const one = named(member);
    const { weight } = member;
    return weight === undefined ? one : { ...(typeof one === "string" ? { name: one } : one), weight };
  });
  into.put(`${key}.model_pool`, [[field, models]], weightsNote(members));
  for (const [index, member] of members.entries())
    for (const name of Object.keys(member))
      if (![...modelKeys, "weight", "inference"].includes(name as never))
        into.put(`${key}.model_pool.${index}.${name}`, memberKey(name));
  const [first = {}] = members.map(({ inference }) => fields(inference));
  const same = members.every(({ inference }) => isDeepStrictEqual(fields(inference), first));
  const rules = settingsKeys(field === "model" ? "settings" : "user.settings");
  if (!same)
    into.put(
      `${key}.model_pool.inference`,
      "the models of a pool have different settings, and a recipe has one set for all: say it in settings",
    );
  else
    for (const [name, value] of Object.entries(first))
      into.put(
        `${key}.model_pool.inference.${name}`,
        Object.hasOwn(rules, name) ? (rules[name]?.(value, {}) ?? "") : "is not a setting of a model",
      );
}

/** PersonaGym refuses weights of another sum than 1. */
function weightsNote(members: readonly Fields[]): string | undefined {
  const weights = members.flatMap(({ weight }) => (typeof weight === "number" ? [weight] : []));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.length === 0 || (weights.length === members.length && Math.abs(sum - 1) < 0.001))
    return undefined;
  const without = members.length - weights.length;
  if (without > 0)
    return `${without} of its models ${without === 1 ? "has" : "have"} no weight, which counts as 1 here: PersonaGym refuses such a pool`;
  return `the weights come to ${Number(sum.toFixed(4))}, not to 1: PersonaGym refuses such a pool, and here each is a share of their sum`;
}

function memberKey(name: string): string {
  if (name.endsWith("api_key")) return secret;
  return name === "headers"
    ? "a model's requests have the headers of its backend"
    : "is not a key of a model in a pool of PersonaGym";
}

/** Why no key of a service is taken over. */
export const secret =
  "keys come from the environment (OPENAI_API_KEY, OPENROUTER_API_KEY …), never from a file";

/** `provider:model`, with its address where that is another than the provider's. */
function named(parts: Fields): string | { readonly name: string; readonly baseURL: string } {
  const name = `${String(parts["provider"] ?? "openai")}:${String(parts["model"])}`;
  const address = parts["base_url"] ?? parts["endpoint"];
  return address === undefined
    ? name
    : { name, baseURL: String(address).replace(/\/chat\/completions\/?$/, "") };
}

function fields(value: unknown): Fields {
  return isPlainObject(value) ? value : {};
}
