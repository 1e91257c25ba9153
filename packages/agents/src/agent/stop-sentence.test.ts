import { describe, expect, it } from "vitest";
import { readStopSignal } from "./stop-signal.ts";

/** What people say last, none of it on a list of goodbyes; what stands before the signal is over. */
const closings = [
  "See you on Monday at 9 a.m.",
  "I have nothing more to ask.",
  "I will try that tonight.",
  "I'll be at the clinic at 8:45.",
  "We'll meet at 12 Main St.",
  "My flight lands at 6 p.m.",
  "I'll ask for Dr. Novak.",
  "The deposit is $150.50.",
  "I'll take 2 lb. of the cherries.",
  "The meeting is at 10 a.m. sharp.",
  "Tell Mrs. Okafor I said hello.",
  "I live in Washington, D.C.",
  "That solves my problem.",
  "That clears everything up.",
  "It works now.",
  "The printer prints again.",
  "I called them already.",
  "You answered all my questions.",
  "I'll wait for your message.",
  "I'll sign the form today.",
  "I'll press the button again tonight.",
  "I got your message.",
  "That's a good sign.",
  "You have helped me a lot.",
  "I feel much better now.",
  "My mother will be happy.",
  "Let's leave it at that.",
  "I must run.",
  "My bus is here.",
  "Say hi to Tom.",
  "I won't keep you any longer.",
  "Understood. I'll be there.",
  "It's booked, then. I'm looking forward to it.",
  "Perfect. The green one it is.",
  "I see. I'll bring both documents. We can sign them there.",
  "Two tickets, row 12. I have written it down.",
  "Your parcel was shipped. It will arrive on Dec. 3.",
  "I pressed the button for ten seconds. It works now.",
  "The sign was hard to find. I'll leave earlier tomorrow.",
  "The total is 45 euros. I'll pay in cash. See you at 7 p.m.",
  "I restarted it. The light is green. That solves it.",
  "Noted. Order 4711 is cancelled. You will get the money back.",
  "Ich probiere das heute Abend aus.",
  "Ich komme um 18 Uhr vorbei.",
  "Damit ist alles geklärt. Ich melde mich morgen.",
  "Das hilft mir weiter, Dr. Weiß.",
  "J'essaierai ce soir.",
  "Je passerai à 9 h. C'est noté.",
  "Tout est clair maintenant, M. Dupont.",
  "Lo probaré esta noche.",
  "Nos vemos el lunes a las 9.",
  "Todo está claro. Llamaré mañana.",
  "Ci vediamo lunedì alle 9.",
  "Proverò stasera. È tutto chiaro.",
  "Vou tentar hoje à noite.",
  "Ik probeer het vanavond.",
  "Spróbuję dziś wieczorem.",
  "Jag provar det i kväll.",
  "Я попробую сегодня вечером.",
  "Всё понятно. Я позвоню в пятницу.",
  "Bu akşam deneyeceğim.",
  "मैं आज रात कोशिश करूँगा।",
  "سأجرب ذلك الليلة.",
  "אני אנסה את זה הערב.",
  "I'll bring the papers at 4:30 p.m.",
  "My sister picks me up at the gate.",
  "Order 88-123 is clear to me.",
  "Dinner is at Maria's at 7.",
  "I owe you one.",
  "You saved my weekend.",
  "The bill came to 19.99 euros.",
  "I'll ask Prof. Lindqvist about it.",
  "I'll read the leaflet first.",
  "The kids are waiting.",
  "Dinner is ready.",
  "No need to call back.",
  "I know what to do now.",
  "I know enough.",
  "I can handle it from here.",
  "We can close the ticket.",
  "The case is closed.",
  "You can close my ticket.",
  "I'd better go.",
  "I should go now.",
  "Time to go.",
  "It was nice meeting you.",
  "Nice to have met you.",
  "You were very kind.",
  "That was very helpful.",
  "This was helpful.",
  "Greetings to your family.",
  "Give my love to Ana.",
  "Let me know how it goes.",
  "Drive carefully.",
  "Get some rest.",
  "Sleep tight, Leo.",
  "All good on my side.",
  "I'm happy with that.",
  "I'm convinced.",
  "I agree with the plan.",
  "The plan stands.",
  "I accept the offer.",
  "I'll think about it.",
  "Maybe another time.",
  "We'll talk next week.",
  "I'll write to you on Tuesday.",
  "I'll text you the address.",
  "I'll send you a message.",
  "I'll label the boxes tonight.",
  "Das war's von meiner Seite.",
  "Mehr brauche ich nicht.",
  "Ich rufe morgen an.",
  "Je n'ai plus de questions.",
  "On se voit lundi.",
  "C'est parfait pour moi.",
  "No tengo más preguntas.",
  "Llegaré a las 8.",
  "Non ho altre domande.",
  "Não tenho mais perguntas.",
  "Ik heb geen vragen meer.",
  "Nie mam więcej pytań.",
  "Больше вопросов нет.",
  "질문이 더 없습니다.",
  "Başka sorum yok.",
];

