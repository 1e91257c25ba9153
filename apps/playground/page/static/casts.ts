/** Who is played, in the words of the form. */
export interface Part {
  readonly name: string;
  readonly role: string;
  readonly personality: string;
  /** What the person is after, said to it: "You want a cappuccino." */
  readonly goal: string;
}

export type Cast = readonly [Part, Part];

const part = (name: string, role: string, personality: string, goal = ""): Part => ({
  name,
  role,
  personality,
  goal,
});

/** Kinds of talk that the bundled model knows. */
export const casts: Readonly<Record<string, Cast>> = {
  "A birthday": [
    part("Alice", "daughter", "", "You want a Lord of the Rings birthday party."),
    part(
      "Bob",
      "dad",
      "cheerful, helpful",
      "You are planning a Lord of the Rings birthday party with your daughter.",
    ),
  ],
  "A coffee shop": [
    part("Emma", "friendly barista", "cheerful and helpful"),
    part("Noah", "customer", "curious and polite", "You want to order a cappuccino."),
  ],
  "A doctor": [
    part("Laura", "family doctor", "calm"),
    part("David", "patient", "worried", "You have a headache."),
  ],
  "A complaint": [
    part("Olivia", "customer service agent", "polite"),
    part("Peter", "customer with a complaint", "impatient", "Your order is broken."),
  ],
  "A journey": [
    part("Julia", "travel agent", "friendly", "You are planning a trip for a customer."),
    part("Tom", "tourist", "curious", "You want to go somewhere warm."),
  ],
};
