import { integerOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Someone who runs a shop. */
export class StoreManager extends definePersona("StoreManager", {
  name: text("What the manager is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  store_name: text("What the shop is called"),
  years_of_experience: integerOrText("Years of running shops"),
  politeness: text("How polite the manager is"),
}) {}

/** Someone who sells in a shop. */
export class SalesAssociate extends definePersona("SalesAssociate", {
  name: text("What the associate is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  store_name: text("What the shop is called"),
  years_of_experience: integerOrText("Years in sales"),
  politeness: text("How polite the associate is"),
}) {}

/** Someone who buys in a shop. */
export class Shopper extends definePersona("Shopper", {
  name: text("What the shopper is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  shopping_goal: text("What the shopper wants to buy or find out"),
  loyalty_status: text("How attached the shopper is to the shop"),
  politeness: text("How polite the shopper is"),
}) {}