/** Short sentences that tell of words and what bears them, so that the next may be what is read or heard there. */
const tellings = [
  "There was one word.",
  "The sign says go.",
  "The sign was red.",
  "It had four letters.",
  "I looked up at the sign.",
  "The sign had one word on it. It was red.",
  "There is a sign at the corner. I know it by heart.",
  "It was written in red.",
  "The label was clear.",
  "It spells a word.",
  "The button was marked in white.",
  "The screen went dark. Then it came back.",
  "The display flashed.",
  "The panel lit up.",
  "A red light blinked.",
  "The keyword is simple.",
  "The telegram was short.",
  "The screen had a message.",
  "I got a text.",
  "He shouted.",
  "She only said one thing.",
  "It is called like this.",
  "I'll tell you the word.",
  "Let me read it to you.",
  "They painted it on the road.",
  "The caption was huge.",
  "I typed one command.",
  "The poster has a title.",
  "Arriving Monday. STOP. Bring money.",
  "Mother is well. STOP. I'll come on Friday.",
  "Auf dem Schild war ein Wort.",
  "Die Taste ist rot.",
  "Es stand in großen Buchstaben da.",
  "Il y avait un mot.",
  "Le panneau était rouge.",
  "Había una palabra.",
  "El cartel era rojo.",
  "C'era una parola.",
  "Il cartello era rosso.",
  "Havia uma palavra.",
  "Er stond één woord.",
  "Na znaku było jedno słowo.",
  "På skylten stod ett ord.",
  "На знаке было одно слово.",
  "Tabelada tek kelime vardı.",
  "साइन पर एक शब्द था।",
  "كانت هناك كلمة واحدة.",
  "הייתה שם מילה אחת.",
  "Hold on.",
  "Slow down.",
  "Leave me alone.",
  "And then it just went...",
  "The road had a sign.",
  "It was painted white on red.",
  "A voice spoke one word.",
  "There it stood in block letters.",
  "The man with the flag shouted.",
  "The robot has two buttons.",
  "My shirt has a word on it.",
  "That was the whole telegram.",
  "Telegram from Paris. STOP. Arriving noon.",
  "Weather fine. STOP. Miss you.",
  "Her note had one line.",
  "The graffiti was short.",
  "The answer was one word.",
  "The headline was loud.",
  "The crossing guard held a sign.",
  "I read the sign aloud.",
  "It says one thing.",
  "The red button is labelled.",
  "The app has a button for it.",
  "The machine displays a word.",
  "Der Knopf ist beschriftet.",
  "Auf der Taste steht etwas.",
  "Le bouton est rouge.",
  "El botón tenía una palabra.",
  "La scritta era rossa.",
  "A placa era vermelha.",
  "Op het bord stond iets.",
  "Табличка была красной.",
  "Wait for it.",
  "Get out of here.",
  "Careful.",
  "The letters were red.",
  "He wrote it on the wall.",
  "The song has a one-word title.",
  "Look. STOP. Listen.",
  "Stop it.",
];

/** Sentences that end in a clock time only where they do not tell of words. */
const clocks = [
  "The sign says: open from 9 a.m. to 6 p.m. STOP",
  "The notice reads 8 a.m. to 6 p.m. STOP",
  "It said: back at 5 p.m. STOP",
  "The telegram says ARRIVING 5 P.M. STOP",
  "He wrote: meet me at 5 p.m. STOP",
  "The sign reads 9 a.m. to 5 p.m. STOP",
  "My car's display shows 5 p.m. STOP",
  "The sign in the window says: Open 8 a.m. to 6 p.m. STOP",
];

/** Thanks, right before the signal or in a sentence before the last one. */
const thanks = [
  "Thanks for everything!",
  "Thank you.",
  "Much appreciated!",
  "I can't thank you enough!",
  "Merci pour tout !",
  "¡Gracias por todo!",
  "Vielen Dank für alles!",
  "Thanks. I'll be there at seven.",
  "Perfect, thanks. I'll try that tonight!",
  "Thanks! You saved my day!",
  "Thank you so much for your help. I'm really looking forward to the trip!",
];
const cries = ["Wait!", "No no no!", "Hey!", "Thanks! Look out!", "Slow down!", "You are too fast."];

const ownStops = ["STOP.", "**STOP.**", "**STOP**.", '"STOP."', "[STOP].", "STOP.\n", "STOP.<|im_end|>"];

describe("the stop signal with its own full stop", () => {
  it.each(closings)("ends the conversation after %j", (sentence) => {
    for (const signal of ownStops)
      expect([signal, readStopSignal(`${sentence} ${signal}`)]).toMatchObject([
        signal,
        { text: sentence, stop: true },
      ]);
  });

  it.each(tellings)("is in doubt after %j", (sentence) => {
    for (const signal of ownStops) {
      const reply = `${sentence} ${signal}`;
      expect([signal, readStopSignal(reply)]).toMatchObject([signal, { text: reply, stop: false }]);
      expect([signal, readStopSignal(reply).doubt]).toEqual([signal, expect.stringContaining("STOP")]);
    }
  });

  it.each(clocks)("ends nothing in the sentence %j", (reply) => {
    expect(readStopSignal(reply)).toMatchObject({ text: reply, stop: false });
    expect(readStopSignal(reply).mention).toContain("STOP");
  });

  it("ends the conversation before a goodbye, too", () => {
    const text = "I will try that tonight.\nBye!";
    expect(readStopSignal("I will try that tonight. STOP. Bye!")).toMatchObject({ text, stop: true });
    expect(readStopSignal("There was one word. STOP. Bye!").stop).toBe(false);
  });

  it("ends it in data as well", () => {
    const text = "I will try that tonight.";
    expect(readStopSignal(`${text} {"action": "STOP"}`)).toMatchObject({ text, stop: true });
    expect(readStopSignal('I get one word. {"action": "STOP"}').stop).toBe(false);
  });
});

describe("the stop signal with an exclamation mark", () => {
  it.each(thanks)("ends the conversation after the thanks in %j", (sentence) => {
    expect(readStopSignal(`${sentence} STOP!`)).toMatchObject({ text: sentence, stop: true });
  });

  it.each(cries)("is a cry after %j", (sentence) => {
    const reply = `${sentence} STOP!`;
    expect(readStopSignal(reply)).toMatchObject({ text: reply, stop: false });
  });
});
