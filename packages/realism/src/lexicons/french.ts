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
      ^non, ^nan, ^mais, ^faux, ^pas, ce n'est pas, c'est pas, n'est pas ce que, pas ce que, c'est faux,
      c'est incorrect, incorrect, pas correct, pas vrai, pas juste, j'ai dit, j'ai déjà, je vous ai dit,
      je t'ai dit, je n'ai pas demandé, j'ai pas demandé, je n'ai pas dit, j'ai pas dit, je ne voulais pas dire, ce n'est pas ce que, mal compris, ne marche pas, marche pas,
      ne fonctionne pas, fonctionne pas, n'a pas marché, ça n'aide pas, ne m'aide pas, je ne veux pas,
      je veux pas, je n'aime pas, j'aime pas, pas d'accord, vous êtes sûr, vous êtes sûre, tu es sûr,
      t'es sûr, n'a pas de sens, aucun sens, trop long, trop court, pas assez, tu as oublié,
      vous avez oublié, vous vous trompez, tu te trompes
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
      perdu, perdue, seul, fier, fière
    `),
    accusatory_rate: phraseList(`
      vous n'avez pas, tu n'as pas, t'as pas, vous ne comprenez, tu ne comprends, tu comprends pas,
      vous n'écoutez pas, tu n'écoutes pas, votre faute, ta faute, inutile, nul, nulle, ridicule,
      inacceptable, honteux, scandaleux, perte de temps, perdre mon temps, mauvais service,
      service déplorable, le pire, stupide, bête, idiot*, débile, incompétent*, n'importe quoi, arnaque,
      menteur, mentez, vous aviez promis, tu avais promis, pourquoi vous ne, pourquoi tu ne,
      pourquoi vous n'avez, pourquoi tu n'as, vous plaisantez, parler à un humain, un responsable
    `),
    strategy_pivot_rate: phraseList(`
      laisse tomber, laissez tomber, tant pis, oublie, oubliez, peu importe, plutôt, à la place, autrement,
      autre chose, autre question, autre sujet, autre façon, autre manière, autre solution, essayons,
      on essaie, et si on, sinon, j'ai changé d'avis, changé d'avis, changeons, passons à, recommençons,
      finalement, en fait
    `),
  },
  except: {
    pushback_rate: phraseList(`
      ^non merci, ^non c'est tout, ^non c'est bon, ^non ça ira, ^pas mal, ^pas de problème, ^pas de souci,
      ^pas sûr, ^pas sûre, ^pas encore, ^non rien d'autre, j'ai déjà un, ^non ce sera tout
    `),
    acknowledgment_rate: phraseList(`^bonjour, ^bon après-midi`),
    strategy_pivot_rate: phraseList(`plutôt bien, plutôt que`),
    certainty_rate: phraseList(`pas exactement, pas tout à fait`),
    info_seeking_rate: phraseList(`^que du bonheur`),
  },
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
