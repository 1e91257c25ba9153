import { integerOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Someone at the front desk of a hotel. */
export class HotelReceptionist extends definePersona("HotelReceptionist", {
  name: text("What the receptionist is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  hotel_name: text("What the hotel is called"),
  years_of_experience: integerOrText("Years in hotels"),
  politeness: text("How polite the receptionist is"),
}) {}

/** Someone who arranges journeys. */
export class TravelAgent extends definePersona("TravelAgent", {
  name: text("What the agent is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  agency_name: text("What the travel agency is called"),
  years_of_experience: integerOrText("Years of arranging journeys"),
  politeness: text("How polite the agent is"),
}) {}

/** Someone who travels for pleasure. */
export class Tourist extends definePersona("Tourist", {
  name: text("What the tourist is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  travel_goal: text("What the tourist wants from the journey"),
  politeness: text("How polite the tourist is"),
}) {}
