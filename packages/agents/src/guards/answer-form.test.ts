import type { Facts } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { contradictedFacts } from "./contradicted-facts.ts";

interface Talk {
  /** Each fact by its name, with its value and the question for it. */
  readonly facts: Readonly<Record<string, readonly [value: string, question: string]>>;
  /** What people say who tell nothing yet, whatever they were asked. */
  readonly reactions: readonly string[];
  /** Other values, each as the answer to the question for its fact. */
  readonly others: Readonly<Record<string, readonly string[]>>;
}

const talks: Readonly<Record<string, Talk>> = {
  en: {
    facts: {
      name: ["Alice Meyer", "What's your name?"],
      city: ["Chicago", "Which city?"],
      restaurant: ["Golden Wok", "Which restaurant?"],
      category: ["hotel", "What category?"],
      "payment method": ["credit card", "What payment method would you like to use?"],
    },
    reactions: [
      "Let me think.",
      "Go for it.",
      "Too far away.",
      "Oh, that should be fun!",
      "Alright, that seems right.",
      "Give me a second.",
      "Hmm, I'd have to check.",
      "Why do you ask?",
      "I'm not sure yet.",
      "You tell me.",
      "That's a bit expensive.",
      "Just a sec, my phone is ringing.",
      "Wait, what?",
      "Oh wow, amazing.",
      "Never mind.",
      "It depends.",
      "That works.",
      "I can't remember right now.",
      "Let me look it up.",
      "Pretty good so far.",
    ],
    others: {
      name: ["Bob Carter", "It's Susan.", "Jane Doe, please.", "This is Maria Lopez."],
      city: ["Boston", "I'd like Seattle.", "We are in Miami."],
      restaurant: [
        "The Blue Door",
        "Pizza Palace, please.",
        "Let's take Casa Blanca.",
        "Maybe The Red Lion.",
      ],
      category: ["restaurant", "Attractions, please."],
      "payment method": ["cash", "PayPal, please."],
    },
  },
  de: {
    facts: {
      Name: ["Alice Meyer", "Wie ist Ihr Name?"],
      Stadt: ["Hamburg", "In welcher Stadt?"],
      Restaurant: ["Goldener Hirsch", "Welches Restaurant?"],
      Kategorie: ["Hotel", "Welche Kategorie?"],
      Zahlungsart: ["Kreditkarte", "Welche Zahlungsart möchten Sie?"],
    },
    reactions: [
      "Lass mich überlegen.",
      "Nur zu.",
      "Zu weit weg.",
      "Oh, das klingt lustig!",
      "Gut, das passt.",
      "Warten Sie kurz.",
      "Da muss ich nachsehen.",
      "Warum fragen Sie?",
      "Ich bin mir noch nicht sicher.",
      "Sagen Sie es mir.",
      "Das ist etwas teuer.",
      "Moment, mein Telefon klingelt.",
      "Warte, was?",
      "Oh, toll.",
      "Schon gut.",
      "Kommt darauf an.",
      "Das geht so.",
      "Ich weiß es gerade nicht mehr.",
      "Ich schaue schnell nach.",
      "Bisher ganz gut.",
    ],
    others: {
      Name: ["Peter Schmidt", "Ich heiße Susanne.", "Jana Fuchs, bitte.", "Hier ist Maria Lopez."],
      Stadt: ["München", "Ich möchte nach Köln."],
      Restaurant: ["Blaue Tür", "Pizza Palast, bitte.", "Vielleicht Roter Löwe."],
      Kategorie: ["Restaurant", "Ich möchte ein Restaurant.", "Sehenswürdigkeiten, bitte."],
      Zahlungsart: ["bar", "PayPal, bitte.", "Ich möchte mit Apple Pay zahlen.", "Bargeld ist in Ordnung."],
    },
  },
  fr: {
    facts: {
      nom: ["Alice Meyer", "Quel est votre nom ?"],
      ville: ["Lyon", "Dans quelle ville ?"],
      restaurant: ["Chez Marie", "Quel restaurant ?"],
      catégorie: ["hôtel", "Quelle catégorie ?"],
      "moyen de paiement": ["carte bancaire", "Quel moyen de paiement ?"],
    },
    reactions: [
      "Laissez-moi réfléchir.",
      "Allez-y.",
      "Trop loin.",
      "Oh, ça devrait être amusant !",
      "Bon, ça me semble juste.",
      "Attendez une seconde.",
      "Il faut que je vérifie.",
      "Pourquoi cette question ?",
      "Je ne suis pas encore sûr.",
      "À vous de me dire.",
      "C'est un peu cher.",
      "Attendez, mon téléphone sonne.",
      "Pardon, quoi ?",
      "Oh, génial.",
      "Laissez tomber.",
      "Ça dépend.",
      "Ça marche.",
      "Je ne m'en souviens plus.",
      "Je regarde tout de suite.",
      "Plutôt bien pour l'instant.",
    ],
    others: {
      nom: ["Pierre Durand", "Je m'appelle Suzanne.", "Jeanne Renard, s'il vous plaît.", "Ici Maria Lopez."],
      ville: ["Paris", "Je voudrais Nantes."],
      restaurant: [
        "La Porte Bleue",
        "Pizza Palace, s'il vous plaît.",
        "Prenons Casa Blanca.",
        "Peut-être Le Lion Rouge.",
      ],
      catégorie: ["restaurant", "Des attractions, s'il vous plaît."],
      "moyen de paiement": ["espèces", "PayPal, s'il vous plaît.", "J'aimerais utiliser Apple Pay."],
    },
  },
  es: {
    facts: {
      nombre: ["Alice Meyer", "¿Cuál es su nombre?"],
      ciudad: ["Sevilla", "¿En qué ciudad?"],
      restaurante: ["Casa Lucio", "¿Qué restaurante?"],
      categoría: ["hotel", "¿Qué categoría?"],
      "método de pago": ["tarjeta de crédito", "¿Qué método de pago?"],
    },
    reactions: [
      "Déjeme pensar.",
      "Adelante.",
      "Demasiado lejos.",
      "¡Oh, eso debería ser divertido!",
      "Bueno, me parece correcto.",
      "Espere un segundo.",
      "Tengo que mirarlo.",
      "¿Por qué lo pregunta?",
      "Todavía no estoy segura.",
      "Dígamelo usted.",
      "Es un poco caro.",
      "Espere, me suena el teléfono.",
      "¿Cómo, qué?",
      "Oh, genial.",
      "No importa.",
      "Depende.",
      "Eso funciona.",
      "Ahora no me acuerdo.",
      "Voy a buscarlo.",
      "Bastante bien hasta ahora.",
    ],
    others: {
      nombre: ["Pedro García", "Me llamo Susana.", "Juana Zorro, por favor.", "Aquí María López."],
      ciudad: ["Madrid", "Quisiera Valencia.", "Granada, creo.", "Estamos en Toledo."],
      restaurante: [
        "La Puerta Azul",
        "Pizza Palace, por favor.",
        "Vamos a Casa Blanca.",
        "Quizás El León Rojo.",
      ],
      categoría: ["restaurante", "Atracciones, por favor."],
      "método de pago": ["efectivo", "PayPal, por favor.", "Quiero usar Apple Pay."],
    },
  },
};

describe.each(Object.entries(talks))("answers in %s", (_, { facts, reactions, others }) => {
  const known: Facts = Object.fromEntries(Object.entries(facts).map(([name, [value]]) => [name, value]));
  const said = (text: string, name: string) =>
    contradictedFacts(text, {
      facts: known,
      told: [],
      speaker: "User",
      turns: [{ speaker: "Bot", text: facts[name]?.[1] as string }],
    });

  it.each(reactions)("%j is no value of anything", (text) => {
    for (const name of Object.keys(facts)) expect([name, said(text, name)]).toEqual([name, []]);
  });

  it.each(Object.entries(others).flatMap(([name, texts]) => texts.map((text) => [text, name] as const)))(
    "%j is another %s",
    (text, name) => {
      expect(said(text, name)).toHaveLength(1);
    },
  );

  it("are right where they say what is known", () => {
    for (const [name, [value]] of Object.entries(facts)) expect(said(`${value}.`, name)).toEqual([]);
  });
});
