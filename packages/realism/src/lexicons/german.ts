import { type Lexicon, phraseList } from "./lexicon.ts";

/** German. */
export const german: Lexicon = {
  language: "de",
  version: 1,
  accentsOptional: false,
  capitalsMarkNames: false,
  phrases: {
    politeness_rate: phraseList(`
      bitte, danke, dankeschön, vielen dank, besten dank, herzlichen dank, dankbar, entschuldigung,
      entschuldigen sie, verzeihung, tut mir leid, könnten sie, könntest du, würden sie, würdest du,
      wären sie so, wärst du so, wenn es ihnen nichts, wenn möglich, schönen tag, schönen abend, lieb von,
      nett von, freundlicherweise, merci, gern geschehen, thx, bidde
    `),
    formality_rate: phraseList(`
      jedoch, daher, darüber hinaus, außerdem, zudem, ferner, folglich, somit, infolgedessen, dennoch,
      hinsichtlich, bezüglich, betreffend, im hinblick auf, sowie, insbesondere, beziehungsweise,
      ich möchte sie, ich würde gerne, ich bitte um, ich wünsche, ich benötige, sehr geehrte*,
      hochachtungsvoll, mit freundlichen grüßen, zwecks, gemäß, anfrage, teilen sie mir,
      bitte bestätigen sie, gegebenenfalls
    `),
    acknowledgment_rate: phraseList(`
      ok, okay, okey, alles klar, verstehe, verstanden, ich verstehe, in ordnung, einverstanden, passt,
      klingt gut, hört sich gut an, macht sinn, ergibt sinn, kein problem, geht klar, ^gut, ^super, ^ja,
      ^jap, ^jo, ^joa, ^jup, ^klar, ^genau, ^stimmt, ^richtig, ^prima, ^toll, ^perfekt, ^schön, ^aha,
      ^ach so, ^achso, ^na gut, ^sehr gut, ^klasse, ^interessant, ^fein
    `),
    identity_confusion_rate: phraseList(`
      wie kann ich ihnen helfen, wie kann ich dir helfen, wie kann ich helfen, womit kann ich ihnen,
      womit kann ich dir, was kann ich für sie tun, was kann ich für dich tun, kann ich sonst noch,
      kann ich ihnen sonst, kann ich dir sonst, gerne helfe ich, ich helfe ihnen gerne, ich helfe dir gerne,
      freut mich dass ich helfen, als ki, als sprachmodell, ich bin hier um zu helfen, ich bin da um ihnen,
      zögern sie nicht, zögere nicht, vielen dank für ihren anruf, vielen dank für ihre nachricht,
      danke für ihre geduld, für die unannehmlichkeiten, stehe ihnen zur verfügung, stehe ich ihnen,
      stehe dir gerne, lassen sie mich wissen, sag mir bescheid wenn du weitere, gern geschehen,
      möchten sie dass ich, möchtest du dass ich
    `),
    uncertainty_rate: phraseList(`
      vielleicht, eventuell, möglicherweise, wahrscheinlich, vermutlich, womöglich, nicht sicher, unsicher,
      ich glaube, glaube ich, glaub ich, ich denke, denke ich, ich schätze, schätze ich, ich vermute,
      ich nehme an, keine ahnung, weiß nicht, weiss nicht, weiß ich nicht, könnte sein, kann sein,
      irgendwie, oder so, ungefähr, weiß nicht genau, erinnere mich nicht, unklar, frage mich ob
    `),
    certainty_rate: phraseList(`
      auf jeden fall, definitiv, bestimmt, sicherlich, natürlich, selbstverständlich, absolut, ganz sicher,
      ganz bestimmt, ohne zweifel, zweifellos, eindeutig, offensichtlich, ich bin sicher,
      ich bin mir sicher, bin mir sicher, hundertprozentig, garantiert, mit sicherheit, genau so,
      auf alle fälle
    `),
    pushback_rate: phraseList(`
      ^nein, ^nee, ^nö, ^aber, ^falsch, ^nicht, ^doch, (das|dies|es) (ist|war) ~ nicht, (ist|war) ~ nicht ~ (richtig|korrekt|wahr|der fall|meine frage|das was), stimmt ~ nicht, nicht ~ stimmen,
      (das|dies|es) (ist|war) ~ (falsch|verkehrt|unwahr|gelogen|quatsch|unsinn|blödsinn|schwachsinn), ist ~ falsch, nicht ~ (richtig|korrekt|wahr), nicht ~ das ~ was, nicht ~ was ich,
      kann ~ nicht ~ (sein|richtig sein|wahr sein|stimmen), ich habe gesagt, ich sagte, hab ich doch, habe ich doch,
      ich (habe|hab) … (schon|bereits|doch) … (gesagt|erklärt|geschrieben|genannt|gegeben|geschickt|beantwortet|mitgeteilt|versucht|probiert|erwähnt), ich (habe|hab) (bereits|schon),
      (habe|hab|hatte) ich … (nicht|nie|niemals) ~ (gesagt|gemeint|gefragt|bestellt|gewollt|verlangt|behauptet), ich (habe|hab|hatte) … (nicht|nie|niemals) … (gesagt|gemeint|gefragt|bestellt|gewollt|verlangt|behauptet),
      habe ich ~ so nicht, (meinte|wollte|sagte) ich ~ nicht, ich (meinte|wollte) ~ das ~ nicht, falsch ~ verstanden, missverstanden,
      funktioniert ~ nicht, geht ~ nicht, klappt ~ nicht, hilft ~ mir ~ nicht, hilft ~ nicht, will ich ~ nicht, möchte ich ~ nicht, ich will ~ kein*,
      gefällt mir ~ nicht, sehe ich ~ anders, ganz anderer meinung, bin ich ~ anderer meinung, ich bin ~ anderer meinung, bist du ~ sicher, sind sie ~ sicher, (ergibt|macht|hat) ~ keinen ~ sinn,
      das (glaube|glaub|bezweifle|bezweifel) ich ~ nicht, das bezweifle ich, (irren|täuschen) sie sich, (irrst|täuschst) du dich, (sie|du) (irren|irrst|täuschen|täuschst) (sich|dich), (sie|du) (liegen|liegst) … falsch, (liegen sie|liegst du) ~ falsch,
      (haben sie|hast du|sie haben|du hast) ~ unrecht, (antwort|auskunft|angabe|information) ist ~ (falsch|nicht), das passt ~ nicht, so geht das ~ nicht, zu lang, zu kurz, reicht ~ nicht, (du hast|sie haben) ~ vergessen
    `),
    clarification_question_rate: phraseList(`
      was meinst du, was meinen sie, was heißt das, was heisst das, was bedeutet das, wie meinst du,
      wie meinen sie, meinst du, meinen sie, können sie das erklären, kannst du das erklären,
      kannst du erklären, erklär mir, verstehe nicht, verstehe ich nicht, versteh ich nicht,
      nicht verstanden, wie bitte, ^hä, ^häh, ^was bitte, noch einmal, nochmal erklären, genauer, was genau,
      was soll das heißen, inwiefern, welche meinst, unklar was
    `),
    info_seeking_rate: phraseList(`
      ^was, ^wie, ^wo, ^wann, ^wer, ^wen, ^wem, ^warum, ^wieso, ^weshalb, ^welche*, ^wohin, ^woher,
      ^gibt es, ^ist, ^sind, ^kann, ^können, ^kannst, ^könnte*, ^haben sie, ^hast du, ^wird, ^hat, sag mir,
      sagen sie mir, ich möchte wissen, ich will wissen, würde gerne wissen, ich suche, suche nach,
      brauche informationen, zeig mir, zeigen sie mir, gib mir, geben sie mir, nenne mir, wie viel*,
      wie lange, wieviel, können sie mir sagen, kannst du mir sagen, wissen sie, weißt du
    `),
    emotional_expression_rate: phraseList(`
      oh nein, oje, ohje, ach, ^mann, oh mann, boah, wow, haha*, hehe*, lol, omg, verdammt, mist, scheiße, juhu,
      hurra, puh, uff, nerv*, genervt*, ungeduldig*, verärgert*, empör*, zornig, stinksauer, ärger*, frustrier*, wütend, sauer, enttäusch*, freue mich, freut mich,
      glücklich, froh, erleichtert, traurig, besorgt, sorge mich, sorgen, angst, nervös, aufgeregt,
      gestresst, ich liebe, ich hasse, fantastisch, großartig, wunderbar, schrecklich, furchtbar,
      gott sei dank, endlich, leider, zum glück, verwirrt, verwirrend, einsam, stolz, peinlich, verzweifelt,
      (habe|hab|bin) es … satt
    `),
    accusatory_rate: phraseList(`
      ^~ nicht ~ (gut|hilfreich|toll|schön|nützlich|brauchbar|super|prima), (das|dies|es|sie|du|antwort|service) (ist|war|sind|waren|bist|warst) ~ (nicht|nie) ~ (gut|hilfreich|toll|schön|nützlich|brauchbar|super|prima|zufriedenstellend),
      (kein|keine|keinen) ~ (gute|guter|guten|gutes|hilfreiche|hilfreicher|tolle|toller) (antwort|auskunft|service|lösung|hilfe|erfahrung|leistung), (sie sind|du bist) ~ keine ~ hilfe,
      (ich bin|bin ich) … nicht ~ zufrieden, (ich bin|bin ich) … nicht ~ (glücklich|begeistert) (damit|mit|davon|darüber), (ich bin|bin ich) damit ~ nicht ~ (glücklich|zufrieden),
      du hast nicht, sie haben nicht, du hörst nicht, sie hören nicht, ihre schuld, deine schuld, ihr fehler, dein fehler, sie sind schuld, du bist schuld, sie irren sich, du irrst dich, sie liegen falsch, du liegst falsch, ihr (service|kundendienst) ist … (schlecht|schrecklich|furchtbar|miserabel|katastrophe), nutzlos,
      unbrauchbar, lächerlich, inakzeptabel, unverschämt, frechheit, zeitverschwendung, schlechter service,
      schlechter kundendienst, dumm, blöd, bescheuert, idiot*, unfähig, müll, quatsch, unsinn, schwachsinn,
      betrug, gelogen, warum können sie nicht, warum kannst du nicht, warum haben sie nicht,
      warum hast du nicht, sie verstehen nicht, du verstehst nicht, sie haben versprochen,
      du hast versprochen, das ist ein witz, mit einem menschen sprechen, vorgesetzt*
    `),
    strategy_pivot_rate: phraseList(`
      egal, vergiss es, vergessen sie es, vergiss das, stattdessen, lieber doch, doch lieber,
      anders gefragt, anders herum, etwas anderes, was anderes, andere frage, anderes thema, versuchen wir,
      lass uns, probieren wir, eine andere möglichkeit, alternativ, ich habe es mir anders, anders überlegt,
      von vorne, von vorn, dann eben, wie wäre es mit, ^eigentlich, lassen wir das, wechseln wir
    `),
  },
  except: {
    pushback_rate: phraseList(`
      ^nein danke, ^nein vielen dank, ^nein das war, ^nein das wars, ^nein das ist alles, ^nicht die schlechteste*, ^nicht so schnell,
      nicht ~ (schlecht|übel|verkehrt|dumm), (das|dies|es) (ist|war) ~ nicht ~ (schlecht|übel|verkehrt|dumm|nötig|notwendig|wichtig|schlimm|weit|dringend|eilig|teuer|schwer|das problem|mir wichtig),
      ^nein ich habe kein*, geht ~ nicht ~ (um|ohne|an), (habe|hab) ich … (falsch ~ verstanden|missverstanden), ich (habe|hab) (bereits|schon) (ein|eine|einen),
      ^nein alles gut, ^nicht wirklich sicher, ^nicht sicher, ^noch nicht, ^nein das reicht,
      ^nein kein problem
    `),
    certainty_rate: phraseList(
      `nicht ~ (bestimmt|garantiert|eindeutig|definitiv|ganz sicher|hundertprozentig|auf jeden fall)`,
    ),
    uncertainty_rate: phraseList(`ich glaube an, ich denke an`),
    politeness_rate: phraseList(`wie bitte`),
    emotional_expression_rate: phraseList(`
      ach so, (nicht|nie|kein|keine|keinen|ohne) ~ (genervt|verärgert|zornig|stinksauer|ärger|frustriert|wütend|sauer|enttäuscht|traurig|besorgt|sorgen|angst|nervös|gestresst|schrecklich|furchtbar|verwirrt)
    `),
    accusatory_rate: phraseList(`
      nicht ~ dumm, nicht ~ (gut|schön|toll) (in|mit|bei|für|zu|wenn)
    `),
    acknowledgment_rate: phraseList(`
      ^guten, ^ja aber nein, nicht ~ (verstanden|einverstanden|in ordnung|alles klar|ok|okay), (passt|verstehe|ich verstehe|klingt gut) ~ nicht,
      passt (mir|uns) ~ nicht, (ich|) verstehe (ich|das|sie|dich|es|ich das|die frage) ~ nicht, (ich|) verstehe kein*
    `),
  },
  particles: phraseList(`
    so, doch, gar, ja, aber, leider, wirklich, einfach, überhaupt, halt, eben, wohl, auch, ganz, nun, mal, jetzt, hier, da,
    sicher, bestimmt, definitiv, absolut, echt, also, trotzdem, immer, noch, bloß, schon, sehr, total, völlig, komplett,
    eigentlich, tatsächlich, offensichtlich, ehrlich, gesagt, besonders, gerade, wieder, nur, allzu, wirkliche, etwa,
    offenbar, natürlich, schlicht, schlichtweg, eindeutig, vollkommen, irgendwie, denn, durchaus
  `),
  negations: phraseList(
    `nicht, nie, niemals, kein, keine, keinen, keiner, keinem, keines, ohne, nichts, weder`,
  ),
  articles: phraseList(`der, die, das, ein, eine, einen, einer, einem`),
  elided: [],
  functionWords: phraseList(`
    der, die, das, und, ist, ich, nicht, ein, eine, zu, mit, für, auf, den, dem, von, im, sie, es, wie, mir,
    mich, kann, habe, haben, auch, was, bitte, wir, du, an, bei, aber, einen, einer, sind, wird, noch, oder,
    wenn, nach, danke, ja, nein, möchte, gerne, mein, meine, gibt, hallo, war, nur, so, dass, uns, ihr,
    sehr, kannst, welche, zum, zur
  `),
  calendar: phraseList(`
    januar, februar, märz, april, mai, juni, juli, august, september, oktober, november, dezember
  `),
  namesAfter: phraseList(`
    ich heiße, ich heisse, mein name ist, name ist, herr, frau, dr, hier ist, hier spricht
  `),
  casualSpellings: phraseList(`
    ne, nen, nem, n, is, nich, nix, hab, hatte ich, isses, gibts, wirds, gehts, machs, haste, biste,
    kannste, willste, wär, ok, okey, vllt, vlt, evtl, bzw, thx, bidde, hdl, lg, mfg, kp, ka, omg, lol, iwie,
    iwas, iwann, jmd, sry, bescheid, mal eben, ma, grad, nochn
  `),
  misspellings: phraseList(`
    warscheinlich, warscheinlichkeit, vieleicht, villeicht, standart, ergendwie, irgentwie, irgendwo hin,
    entgültig, entäuscht, entäuschung, adress, addresse, tolleranz, packet, orginal, orginell, seperat,
    nähmlich, nemlich, ausversehen, garnicht, wiederspruch, wiederspiegeln, reperatur, reperieren,
    maschiene, rythmus, rhytmus, zumindestens, ziehmlich, wenigsten, bischen, bissl, morgenfrüh, interresse,
    interresant, intressant, komisch er, tschüß, dass selbe, daß, weis nicht, vorraus, vorraussetzung,
    gallerie
  `),
};
