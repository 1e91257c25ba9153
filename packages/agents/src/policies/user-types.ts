import { createByName, InvalidArgumentError, type Orchestrator, type Random } from "@sdialog/core";
import { checkContract, checkKinds, described } from "@sdialog/core/internal";
import * as z from "zod/mini";

const policySchema = z.union([
  z.string().check(z.minLength(1)),
  z.looseObject({
    name: described(z.string().check(z.minLength(1)), "Name of a registered policy"),
    probability: described(
      z.optional(z.number().check(z.gte(0), z.lte(1))),
      "How likely it is that a user behaves like this at all. Default: 1",
    ),
  }),
]);

/** Ways to behave: names of registered policies, or names with options. */
export const policiesSchema = described(z.array(policySchema), "Policies by name, or name and options");

const userTypeSchema = z.strictObject({
  name: z.string().check(z.minLength(1)),
  share: described(
    z._default(z.number().check(z.positive()), 1),
    "Share of the users of this type, relative to the others",
  ),
  policies: policiesSchema,
});

/**
 * Types of users who differ in how they behave: what goes together stands in one type. As a file it can be shared, and
 * named in recipes.
 */
export const userTypesSchema = z.strictObject({
  name: z.optional(z.string()),
  source: described(
    z.optional(z.unknown()),
    "Where it comes from: what it was fitted to, and how well it fits",
  ),
  users: z.array(userTypeSchema).check(z.minLength(1)),
});

/** Policies by name, or name and options. */
export type PolicySpecs = z.input<typeof policiesSchema>;
/** Types of users with their shares. */
export type UserTypes = z.input<typeof userTypesSchema>;
/** How users behave: all of them in the same ways, or by types. */
export type Behaviour = PolicySpecs | UserTypes;

/** How one user behaves. */
export interface DrawnBehaviour {
  /** The type it is of, where there are any. */
  readonly type: string | undefined;
  readonly orchestrators: readonly Orchestrator[];
}

/**
 * Draws how one user behaves.
 *
 * @param random decides on the type, and on the policies that have a probability
 * @param place where among all users this one stands, 0 to 1: spread out evenly, the types come in their shares. Default:
 *   drawn
 * @throws InvalidArgumentError for a policy there is not, or wrong options
 */
export function drawBehaviour(behaviour: Behaviour, random: Random, place?: number): DrawnBehaviour {
  checkContract("drawBehaviour: random", "a Random", random, ["fork", "next"]);
  if (Array.isArray(behaviour)) return { type: undefined, orchestrators: drawPolicies(behaviour, random) };
  checkKinds("drawBehaviour", { behaviour: [behaviour, "an object"] });
  if (!("users" in behaviour))
    throw new InvalidArgumentError("drawBehaviour: behaviour has no users, and is not a list of policies");
  const total = behaviour.users.reduce((sum, { share = 1 }) => sum + share, 0);
  let rest = (place ?? random.fork("type").next()) * total;
  const type =
    behaviour.users.find(({ share = 1 }) => (rest -= share) < 0) ??
    (behaviour.users.at(-1) as UserTypes["users"][number]);
  return { type: type.name, orchestrators: drawPolicies(type.policies, random) };
}

/** Where the user of a number stands, so that any number of them in a row is spread out evenly. */
export function userPlace(random: Random, index: number): number {
  // Steps of the golden ratio leave no gaps and no heaps.
  return (random.fork("place").next() + index * 0.618_033_988_749_895) % 1;
}

/** @throws InvalidArgumentError for a policy there is not, or wrong options */
export function checkBehaviour(behaviour: Behaviour): void {
  const lists = "users" in behaviour ? behaviour.users.map(({ policies }) => policies) : [behaviour];
  for (const spec of lists.flat()) policyOf(spec);
}

function drawPolicies(specs: PolicySpecs, random: Random): readonly Orchestrator[] {
  return specs
    .filter((spec, index) =>
      typeof spec === "string" || spec.probability === undefined
        ? true
        : random.fork("policy", index).chance(spec.probability),
    )
    .map(policyOf);
}

function policyOf(spec: PolicySpecs[number]): Orchestrator {
  if (typeof spec === "string") return createByName("policy", spec);
  const { name, probability: _, ...options } = spec;
  return createByName("policy", name, options);
}
