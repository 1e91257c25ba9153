import { defineAttributes } from "@sdialog/core";

/** What every persona is: attributes of one person, told to the model that plays that person as `Your role: …` lines. */
export class BasePersona extends defineAttributes("BasePersona", {}) {
  protected override describeAttribute(words: string, value: string): string {
    return `Your ${words}: ${value}`;
  }
}
