import { type Lexicon, phraseList } from "./lexicon.ts";

/** French. */
export const french: Lexicon = {
  language: "fr",
  version: 1,
  accentsOptional: true,
  capitalsMarkNames: true,
  phrases: {
    politeness_rate: phraseList(`
      s'il vous plaît, s'il te plaît, svp, stp, merci, mercii, je vous remercie, je te remercie, pardon,
      excusez-moi, excusez moi, excuse-moi, excuse moi, désolé, désolée, pourriez-vous, pourriez vous,
      pourrais-tu, pourrais tu, auriez-vous, auriez vous, si possible, bonne journée, bonne soirée,
      reconnaissant*, je vous prie, je vous en prie, veuillez, gentil de, ça ne vous dérange,
      si ça ne te dérange
    `),
    formality_rate: phraseList(`
      cependant, toutefois, néanmoins, par conséquent, de plus, en outre, par ailleurs, ainsi que, afin de,
      concernant, relatif à, relative à, en ce qui concerne, notamment, je souhaiterais, je souhaite,
      je désire, veuillez, cordialement, madame monsieur, je me permets, je vous saurais gré,
      dans l'attente, conformément, pourriez-vous m'indiquer, dans le cadre de, en effet, lors de, dès lors,
      autrement dit, salutations
    `),
    acknowledgment_rate: phraseList(`
      ok, okay, d'accord, daccord, dac, compris, je comprends, je vois, entendu, ça marche, ca marche,
      très bien, pas de problème, pas de souci, ça me va, bien reçu, c'est noté, ^oui, ^ouais, ^bien, ^bon,
      ^parfait, ^super, ^génial, ^exact, ^exactement, ^ah, ^cool, ^top, ^bien sûr, ^voilà, ^nickel
    `),
    identity_confusion_rate: phraseList(`
      comment puis-je vous aider, comment puis-je t'aider, comment puis je vous aider,
      en quoi puis-je vous aider, en quoi puis-je, que puis-je faire pour vous, que puis-je faire pour toi,
      puis-je vous aider, puis-je faire autre chose, autre chose pour vous, je suis là pour vous aider,
      je suis là pour t'aider, ravi de vous aider, ravie de vous aider, heureux de vous aider,
      en tant qu'ia, en tant qu'intelligence artificielle, modèle de langage, n'hésitez pas, n'hésite pas,
      merci de votre appel, merci de nous avoir contactés, merci de votre patience,
      pour la gêne occasionnée, pour le désagrément, je peux vous aider avec, souhaitez-vous que je,
      voulez-vous que je, à votre disposition, je vous en prie
    `),
    uncertainty_rate: phraseList(`
      peut-être, peut être, probablement, sans doute, éventuellement, possiblement, pas sûr, pas sûre,
      pas certain, pas certaine, je crois, je pense, je suppose, j'imagine, il me semble, je sais pas,
      je ne sais pas, chais pas, jsp, aucune idée, je me demande, ça se peut, il se peut, un truc comme ça,
      ou quelque chose, plus ou moins, à peu près, je ne me souviens, je me rappelle plus, pas clair
    `),
    certainty_rate: phraseList(`
      certainement, absolument, bien sûr, bien entendu, évidemment, exactement, précisément, clairement,
      sans aucun doute, aucun doute, j'en suis sûr, j'en suis sûre, je suis sûr, je suis sûre,
      je suis certain, je suis certaine, à coup sûr, c'est sûr, c'est certain, forcément, garanti,
      tout à fait, sûr et certain
    `),
    pushback_rate: phraseList(`
      ^non, ^nan, ^mais, ^faux, ^pas, (ce|ça|cela) (n'est|n'était) ~ pas, (c'est|c'était) ~ pas, n'est ~ pas ce que, pas ~ ce que,
      (c'est|c'était|est) ~ (faux|fausse|inexact|inexacte|incorrect|incorrecte|erroné|erronée), incorrect, pas ~ (correct|vrai|juste|exact), j'ai dit, j'ai déjà, je vous ai ~ dit, je t'ai ~ dit, je (vous|te) l'ai ~ dit, je l'ai déjà,
      (je n'ai|j'ai) ~ (pas|jamais|rien) ~ (demandé|dit|commandé|voulu), je ne voulais ~ pas dire, ne (peut|peuvent) ~ pas ~ être ~ (vrai|correct|juste|exact|ça), (m'avez|m'as|avez|as) ~ mal ~ compris, mal ~ compris,
      (vous n'avez|tu n'as|t'as|vous avez|tu as) ~ (pas|rien) ~ compris, ne marche ~ pas, marche ~ pas, ne fonctionne ~ pas, fonctionne ~ pas, n'a ~ pas marché, ça n'aide ~ pas, ne m'aide ~ pas, je ne veux ~ pas,
      je veux ~ pas, je n'aime ~ pas, j'aime ~ pas, pas ~ d'accord, vous êtes sûr, vous êtes sûre, tu es sûr,
      t'es sûr, n'a ~ (pas|aucun) ~ (de|) sens, aucun sens, trop long, trop court, pas assez, tu as oublié,
      vous avez oublié, vous vous ~ trompez, tu te ~ trompes, (vous avez|tu as|t'as) ~ tort, (vous faites|tu fais) ~ erreur, je (ne|) (crois|pense) ~ pas que … (juste|vrai|correct|exact|ça), n'importe quoi
    `),
    clarification_question_rate: phraseList(`
      que voulez-vous dire, que veux-tu dire, tu veux dire, vous voulez dire, qu'est-ce que ça veut dire,
      ça veut dire quoi, c'est-à-dire, c'est à dire, qu'entendez-vous, pouvez-vous préciser,
      peux-tu préciser, pouvez-vous expliquer, peux-tu expliquer, pouvez vous expliquer, peux tu expliquer,
      je ne comprends pas, je comprends pas, pas compris, comment ça, ^quoi, ^hein, ^pardon, répéter,
      reformuler, plus précis, dans quel sens, lequel exactement, pas clair
    `),
    info_seeking_rate: phraseList(`
      ^que, ^qu'est-ce, ^quel*, ^comment, ^où, ^quand, ^qui, ^pourquoi, ^combien, ^est-ce, ^y a-t-il,
      ^avez-vous, ^as-tu, ^peux-tu, ^pouvez-vous, ^peut-on, ^puis-je, ^c'est quoi, ^existe-t-il, ^lequel,
      dites-moi, dis-moi, dis moi, je voudrais savoir, j'aimerais savoir, je veux savoir, je cherche,
      à la recherche, besoin d'informations, besoin d'infos, montre-moi, montrez-moi, donne-moi, donne moi,
      donnez-moi, trouve-moi, combien de, savez-vous, sais-tu, est-ce que, y a-t-il, il y a quoi
    `),
    emotional_expression_rate: phraseList(`
      oh là là, oh non, wow, ouah, mdr, ptdr, lol, haha*, hihi*, putain, merde, zut, mince, ouf, hourra,
      youpi, énerv*, agaç*, frustr*, irrit*, fâché*, en colère, déçu*, décev*, content, contente, heureux,
      heureuse, ravi, ravie, soulagé*, triste, inquiet, inquiète, inquiète*, angoiss*, stress*, peur,
      nerveux, nerveuse, excité*, j'adore, j'aime, je déteste, incroyable, fantastique, formidable,
      terrible, horrible, affreux, dieu merci, enfin, malheureusement, heureusement, marre, ras le bol,
      (je suis|suis) ~ (perdu|perdue), en peux plus, (me sens|sens|si|trop|tellement) ~ (seul|seule), fier, fière
    `),
    accusatory_rate: phraseList(`
      ^~ pas ~ (bon|bonne|bien|utile|terrible|génial|géniale|super|efficace), (c'est|c'était|ce n'est|ce n'était|ça n'est|vous n'êtes|tu n'es) ~ (pas|jamais) ~ (bon|bonne|bien|utile|terrible|génial|géniale|super|efficace|satisfaisant),
      ^~ pas ~ assez ~ (bon|bonne|bien), pas ~ une ~ bonne (réponse|solution|expérience), pas ~ un ~ bon service, (je ne suis|je suis|j'suis) ~ pas ~ (satisfait|satisfaite|content|contente),
      vous n'avez pas, tu n'as pas, t'as pas, vous ne comprenez, tu ne comprends, tu comprends pas,
      vous n'écoutez pas, tu n'écoutes pas, votre faute, ta faute, inutile, nul, nulle, ridicule,
      inacceptable, honteux, scandaleux, perte de temps, perdre mon temps, mauvais service,
      service déplorable, le pire, stupide, (c'est|est|êtes|es|si|trop) ~ bête, idiot*, débile, incompétent*, n'importe quoi, arnaque,
      menteur, mentez, vous aviez promis, tu avais promis, pourquoi vous ne, pourquoi tu ne,
      pourquoi vous n'avez, pourquoi tu n'as, vous plaisantez, parler à un humain, un responsable
    `),
    strategy_pivot_rate: phraseList(`
      laisse tomber, laissez tomber, tant pis, oublie, oubliez, peu importe, plutôt, à la place, autrement,
      autre chose, autre question, autre sujet, autre façon, autre manière, autre solution, essayons,
      on essaie, et si on, sinon, j'ai changé d'avis, changé d'avis, changeons, passons à, recommençons,
      finalement, ^en fait
    `),
  },
  except: {
    pushback_rate: phraseList(`
      ^non merci, ^non c'est tout, ^non c'est bon, ^non ça ira, pas ~ (mal|mauvais|mauvaise|bête), pas ~ une ~ (mauvaise idée|mauvaise réponse),
      (ce n'est|c'est|ce n'était|c'était|ça n'est) ~ pas ~ (mal|mauvais|mauvaise|bête|une mauvaise|grave|pressé|urgent|loin|cher|nécessaire|important|la peine|un problème|un souci|le problème), ^non je n'ai (pas|aucun|aucune) (de|d'|), ^pas de plainte*, ^pas de (mal|stress|quoi), ^pas pressé, ^pas de problème, ^pas de souci,
      ^pas sûr, ^pas sûre, ^pas encore, ^non rien d'autre, j'ai déjà un, ^non ce sera tout
    `),
    emotional_expression_rate: phraseList(`
      (pas|jamais|sans) ~ (énervé|énervée|agacé|agacée|frustré|frustrée|irrité|irritée|fâché|fâchée|en colère|déçu|déçue|triste|inquiet|inquiète|peur|stressé|stressée|nerveux|nerveuse|horrible|affreux)
    `),
    accusatory_rate: phraseList(
      `nulle part, pas ~ (bon|bonne|bien|utile) (pour|à|en|de|avec), pas bien (compris|entendu|vu|sûr|sûre)`,
    ),
    acknowledgment_rate: phraseList(`
      ^bonjour, ^bon après-midi, pas ~ (compris|entendu|d'accord|daccord|noté|bien reçu), (ça|ca) (marche|me va) ~ pas, je (vois|comprends) ~ pas
    `),
    uncertainty_rate: phraseList(`je crois en, je pense à`),
    strategy_pivot_rate: phraseList(`plutôt bien, plutôt que, n'oublie pas, n'oubliez pas`),
    certainty_rate: phraseList(
      `pas ~ (exactement|forcément|évidemment|absolument|clairement|certainement|garanti), pas tout à fait`,
    ),
    info_seeking_rate: phraseList(`^que du bonheur`),
  },
  particles: phraseList(`
    vraiment, du, tout, à, fait, absolument, quand, même, simplement, juste, toujours, franchement, clairement,
    complètement, totalement, tellement, si, très, trop, exactement, forcément, carrément, non, plus, encore, donc, bien,
    certainement, là, aussi, vrai, particulièrement, spécialement, bon, hélas, malheureusement, déjà, manifestement,
    évidemment, tant, sûrement, plutôt, bel, et
  `),
  negations: phraseList(`pas, jamais, sans, rien, aucun, aucune, ni, guère`),
  articles: phraseList(`le, la, les, l, un, une, des, de, d, du`),
  elided: phraseList(`c, ç, d, j, l, m, n, s, t, qu, jusqu, lorsqu, puisqu, quoiqu, y`),
  functionWords: phraseList(`
    le, la, les, et, est, je, pas, un, une, de, des, du, avec, pour, sur, dans, vous, il, elle, que, qui,
    quel, quelle, mon, ma, mes, nous, on, mais, ou, au, aux, ce, cette, ça, c'est, j'ai, suis, ai, a, sont,
    comment, merci, oui, non, bonjour, plus, moi, me, te, tu, ne, en, y, se, si, votre, peux, faire,
    voudrais, l'ai, d'un, d'une, qu'est, est-ce
  `),
  calendar: phraseList(`
    janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre
  `),
  namesAfter: phraseList(`
    je m'appelle, mon nom est, nom est, monsieur, madame, mme, docteur, ici
  `),
  casualSpellings: phraseList(`
    svp, stp, slt, bjr, bsr, cc, mdr, ptdr, lol, jsp, jpp, tkt, pk, pq, pcq, qd, ds, tt, bcp, tjs, tjrs, ms,
    ns, vs, c, g, jai, jsuis, chui, chuis, chais, ya, yavait, ouais, nan, dac, rdv, tel, dsl, auj, aprem,
    keske, koi, koa, kan, c koi, t'es, t'as, ca
  `),
  misspellings: phraseList(`
    malgrés, parmis, quelque soit, language, connection, parmi les quel, toute les, tout les, comme même,
    quand même que, quant même, biensur, biensûr, peutêtre, peut etre, sa va, sa marche, addresse, apeller,
    apeler, appeller, apparament, apparement, ammener, aparaitre, profesionnel, proffessionnel,
    interressant, interessé, evenement, évenement, renseignemant, notament, deja, voila, enfaite, entrain,
    davantages
  `),
};
