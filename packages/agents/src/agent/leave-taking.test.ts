import { expect, it } from "vitest";
import {
  beginsWithLeave,
  endsInLeave,
  isAssent,
  isLeave,
  isSignature,
  onlyTakesLeave,
} from "./leave-taking.ts";

const checks = { beginsWithLeave, endsInLeave, isAssent, isLeave, isSignature, onlyTakesLeave };

it.each<[keyof typeof checks, string[], string[]]>([
  [
    "endsInLeave",
    [
      "ok thanks bye",
      "Thank you, Ana",
      "See you tomorrow!",
      "I got it, danke schön.",
      "Merci beaucoup 😀",
      "谢谢您的帮助",
    ],
    ["thanks are due here", "Bye is a word", "I buy", "Goodbyes", "", "Thank you, ana"],
  ],
  [
    "beginsWithLeave",
    [
      "Bye, and another thing",
      "“Thanks!",
      "ok, thank you for that",
      "The chat is over now",
      "end of conversation",
    ],
    ["Byelaws", "I say bye", "It is late. The chat is over"],
  ],
  [
    "isAssent",
    ["ok", "Yes, sure!", "No.", "— Perfect, great", "got it 👍"],
    ["ok then do it", "yesterday", "no way", "", "okay ".repeat(30)],
  ],
  [
    "isLeave",
    ["Sure.", "Bye for now, Ana", "It works. Thanks"],
    ["Is it over there", "Sure it works", "Nothing works"],
  ],
  [
    "onlyTakesLeave",
    ["Thanks, bye!", "Thank you. Have a nice day.", "Thanks\nBye", "The conversation is over."],
    [
      "Thanks, bye?",
      "Thanks, where is it.",
      "",
      "…",
      "I have told you again and again and again, thanks for nothing bye",
    ],
  ],
  [
    "isSignature",
    [
      "Ana",
      "Best regards,\nAna Ruiz",
      "— Dr. Ana M. Ruiz",
      "Cheers, Ana",
      "Ana von Stein",
      "A",
      "Thanks,\nAna.",
    ],
    [
      "ana",
      "STOP",
      "ANA RUIZ",
      "the end",
      "Ana is here",
      "Ana, Bo",
      "Best regards,\nana",
      `Ana ${"x".repeat(120)}`,
    ],
  ],
])("%s holds of %j, and not of %j", (name, right, wrong) => {
  for (const text of right) expect([text, checks[name](text)]).toEqual([text, true]);
  for (const text of wrong) expect([text, checks[name](text)]).toEqual([text, false]);
});
