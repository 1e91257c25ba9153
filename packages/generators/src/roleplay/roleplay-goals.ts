/**
 * Ten goals of the kinds that people bring to a chatbot: arithmetic, code, facts, plans, texts. The first line is what is
 * wanted; each further line is brought up one turn later.
 */
export const roleplayGoals: readonly string[] = [
  "Find out what three rounds of a city run in 26, 24 and 29 minutes mean as speeds, when a round is 5.2 km.\nHave the average speed worked out over the whole distance.",
  "Split a rent of 1,480 among four people whose rooms measure 11, 14, 18 and 21 square metres, by size.\nAsk what changes when the two largest rooms share one more person.",
  "Find out how long a 25 kg bag of feed lasts for 14 hens.\nAsk how many eggs to expect from them in that time.",
  "Get a recursive function that turns a number into Roman numerals, for numbers up to 3999.\nHave it called from the command line.\nAsk for tests of the cases most likely to be wrong.",
  "Get a small web page that counts the words of a text while it is typed.\nHave the words of fewer than four letters left out.",
  "Get a program that draws a lighthouse with simple shapes.\nHave the light turn slowly.",
  "Learn which five universities in Europe are the oldest.\nAsk who founded the third of them and what was taught there at first.",
  "Get a short speech for a debate that holds that cars should leave the inner cities.\nHave the strongest argument of the other side answered.",
  "Plan four days of walking in the Alps for people who do not want to climb.\nHave a day for bad weather worked in.",
  "Get a poem of four verses about a dog who guards a library.\nHave the second verse made funnier.",
];
