import { integerOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Someone who cooks in a restaurant. */
export class Chef extends definePersona("Chef", {
  name: text("What the chef is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  restaurant_name: text("What the restaurant is called"),
  years_of_experience: integerOrText("Years in professional kitchens"),
  cuisine_specialty: text("Kind of cooking the chef is known for"),
  politeness: text("How polite the chef is"),
}) {}

/** Someone who serves in a restaurant. */
export class Waiter extends definePersona("Waiter", {
  name: text("What the waiter is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  restaurant_name: text("What the restaurant is called"),
  years_of_experience: integerOrText("Years of waiting tables"),
  politeness: text("How polite the waiter is"),
}) {}

/** Someone who eats in a restaurant. */
export class RestaurantCustomer extends definePersona("RestaurantCustomer", {
  name: text("What the guest is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  dietary_preferences: text("What the guest likes, avoids or must not eat"),
  politeness: text("How polite the guest is"),
}) {}
