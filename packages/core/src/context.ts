import * as z from "zod/mini";
import { described, orNull } from "./options/any-schema.ts";
import { defineAttributes } from "./attributes/define-attributes.ts";

const text = (description: string) => described(orNull(z.string()), description);
const textOrList = (description: string) =>
  described(orNull(z.union([z.string(), z.array(z.string())])), description);

/** The situation all participants share. Every attribute is optional. */
export class Context extends defineAttributes("Context", {
  location: text("Physical or virtual place where the conversation happens"),
  datetime: text("Date, time or period of the conversation"),
  environment: text("Surroundings and atmosphere"),
  objects: textOrList("Objects that matter in the situation"),
  participants_shared_knowledge: text("What every participant is assumed to know"),
  circumstances: textOrList("Circumstances of the situation"),
  goals: textOrList("Goals the participants share, stated or implicit"),
  constraints: textOrList("Limits on what may be done or said"),
  topics: textOrList("Topics or themes of the conversation"),
  style_guidelines: textOrList("How the conversation should sound or be formatted"),
  notes: text("Anything else worth knowing"),
}) {}
